"use strict";
(() => {
  const form = document.getElementById("filters");
  const shown = document.getElementById("shown");
  const kinds = [...form.querySelectorAll("[name=kind]")];
  const part = form.elements.part;
  const order = form.elements.order;
  const ranked = document.getElementById("by-weight");
  const nav = document.getElementById("parts");
  const changes = [...document.querySelectorAll(".change")];
  const parts = [...document.querySelectorAll(".part")];
  const homes = new Map(changes.map((change) => [change, change.parentNode]));
  let total = 0;
  for (const change of changes) {
    total += change.dataset.kind.split(" ").length;
  }

  // The boxes are in the order of importance, which decides between equal weights.
  const ranks = new Map(kinds.map((box, rank) => [box.value, rank]));
  const rank = (change) => ranks.get(change.dataset.kind.split(" ")[0]);
  const heavier = (one, other) =>
    other.dataset.weight - one.dataset.weight || rank(one) - rank(other);

  // Only where it changes: moving what has the focus takes it away.
  let now = "place";
  const arrange = () => {
    if (!order || order.value === now) {
      return;
    }
    now = order.value;
    nav.hidden = now === "weight";
    if (now === "weight") {
      ranked.append(...[...changes].sort(heavier));
    } else {
      for (const change of changes) {
        homes.get(change).append(change);
      }
    }
  };

  const show = () => {
    const wanted = new Set(kinds.filter((box) => box.checked).map((box) => box.value));
    arrange();
    let count = 0;
    for (const change of changes) {
      const these = change.dataset.kind.split(" ");
      const fits = these.some((kind) => wanted.has(kind)) &&
        (part.value === "" || part.value === change.dataset.part);
      change.hidden = !fits;
      count += fits ? these.length : 0;
    }
    for (const section of parts) {
      section.hidden = !section.querySelector(".change:not([hidden])");
    }
    shown.textContent = form.dataset.shown.replace("{count}", count).replace("{total}", total);
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
