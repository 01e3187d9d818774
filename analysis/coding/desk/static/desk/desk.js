// The desk: one text is current; a key, two letters and Enter code it, or the words selected in it.
import { finder, goToHit, stopFinding } from "./find.js";
import { closeMemo, forgetDraft, memoValues, openMemo } from "./memos.js";
import {
  forgetSelection,
  markNewSegments,
  partIn,
  pointOut,
  readSelection,
  selectedParts,
  showSelection,
  versionOf,
} from "./segments.js";
import { activeTheme, askMeaning, clearSearch, search, stepThroughThemes } from "./themes.js";
import {
  isSelecting,
  selectByKey,
  startSelecting,
  stopIfReplaced,
  stopSelecting,
} from "./word_keys.js";

const LONGEST_QUOTE = 70; // characters
const MOST_QUOTES = 3;
const FINGER_RESTS = 400; // milliseconds
const desk = document.querySelector("[data-desk]");
const act = document.getElementById("act"); // the form that codes; null where the desk is closed
const statusLine = document.getElementById("status");
const target = document.getElementById("target"); // what the next theme is given to
const forgetButton = document.getElementById("forget");
const mint = document.getElementById("mint"); // null where no new theme can be made
const keysOn = document.getElementById("keys-on");
const raiser = document.getElementById("raise"); // a button that only phones show
let current = null;
let lastTheme = null;
let memoKept = null; // the item of the coding whose memo was sent, until it has arrived
let lastRequest = Promise.resolve();

document.documentElement.classList.add("scripted");
for (const control of desk.querySelectorAll(".chooser, .switch")) control.hidden = false;

function units() {
  return [...desk.querySelectorAll(".unit")];
}

// An answer replaces the text it is about, so what was current may have left the page.
function currentUnit() {
  return current && (document.getElementById(current.id) ?? current);
}

function focusUnit(unit, isQuiet = false) {
  if (!unit) return;
  if (current !== unit) {
    if (selectedParts().length && !partIn(unit)) forget();
    for (const other of units()) other.classList.toggle("current", other === unit);
  }
  current = unit;
  if (!isQuiet) {
    unit.focus({ preventScroll: true });
    unit.scrollIntoView({ block: "nearest" });
  }
  showTarget();
}

function forget() {
  stopSelecting();
  forgetSelection();
}

function showTarget() {
  if (!target || !current) return;
  const parts = selectedParts();
  const longest = Math.floor(LONGEST_QUOTE / Math.max(parts.length, 1));
  const quotes = parts.slice(0, MOST_QUOTES).map(({ text }) => `“${shortened(text, longest)}”`);
  if (parts.length > MOST_QUOTES) quotes.push("…");
  const where = parts.length > 1 ? ` in ${parts.length} texts` : "";
  forgetButton.hidden = !parts.length;
  target.textContent = parts.length
    ? `${quotes.join(" and ")}${where}`
    : `The whole text: ${current.getAttribute("aria-label")}`;
}

function shortened(text, longest) {
  const quote = text.replace(/\s+/g, " ");
  return quote.length > longest ? `${quote.slice(0, longest - 1)}…` : quote;
}

function token() {
  return act.querySelector("[name=csrfmiddlewaretoken]").value;
}

// One request after the other, so that what is shown last is what was kept last.
function send(values, address = act.action) {
  const request = () =>
    htmx.ajax("POST", address, {
      source: act,
      target: act,
      swap: "none",
      values: { ...values, csrfmiddlewaretoken: token() },
    });
  lastRequest = lastRequest.then(request).catch(() => {});
}

// What a theme is given to: the words selected, text by text, or all of the current text.
function whatToCode() {
  const parts = selectedParts();
  if (!parts.length) return { unit: current.dataset.unit, version: versionOf(current) };
  return {
    unit: parts.map(({ unit }) => unit),
    version: parts.map(({ version }) => version),
    start: parts.map(({ start }) => start),
    end: parts.map(({ end }) => end),
  };
}

function apply(theme) {
  if (!current || !act) return;
  lastTheme = theme;
  lower();
  send({ theme, ...whatToCode() });
  forget();
  clearSearch();
  focusUnit(currentUnit());
}

function applyActive() {
  const typed = search.value.trim();
  if (activeTheme()) apply(activeTheme().dataset.guid);
  else if (typed)
    say(`No theme matches “${typed}”.${mint ? " Press Esc, then t, for a new one." : ""}`);
}

// On phones the themes are a sheet at the lower edge, which rises when words are marked.
function raise(isUp = true) {
  document.documentElement.classList.toggle("raised", isUp);
  raiser?.setAttribute("aria-expanded", String(isUp));
}

function lower() {
  raise(false);
}

function chooseTheme() {
  raise();
  search?.focus();
}

function selectWords(unit) {
  focusUnit(unit);
  if (act && startSelecting(unit)) {
    say("Select words with the arrows and Shift, then press Enter.");
  }
}

function say(sentence) {
  statusLine.textContent = sentence;
}

function openNewTheme() {
  raise();
  mint.open = true;
  mint.querySelector("[name=name]").focus();
}

function openLastMemo() {
  const links = [...(currentUnit()?.querySelectorAll(".to-memo") ?? [])];
  if (links.length) openMemo(links.at(-1));
  else say("Code something first; a memo belongs to a coding.");
}

function focusNeighbour(step) {
  const all = units();
  const index = all.indexOf(currentUnit()) + step;
  focusUnit(all[Math.max(0, Math.min(all.length - 1, index))]);
}

function press(key) {
  desk.querySelector(`[data-key="${key}"]`)?.click();
}

const KEYS = {
  j: () => focusNeighbour(1),
  k: () => focusNeighbour(-1),
  n: () => press("n"),
  p: () => press("p"),
  d: () => press("d"),
  u: () => press("u"),
  c: chooseTheme,
  s: () => current && selectWords(currentUnit()),
  r: () => (lastTheme ? apply(lastTheme) : say("Nothing was coded yet that could be repeated.")),
  m: openLastMemo,
  t: () => mint && openNewTheme(),
  "/": () => finder.focus(),
  "?": () => {
    raise();
    const keys = document.getElementById("keys");
    keys.open = !keys.open;
  },
};

function onSelectingKey(event) {
  if (event.key === "Enter") {
    stopSelecting();
    chooseTheme();
  } else if (event.key === "Escape") {
    forget();
    focusUnit(currentUnit());
    say("");
  } else if (!selectByKey(event)) {
    return false;
  }
  event.preventDefault();
  return true;
}

function onSearchKey(event) {
  if (event.key === "ArrowDown") stepThroughThemes(1);
  else if (event.key === "ArrowUp") stepThroughThemes(-1);
  else if (event.key === "Enter") applyActive();
  else if (event.key === "Escape") leaveThemes();
  else return;
  event.preventDefault();
}

function onFindKey(event) {
  if (event.key === "Enter") findNext(event.shiftKey ? -1 : 1);
  else if (event.key === "Escape") {
    stopFinding();
    focusUnit(currentUnit());
  } else return;
  event.preventDefault();
}

function findNext(step) {
  const unit = goToHit(step, currentUnit());
  if (unit?.matches(".unit")) focusUnit(unit, true);
}

function onMemoKey(event) {
  const form = event.target.closest(".memo-here");
  if (event.key === "Escape") closeMemo(form);
  else if (event.key === "Enter" && event.ctrlKey) keepMemo(form);
  else return;
  event.preventDefault();
}

function keepMemo(form) {
  memoKept = form.closest("li").id;
  send(memoValues(form), form.action);
}

function leaveThemes() {
  clearSearch();
  lower();
  focusUnit(currentUnit());
}

function onKey(event) {
  if (isSelecting() && event.target.closest(".words") && onSelectingKey(event)) return;
  if (event.target.closest(".memo-here")) {
    onMemoKey(event);
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target === search) {
    onSearchKey(event);
  } else if (event.target === finder) {
    onFindKey(event);
  } else if (event.key === "Escape" && event.target.closest(".themes")) {
    lower();
    focusUnit(currentUnit());
  } else if (!event.target.matches("input:not([type=checkbox]), textarea, select")) {
    onSingleKey(event);
  }
}

function onSingleKey(event) {
  readSelection();
  if (event.key === "Enter" && event.target === currentUnit()) {
    event.preventDefault();
    chooseTheme();
  } else if ((!keysOn || keysOn.checked) && KEYS[event.key]) {
    event.preventDefault();
    KEYS[event.key]();
  }
}

document.addEventListener("keydown", onKey);

let rising = 0;
document.addEventListener("words-selected", (event) => {
  focusUnit(event.detail, true);
  clearTimeout(rising);
  rising = setTimeout(raiseBelowSelection, FINGER_RESTS);
});

// What was selected stays in sight above the sheet.
function raiseBelowSelection() {
  if (!selectedParts().length || !raiser?.checkVisibility()) return;
  raise();
  const selection = getSelection().getRangeAt(0).getBoundingClientRect();
  const sheet = desk.querySelector(".themes").getBoundingClientRect();
  const hidden = selection.bottom + 16 - sheet.top;
  if (hidden > 0) scrollBy(0, hidden);
}

raiser?.addEventListener("click", () => raise(raiser.getAttribute("aria-expanded") !== "true"));
forgetButton?.addEventListener("click", () => {
  forget();
  focusUnit(currentUnit());
});

document.getElementById("finding").addEventListener("submit", (event) => {
  event.preventDefault();
  findNext(1);
});
document.getElementById("hit-before").addEventListener("click", () => findNext(-1));

desk.addEventListener("submit", (event) => {
  if (!event.target.matches(".memo-here")) return;
  event.preventDefault();
  keepMemo(event.target);
});

for (const kind of ["pointerover", "focusin"]) {
  desk.addEventListener(kind, (event) => pointOut(event.target.closest(".codes > li")));
}

desk.addEventListener("click", (event) => {
  if (askMeaning(event.target)) return;
  const memo = event.target.closest(".to-memo");
  const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey;
  if (memo && isPlain && openMemo(memo)) event.preventDefault();
  if (event.target.closest(".memo-here .leave")) closeMemo(event.target.closest(".memo-here"));
  const option = event.target.closest("[data-guid]");
  const unit = event.target.closest(".unit");
  const removal = event.target.closest("[name=remove]");
  if (option) {
    apply(option.dataset.guid);
  } else if (removal) {
    event.preventDefault();
    send({ remove: removal.value });
  } else if (event.target.closest(".select")) {
    selectWords(unit);
  } else if (unit && !event.target.closest("a, button, input, textarea, label")) {
    if (getSelection().isCollapsed) forget(); // a click into a text, not the end of a drag
    focusUnit(unit, true);
  }
});

// A new theme codes what is current as well, so the form takes that along.
document.body.addEventListener("htmx:configRequest", (event) => {
  const { elt, parameters } = event.detail;
  if (elt.closest(".mint") && current) {
    Object.assign(parameters, whatToCode());
  }
});
document.body.addEventListener("htmx:afterRequest", (event) => {
  const details = event.detail.elt.closest(".mint");
  if (details && event.detail.successful && !statusLine.querySelector(".refused")) {
    details.querySelector("form").reset();
    details.open = false;
    forget();
    clearSearch();
  }
});
document.body.addEventListener("htmx:afterSettle", () => {
  markNewSegments();
  stopIfReplaced();
  const unit = currentUnit();
  if (unit && unit !== current) focusUnit(unit, document.activeElement !== document.body);
  showSelection();
  returnFromMemo();
});

// The text of a memo that was kept is another one now; of a refused one it is as it was.
function returnFromMemo() {
  const item = memoKept && document.getElementById(memoKept);
  if (item && !item.querySelector(".memo-here")) {
    forgetDraft(memoKept);
    item.querySelector(".to-memo").focus();
  }
  memoKept = null;
}

document.body.addEventListener("htmx:sendError", () =>
  say("No connection: this was not kept. Please do it again in a moment."),
);
document.body.addEventListener("htmx:responseError", (event) => {
  // Logged out, or no coder of this round any more: the page itself says so.
  if (event.detail.xhr.status === 403) location.reload();
  else say("The server could not do this; nothing was changed. Reload the page.");
});

// Which keys there are is told with what they reach, while they work.
function nameKeys() {
  for (const control of desk.querySelectorAll("[data-key]")) {
    if (!keysOn || keysOn.checked) control.setAttribute("aria-keyshortcuts", control.dataset.key);
    else control.removeAttribute("aria-keyshortcuts");
  }
}

try {
  keysOn.checked = localStorage.getItem("desk-keys") !== "off";
  keysOn.addEventListener("change", () => {
    localStorage.setItem("desk-keys", keysOn.checked ? "on" : "off");
  });
} catch {
  // Without a store, or where the desk is closed, the keys stay on.
}
keysOn?.addEventListener("change", nameKeys);
nameKeys();

// What stood there when the page came is heard only where it comes in later.
const arrived = [...statusLine.childNodes];
statusLine.replaceChildren();
setTimeout(() => {
  if (!statusLine.hasChildNodes()) statusLine.append(...arrived);
}, 200);

// Where an address leads to, or where one was when one left.
function unitOf(id) {
  return desk.querySelector(`.unit#${CSS.escape(id)}`);
}

function goToLinked() {
  const linked = location.hash.startsWith("#u-") ? unitOf(location.hash.slice(1)) : null;
  if (linked) focusUnit(linked);
  return linked;
}

addEventListener("hashchange", goToLinked);
if (!goToLinked()) {
  const place = desk.dataset.place && unitOf(desk.dataset.place);
  focusUnit(place || units()[0]);
  if (place) place.scrollIntoView({ block: "center" });
}
