// Dragging notes and areas with a mouse, a pen or a finger.
import { insertionIndex } from "./place.js";

const BEGINS = 6; // pixels; less is a click
const EDGE = 60; // pixels from the edge of the window at which it scrolls
const CONTROLS = "a, button, summary, form, input, select";
const SHOWN = ["drop-before", "drop-end", "drop-inside"];

let drag = null;

/** Calls `drop(item, {into, before})` for what is dragged within `root` and let go at a place. */
export function watchDragging(root, drop) {
  root.addEventListener("pointerdown", begin);
  document.addEventListener("pointermove", move);
  document.addEventListener("pointerup", (event) => end(event, drop));
  document.addEventListener("pointercancel", cancel);
  document.addEventListener("keydown", ({ key }) => key === "Escape" && cancel());
}

// A finger drags by the handle alone, since elsewhere it scrolls; an area is dragged by nothing else.
function begin(event) {
  if (event.button !== 0 || !event.isPrimary) return;
  const handle = event.target.closest(".handle");
  const note = event.pointerType === "mouse" && event.target.closest(".note");
  const item = handle?.closest("[data-moved]") ?? note;
  if (!item || (!handle && event.target.closest(CONTROLS))) return;
  drag = { item, pointer: event.pointerId, x: event.pageX, y: event.pageY, place: null };
}

function move(event) {
  if (drag?.pointer !== event.pointerId) return;
  const [across, down] = [event.pageX - drag.x, event.pageY - drag.y];
  if (!drag.item.classList.contains("dragged") && Math.hypot(across, down) < BEGINS) return;
  drag.item.classList.add("dragged");
  drag.item.style.translate = `${across}px ${down}px`;
  getSelection().removeAllRanges();
  show(placeAt(drag.item, event.clientX, event.clientY));
  if (event.clientY < EDGE) scrollBy(0, -EDGE / 4);
  if (event.clientY > innerHeight - EDGE) scrollBy(0, EDGE / 4);
}

function end(event, drop) {
  if (drag?.pointer !== event.pointerId) return;
  const { item, place } = drag;
  cancel();
  if (place) drop(item, place);
}

function cancel() {
  if (!drag) return;
  drag.item.classList.remove("dragged");
  drag.item.style.translate = "";
  show(null);
  drag = null;
}

/** The place under a point: {into, before, shown, as}, or null. What is dragged lets it through. */
function placeAt(item, x, y) {
  const below = document.elementFromPoint(x, y);
  const area = below?.closest(".board-area");
  if (!area) return null;
  return item.matches(".note") ? placeOfNote(item, area, x, y) : placeOfArea(area, below);
}

function placeOfNote(item, area, x, y) {
  const list = area.querySelector(":scope > .notes");
  const others = [...list.children].filter((other) => other !== item);
  const index = insertionIndex(
    others.map((other) => other.getBoundingClientRect()),
    x,
    y,
  );
  const next = others[index];
  const place = { into: area.dataset.area, before: next?.dataset.moved ?? "" };
  return { ...place, shown: next ?? list, as: next ? "drop-before" : "drop-end" };
}

// On the head of another area it goes before that one, on its body inside, and below all to the end.
function placeOfArea(area, below) {
  const { area: guid, parent } = area.dataset;
  if (!guid) return { into: "", before: "", shown: area, as: "drop-before" };
  if (below.closest(".area-head")) {
    return { into: parent, before: guid, shown: area, as: "drop-before" };
  }
  return { into: guid, before: "", shown: area, as: "drop-inside" };
}

function show(place) {
  drag.place?.shown.classList.remove(...SHOWN);
  place?.shown.classList.add(place.as);
  drag.place = place;
}
