// Decisions of somebody else, in a file: shown, settled where they contradict, then saved.
import { card, choose, chosen, fail, take, tell } from "./cards.js";
import { during } from "./held.js";
import { ask } from "./talk.js";

const dialog = document.getElementById("take-in");
const form = dialog.querySelector("form");
const place = dialog.querySelector(".shown");
const save = dialog.querySelector("[type=submit]");
const MOST = Number(document.body.dataset.most);
let file = null;

const said = (text) => { dialog.querySelector(".fault").textContent = text; };

const picked = () => [...place.querySelectorAll(".conflict")].filter(
  (each) => each.querySelector("[value=theirs]").checked);

const count = () => {
  const offer = place.querySelector(".offer");
  const all = offer ? Number(offer.dataset.new) + picked().length : 0;
  save.hidden = !offer;
  save.disabled = !all;
  save.textContent = all === 1 ? "Save 1 decision" : `Save ${all} decisions`;
};

const look = async () => {
  place.replaceChildren();
  count();
  said("");
  if (!file) {
    return;
  }
  if (file.size > MOST) {
    said(`${file.name} has ${Math.ceil(file.size / 1e6)} MB; ${MOST / 1e6} MB can be taken in.`);
    return;
  }
  place.textContent = "Reading …";
  try {
    place.innerHTML = await ask(`offer?name=${encodeURIComponent(file.name)}`, file);
    (place.querySelector("[value=ours]") || save).focus();
  } catch (error) {
    place.replaceChildren();
    said(error.message);
  }
  count();
  if (!save.hidden && !save.disabled && !place.querySelector("[value=ours]")) {
    save.focus();
  }
};

export const openTakeIn = async (given = null) => {
  form.reset();
  file = given;
  dialog.showModal();
  await look();
};

form.elements.file.addEventListener("change", () => {
  [file] = form.elements.file.files;
  look();
});

place.addEventListener("change", count);

// Saves what is shown.
export const submitTakeIn = async () => {
  const offer = place.querySelector(".offer");
  if (!offer || save.disabled) {
    return;
  }
  const theirs = Object.fromEntries(
    picked().map((each) => [each.dataset.key, each.dataset.seen]));
  dialog.close();
  await during(async () => {
    try {
      const found = await ask("take-in", { offer: offer.dataset.offer, theirs });
      await take(found);
      choose(card(found.at) || chosen());
      tell(found.said);
    } catch (error) {
      dialog.showModal();
      if (error.overtaken && !error.found.changed) {
        await take(error.found).catch(fail);
        await look();
      }
      said(error.message);
      throw error;
    }
  });
};

document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
  event.preventDefault();
  const { files } = event.dataTransfer;
  if (document.querySelector("dialog[open]:not(#take-in)") || !files.length) {
    return;
  }
  if (files.length > 1) {
    fail(new Error(`Drop one file with decisions at a time; ${files.length} were dropped.`));
    return;
  }
  if (dialog.open) {
    dialog.close();
  }
  openTakeIn(files[0]);
});
