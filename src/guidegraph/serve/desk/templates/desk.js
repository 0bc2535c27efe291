// Steps, forms and keys of the desk.
import {
  advance, card, choose, chosen, collect, fail, filter, load, progress, shape, step, tag, take,
  tell, values, visible,
} from "./cards.js";
import { during, hold, isHeld } from "./held.js";
import * as outbox from "./outbox.js";
import { fetchItems, picker } from "./picker.js";
import { openTakeIn, submitTakeIn } from "./takein.js";
import { ask, Unanswered } from "./talk.js";

const body = document.body;
const main = document.getElementById("changes");
const filters = document.getElementById("filters");
const single = document.getElementById("single");
const dialogs = Object.fromEntries(
  [...document.querySelectorAll("dialog")].map((dialog) => [dialog.id, dialog]));
const PATIENCE = 2500;
let silent = false;

// The secret need not be read by who looks at the screen; a cookie has it from now on.
history.replaceState(null, "", location.pathname);

const dialogOf = (id) => dialogs[id];
const isOpen = () => Object.values(dialogs).some((dialog) => dialog.open);

const open = (dialog) => {
  const fault = dialog.querySelector(".fault");
  if (fault) {
    fault.textContent = "";
  }
  dialog.showModal();
};

const confirmed = (name, what, yes, no) => new Promise((resolve) => {
  const dialog = dialogOf("ask");
  dialog.querySelector("h2").textContent = name;
  dialog.querySelector(".what").textContent = what;
  dialog.querySelector("[type=submit]").textContent = yes;
  dialog.querySelector("[data-do=close]").textContent = no;
  let answer = false;
  dialog.querySelector("form").onsubmit = (event) => {
    event.preventDefault();
    answer = true;
    dialog.close();
  };
  dialog.addEventListener("close", () => resolve(answer), { once: true });
  open(dialog);
});

const decide = (cards, asked) => {
  outbox.decide(cards, asked);
  advance(cards[cards.length - 1]);
};

const undo = () => during(async () => {
  const found = await ask("undo", {});
  await take(found);
  choose(card(found.at) || chosen());
  tell(found.said);
});

const acceptShown = async () => {
  const open = visible().filter(outbox.isOpenFor);
  if (!open.length) {
    tell("No change that is shown is undecided.");
    return;
  }
  const yes = await confirmed(
    "Accept all shown", `${open.length} undecided changes are shown. Accept all of them?`,
    `Accept ${open.length}`, "Cancel");
  if (yes) {
    decide(open, { state: "accepted" });
  }
};

const into = picker(dialogOf("decide").querySelector(".picker"));
const [olds, news] = [...dialogOf("pair").querySelectorAll(".picker")].map(picker);

// -- the forms --------------------------------------------------------------------------

// A form opens at once: who types on has the focus in it.
const more = async (state, whole) => {
  const dialog = dialogOf("decide");
  const form = dialog.querySelector("form");
  const of = { ...values(chosen()), ...outbox.draft(chosen().dataset.id) };
  dialog.dataset.about = chosen().dataset.id;
  form.elements.state.value = state || of.state;
  form.elements.reason.value = state && state !== of.state ? "" : of.reason;
  form.elements.rationale.value = of.rationale;
  form.elements.link.value = of.link;
  form.elements.class.value = of.class;
  form.elements.class.options[0].textContent = of.found ? `as found: ${of.found}` : "as found";
  dialog.querySelector(".class").hidden = !of.found;
  dialog.querySelector(".into").hidden = of.new.length > 0;
  dialog.querySelector(".search").value = "";
  into.set(of.into);
  dialog.querySelector("details").open = whole;
  open(dialog);
  (whole ? form.elements.rationale : form.elements.reason).focus();
  await fetchItems(shape);
};

const submitDecision = (form) => {
  const asked = {
    state: form.elements.state.value,
    reason: form.elements.reason.value,
    rationale: form.elements.rationale.value,
    link: form.elements.link.value,
    class: form.elements.class.value,
    into: into.get(),
  };
  if (["rejected", "deferred"].includes(asked.state) && !asked.reason.trim()) {
    form.elements.reason.focus();
    throw new Error("A change is rejected or deferred for a reason. Write one.");
  }
  const each = about(dialogOf("decide"));
  dialogOf("decide").close();
  decide([each], asked);
};

// The change that a form was opened for.
const about = (dialog) => {
  const each = card(dialog.dataset.about);
  if (!each) {
    throw new Error("This change is not in the list any more.");
  }
  return each;
};

const pair = async () => {
  const dialog = dialogOf("pair");
  const of = values(chosen());
  dialog.dataset.about = chosen().dataset.id;
  dialog.querySelector("form").elements.reason.value = "";
  dialog.querySelector("[data-do=apart]").hidden = !(of.old.length && of.new.length);
  open(dialog);
  dialog.querySelectorAll(".search").forEach((search) => { search.value = ""; });
  olds.set(of.old);
  news.set(of.new);
  dialog.querySelectorAll(".search")[of.old.length ? 1 : 0].focus();
  await fetchItems(shape);
};

const around = async () => {
  const text = await ask(`around?id=${chosen().dataset.id}`);
  dialogOf("around").querySelector(".sides").innerHTML = text;
  open(dialogOf("around"));
};

const submitPair = async (asked) => {
  const dialog = dialogOf("pair");
  const reason = dialog.querySelector("form").elements.reason.value;
  dialog.close();
  tell("Comparing again …");
  await during(async () => {
    let found;
    try {
      found = await ask("pair", { ...asked, reason, shape });
    } catch (error) {
      if (error.overtaken) {
        await take(error.found);
      } else {
        open(dialog);
      }
      throw error;
    }
    await take(found);
    choose(card(found.at) || chosen());
    tell(found.said);
  });
};

const submitName = async (form) => {
  const found = await ask("reviewer", { name: form.elements.name.value });
  body.dataset.reviewer = found.reviewer;
  document.getElementById("who").textContent = found.reviewer;
  dialogOf("name").close();
  choose(chosen() || visible()[0] || null);
};

// -- what is pressed --------------------------------------------------------------------

const DEEDS = {
  next: () => step(1),
  previous: () => step(-1),
  accept: () => decide([chosen()], { state: "accepted" }),
  reject: () => more("rejected", false),
  defer: () => more("deferred", false),
  more: () => more("", true),
  pair,
  apart: () => submitPair({ apart: about(dialogOf("pair")).dataset.id }),
  around,
  undo,
  help: () => open(dialogOf("help")),
  name: () => {
    dialogOf("name").querySelector("input").value = body.dataset.reviewer;
    open(dialogOf("name"));
  },
  search: () => {
    filters.querySelector("details").open = true;
    document.getElementById("text").focus();
  },
  "accept-shown": acceptShown,
  "take-in": () => openTakeIn(),
  retry: outbox.retry,
  reload: () => location.reload(),
};
const KEYS = {
  n: "next", j: "next", p: "previous", k: "previous", a: "accept", r: "reject", d: "defer",
  m: "more", w: "pair", c: "around", u: "undo", i: "take-in", "?": "help", "/": "search",
};
const ABOUT_ONE = new Set(["accept", "reject", "defer", "more", "pair", "apart", "around"]);

const act = async (name, dialog) => {
  if (isHeld()) {
    hold(() => act(name, dialog));
    return;
  }
  if (ABOUT_ONE.has(name) && !chosen()) {
    return;
  }
  try {
    await DEEDS[name]();
  } catch (error) {
    failIn(dialog, error);
  }
};

const failIn = (dialog, error) => {
  const fault = dialog && dialog.open && dialog.querySelector(".fault");
  if (fault) {
    fault.textContent = error.message;
  } else {
    fail(error);
  }
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (button) {
    const dialog = button.closest("dialog");
    if (button.dataset.do === "close") {
      dialog.close();
    } else {
      act(button.dataset.do, dialog);
    }
    return;
  }
  const each = event.target.closest(".card");
  if (each && !event.target.closest("a")) {
    choose(each, false);
  }
});

main.addEventListener("focusin", (event) => {
  const each = event.target.closest(".card");
  if (each && each !== chosen()) {
    choose(each, false);
  }
});

// What a key does in a form, for one that was pressed before the form was there.
const typed = (key, dialog) => {
  const field = document.activeElement;
  if (key === "Enter") {
    dialog.querySelector("form").requestSubmit();
  } else if (key === "Escape") {
    dialog.close();
  } else if (key.length === 1 && field.matches("input[name], textarea, .search")) {
    field.setRangeText(key, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
};

const press = (key, on) => {
  const dialog = Object.values(dialogs).find((each) => each.open);
  if (dialog) {
    typed(key, dialog);
  } else if (["Enter", " "].includes(key) && on.matches("button")) {
    on.click();
  } else if (single.checked && Object.hasOwn(KEYS, key)) {
    act(KEYS[key]);
  }
};

document.addEventListener("keydown", (event) => {
  const isText = event.key.length === 1 || ["Enter", "Escape"].includes(event.key);
  if (isHeld() && isText && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const { key, target } = event;
    event.preventDefault();
    hold(() => press(key, target));
    return;
  }
  const typing = event.target.closest("input:not([type=checkbox], [type=radio]), select, textarea");
  if (event.ctrlKey || event.metaKey || event.altKey || isOpen() || event.isComposing) {
    return;
  }
  if (typing) {
    if (event.key === "Escape" || (event.key === "Enter" && event.target.id === "text")) {
      event.preventDefault();
      choose(chosen() || visible()[0] || null);
    }
    return;
  }
  if (single.checked && Object.hasOwn(KEYS, event.key)) {
    event.preventDefault();
    act(KEYS[event.key]);
  }
});

const SUBMITS = {
  decide: submitDecision,
  "take-in": submitTakeIn,
  pair: () => submitPair({ old: olds.get(), new: news.get() }),
  name: submitName,
  around: () => dialogOf("around").close(),
  help: () => dialogOf("help").close(),
};
for (const [id, work] of Object.entries(SUBMITS)) {
  const form = dialogOf(id).querySelector("form");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      await work(form);
    } catch (error) {
      failIn(dialogOf(id), error);
    }
  });
}

// Nobody decides without a name.
dialogOf("name").addEventListener("cancel", (event) => {
  if (!body.dataset.reviewer) {
    event.preventDefault();
  }
});

filters.addEventListener("submit", (event) => event.preventDefault());
filters.addEventListener("input", (event) => {
  if (event.target.name !== "whole") {
    filter();
  }
});
filters.addEventListener("change", async (event) => {
  if (event.target.name === "whole") {
    await load().catch(fail);
  }
});
filters.addEventListener("reset", () => setTimeout(() => load().catch(fail)));

// What others decide meanwhile, and whether the editions are still the same.
const isBusy = () => isHeld() || outbox.isSaving() || isOpen();
const listen = async () => {
  if (!document.hidden && !isBusy()) {
    try {
      const found = await ask(`state?tag=${encodeURIComponent(tag)}`);
      if (silent) {
        tell("The desk answers again.");
        silent = false;
      }
      if (found && !isBusy()) {
        await take(found);
      }
    } catch (error) {
      silent = error instanceof Unanswered;
      fail(error);
    }
  }
  setTimeout(listen, PATIENCE);
};

collect();
outbox.restore();
progress({
  tag,
  changed: JSON.parse(body.dataset.changed),
  done: document.getElementById("progress").value,
  total: document.getElementById("progress").max,
});
if (matchMedia("(max-width: 47.99rem)").matches) {
  filters.querySelector("details").open = false;
}
filter();
choose(visible().find((each) => each.dataset.state === "undecided") || visible()[0] || null);
if (body.dataset.problem) {
  fail(new Error(body.dataset.problem));
}
if (!body.dataset.reviewer) {
  open(dialogOf("name"));
}
fetchItems(shape).catch(fail);
setTimeout(listen, PATIENCE);
