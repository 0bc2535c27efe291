// Lists in which items of both sides are searched for and chosen.
import { ask } from "./talk.js";

const SHOWN = 200;
const pickers = [];
let items = { old: [], new: [] };
let itemsOf = "";

// The items of both sides, which are the same as long as the list of changes is.
export const fetchItems = async (shape) => {
  if (itemsOf !== shape) {
    itemsOf = shape;
    items = await ask("items");
    pickers.forEach((each) => each.set(each.get()));
  }
};

export const picker = (root) => {
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
  const made = {
    get: () => chosen,
    set: (refs) => {
      chosen = [...refs];
      show();
    },
  };
  pickers.push(made);
  return made;
};
