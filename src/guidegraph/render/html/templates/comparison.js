"use strict";
(() => {
  const form = document.getElementById("filters");
  const shown = document.getElementById("shown");
  const kinds = [...form.querySelectorAll("[name=kind]")];
  const part = form.elements.part;
  const changes = [...document.querySelectorAll(".change")];
  const parts = [...document.querySelectorAll(".part")];

  const show = () => {
    const wanted = new Set(kinds.filter((box) => box.checked).map((box) => box.value));
    let count = 0;
    for (const change of changes) {
      const fits = wanted.has(change.dataset.kind) &&
        (part.value === "" || part.value === change.dataset.part);
      change.hidden = !fits;
      count += fits ? 1 : 0;
    }
    for (const section of parts) {
      section.hidden = !section.querySelector(".change:not([hidden])");
    }
    shown.textContent = form.dataset.shown.replace("{count}", count).replace("{total}", changes.length);
  };

  const showAll = () => {
    for (const box of kinds) {
      box.checked = true;
    }
    part.value = "";
    show();
  };

  const follow = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target && target.closest("[hidden]")) {
      showAll();
      target.scrollIntoView();
    }
  };

  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("all").addEventListener("click", showAll);
  addEventListener("hashchange", follow);
  form.hidden = false;
  shown.hidden = false;
  show();
  follow();
})();
