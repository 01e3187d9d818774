// Finding words in the texts of the desk, from hit to hit.
import { placesOf } from "./matching.js";
import { paint, rangeIn } from "./segments.js";

export const finder = document.getElementById("find");
const told = document.getElementById("hits");
let at = -1; // the place of the present hit among all, or -1 before the first

function hits() {
  const boxes = [...document.querySelectorAll("[data-desk] .words")];
  return boxes.flatMap((box) =>
    placesOf(box.textContent, finder.value).map(([start, end]) => ({ box, start, end })),
  );
}

function show(found) {
  paint(
    "found",
    found.map(({ box, start, end }) => rangeIn(box, start, end)),
  );
  const isTyped = finder.value.trim() !== "";
  const number = found.length === 1 ? "1 hit" : `${found.length} hits`;
  const position = at < 0 ? number : `${at + 1} of ${found.length}`;
  told.textContent = isTyped ? position : "";
}

/** Goes on to the next hit, or back; the first one is sought from a text on. Returns its text. */
export function goToHit(step, from) {
  const found = hits();
  if (!found.length) {
    show(found);
    return null;
  }
  at = at < 0 ? firstFrom(found, from) : (at + step + found.length) % found.length;
  show(found);
  const { box, start, end } = found[at];
  const range = rangeIn(box, start, end);
  paint("hit", [range]);
  const { top, bottom } = range.getBoundingClientRect();
  scrollBy(0, (top + bottom - innerHeight) / 2);
  return box.closest("article");
}

function firstFrom(found, from) {
  const isFrom = ({ box }) =>
    !from ||
    from.contains(box) ||
    from.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING;
  return Math.max(found.findIndex(isFrom), 0);
}

/** Takes the marks of hits away. */
export function stopFinding() {
  at = -1;
  paint("found", []);
  paint("hit", []);
  told.textContent = "";
}

finder.addEventListener("input", () => {
  at = -1;
  paint("hit", []);
  show(hits());
});
