// The desk: one text is current; a key, two letters and Enter code it, or the words selected in it.
const desk = document.querySelector("[data-desk]");
const act = document.getElementById("act");
const status_ = document.getElementById("status");
const target = document.getElementById("target"); // what the next theme is given to
const forget = document.getElementById("forget");
const units = () => [...desk.querySelectorAll(".unit")];
const keysOn = document.getElementById("keys-on");
const raiser = document.getElementById("raise"); // a button that only phones show
let current = null;
let lastTheme = null;
let busy = Promise.resolve();

document.documentElement.classList.add("scripted");
for (const hidden of desk.querySelectorAll(".chooser, .switch")) hidden.hidden = false;

// An answer replaces the text it is about, so what was current may have left the page.
const live = () => current && (document.getElementById(current.id) ?? current);

function focusUnit(unit, quiet = false) {
  if (!unit) return;
  if (current !== unit) { forgetUnlessIn(unit); for (const each of units()) each.classList.toggle("current", each === unit); }
  current = unit;
  if (!quiet) { unit.focus({ preventScroll: true }); unit.scrollIntoView({ block: "nearest" }); }
  showTarget();
}

function forgetUnlessIn(unit) {
  if (picked && picked.unit !== unit.dataset.unit) forgetPassage();
}

function showTarget() {
  if (!target || !current) return;
  const passage = picked && picked.unit === current.dataset.unit ? picked.text.replace(/\s+/g, " ") : "";
  forget.hidden = !passage;
  target.textContent = passage ? `“${passage.length > 70 ? passage.slice(0, 69) + "…" : passage}”` : `The whole text: ${current.getAttribute("aria-label")}`;
}

function token() {
  return act.querySelector("[name=csrfmiddlewaretoken]").value;
}

// One request after the other, so that what is shown last is what was kept last.
function send(address, values) {
  busy = busy.then(() => htmx.ajax("POST", address, {
    source: act, target: act, swap: "none", values: { ...values, csrfmiddlewaretoken: token() },
  })).catch(() => {});
  return busy;
}

function apply(theme) {
  if (!current || !act) return;
  const where = picked && picked.unit === current.dataset.unit ? { start: picked.start, end: picked.end } : {};
  lastTheme = theme;
  lower();
  send(act.action, { unit: current.dataset.unit, theme, ...where });
  forgetPassage();
  clearSearch();
  focusUnit(live());
}

function applyActive() {
  if (active) apply(active.dataset.guid);
  else if (search.value.trim()) say(`No theme matches “${search.value.trim()}”. Press Esc, then t, for a new one.`);
}

// On phones the themes are a sheet at the lower edge, which rises when words are marked.
function raise(up = true) {
  document.documentElement.classList.toggle("raised", up);
  raiser?.setAttribute("aria-expanded", String(up));
}

const lower = () => raise(false);

function chooseTheme() {
  raise();
  search?.focus();
}

function selectWords(unit) {
  focusUnit(unit);
  if (act && startSpan(unit)) say("Select words with the arrows and Shift, then press Enter.");
}

function say(sentence) {
  status_.textContent = sentence;
}

function openMint() {
  raise();
  const mint = document.getElementById("mint");
  mint.open = true;
  mint.querySelector("[name=name]").focus();
}

function lastMemo() {
  const links = live()?.querySelectorAll(".to-memo");
  if (links?.length) location.assign(links[links.length - 1].href);
  else say("Code something first; a memo belongs to a coding.");
}

function go(by) {
  const all = units();
  focusUnit(all[Math.max(0, Math.min(all.length - 1, all.indexOf(live()) + by))]);
}

function press(key) {
  desk.querySelector(`[data-key="${key}"]`)?.click();
}

const KEYS = {
  j: () => go(1),
  k: () => go(-1),
  n: () => press("n"),
  p: () => press("p"),
  d: () => press("d"),
  u: () => press("u"),
  c: chooseTheme,
  s: () => current && selectWords(live()),
  r: () => (lastTheme ? apply(lastTheme) : say("Nothing was coded yet that could be repeated.")),
  m: lastMemo,
  t: () => act && openMint(),
  "?": () => { raise(); const keys = document.getElementById("keys"); keys.open = !keys.open; },
};

function onSpanKey(event) {
  if (event.key === "Enter") { endSpan(); chooseTheme(); }
  else if (event.key === "Escape") { forgetPassage(); focusUnit(live()); say(""); }
  else if (!spanKey(event)) return false;
  event.preventDefault();
  return true;
}

function onSearchKey(event) {
  if (event.key === "ArrowDown") step(1);
  else if (event.key === "ArrowUp") step(-1);
  else if (event.key === "Enter") applyActive();
  else if (event.key === "Escape") { clearSearch(); lower(); focusUnit(live()); }
  else return;
  event.preventDefault();
}

document.addEventListener("keydown", (event) => {
  if (span.unit && event.target.closest(".words") && onSpanKey(event)) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target === search) { onSearchKey(event); return; }
  if (event.key === "Escape" && event.target.closest(".themes")) { lower(); focusUnit(live()); return; }
  if (event.target.matches("input:not([type=checkbox]), textarea, select")) return;
  if (event.key === "Enter" && event.target === live()) { event.preventDefault(); chooseTheme(); return; }
  if (keysOn && !keysOn.checked) return;
  if (KEYS[event.key]) { event.preventDefault(); KEYS[event.key](); }
});

search?.addEventListener("input", filter);
let rising = 0;
document.addEventListener("picked", (event) => {
  focusUnit(event.detail, true);
  clearTimeout(rising);
  rising = setTimeout(rise, 400); // once the finger rests
});

// What was marked stays in sight above the sheet.
function rise() {
  if (!picked || !raiser?.checkVisibility()) return;
  raise();
  const hidden = getSelection().getRangeAt(0).getBoundingClientRect().bottom + 16 - desk.querySelector(".themes").getBoundingClientRect().top;
  if (hidden > 0) scrollBy(0, hidden);
}

raiser?.addEventListener("click", () => raise(raiser.getAttribute("aria-expanded") !== "true"));
forget?.addEventListener("click", () => { forgetPassage(); focusUnit(live()); });
desk.addEventListener("click", (event) => {
  const option = event.target.closest("[data-guid]");
  if (option) { apply(option.dataset.guid); return; }
  const unit = event.target.closest(".unit");
  const taken = event.target.closest("[name=remove]");
  if (taken) { event.preventDefault(); send(act.action, { remove: taken.value }); }
  else if (event.target.closest(".select")) selectWords(unit);
  else if (unit && !event.target.closest("a, button, input")) {
    if (getSelection().isCollapsed) forgetPassage(); // a click into a text, not the end of a drag
    focusUnit(unit, true);
  }
});

// A new theme codes what is current as well, so the form takes that along.
document.body.addEventListener("htmx:configRequest", (event) => {
  const { elt, parameters } = event.detail;
  if (elt.closest(".mint") && current) {
    parameters.unit = current.dataset.unit;
    if (picked?.unit === current.dataset.unit) Object.assign(parameters, { start: picked.start, end: picked.end });
  }
});
document.body.addEventListener("htmx:afterRequest", (event) => {
  const mint = event.detail.elt.closest(".mint");
  if (mint && event.detail.successful && !status_.querySelector(".refused")) {
    mint.querySelector("form").reset();
    mint.open = false;
    forgetPassage();
    clearSearch();
  }
});
document.body.addEventListener("htmx:afterSettle", () => {
  markFresh();
  if (span.unit && !span.unit.isConnected) endSpan();
  const again = live();
  if (again && again !== current) focusUnit(again, document.activeElement !== document.body);
});
document.body.addEventListener("htmx:sendError", () => say("No connection: this was not kept. Please do it again in a moment."));
document.body.addEventListener("htmx:responseError", (event) => {
  if (event.detail.xhr.status === 403) location.reload(); // logged out, or no coder of this round any more
  else say("The server could not do this; nothing was changed. Reload the page.");
});

// Which keys there are is told with what they reach, while they work.
function nameKeys() {
  for (const it of desk.querySelectorAll("[data-key]")) {
    if (!keysOn || keysOn.checked) it.setAttribute("aria-keyshortcuts", it.dataset.key);
    else it.removeAttribute("aria-keyshortcuts");
  }
}

try {
  keysOn.checked = localStorage.getItem("desk-keys") !== "off";
  keysOn.addEventListener("change", () => localStorage.setItem("desk-keys", keysOn.checked ? "on" : "off"));
} catch { /* without a store the keys stay on */ }
keysOn?.addEventListener("change", nameKeys);
nameKeys();

// What stood there when the page came is heard only where it comes in later.
const arrived = [...status_.childNodes];
status_.replaceChildren();
setTimeout(() => { if (!status_.hasChildNodes()) status_.append(...arrived); }, 200);

const asked = location.hash.startsWith("#u-") ? document.getElementById(location.hash.slice(1)) : null;
focusUnit(asked ?? units()[0]);
