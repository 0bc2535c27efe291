"use strict";
(() => {
  const index = globalThis.guidegraphIndex;
  const form = document.getElementById("search");
  const field = document.getElementById("search-words");
  const list = document.getElementById("hits");
  const found = document.getElementById("found");
  const most = 100;
  const { language, tree, root } = form.dataset;

  // Letters that are not a plain letter with an accent.
  const letters = { "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i" };
  const folded = (text) =>
    text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[ßæœøłđðþı]/gu, (letter) => letters[letter]);
  const wordsOf = (text) => folded(text).match(/[\p{L}\p{N}]+/gu) || [];
  // English plurals and the commonest endings, so that "values" finds "value" and is found by it.
  const bare = (word) => (word.length > 4 ? word.replace(/(?:ies|ing|ed|(?<!s)e?s)$/u, "") : word);
  const stem = (word) => bare(word).replace(/(?<=...)[ey]$/u, "");

  // Behind the names and words that the site opens with, those in other languages: tag, names, words.
  const elsewhere = (item) => item.slice(6);
  const read = (item) =>
    (tree && elsewhere(item).find(([tag, names]) => tag === language && names)) || ["", item[4], item[5]];

  let entries = null;
  const prepared = () => {
    if (entries === null) {
      entries = index.items.map((item) => {
        const names = [item[3], item[4], ...elsewhere(item).map((other) => other[1])].join(" ");
        const words = [item[5], ...elsewhere(item).map((other) => other[2])].join(" ");
        return {
          item,
          names: new Set(wordsOf(names).map(stem)),
          words: new Set(wordsOf(words).map(stem)),
          said: folded(`${names} ${words}`),
        };
      });
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

  const fits = (text, wanted) => wordsOf(text).map(stem).some((word) =>
    wanted.some((each) => word === each || (each.length > 2 && word.startsWith(each))));

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

  const element = (name, kind, parent, tag) => {
    const made = document.createElement(name);
    made.className = kind;
    if (tag) {
      made.lang = tag;
    }
    parent.append(made);
    return made;
  };

  const kindName = (number) => {
    const kind = index.kinds[number];
    const option = [...form.elements.kind.options].find((each) => each.value === kind);
    return option ? option.textContent : kind;
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
      const [url, edition, kind, notation] = item;
      const [tag, name, words] = read(item);
      const row = element("li", "hit", list);
      const head = element("p", "hit-head", row);
      const link = element("a", "item", head);
      link.href = root + tree + url;
      if (notation) {
        element("span", "number", link).textContent = `${notation} `;
      }
      const called = element("span", "", link, tag);
      called.dir = "auto";
      marked(called, name || kindName(kind), wanted);
      element("span", "edition", head).textContent = index.editions[edition];
      element("span", "kind", head).textContent = kindName(kind);
      if (words) {
        const said = element("p", "words", row, tag);
        said.dir = "auto";
        marked(said, words, wanted);
      }
      // What was found in another language than the one that is shown.
      for (const [other, names, texts] of [["", item[4], item[5]], ...elsewhere(item)]) {
        const more = [names, texts].filter((each) => each && each !== name && each !== words && fits(each, wanted));
        if (more.length > 0) {
          const said = element("p", "words", row, other);
          said.dir = "auto";
          marked(said, more.join(" · "), wanted);
        }
      }
    }
    const more = hits.length > most ? form.dataset.first.replace("{count}", most) : "";
    const message = hits.length === 1 ? form.dataset.one : form.dataset.several;
    found.textContent = hits.length === 0 ? form.dataset.none : `${message.replace("{count}", hits.length)}${more}`;
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
