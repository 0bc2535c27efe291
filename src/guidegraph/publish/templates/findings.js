"use strict";
(() => {
  const form = document.getElementById("choose");
  if (!form) {
    return;
  }
  const shown = document.getElementById("shown");
  const findings = [...document.querySelectorAll(".finding")];
  const chosen = ["severity", "edition", "rule"];

  const show = () => {
    let count = 0;
    for (const finding of findings) {
      const fits = chosen.every((name) => {
        const wanted = form.elements[name].value;
        return wanted === "" || wanted === finding.dataset[name];
      });
      finding.hidden = !fits;
      count += fits ? 1 : 0;
    }
    shown.textContent = form.dataset.shown.replace("{count}", count).replace("{total}", findings.length);
  };

  const follow = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target && target.hidden) {
      form.reset();
      show();
      target.scrollIntoView();
    }
  };

  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", follow);
  form.hidden = false;
  show();
  follow();
})();
