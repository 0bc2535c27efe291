"use strict";
(() => {
  const section = document.getElementById("compare");
  const from = document.getElementById("from");
  const to = document.getElementById("to");
  const alike = document.getElementById("alike");
  const pairs = [...document.querySelectorAll(".pair")];

  const show = () => {
    const [earlier, later] = [Number(from.value), Number(to.value)].sort((one, other) => one - other);
    const chosen = `pair-${earlier}-${later}`;
    for (const pair of pairs) {
      pair.hidden = pair.id !== chosen;
    }
    alike.hidden = earlier !== later;
  };

  document.getElementById("choice").addEventListener("change", show);
  section.hidden = false;
  show();
})();
