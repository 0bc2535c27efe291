// What is pressed while a step is under way: it follows the step, in its order.
import { settled } from "./outbox.js";

let held = null;

export const isHeld = () => held !== null;
export const hold = (work) => held.push(work);

// A step after which the list may be another one.
export const during = async (work) => {
  held = [];
  document.body.setAttribute("aria-busy", "true");
  let pressed = [];
  try {
    await settled();
    await work();
    pressed = held;
  } catch (error) {
    if (held.length) {
      error.message += " What you pressed since then was not used.";
    }
    throw error;
  } finally {
    held = null;
    document.body.removeAttribute("aria-busy");
    for (const each of pressed) {
      if (held) {
        held.push(each);
      } else {
        each();
      }
    }
  }
};
