// Passages: where a selection begins and ends in Unicode code points, kept until it is used.
let picked = null; // {unit, start, end, text}: the last selection within one text

const words = (unit) => unit.querySelector(".words");
const points = (text) => [...text].length;

function offset(container, node, at) {
  const before = document.createRange();
  before.selectNodeContents(container);
  before.setEnd(node, at);
  return before.toString();
}

// Phones collapse a selection when something else is tapped, so that a collapsed one changes nothing.
function pick() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  const holder = range.commonAncestorContainer;
  const text = (holder.nodeType === 1 ? holder : holder.parentElement)?.closest(".words");
  const chosen = range.toString();
  if (!text || !chosen.trim()) return;
  const before = offset(text, range.startContainer, range.startOffset);
  const unit = text.closest(".unit");
  picked = { unit: unit.dataset.unit, start: points(before), end: points(before) + points(chosen), text: chosen };
  document.dispatchEvent(new CustomEvent("picked", { detail: unit }));
}

document.addEventListener("selectionchange", pick);

// A place in the text, in UTF-16 units, as a node and the offset in it.
function place(container, at) {
  const walker = document.createTreeWalker(container, NodeFilter.SHOW_TEXT);
  let node = walker.nextNode();
  while (node && at > node.data.length) { at -= node.data.length; node = walker.nextNode(); }
  return [node, at];
}

function select(unit, from, to) {
  const range = document.createRange();
  range.setStart(...place(words(unit), from));
  range.setEnd(...place(words(unit), to));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  pick(); // the event may come after the next key
}

// A coding that was just made arrives alone; its passage is marked here, as the server marks others.
function markFresh() {
  for (const item of document.querySelectorAll(".codes [data-start]")) {
    const text = words(item.closest(".unit"));
    const characters = [...text.textContent];
    const at = (count) => characters.slice(0, count).join("").length;
    wrap(text, at(item.dataset.start), at(item.dataset.end), item.querySelector("b").textContent);
    delete item.dataset.start;
    delete item.dataset.end;
  }
}

function wrap(text, from, to, name) {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const parts = [];
  for (let node = walker.nextNode(), begins = 0; node; node = walker.nextNode()) {
    const ends = begins + node.data.length;
    if (begins < to && ends > from) parts.push([node, Math.max(from - begins, 0), Math.min(to, ends) - begins]);
    begins = ends;
  }
  for (const [node, start, end] of parts) {
    node.splitText(end);
    const part = node.splitText(start);
    const mark = document.createElement("mark");
    mark.title = name;
    part.replaceWith(mark);
    mark.append(part);
  }
}

function forgetPassage() {
  picked = null;
  endSpan();
  getSelection().removeAllRanges();
}
