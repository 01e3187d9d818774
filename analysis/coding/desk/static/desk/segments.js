// The segment of a text that is selected, in code points, and the marks of segments in a text.
import { countCodePoints, utf16Offset } from "./code_points.js";

let selected = null;

/** The last selection within one text, {unit, start, end, text}, until it is used; else null. */
export function selectedSegment() {
  return selected;
}

/** The selected segment, where it lies in this text. */
export function segmentIn(unit) {
  return selected?.unit === unit.dataset.unit ? selected : null;
}

/** The element that holds the words of a text. */
export function wordsOfUnit(unit) {
  return unit.querySelector(".words");
}

export function forgetSegment() {
  selected = null;
  getSelection().removeAllRanges();
}

function textBefore(container, node, offset) {
  const before = document.createRange();
  before.selectNodeContents(container);
  before.setEnd(node, offset);
  return before.toString();
}

// Phones collapse a selection when something else is tapped: a collapsed one changes nothing.
function readSelection() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  const ancestor = range.commonAncestorContainer;
  const element = ancestor.nodeType === Node.ELEMENT_NODE ? ancestor : ancestor.parentElement;
  const container = element?.closest(".words");
  const text = range.toString();
  if (!container || !text.trim()) return;
  const before = textBefore(container, range.startContainer, range.startOffset);
  const start = countCodePoints(before);
  const unit = container.closest(".unit");
  selected = { unit: unit.dataset.unit, start, end: start + countCodePoints(text), text };
  document.dispatchEvent(new CustomEvent("segment-selected", { detail: unit }));
}

document.addEventListener("selectionchange", readSelection);

// An offset in the text, in UTF-16 units, as a text node and the offset in it.
function nodeAt(container, offset) {
  const walker = document.createTreeWalker(container, NodeFilter.SHOW_TEXT);
  let node = walker.nextNode();
  let rest = offset;
  while (node && rest > node.data.length) {
    rest -= node.data.length;
    node = walker.nextNode();
  }
  return [node, rest];
}

/** Selects a part of a text; start and end are counted in UTF-16 units. */
export function select(unit, start, end) {
  const range = document.createRange();
  range.setStart(...nodeAt(wordsOfUnit(unit), start));
  range.setEnd(...nodeAt(wordsOfUnit(unit), end));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  readSelection(); // the event may come after the next key
}

/** A segment that was coded just now arrives alone: it is marked as the server marks others. */
export function markNewSegments() {
  for (const item of document.querySelectorAll(".codes [data-start]")) {
    const container = wordsOfUnit(item.closest(".unit"));
    const text = container.textContent;
    const start = utf16Offset(text, Number(item.dataset.start));
    const end = utf16Offset(text, Number(item.dataset.end));
    mark(container, start, end, item.querySelector("b").textContent);
    delete item.dataset.start;
    delete item.dataset.end;
  }
}

function mark(container, start, end, title) {
  const walker = document.createTreeWalker(container, NodeFilter.SHOW_TEXT);
  const parts = [];
  for (let node = walker.nextNode(), begins = 0; node; node = walker.nextNode()) {
    const ends = begins + node.data.length;
    if (begins < end && ends > start) {
      parts.push([node, Math.max(start - begins, 0), Math.min(end, ends) - begins]);
    }
    begins = ends;
  }
  for (const [node, from, to] of parts) {
    node.splitText(to);
    const part = node.splitText(from);
    const element = document.createElement("mark");
    element.title = title;
    part.replaceWith(element);
    element.append(part);
  }
}
