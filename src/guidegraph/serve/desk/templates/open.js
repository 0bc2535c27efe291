// Two files that are dropped or chosen become the editions of the desk.
import { ask } from "./talk.js";

const form = document.getElementById("open");
const said = document.getElementById("said");
const problem = document.getElementById("problem");
const MOST = Number(document.body.dataset.most);
// Words of names by which people tell two editions apart.
const OLDER = /(^|[^a-z])(old|older|previous|before|alt|alte|bisher|ancien|ancienne|avant)([^a-z]|$)/i;
const NEWER = /(^|[^a-z])(new|newer|draft|after|neu|neue|entwurf|nouveau|nouvelle|projet)([^a-z]|$)/i;
const { old, new: fresh } = form.elements;

history.replaceState(null, "", location.pathname);

const put = (input, files) => {
  const transfer = new DataTransfer();
  [...files].forEach((file) => transfer.items.add(file));
  input.files = transfer.files;
};

const age = ({ name }) => (OLDER.test(name) ? 0 : NEWER.test(name) ? 2 : 1);
const inOrder = (one, other) => age(one) - age(other) ||
  one.name.localeCompare(other.name, "en", { numeric: true });

const tell = (text) => {
  problem.textContent = "";
  said.textContent = text;
};

const fail = (text) => {
  said.textContent = "";
  problem.textContent = text;
};

// What is wrong with a file, before it is sent.
const fault = (file) => {
  if (file.size > MOST) {
    return `${file.name} has ${Math.ceil(file.size / 1e6)} MB; the desk opens files up to ` +
      `${MOST / 1e6} MB. Compare it with 'guidegraph diff', or save it without pictures.`;
  }
  return file.size ? "" : `${file.name} is empty, or a folder. Choose a file with text.`;
};

document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
  event.preventDefault();
  const files = [...event.dataTransfer.files].sort(inOrder);
  const over = event.target.closest("label");
  if (files.length > 2) {
    fail(`${files.length} files were dropped. Drop two: the old and the new edition.`);
  } else if (files.length === 2) {
    put(old, files.slice(0, 1));
    put(fresh, files.slice(1));
    tell(`${files[0].name} is the old edition, ${files[1].name} the new one. Is it the other way ` +
      "round? Swap them.");
  } else if (files.length === 1) {
    put(over ? over.querySelector("input") : old.files.length ? fresh : old, files);
    tell("");
  } else {
    fail("What was dropped is not a file.");
  }
});

form.querySelector("[data-do=swap]").addEventListener("click", () => {
  const before = [...old.files];
  put(old, fresh.files);
  put(fresh, before);
  tell("Swapped.");
});

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const files = { old: old.files[0], new: fresh.files[0] };
  const wrong = Object.values(files).map(fault).find(Boolean);
  if (wrong) {
    fail(wrong);
    return;
  }
  tell("Comparing …");
  try {
    for (const [side, file] of Object.entries(files)) {
      await ask(`file?side=${side}&name=${encodeURIComponent(file.name)}`, file);
    }
    await ask("open", {});
    location.reload();
  } catch (error) {
    fail(error.message);
  }
});
