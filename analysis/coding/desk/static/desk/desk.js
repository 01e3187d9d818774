// The desk: one text is current; a key, two letters and Enter code it, or the words selected in it.
import { forgetSegment, markNewSegments, segmentIn, selectedSegment } from "./segments.js";
import { activeTheme, clearSearch, search, stepThroughThemes } from "./themes.js";
import {
  isSelecting,
  selectByKey,
  startSelecting,
  stopIfReplaced,
  stopSelecting,
} from "./word_keys.js";

const LONGEST_QUOTE = 70; // characters
const FINGER_RESTS = 400; // milliseconds
const desk = document.querySelector("[data-desk]");
const act = document.getElementById("act"); // the form that codes; null where the desk is closed
const statusLine = document.getElementById("status");
const target = document.getElementById("target"); // what the next theme is given to
const forgetButton = document.getElementById("forget");
const keysOn = document.getElementById("keys-on");
const raiser = document.getElementById("raise"); // a button that only phones show
let current = null;
let lastTheme = null;
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
    if (selectedSegment() && !segmentIn(unit)) forget();
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
  forgetSegment();
}

function showTarget() {
  if (!target || !current) return;
  const quote = segmentIn(current)?.text.replace(/\s+/g, " ") ?? "";
  const isLong = quote.length > LONGEST_QUOTE;
  const shortened = isLong ? `${quote.slice(0, LONGEST_QUOTE - 1)}…` : quote;
  forgetButton.hidden = !quote;
  target.textContent = quote
    ? `“${shortened}”`
    : `The whole text: ${current.getAttribute("aria-label")}`;
}

function token() {
  return act.querySelector("[name=csrfmiddlewaretoken]").value;
}

// One request after the other, so that what is shown last is what was kept last.
function send(values) {
  const request = () =>
    htmx.ajax("POST", act.action, {
      source: act,
      target: act,
      swap: "none",
      values: { ...values, csrfmiddlewaretoken: token() },
    });
  lastRequest = lastRequest.then(request).catch(() => {});
}

// Where in the current text a theme belongs; nothing where it belongs to the whole text.
function segmentBounds() {
  const segment = segmentIn(current);
  return segment ? { start: segment.start, end: segment.end } : {};
}

function apply(theme) {
  if (!current || !act) return;
  lastTheme = theme;
  lower();
  send({ unit: current.dataset.unit, theme, ...segmentBounds() });
  forget();
  clearSearch();
  focusUnit(currentUnit());
}

function applyActive() {
  const typed = search.value.trim();
  if (activeTheme()) apply(activeTheme().dataset.guid);
  else if (typed) say(`No theme matches “${typed}”. Press Esc, then t, for a new one.`);
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
  const details = document.getElementById("mint");
  details.open = true;
  details.querySelector("[name=name]").focus();
}

function openLastMemo() {
  const links = currentUnit()?.querySelectorAll(".to-memo");
  if (links?.length) location.assign(links[links.length - 1].href);
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
  t: () => act && openNewTheme(),
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

function leaveThemes() {
  clearSearch();
  lower();
  focusUnit(currentUnit());
}

function onKey(event) {
  if (isSelecting() && event.target.closest(".words") && onSelectingKey(event)) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target === search) {
    onSearchKey(event);
  } else if (event.key === "Escape" && event.target.closest(".themes")) {
    lower();
    focusUnit(currentUnit());
  } else if (!event.target.matches("input:not([type=checkbox]), textarea, select")) {
    onSingleKey(event);
  }
}

function onSingleKey(event) {
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
document.addEventListener("segment-selected", (event) => {
  focusUnit(event.detail, true);
  clearTimeout(rising);
  rising = setTimeout(raiseBelowSelection, FINGER_RESTS);
});

// What was selected stays in sight above the sheet.
function raiseBelowSelection() {
  if (!selectedSegment() || !raiser?.checkVisibility()) return;
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

desk.addEventListener("click", (event) => {
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
  } else if (unit && !event.target.closest("a, button, input")) {
    if (getSelection().isCollapsed) forget(); // a click into a text, not the end of a drag
    focusUnit(unit, true);
  }
});

// A new theme codes what is current as well, so the form takes that along.
document.body.addEventListener("htmx:configRequest", (event) => {
  const { elt, parameters } = event.detail;
  if (elt.closest(".mint") && current) {
    Object.assign(parameters, { unit: current.dataset.unit, ...segmentBounds() });
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
});
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

const linked = location.hash.startsWith("#u-")
  ? document.getElementById(location.hash.slice(1))
  : null;
focusUnit(linked ?? units()[0]);
