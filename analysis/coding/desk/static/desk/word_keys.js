// Selecting words of a text by keys.
import { WordSpan } from "./code_points.js";
import { partIn, select, wordsOfUnit } from "./segments.js";

let unit = null; // the text whose words are being selected
let span = null;
const reached = new Map(); // by text, the word behind the last one selected, to begin with next time

/** Begins to select words of a text; returns whether it has any. */
export function startSelecting(chosen) {
  stopSelecting();
  const box = wordsOfUnit(chosen);
  const fresh = new WordSpan(box.textContent, reached.get(chosen.dataset.unit));
  if (fresh.isEmpty) return false;
  [unit, span] = [chosen, fresh];
  // What is selected already, by hand or before, is where the keys begin.
  const part = partIn(unit);
  if (part) span.takeUp(part.start, part.end);
  // Screen readers pass the arrows on only inside of an application.
  box.tabIndex = -1;
  box.setAttribute("role", "application");
  box.setAttribute("aria-label", "Selecting words");
  box.focus({ preventScroll: true });
  select(unit, ...span.range);
  return true;
}

export function stopSelecting() {
  if (!unit) return;
  for (const name of ["tabindex", "role", "aria-label"]) wordsOfUnit(unit).removeAttribute(name);
  reached.set(unit.dataset.unit, span.last + 1);
  unit = null;
}

export function isSelecting() {
  return unit !== null;
}

/** Ends the selecting where an answer of the server has replaced the text. */
export function stopIfReplaced() {
  if (unit && !unit.isConnected) stopSelecting();
}

/** What a key does while words are selected; returns whether it did anything. */
export function selectByKey(event) {
  if (!span.press(event)) return false;
  select(unit, ...span.range);
  return true;
}

// Whoever goes on with a mouse or a finger has left the keys; what is selected stays.
document.addEventListener("pointerdown", stopSelecting);
