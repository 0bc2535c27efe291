// Two files that are dropped or chosen become the editions of the desk.
import { ask } from "./talk.js";

const form = document.getElementById("open");
const said = document.getElementById("said");
const problem = document.getElementById("problem");

history.replaceState(null, "", location.pathname);

const put = (input, file) => {
  const transfer = new DataTransfer();
  transfer.items.add(file);
  input.files = transfer.files;
};

document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
  event.preventDefault();
  const files = [...event.dataTransfer.files].sort((one, other) => (one.name < other.name ? -1 : 1));
  const { old, new: fresh } = form.elements;
  if (files.length > 1) {
    put(old, files[0]);
    put(fresh, files[1]);
  } else if (files.length === 1) {
    const over = event.target.closest("label");
    put(over ? over.querySelector("input") : old.files.length ? fresh : old, files[0]);
  }
});

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  problem.textContent = "";
  said.textContent = "Comparing …";
  try {
    for (const side of ["old", "new"]) {
      const [file] = form.elements[side].files;
      await ask(`file?side=${side}&name=${encodeURIComponent(file.name)}`, file);
    }
    await ask("open", {});
    location.reload();
  } catch (error) {
    said.textContent = "";
    problem.textContent = error.message;
  }
});
