"use strict";
(() => {
  const body = document.body;
  const token = body.dataset.token;
  const main = document.getElementById("changes");
  const filters = document.getElementById("filters");
  const said = document.getElementById("said");
  const problem = document.getElementById("problem");
  const single = document.getElementById("single");
  const dialogs = Object.fromEntries(
    [...document.querySelectorAll("dialog")].map((dialog) => [dialog.id, dialog]));
  const PATIENCE = 2500;
  const SHOWN = 200;
  let cards = [];
  let now = null;
  let tag = body.dataset.tag;
  let shape = body.dataset.shape;
  let busy = false;

  // The secret need not be read by who looks at the screen; a cookie has it from now on.
  history.replaceState(null, "", location.pathname);

  // -- talking to the desk ------------------------------------------------------------

  class Refusal extends Error {
    constructor(answer, found) {
      super(found.problem);
      this.overtaken = answer.status === 409;
      this.found = found;
    }
  }

  const ask = async (path, asked) => {
    let answer;
    try {
      answer = await fetch(path, {
        method: asked ? "POST" : "GET",
        headers: { "Guidegraph-Token": token, "Content-Type": "application/json" },
        body: asked ? JSON.stringify(asked) : undefined,
      });
    } catch {
      throw new Error("The desk does not answer, and nothing was saved. Is guidegraph still running?");
    }
    if (answer.status === 204) {
      return null;
    }
    if (answer.headers.get("content-type").startsWith("application/json")) {
      const found = await answer.json();
      if (!answer.ok) {
        throw new Refusal(answer, found);
      }
      return found;
    }
    const text = await answer.text();
    if (!answer.ok) {
      throw new Error(text.trim());
    }
    return text;
  };

  const fail = (error) => {
    said.textContent = "";
    problem.textContent = error.message;
  };

  const tell = (text) => {
    problem.textContent = "";
    said.textContent = text;
  };

  // -- the list -------------------------------------------------------------------------

  const values = (card) => JSON.parse(card.dataset.values);
  const kinds = (card) => card.dataset.kinds.split(" ");
  const card = (id) => document.getElementById(`card-${id}`);
  const visible = () => cards.filter((each) => !each.hidden);

  const collect = () => {
    cards = [...main.querySelectorAll(".card")];
    if (now && !now.isConnected) {
      now = card(now.dataset.id);
    }
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

  const filter = () => {
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

  const choose = (each, focus = true) => {
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

  const step = (by) => {
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

  // After a decision: the next undecided change, or the first one before it.
  const advance = (from) => {
    const shown = visible();
    const at = shown.indexOf(from);
    const open = (each) => each.dataset.state === "undecided";
    choose(shown.slice(at + 1).find(open) || shown.find(open) || from);
  };

  const progress = (found) => {
    tag = found.tag;
    const bar = document.getElementById("progress");
    bar.value = found.done;
    bar.max = found.total;
    document.getElementById("done").textContent = `${found.done} of ${found.total} decided`;
  };

  const replace = (found) => {
    const template = document.createElement("template");
    for (const [id, text] of Object.entries(found)) {
      const old = card(id);
      template.innerHTML = text;
      const fresh = template.content.querySelector(".card");
      if (old && fresh) {
        fresh.hidden = old.hidden;
        old.replaceWith(fresh);
        if (old === now) {
          now = fresh;
          fresh.classList.add("now");
          fresh.setAttribute("aria-current", "true");
        }
      }
    }
    collect();
  };

  const load = async () => {
    const whole = filters.elements.whole.value;
    const id = now && now.dataset.id;
    main.innerHTML = await ask(`list?whole=${whole}`);
    now = null;
    collect();
    choose(id && card(id), false);
    filter();
  };

  // Take over what an answer says; the list is loaded again if it is another one.
  const take = async (found) => {
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
      for (let at = 0; at < ids.length; at += SHOWN) {
        replace((await ask(`cards?${ids.slice(at, at + SHOWN).join("&")}`)).cards);
      }
    }
  };

  // -- steps ----------------------------------------------------------------------------

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

  const save = async (path, asked) => {
    if (busy) {
      return null;
    }
    busy = true;
    body.setAttribute("aria-busy", "true");
    try {
      return await ask(path, asked);
    } finally {
      busy = false;
      body.removeAttribute("aria-busy");
    }
  };

  const decide = async (changes, asked) => {
    const seen = Object.fromEntries(changes.map((each) => [each.dataset.id, each.dataset.seen]));
    const ids = Object.keys(seen);
    try {
      const found = await save("decide", { ...asked, changes: seen });
      if (found) {
        await take(found);
        tell(found.said);
        advance(card(ids[ids.length - 1]));
      }
      return true;
    } catch (error) {
      if (!error.overtaken) {
        throw error;
      }
      await take(error.found);
      const theirs = Object.keys(error.found.cards).map(card).filter(Boolean);
      choose(theirs[0]);
      const words = theirs[0].querySelector(".decided").innerText.trim();
      const mine = await confirmed(
        "Somebody else decided meanwhile", words, "Save mine instead", "Leave theirs");
      if (mine) {
        return decide(ids.map(card), asked);
      }
      tell("Their decision was left as it is.");
      return true;
    }
  };

  const undo = async () => {
    const found = await save("undo", {});
    if (found) {
      await take(found);
      choose(card(found.at) || now);
      tell(found.said);
    }
  };

  const acceptShown = async () => {
    const open = visible().filter((each) => each.dataset.state === "undecided");
    if (!open.length) {
      tell("No change that is shown is undecided.");
      return;
    }
    const yes = await confirmed(
      "Accept all shown", `${open.length} undecided changes are shown. Accept all of them?`,
      `Accept ${open.length}`, "Cancel");
    if (yes) {
      await decide(open, { state: "accepted" });
    }
  };

  // -- choosing items -------------------------------------------------------------------

  let items = { old: [], new: [] };
  let itemsOf = "";

  // The items of both sides, which are the same as long as the list of changes is.
  const fetchItems = async () => {
    if (itemsOf !== shape) {
      itemsOf = shape;
      items = await ask("items");
      pickers.forEach((each) => each.set(each.get()));
    }
  };

  const picker = (root) => {
    const list = root.querySelector(".chosen");
    const search = root.querySelector("input");
    const found = root.querySelector("select");
    let chosen = [];
    const side = () => items[root.dataset.side];
    const named = (ref) => side().find((item) => item.ref === ref) || { ref, words: "" };
    const option = (item) => {
      const each = document.createElement("option");
      each.value = item.ref;
      each.textContent = `${item.ref.slice(item.ref.indexOf(":") + 1)}  ${item.words}`;
      return each;
    };
    const look = () => {
      const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      const hits = side().filter((item) => {
        const text = `${item.ref} ${item.words}`.toLowerCase();
        return !chosen.includes(item.ref) && words.every((word) => text.includes(word));
      });
      found.replaceChildren(...hits.slice(0, SHOWN).map(option));
      found.selectedIndex = hits.length ? 0 : -1;
    };
    const show = () => {
      list.replaceChildren(...chosen.map((ref) => {
        const each = document.createElement("li");
        const name = document.createElement("span");
        name.textContent = option(named(ref)).textContent;
        const away = document.createElement("button");
        away.type = "button";
        away.textContent = "Remove";
        away.setAttribute("aria-label", `Remove ${ref}`);
        away.addEventListener("click", () => {
          chosen = chosen.filter((other) => other !== ref);
          show();
          search.focus();
        });
        each.append(name, away);
        return each;
      }));
      look();
    };
    const add = () => {
      if (found.value) {
        chosen = [...chosen, found.value];
        search.value = "";
        show();
        search.focus();
      }
    };
    search.addEventListener("input", look);
    for (const place of [search, found]) {
      place.addEventListener("keydown", (event) => {
        if (event.key === "Enter") {
          event.preventDefault();
          add();
        } else if (event.key === "ArrowDown" && place === search) {
          event.preventDefault();
          found.focus();
        } else if (event.key === "Backspace" && place === search && !search.value) {
          chosen = chosen.slice(0, -1);
          show();
        }
      });
    }
    found.addEventListener("dblclick", add);
    return {
      get: () => chosen,
      set: (refs) => {
        chosen = [...refs];
        show();
      },
    };
  };

  const into = picker(dialogOf("decide").querySelector(".picker"));
  const [olds, news] = [...dialogOf("pair").querySelectorAll(".picker")].map(picker);
  const pickers = [into, olds, news];

  // -- the forms --------------------------------------------------------------------------

  // A form opens at once: who types on has the focus in it.
  const more = async (state, whole) => {
    const dialog = dialogOf("decide");
    const form = dialog.querySelector("form");
    const of = values(now);
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
    await fetchItems();
  };

  const submitDecision = async (form) => {
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
    const each = now;
    dialogOf("decide").close();
    try {
      await decide([each], asked);
    } catch (error) {
      open(dialogOf("decide"));
      throw error;
    }
  };

  const pair = async () => {
    const dialog = dialogOf("pair");
    const of = values(now);
    dialog.querySelector("form").elements.reason.value = "";
    dialog.querySelector("[data-do=apart]").hidden = !(of.old.length && of.new.length);
    open(dialog);
    dialog.querySelectorAll(".search").forEach((search) => { search.value = ""; });
    olds.set(of.old);
    news.set(of.new);
    dialog.querySelectorAll(".search")[of.old.length ? 1 : 0].focus();
    await fetchItems();
  };

  const submitPair = async (asked) => {
    const dialog = dialogOf("pair");
    const reason = dialog.querySelector("form").elements.reason.value;
    tell("Comparing again …");
    let found;
    try {
      found = await save("pair", { ...asked, reason, shape });
    } catch (error) {
      if (error.overtaken) {
        dialog.close();
        await take(error.found);
      }
      throw error;
    }
    dialog.close();
    if (found) {
      await take(found);
      choose(card(found.at) || now);
      tell(found.said);
    }
  };

  const submitName = async (form) => {
    const found = await ask("reviewer", { name: form.elements.name.value });
    body.dataset.reviewer = found.reviewer;
    document.getElementById("who").textContent = found.reviewer;
    dialogOf("name").close();
    choose(now || visible()[0] || null);
  };

  // -- what is pressed --------------------------------------------------------------------

  const DEEDS = {
    next: () => step(1),
    previous: () => step(-1),
    accept: () => decide([now], { state: "accepted" }),
    reject: () => more("rejected", false),
    defer: () => more("deferred", false),
    more: () => more("", true),
    pair,
    apart: () => submitPair({ apart: now.dataset.id }),
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
  };
  const KEYS = {
    n: "next", j: "next", p: "previous", k: "previous", a: "accept", r: "reject", d: "defer",
    m: "more", w: "pair", u: "undo", "?": "help", "/": "search",
  };
  const ABOUT_ONE = new Set(["accept", "reject", "defer", "more", "pair", "apart"]);

  const act = async (name, dialog) => {
    if (busy || (ABOUT_ONE.has(name) && !now)) {
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
    if (each && each !== now) {
      choose(each, false);
    }
  });

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox], [type=radio]), select, textarea");
    if (event.ctrlKey || event.metaKey || event.altKey || isOpen() || event.isComposing) {
      return;
    }
    if (typing) {
      if (event.key === "Escape" || (event.key === "Enter" && event.target.id === "text")) {
        event.preventDefault();
        choose(now || visible()[0] || null);
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
    pair: () => submitPair({ old: olds.get(), new: news.get() }),
    name: submitName,
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

  // What others decide meanwhile.
  const listen = async () => {
    if (!document.hidden && !busy && !isOpen()) {
      try {
        const found = await ask(`state?tag=${tag}`);
        if (found && !busy && !isOpen()) {
          await take(found);
        }
      } catch (error) {
        fail(error);
      }
    }
    setTimeout(listen, PATIENCE);
  };

  collect();
  progress({
    tag,
    done: document.getElementById("progress").value,
    total: document.getElementById("progress").max,
  });
  if (matchMedia("(max-width: 47.99rem)").matches) {
    filters.querySelector("details").open = false;
  }
  filter();
  choose(visible().find((each) => each.dataset.state === "undecided") || visible()[0] || null);
  if (!body.dataset.reviewer) {
    open(dialogOf("name"));
  }
  fetchItems().catch(fail);
  setTimeout(listen, PATIENCE);
})();
