// The desk: one text is current; a key, two letters and Enter code it, or the words selected in it.
const desk = document.querySelector("[data-desk]");
const act = document.getElementById("act");
const status_ = () => document.getElementById("status");
const units = () => [...desk.querySelectorAll(".unit")];
const keysOn = document.getElementById("keys-on");
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
  const target = document.getElementById("target");
  if (!target || !current) return;
  const passage = picked && picked.unit === current.dataset.unit ? picked.text.replace(/\s+/g, " ") : "";
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
  send(act.action, { unit: current.dataset.unit, theme, ...where });
  forgetPassage();
  clearSearch();
  focusUnit(live());
}

function applyActive() {
  if (active) apply(active.dataset.guid);
  else if (search.value.trim()) say(`No theme matches “${search.value.trim()}”. Press Esc, then t, for a new one.`);
}

function say(sentence) {
  status_().textContent = sentence;
}

function openMint() {
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
  c: () => search?.focus(),
  s: () => { if (act && current && startSpan(live())) say("Select with ← → and Shift, then Enter."); },
  r: () => (lastTheme ? apply(lastTheme) : say("Nothing was coded yet that could be repeated.")),
  m: lastMemo,
  t: () => act && openMint(),
  "?": () => { const keys = document.getElementById("keys"); keys.open = !keys.open; },
};

function onSpanKey(event) {
  if (event.key === "ArrowRight") moveSpan(1, event.shiftKey);
  else if (event.key === "ArrowLeft") moveSpan(-1, event.shiftKey);
  else if (event.key === "Enter") { endSpan(); search.focus(); }
  else if (event.key === "Escape") { forgetPassage(); showTarget(); say(""); }
  else return false;
  event.preventDefault();
  return true;
}

function onSearchKey(event) {
  if (event.key === "ArrowDown") step(1);
  else if (event.key === "ArrowUp") step(-1);
  else if (event.key === "Enter") applyActive();
  else if (event.key === "Escape") { clearSearch(); focusUnit(live()); }
  else return;
  event.preventDefault();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target === search) { onSearchKey(event); return; }
  if (event.key === "Escape" && event.target.closest(".mint, .keys")) { focusUnit(live()); return; }
  if (event.target.matches("input:not([type=checkbox]), textarea, select")) return;
  if (spanning.unit && onSpanKey(event)) return;
  if (event.key === "Enter" && event.target === live()) { event.preventDefault(); search?.focus(); return; }
  if (keysOn && !keysOn.checked) return;
  if (KEYS[event.key]) { event.preventDefault(); KEYS[event.key](); }
});

search?.addEventListener("input", filter);
document.addEventListener("picked", (event) => { focusUnit(event.detail, true); showTarget(); });
desk.addEventListener("click", (event) => {
  const option = event.target.closest("[data-guid]");
  if (option) { apply(option.dataset.guid); return; }
  const unit = event.target.closest(".unit");
  if (unit && !event.target.closest("a, button, input")) focusUnit(unit, true);
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
  if (mint && event.detail.successful && !document.querySelector("#status.refused")) {
    mint.querySelector("form").reset();
    mint.open = false;
    forgetPassage();
    clearSearch();
  }
});
document.body.addEventListener("htmx:afterSettle", () => {
  markFresh();
  const again = live();
  if (again && again !== current) focusUnit(again, document.activeElement !== document.body);
});
document.body.addEventListener("htmx:sendError", () => say("No connection: this was not kept. Please do it again in a moment."));
document.body.addEventListener("htmx:responseError", (event) => {
  if (event.detail.xhr.status === 403) location.reload(); // logged out, or no coder of this round any more
  else say("The server could not do this; nothing was changed. Reload the page.");
});

try {
  keysOn.checked = localStorage.getItem("desk-keys") !== "off";
  keysOn.addEventListener("change", () => localStorage.setItem("desk-keys", keysOn.checked ? "on" : "off"));
} catch { /* without a store the keys stay on */ }

const asked = location.hash.startsWith("#u-") ? document.getElementById(location.hash.slice(1)) : null;
focusUnit(asked ?? units()[0]);
