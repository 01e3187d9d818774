// The page of a draft: the editor in place of the text field, what the server says of the text beside
// it, and what was typed kept in the browser until the server has it.
import { goTo, mark, replaceText, textEditor } from "./text_editor.js";

const PAUSE = 700; // milliseconds without a key, then it is checked
const TOKEN = "csrfmiddlewaretoken";

const form = document.querySelector("form[data-draft]");
const field = form.querySelector("textarea");
const state = form.querySelector("[data-state]");
const listed = document.querySelector("[data-problems]");
const file = form.getAttribute("data-file");
const [files, bundles] = ["data-files", "data-bundles"].map((name) =>
  form.getAttribute(name).trim().split(/\s+/),
);
const KEY = `draft:${location.pathname}:${file}`;

const stored = field.value;
let view = null;
let saved = stored; // the text that the server has
let timer = 0;
let checking = null;
let isLeaving = false;
let hasRenewed = false;

function text() {
  return view ? view.state.doc.toString() : field.value;
}

function input(name) {
  return form.querySelector(`[name=${name}]`);
}

function say(words) {
  if (state.textContent !== words) state.textContent = words;
}

function keep() {
  try {
    const kept = { text: text(), revision: input("revision").value, at: new Date().toISOString() };
    localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // Blocked, or full: then the page alone keeps it, and asks before it is closed.
  }
}

function forget() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Nothing was kept.
  }
}

function leftHere() {
  try {
    return JSON.parse(localStorage.getItem(KEY));
  } catch {
    return null;
  }
}

// The answer of the server; null where there is none, or where it sent another page in its place.
async function send(what, signal) {
  field.value = text();
  const body = new FormData(form);
  body.set("do", what);
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body,
      signal,
      headers: { Accept: "application/json" },
      credentials: "same-origin",
    });
    const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
    if (answer.status === 403 && !hasRenewed && (await renewed())) return send(what, signal);
    return isJson ? { status: answer.status, ...(await answer.json()) } : null;
  } catch {
    return null;
  }
}

// Somebody logged in anew in another tab: the page itself brings a new token, once.
async function renewed() {
  hasRenewed = true;
  try {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    input(TOKEN).value = page.querySelector(`form[data-draft] [name=${TOKEN}]`).value;
    return true;
  } catch {
    return false;
  }
}

function show({ problems, html }) {
  listed.innerHTML = html;
  mark(
    view,
    problems.filter((problem) => problem.file === file),
  );
}

async function check() {
  clearTimeout(timer);
  checking?.abort();
  checking = new AbortController();
  const { signal } = checking;
  const answer = await send("check", signal);
  if (signal.aborted) return;
  if (answer?.status === 200) show(answer);
  else if (answer?.refused) say(answer.refused);
}

async function save() {
  clearTimeout(timer);
  checking?.abort();
  const sent = text();
  say("Saving …");
  const answer = await send("save");
  if (!answer) {
    say("Not saved: the server did not answer, or you are logged out. Your text stays here.");
  } else if (answer.status === 409) {
    submit("save"); // the page that shows both texts
  } else if (answer.refused) {
    say(`Not saved. ${answer.refused}`);
  } else if (answer.status === 200) {
    hasSaved(sent, answer);
  }
}

function hasSaved(sent, answer) {
  saved = sent;
  if (text() === saved) forget();
  takeOver(answer.revision);
  hasRenewed = false;
  say(`Saved at ${new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })}.`);
  show(answer);
}

// The other forms of the page speak of all files: they follow only where nobody else saved any.
function takeOver(revision) {
  const before = Number(input("revision").value);
  input("revision").value = revision;
  if (revision !== before + 1) return;
  for (const other of document.querySelectorAll(".draft-whole [name=revision]")) {
    other.value = revision;
  }
}

function submit(what) {
  isLeaving = true;
  field.value = text();
  const asked = document.createElement("input");
  Object.assign(asked, { type: "hidden", name: "do", value: what });
  form.append(asked);
  HTMLFormElement.prototype.submit.call(form);
}

function changed() {
  keep();
  say(text() === saved ? "" : "Not saved yet.");
  clearTimeout(timer);
  timer = setTimeout(check, PAUSE);
}

function offerKept() {
  const kept = leftHere();
  if (!kept || kept.text === stored) return forget();
  const box = form.querySelector("[data-kept]");
  box.querySelector("[data-kept-at]").textContent = new Date(kept.at).toLocaleString();
  box.hidden = false;
  box.querySelector("[data-bring-back]").addEventListener("click", () => {
    input("revision").value = kept.revision;
    replaceText(view, kept.text);
    box.hidden = true;
    view.focus();
  });
  box.querySelector("[data-forget]").addEventListener("click", () => {
    forget();
    box.hidden = true;
    view.focus();
  });
}

async function schemaOf(address) {
  try {
    return await (await fetch(address, { credentials: "same-origin" })).json();
  } catch {
    return null; // then it is edited without completion
  }
}

async function begin() {
  const schema = file.endsWith(".yaml") ? await schemaOf(form.getAttribute("data-schema")) : null;
  const host = form.querySelector("[data-editor]");
  const help = form.querySelector("[data-editor-help]");
  const texts = files.filter((name) => name.endsWith(".md"));
  help.hidden = false;
  view = textEditor(host, {
    text: field.value,
    label: file,
    help: help.textContent.replace(/\s+/g, " ").trim(),
    schema,
    named: { file: texts, bundle: bundles },
    onChange: changed,
    onSave: () => {
      save();
      return true;
    },
  });
  host.hidden = false;
  field.hidden = true;
  form.querySelector("h2 label").addEventListener("click", () => view.focus());
  offerKept();
  const line = Number(new URLSearchParams(location.search).get("line"));
  if (line) goTo(view, line);
  if (text() === stored) check();
  else changed(); // somebody typed before this script came
}

form.addEventListener("submit", (event) => {
  const what = event.submitter?.value;
  event.preventDefault();
  if (what === "save") save();
  else if (what === "check") check();
  else submit("load");
});
listed.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  const asked = link && new URL(link.href).searchParams;
  if (!view || asked?.get("file") !== file) return;
  event.preventDefault();
  goTo(view, Number(asked.get("line")));
});
addEventListener("beforeunload", (event) => {
  if (!isLeaving && text() !== saved) event.preventDefault();
});

begin();
