// Decisions on their way into the ledger, one after the other, and those that were not saved.
import { card, changed, collected, done, fail, take, tell } from "./cards.js";
import { ask } from "./talk.js";

const panel = document.getElementById("unsaved");
const STORED = `unsaved ${document.querySelector(".saved").textContent}`;
let waiting = [];
let unsaved = [];
let last = Promise.resolve();

export const isSaving = () => waiting.length > 0;
export const settled = () => last;
export const isOpenFor = (each) => each.dataset.state === "undecided" && !each.dataset.pending;

// What was asked for a change that is not saved, to go on from.
export const draft = (id) => {
  const entry = [...unsaved, ...waiting].reverse().find((each) => id in each.seen);
  return entry ? entry.asked : {};
};

const store = () => {
  const all = [...unsaved, ...waiting];
  try {
    if (all.length) {
      sessionStorage.setItem(STORED, JSON.stringify(all));
    } else {
      sessionStorage.removeItem(STORED);
    }
  } catch {
    // a browser that stores nothing: the page itself has it
  }
};

const mark = (entry, pending, words) => {
  for (const id of Object.keys(entry.seen)) {
    const each = card(id);
    if (each) {
      each.dataset.pending = pending;
      const line = document.createElement("p");
      line.className = "pending";
      line.textContent = `${words}: ${entry.asked.state}`;
      each.querySelector(".decided").append(line);
    }
  }
};

const show = () => {
  for (const line of document.querySelectorAll(".card .pending")) {
    delete line.closest(".card").dataset.pending;
    line.remove();
  }
  unsaved.forEach((entry) => mark(entry, "unsaved", "Not saved"));
  waiting.forEach((entry) => mark(entry, "saving", "Saving"));
};

const button = (text, work, name = text) => {
  const found = document.createElement("button");
  found.type = "button";
  found.textContent = text;
  found.setAttribute("aria-label", name);
  found.addEventListener("click", work);
  return found;
};

const named = (entry) => {
  const ids = Object.keys(entry.seen);
  const only = card(ids[0]);
  const what = ids.length > 1 ? `${ids.length} changes`
    : only ? `Change ${only.querySelector(".number").lastChild.textContent}` : "A change";
  return `${what}: ${entry.asked.state}`;
};

// A card that is far off is not laid out, and has no innerText.
const decidedIn = (each) =>
  each.querySelector(".decided p").textContent.replace(/\s+/g, " ").trim();

const row = (entry) => {
  const item = document.createElement("li");
  const words = document.createElement("p");
  const head = document.createElement("strong");
  head.textContent = `${named(entry)}, not saved. `;
  words.append(head, entry.problem);
  item.append(words);
  const buttons = document.createElement("p");
  buttons.className = "buttons";
  const isThere = Object.keys(entry.seen).some(card);
  if (entry.theirs.length) {
    for (const id of entry.theirs) {
      const theirs = document.createElement("p");
      theirs.className = "theirs";
      theirs.textContent = card(id) ? decidedIn(card(id)) : "";
      item.append(theirs);
    }
    buttons.append(
      button("Save mine instead", () => again([entry])),
      button("Leave theirs", () => leave(entry)));
  } else {
    if (isThere) {
      buttons.append(button("Try again", () => again([entry]), `Try again: ${named(entry)}`));
    }
    buttons.append(button("Discard", () => drop(entry), `Discard: ${named(entry)}`));
  }
  item.append(buttons);
  return item;
};

const list = () => {
  store();
  show();
  panel.hidden = !unsaved.length;
  panel.querySelector("ul").replaceChildren(...unsaved.map(row));
  panel.querySelector("[data-do=retry]").hidden = repeatable().length < 2;
};

const repeatable = () => unsaved.filter((each) => !each.theirs.length);

const without = (entries, entry) => entries.filter((each) => each !== entry);

const drop = (entry) => {
  unsaved = without(unsaved, entry);
  list();
  tell("Discarded.");
};

const leave = (entry) => {
  unsaved = without(unsaved, entry);
  for (const id of entry.theirs) {
    delete entry.seen[id];
  }
  tell("Their decision was left as it is.");
  if (Object.keys(entry.seen).length) {
    again([entry]);
  } else {
    list();
  }
};

const again = (entries) => {
  for (const entry of entries) {
    unsaved = without(unsaved, entry);
    push(entry);
  }
};

export const retry = () => again(repeatable());

const send = async (entry) => {
  let found;
  try {
    found = await ask("decide", { ...entry.asked, changes: entry.seen });
  } catch (error) {
    waiting = without(waiting, entry);
    const now = error.found && error.found.seen;
    entry.problem = error.message;
    entry.theirs = now ? Object.keys(error.found.cards) : [];
    for (const id of Object.keys(now ? entry.seen : {})) {
      entry.seen[id] = now[id] ?? entry.seen[id];
    }
    unsaved.push(entry);
    changed(error.found && error.found.changed);
    if (now) {
      await take(error.found).catch(fail);
    }
    list();
    return;
  }
  waiting = without(waiting, entry);
  for (const other of [...unsaved, ...waiting]) {
    for (const id of Object.keys(entry.seen)) {
      if (id in other.seen) {
        other.seen[id] = found.seen[id];  // so that it replaces this one
      }
    }
  }
  try {
    await take(found);
    tell(`${found.said} ${done()}`);
  } catch (error) {
    fail(error);
  }
  list();
};

const push = (entry) => {
  entry.problem = "";
  entry.theirs = [];
  waiting.push(entry);
  list();
  last = last.then(() => send(entry));
  return last;
};

// Save a decision about some cards; what was not saved about them is replaced by it.
export const decide = (cards, asked) => {
  const seen = Object.fromEntries(cards.map((each) => [each.dataset.id, each.dataset.seen]));
  for (const entry of unsaved) {
    Object.keys(seen).forEach((id) => delete entry.seen[id]);
  }
  unsaved = unsaved.filter((each) => Object.keys(each.seen).length);
  return push({ seen, asked });
};

collected(show);

addEventListener("beforeunload", (event) => {
  if (waiting.length) {
    event.preventDefault();
  }
});

// What the page had not saved when it was loaded again.
export const restore = () => {
  let stored = [];
  try {
    stored = JSON.parse(sessionStorage.getItem(STORED)) || [];
  } catch {
    // nothing that can be read
  }
  unsaved = stored.map((entry) => ({
    ...entry,
    theirs: [],
    problem: Object.keys(entry.seen).some(card)
      ? "The page was loaded again before it was saved."
      : "The change is not there any more: its words were edited. Decide again.",
  }));
  list();
};
