"use strict";
(() => {
  const form = document.getElementById("links");
  const shown = document.getElementById("decided");
  const links = [...form.querySelectorAll("fieldset")];
  const answerOf = (link) => link.querySelector("input:checked").value;
  // A text that a spreadsheet would take for a formula gets an apostrophe.
  const cell = (text) => {
    const safe = /^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return `"${safe.replaceAll('"', '""')}"`;
  };
  const line = (cells) => `${cells.map(cell).join(",")}\r\n`;

  const count = () => {
    const decided = links.filter(answerOf).length;
    shown.textContent = form.dataset.decided
      .replace("{count}", decided).replace("{total}", links.length);
  };

  const table = () => {
    const name = document.getElementById("name").value.trim();
    const head = ["confirm", "quote", "guideline says", "how", "confidence", "statement", "item",
      "edition", "confirmed_by", "date"];
    const rows = links.map((link) => {
      const statement = link.closest("section");
      const answer = answerOf(link);
      return [answer, statement.querySelector("blockquote").textContent,
        link.querySelector(".words").textContent, link.querySelector("select").value,
        link.dataset.confidence, statement.dataset.statement, link.dataset.item,
        form.dataset.edition, answer ? name : "",
        answer && name ? new Date().toISOString().slice(0, 10) : ""];
    });
    return `\ufeff${[head, ...rows].map(line).join("")}`;
  };

  form.addEventListener("input", count);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([table()], { type: "text/csv" }));
    link.download = form.dataset.file;
    link.click();
    URL.revokeObjectURL(link.href);
  });
  form.querySelector(".save").hidden = links.length === 0;
  count();
})();
