"use strict";
(() => {
  const choice = document.getElementById("theme-choice");
  choice.value = document.documentElement.dataset.theme || "";
  choice.addEventListener("change", () => {
    if (choice.value) {
      document.documentElement.dataset.theme = choice.value;
    } else {
      delete document.documentElement.dataset.theme;
    }
    try {
      localStorage.setItem("theme", choice.value);
    } catch {
      // It holds for this page.
    }
  });
  document.getElementById("theme").hidden = false;

  const select = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  };

  for (const button of document.querySelectorAll(".copy")) {
    const label = button.firstChild;
    const words = label.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const source = document.getElementById(button.dataset.copy);
      try {
        await navigator.clipboard.writeText(source.textContent);
        label.textContent = button.dataset.copied;
      } catch {
        // Not allowed, as for a page from a disk: select it, so that one key is enough.
        select(source);
        label.textContent = button.dataset.selected;
      }
      setTimeout(() => { label.textContent = words; }, 2000);
    });
  }

  // As links write it, or as a browser escapes it; an address can hold anything.
  const named = (id) => {
    try {
      return document.getElementById(id) || document.getElementById(decodeURIComponent(id));
    } catch {
      return null;
    }
  };
  const opened = () => {
    const target = named(location.hash.slice(1));
    const around = target && target.closest("details");
    if (around) {
      around.open = true;
    }
  };
  addEventListener("hashchange", opened);
  opened();
})();
