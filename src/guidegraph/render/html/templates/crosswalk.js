"use strict";
(() => {
  const form = document.getElementById("filters");
  const words = document.getElementById("words");
  const which = document.getElementById("which");
  const shown = document.getElementById("shown");
  const rows = [...document.querySelectorAll("#clauses tbody tr")];
  const folded = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ");
  const texts = rows.map((row) => folded(row.textContent));

  const show = () => {
    const sought = folded(words.value).split(" ").filter(Boolean);
    let count = 0;
    rows.forEach((row, at) => {
      const same = row.classList.contains("unchanged");
      const fits = (which.value === "" || (which.value === "unchanged") === same) &&
        sought.every((word) => texts[at].includes(word));
      row.hidden = !fits;
      count += fits;
    });
    shown.textContent = form.dataset.shown.replace("{count}", count).replace("{total}", rows.length);
  };

  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  shown.hidden = false;
  show();
})();
