// What is selected in the texts, in code points, and how it and the coded segments are marked.
import { countCodePoints, snapToWords, utf16Offset } from "./code_points.js";

const LANES = 4; // as in the style sheet
let parts = []; // of the last selection, until it is used

/** What is selected, as {unit, version, start, end, text} for each text; often one, or none. */
export function selectedParts() {
  return parts;
}

/** The part of the selection that lies in this text, or null. */
export function partIn(unit) {
  return parts.find((part) => part.unit === unit.dataset.unit) ?? null;
}

/** What tells a text from the one that somebody corrects it to. */
export function versionOf(unit) {
  return unit.dataset.version;
}

/** The element that holds the words of a text. */
export function wordsOfUnit(unit) {
  return unit.querySelector(".words");
}

export function forgetSelection() {
  parts = [];
  getSelection().removeAllRanges();
  showSelection();
}

function lengthBefore(container, node, offset) {
  const before = document.createRange();
  before.selectNodeContents(container);
  before.setEnd(node, offset);
  return before.toString().length;
}

/**
 * Takes up what is selected now, since the event that tells of it may come after the next key.
 *
 * Phones collapse a selection when something else is tapped: a collapsed one changes nothing.
 */
export function readSelection() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  const read = boxesIn(range).map((box) => partOf(box, range));
  const found = read.filter(Boolean);
  if (!found.length) return;
  parts = found;
  showSelection();
  const unit = document.getElementById(`u-${parts[0].unit}`);
  document.dispatchEvent(new CustomEvent("words-selected", { detail: unit }));
}

// The texts that a range touches and that can be coded.
function boxesIn(range) {
  const ancestor = range.commonAncestorContainer;
  const element = ancestor.nodeType === Node.ELEMENT_NODE ? ancestor : ancestor.parentElement;
  const unit = element.closest(".unit");
  const boxes = unit ? [wordsOfUnit(unit)] : element.querySelectorAll(".unit:not(.asking) .words");
  return [...boxes].filter((box) => range.intersectsNode(box));
}

// The part of a range that lies in one text, from the first whole word to the last one.
function partOf(box, range) {
  const text = box.textContent;
  const isIn = (node) => box.contains(node);
  const from = isIn(range.startContainer)
    ? lengthBefore(box, range.startContainer, range.startOffset)
    : 0;
  const to = isIn(range.endContainer)
    ? lengthBefore(box, range.endContainer, range.endOffset)
    : text.length;
  const bounds = snapToWords(text, from, to);
  if (!bounds) return null;
  const words = text.slice(...bounds);
  const start = countCodePoints(text.slice(0, bounds[0]));
  const unit = box.closest(".unit");
  const end = start + countCodePoints(words);
  return { unit: unit.dataset.unit, version: versionOf(unit), start, end, text: words };
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
  return [node ?? container, node ? rest : 0];
}

/** The part of a box between two offsets in its text, in UTF-16 units. */
export function rangeIn(box, start, end) {
  const range = document.createRange();
  range.setStart(...nodeAt(box, start));
  range.setEnd(...nodeAt(box, end));
  return range;
}

function rangeOfPart({ unit, start, end }) {
  const box = wordsOfUnit(document.getElementById(`u-${unit}`));
  const text = box.textContent;
  return rangeIn(box, utf16Offset(text, start), utf16Offset(text, end));
}

/** Paints ranges without touching the page, under a name that the style sheet knows. */
export function paint(name, ranges) {
  if (!window.Highlight) return; // an older browser shows its own selection alone
  CSS.highlights.set(name, new Highlight(...ranges));
}

/** Shows what is selected, also while the browser's own selection is in a field. */
export function showSelection() {
  paint("selected", parts.map(rangeOfPart));
}

/** Selects a part of a text; start and end are counted in UTF-16 units. */
export function select(unit, start, end) {
  getSelection().removeAllRanges();
  getSelection().addRange(rangeIn(wordsOfUnit(unit), start, end));
  readSelection();
}

/** Paints the words of a coding while its item in the margin is pointed at or in focus. */
export function pointOut(item) {
  const [start, end] = item?.dataset.at?.split("-").map(Number) ?? [];
  const unit = item?.closest(".unit")?.dataset.unit;
  paint("pointed", end ? [rangeOfPart({ unit, start, end })] : []);
}

/** A segment that was coded just now arrives alone: it is marked as the server marks others. */
export function markNewSegments() {
  for (const item of document.querySelectorAll(".codes [data-fresh]")) {
    delete item.dataset.fresh;
    if (item.dataset.at) mark(item);
  }
}

function mark(item) {
  const container = wordsOfUnit(item.closest(".unit"));
  const text = container.textContent;
  const [start, end] = item.dataset.at.split("-").map((at) => utf16Offset(text, Number(at)));
  const walker = document.createTreeWalker(container, NodeFilter.SHOW_TEXT);
  const covered = [];
  for (let node = walker.nextNode(), begins = 0; node; node = walker.nextNode()) {
    const ends = begins + node.data.length;
    if (begins < end && ends > start) {
      covered.push([node, Math.max(start - begins, 0), Math.min(end, ends) - begins]);
    }
    begins = ends;
  }
  const lane = freeLane(covered.map(([node]) => node));
  const name = item.querySelector("b").textContent;
  for (const [node, from, to] of covered) {
    node.splitText(to);
    const part = node.splitText(from);
    const others = part.parentElement.closest("mark[title]")?.title;
    const element = document.createElement("mark");
    element.className = `lane-${lane} ${item.className}`;
    element.title = others ? `${others}; ${name}` : name;
    part.replaceWith(element);
    element.append(part);
  }
}

// The first line below the text that no mark around these nodes has.
function freeLane(nodes) {
  const taken = new Set();
  for (const node of nodes) {
    for (
      let mark = node.parentElement.closest("mark");
      mark;
      mark = mark.parentElement.closest("mark")
    ) {
      taken.add(Number(mark.className.match(/lane-(\d)/)?.[1]));
    }
  }
  let lane = 1;
  while (taken.has(lane) && lane < LANES) lane += 1;
  return lane;
}
