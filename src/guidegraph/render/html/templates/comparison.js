"use strict";
(() => {
  const form = document.getElementById("filters");
  const shown = document.getElementById("shown");
  const chosen = document.getElementById("chosen");
  const ranked = document.getElementById("by-weight");
  const nav = document.getElementById("parts");
  const fields = [...form.elements].filter((field) => field.name);
  const also = fields.filter((field) => field.name === "also");
  const order = form.elements.order;
  const changes = [...document.querySelectorAll(".change")];
  const parts = [...document.querySelectorAll(".part")];
  const homes = new Map(changes.map((change) => [change, change.parentNode]));
  const contents = [...nav.querySelectorAll("a")].map((link) => [
    link.parentNode, document.getElementById(link.hash.slice(1)).closest("section")]);
  // A dropped item and the added one at its place are two changes in one.
  const marks = new Map(changes.map((change) => [
    change, change.dataset.marks.split(" | ").map((each) => each.split(" "))]));
  const total = [...marks.values()].reduce((sum, each) => sum + each.length, 0);

  // The kinds are in the order of importance, which decides between equal weights.
  const ranks = new Map(
    [...form.elements.kind.options].map((option, rank) => [option.value, rank]));
  const rank = (change) => ranks.get(marks.get(change)[0][0]);
  const heavier = (one, other) =>
    other.dataset.weight - one.dataset.weight || rank(one) - rank(other);

  // Only where it changes: moving what has the focus takes it away.
  let now = "";
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

  // The words of a change, without what is for screen readers or paper only.
  const texts = new Map();
  const textOf = (change) => {
    if (!texts.has(change)) {
      const copy = change.cloneNode(true);
      copy.querySelectorAll(".said, .paper").forEach((each) => each.remove());
      texts.set(change, copy.textContent.replace(/\s+/g, " ").toLowerCase());
    }
    return texts.get(change);
  };

  const isSet = (field) => field.name !== "also" && field.name !== "order" &&
    (field.type === "checkbox" ? field.checked : field.value.trim() !== "");

  const show = () => {
    const wanted = fields.filter(isSet).filter((field) => !["part", "text"].includes(field.name))
      .map((field) => (field.name === "unsure" ? "unsure" : field.value));
    const part = form.elements.part ? form.elements.part.value : "";
    const text = form.elements.text.value.replace(/\s+/g, " ").trim().toLowerCase();
    const folded = new Set(also.filter((box) => !box.checked).map((box) => box.value));
    folded.delete(form.elements.kind.value);
    arrange();
    let count = 0;
    let printed = 0;
    for (const change of changes) {
      const fits = (part === "" || part === change.dataset.part) ?
        marks.get(change).filter((own) => wanted.every((mark) => own.includes(mark))) : [];
      const found = fits.length > 0 && (text === "" || textOf(change).includes(text));
      const open = found && fits.some((own) => !folded.has(own[0]));
      change.hidden = !found;
      change.classList.toggle("folded", found && !open);
      printed += found ? fits.length : 0;
      count += open ? fits.length : 0;
    }
    for (const section of parts) {
      section.hidden = !section.querySelector(".change:not([hidden])");
      section.classList.toggle(
        "folded", !section.hidden && !section.querySelector(".change:not([hidden], .folded)"));
    }
    for (const [entry, section] of contents) {
      entry.hidden = section.matches("[hidden], .folded");
    }
    const said = (number) =>
      form.dataset.shown.replace("{count}", number).replace("{total}", total);
    shown.textContent = said(count);
    chosen.textContent = [said(printed), ...fields.filter(isSet).map(named)].join(" ");
    chosen.hidden = !fields.some(isSet);
  };

  // What a filter is set to, for those who read it on paper.
  const named = (field) => {
    const name = field.labels[0].firstChild.textContent.trim();
    if (field.type === "checkbox") {
      return `${field.labels[0].textContent.trim()}.`;
    }
    return `${name}: ${field.options ? field.selectedOptions[0].textContent : field.value}.`;
  };

  // The choice is in the address, so that it can be sent.
  const remember = () => {
    const said = new URLSearchParams();
    for (const field of fields) {
      if (field.type === "checkbox" ? field.checked : field.value.trim() !== "") {
        said.append(field.name, field.type === "checkbox" && field.name !== "also" ? "1" : field.value);
      }
    }
    const fragment = said.toString();
    history.replaceState(history.state, "", fragment ? `#${fragment}` : location.pathname + location.search);
  };

  const recall = () => {
    const said = new URLSearchParams(location.hash.slice(1));
    for (const field of fields) {
      const values = said.getAll(field.name);
      if (field.type === "checkbox") {
        field.checked = field.name === "also" ? values.includes(field.value) : values.includes("1");
      } else {
        const value = values[0] || "";
        field.value = value;
        if (field.value !== value) {
          field.value = "";
        }
      }
    }
    show();
  };

  const clear = () => {
    for (const field of fields) {
      if (field.name === "also") {
        field.checked = true;
      } else if (field.type === "checkbox") {
        field.checked = false;
      } else if (field.name !== "order") {
        field.value = "";
      }
    }
    show();
  };

  const follow = () => {
    if (location.hash.includes("=")) {
      recall();
      return;
    }
    const target = document.getElementById(location.hash.slice(1));
    if (target && target.closest("[hidden], .folded")) {
      clear();
      target.scrollIntoView();
    }
  };

  form.addEventListener("input", () => {
    show();
    remember();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    clear();
    remember();
  });
  addEventListener("hashchange", follow);
  form.hidden = false;
  show();
  follow();
  if (matchMedia("(max-width: 47.99rem)").matches) {
    form.querySelector("details").open = fields.some(isSet);
  }
})();
