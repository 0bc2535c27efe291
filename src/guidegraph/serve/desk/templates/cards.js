// The list of changes: which are shown, which one is chosen, what the desk says of them.
import { ask } from "./talk.js";

const main = document.getElementById("changes");
const filters = document.getElementById("filters");
const said = document.getElementById("said");
const problem = document.getElementById("problem");
const AT_ONCE = 200;
let cards = [];
let now = null;
let loads = 0;
export let { tag, shape } = document.body.dataset;

export const chosen = () => now;
const decorations = [];
export const collected = (work) => decorations.push(work);

export const fail = (error) => {
  said.textContent = "";
  problem.textContent = error.message;
};

export const tell = (text) => {
  problem.textContent = "";
  said.textContent = text;
};

export const values = (card) => JSON.parse(card.dataset.values);
const kinds = (card) => card.dataset.kinds.split(" ");
export const card = (id) => document.getElementById(`card-${id}`);
export const visible = () => cards.filter((each) => !each.hidden);

export const collect = () => {
  cards = [...main.querySelectorAll(".card")];
  if (now && !now.isConnected) {
    now = card(now.dataset.id);
  }
  decorations.forEach((work) => work());
};

const fits = (each, wanted, text) => {
  const own = kinds(each);
  for (const name of ["kind", "wording", "aspect", "direction"]) {
    if (wanted[name] && !own.includes(wanted[name])) {
      return false;
    }
  }
  const state = wanted.state;
  return !(state && state !== each.dataset.state && !(state === "stale" && own.includes("stale"))) &&
    !(wanted.part && wanted.part !== each.dataset.part) &&
    !(wanted.unsure && !own.includes("unsure")) &&
    !(text && !each.textContent.toLowerCase().includes(text));
};

export const filter = () => {
  const wanted = Object.fromEntries(new FormData(filters));
  const text = (wanted.text || "").trim().toLowerCase();
  let count = 0;
  for (const each of cards) {
    each.hidden = !fits(each, wanted, text);
    count += each.hidden ? 0 : 1;
  }
  for (const section of main.querySelectorAll(".part")) {
    section.hidden = !section.querySelector(".card:not([hidden]), .calm");
  }
  document.getElementById("shown").textContent = `Showing ${count} of ${cards.length} changes.`;
  if (!now || now.hidden) {
    choose(visible()[0] || null, false);
  }
};

export const choose = (each, focus = true) => {
  if (now) {
    now.classList.remove("now");
    now.removeAttribute("aria-current");
  }
  now = each;
  if (!each) {
    return;
  }
  each.hidden = false;
  each.closest(".part").hidden = false;
  each.classList.add("now");
  each.setAttribute("aria-current", "true");
  if (focus) {
    each.focus({ preventScroll: true });
    each.scrollIntoView({ block: "start" });
  }
};

export const step = (by) => {
  const shown = visible();
  const at = shown.indexOf(now);
  const next = shown[at === -1 ? 0 : at + by];
  if (next) {
    choose(next);
    tell("");
  } else {
    tell(by > 0 ? "This is the last change shown." : "This is the first change shown.");
  }
};

// While a decision is saved: the next undecided change, or the first one before it.
export const advance = (from) => {
  const shown = visible();
  const at = shown.indexOf(from);
  const open = (each) => each.dataset.state === "undecided" && !each.dataset.pending;
  choose(shown.slice(at + 1).find(open) || shown.find(open) || from);
};

export const progress = (found) => {
  tag = found.tag;
  const bar = document.getElementById("progress");
  bar.value = found.done;
  bar.max = found.total;
  document.getElementById("done").textContent = `${found.done} of ${found.total} decided`;
  changed(found.changed);
};

export const done = () => `${document.getElementById("done").textContent}.`;

// Editions that were edited since the page was opened.
export const changed = (names) => {
  if (names) {
    const line = document.getElementById("changed");
    line.hidden = !names.length;
    line.querySelector("span").textContent =
      names.length ? `${names.join(" and ")} changed on disk: reload to go on.` : "";
  }
};

const replace = (found) => {
  const template = document.createElement("template");
  for (const [id, text] of Object.entries(found)) {
    const old = card(id);
    template.innerHTML = text;
    const fresh = template.content.querySelector(".card");
    if (old && fresh) {
      const focused = old.contains(document.activeElement);
      fresh.hidden = old.hidden;
      old.replaceWith(fresh);
      if (old === now) {
        now = fresh;
        fresh.classList.add("now");
        fresh.setAttribute("aria-current", "true");
      }
      if (focused) {
        fresh.focus({ preventScroll: true });
      }
    }
  }
  collect();
};

export const load = async () => {
  const whole = filters.elements.whole.value;
  const id = now && now.dataset.id;
  loads += 1;
  const mine = loads;
  const text = await ask(`list?whole=${whole}`);
  if (mine !== loads) {
    return;  // the list was asked for again meanwhile
  }
  main.innerHTML = text;
  now = null;
  collect();
  choose(id && card(id), false);
  filter();
};

// Take over what an answer says; the list is loaded again if it is another one.
export const take = async (found) => {
  progress(found);
  if (found.shape !== shape) {
    shape = found.shape;
    await load();
    return;
  }
  replace(found.cards || {});
  const old = cards.filter((each) => found.seen[each.dataset.id] !== each.dataset.seen);
  if (old.length) {
    const ids = old.map((each) => `id=${each.dataset.id}`);
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      replace((await ask(`cards?${ids.slice(at, at + AT_ONCE).join("&")}`)).cards);
    }
  }
};
