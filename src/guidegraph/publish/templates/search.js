"use strict";
(() => {
  const index = globalThis.guidegraphIndex;
  const form = document.getElementById("search");
  const field = document.getElementById("search-words");
  const list = document.getElementById("hits");
  const found = document.getElementById("found");
  const most = 100;

  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const wordsOf = (text) => folded(text).match(/[\p{L}\p{N}]+/gu) || [];
  // English plurals and the commonest endings, so that "values" finds "value" and is found by it.
  const bare = (word) => (word.length > 4 ? word.replace(/(?:ies|ing|ed|(?<!s)e?s)$/u, "") : word);
  const stem = (word) => bare(word).replace(/(?<=...)[ey]$/u, "");

  let entries = null;
  const prepared = () => {
    if (entries === null) {
      entries = index.items.map((item) => ({
        item,
        names: new Set(wordsOf(`${item[3]} ${item[4]}`).map(stem)),
        words: new Set(wordsOf(item[5]).map(stem)),
        said: folded(`${item[3]} ${item[4]} ${item[5]}`),
      }));
    }
    return entries;
  };

  const has = (words, wanted, last) =>
    words.has(wanted) || (last && [...words].some((word) => word.startsWith(wanted)));

  // A word in the name counts more than one in the text, and a rare word more than a common one.
  const search = (text, edition, kind) => {
    const wanted = wordsOf(text).map(stem);
    const pool = prepared().filter(({ item }) =>
      (edition === "" || index.editions[item[1]] === edition) &&
      (kind === "" || index.kinds[item[2]] === kind));
    const phrase = folded(text.trim());
    const hits = pool.map((entry) => ({ entry, score: 0, matched: 0 }));
    wanted.forEach((word, place) => {
      const last = place === wanted.length - 1;
      const named = hits.map(({ entry }) => has(entry.names, word, last));
      const worded = hits.map(({ entry }) => has(entry.words, word, last));
      const count = hits.filter((_, at) => named[at] || worded[at]).length;
      const rarity = Math.log(1 + hits.length / (1 + count));
      hits.forEach((hit, at) => {
        if (named[at] || worded[at]) {
          hit.matched += 1;
          hit.score += rarity * (named[at] ? 2 : 1);
        }
      });
    });
    const all = hits.filter((hit) => wanted.length > 0 && hit.matched === wanted.length);
    const some = all.length > 0 ? all : hits.filter((hit) => hit.matched > 0);
    for (const hit of some) {
      hit.score += hit.entry.said.includes(phrase) ? 3 : 0;
    }
    return some.sort((one, other) => other.score - one.score);
  };

  const marked = (parent, text, wanted) => {
    const pattern = /[\p{L}\p{N}\p{M}]+/gu;
    let start = 0;
    for (const match of text.matchAll(pattern)) {
      const word = stem(folded(match[0]));
      if (wanted.some((each) => word === each || (each.length > 2 && word.startsWith(each)))) {
        parent.append(text.slice(start, match.index));
        const mark = document.createElement("mark");
        mark.textContent = match[0];
        parent.append(mark);
        start = match.index + match[0].length;
      }
    }
    parent.append(text.slice(start));
  };

  const element = (name, kind, parent) => {
    const made = document.createElement(name);
    made.className = kind;
    parent.append(made);
    return made;
  };

  let waiting = 0;
  const draw = () => {
    clearTimeout(waiting);
    const text = field.value.trim();
    list.replaceChildren();
    if (!text) {
      found.textContent = "";
      return;
    }
    const wanted = wordsOf(text).map(stem);
    const hits = search(text, form.elements.edition.value, form.elements.kind.value);
    for (const { entry: { item } } of hits.slice(0, most)) {
      const [url, edition, kind, notation, name, words] = item;
      const row = element("li", "hit", list);
      const head = element("p", "hit-head", row);
      const link = element("a", "item", head);
      link.href = url;
      if (notation) {
        element("span", "number", link).textContent = `${notation} `;
      }
      const called = element("span", "", link);
      called.dir = "auto";
      marked(called, name || index.kinds[kind], wanted);
      element("span", "edition", head).textContent = index.editions[edition];
      element("span", "kind", head).textContent = index.kinds[kind];
      if (words) {
        const said = element("p", "words", row);
        said.dir = "auto";
        marked(said, words, wanted);
      }
    }
    const more = hits.length > most ? `; the first ${most} are shown` : "";
    found.textContent = hits.length === 0
      ? "No item has these words. Try fewer or different words."
      : `${hits.length} ${hits.length === 1 ? "item" : "items"} found${more}`;
  };

  const asked = new URLSearchParams(location.search);
  field.value = asked.get("q") || "";
  for (const name of ["edition", "kind"]) {
    form.elements[name].value = asked.get(name) || "";
    if (form.elements[name].selectedIndex < 0) {
      form.elements[name].value = "";
    }
  }
  const remember = () => {
    const address = new URLSearchParams(new FormData(form));
    try {
      history.replaceState(null, "", `?${address}`);
    } catch {
      // A page from a disk keeps its address.
    }
  };
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(draw, 120);
  });
  form.addEventListener("change", () => { draw(); remember(); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    draw();
    remember();
  });
  draw();
})();
