// Nothing typed is lost: at every key it is kept in this tab, a moment later as a draft on the
// server, and the page is submitted once the server has it. What the server has, the tab forgets.
const form = document.querySelector("form[data-draft]");
const note = document.querySelector("[data-saved]");
const newer = document.querySelector("[data-newer]");
const over = document.querySelector("[data-over]");
const KEY = `words:${location.pathname}`;
const TOKEN = "csrfmiddlewaretoken";
const PAUSE = 1000; // milliseconds without a key, then it is saved
const AGAIN = 5000; // milliseconds, then a save that failed is tried again
const PATIENCE = 20000; // milliseconds for an answer

const ELSEWHERE = "You wrote on this page in another tab or on another device";
const SENDS_THIS = "Continue sends what you see here.";
const SUBMITTED_ELSEWHERE =
  "This page was submitted in another tab or on another device. What was sent there is kept.";

// Not by `form.dataset` or `form.submit`: a question of that name would stand in their place.
let known = Number(form.getAttribute("data-revision")); // the newest draft that was seen here
let revision = known; // that of the last save, which may not have arrived
let typed = 0; // how often something was typed,
let saved = 0; // how much of that the server has,
let sending = 0; // and how much is on its way there even if the page is gone
let timer = 0;
let isWaiting = false; // Continue was pressed
let isTroubled = false; // the last save failed
let isLeaving = false;
let end = ""; // why nothing is saved here any more

function words() {
  return [...new FormData(form)].filter(([name]) => name !== TOKEN);
}

function keep() {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ revision, words: words() }));
  } catch {
    // Blocked, or full: then the page alone keeps it, and asks before it is closed.
  }
}

function forget() {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Nothing was kept.
  }
}

function leftHere() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY));
  } catch {
    return null;
  }
}

function fill(given) {
  for (const field of form.querySelectorAll("input, textarea")) {
    if (field.name === TOKEN) continue;
    const values = given.filter(([name]) => name === field.name).map(([, value]) => value);
    const isChoice = field.type === "radio" || field.type === "checkbox";
    if (isChoice) field.checked = values.includes(field.value);
    else field.value = values[0] ?? "";
    field.dispatchEvent(new Event("filled"));
  }
}

function say(text) {
  if (note.textContent !== text) note.textContent = text;
}

// Once only: a draft that was on its way when Continue was pressed is answered as well.
function go() {
  if (isLeaving) return;
  isLeaving = true;
  HTMLFormElement.prototype.submit.call(form);
}

async function send(keepalive = false) {
  clearTimeout(timer);
  if (end || isLeaving) return;
  revision += 1;
  const mine = revision;
  const sent = typed;
  if (keepalive) sending = typed;
  if (typed > saved) keep();
  const body = new FormData(form);
  body.set("draft-revision", mine);
  const answer = await post(body, keepalive);
  if (mine !== revision && !answer?.ok) return; // a later save is on its way
  if (answer?.ok) known = Math.max(known, mine);
  await act(answer, sent);
}

// The answer of the server, or null where there is no connection.
async function post(body, keepalive) {
  try {
    return await fetch(form.getAttribute("data-draft"), {
      method: "POST",
      body,
      keepalive,
      credentials: "same-origin",
      signal: AbortSignal.timeout?.(PATIENCE),
    });
  } catch {
    return null;
  }
}

async function act(answer, sent) {
  isTroubled = !answer?.ok;
  if (isTroubled) sending = saved;
  if (answer?.ok) {
    isSaved(sent);
  } else if (!answer) {
    again("No connection", "there is a connection again");
  } else if (answer.status >= 500 || answer.status === 429) {
    again("The server does not answer as it should", "the server answers");
  } else if (answer.status === 409) {
    const { why } = await answer.json();
    if (why === "newer") stop("newer", `${ELSEWHERE} since it was opened here. ${SENDS_THIS}`);
    else close(SUBMITTED_ELSEWHERE);
  } else if (answer.status === 404) {
    close("What you gave in this study is deleted. Nothing that you write here is kept.");
  } else if (answer.status === 403 && (await renewed())) {
    send();
  } else {
    refused();
  }
}

function isSaved(sent) {
  saved = Math.max(saved, sent);
  if (saved === typed) forget();
  if (isWaiting) go();
  else say("Your draft is saved.");
}

function again(trouble, until) {
  const stays = "What you wrote stays here: leave this page open.";
  const whileWaiting = `${trouble}. ${stays} It is sent as soon as ${until}.`;
  say(isWaiting ? whileWaiting : `${trouble}: your draft is not saved yet.`);
  timer = setTimeout(send, AGAIN);
}

function stop(why, text) {
  end = why;
  revision = known;
  if (typed > saved) keep();
  say(text);
  newer.hidden = why !== "newer";
  over.hidden = why !== "over";
}

function close(text) {
  forget();
  saved = typed;
  stop("over", text);
}

// The page that the server answers with says what to do.
function refused() {
  if (isWaiting) go();
  else say("Your draft could not be saved. Continue sends what you wrote.");
}

// The cookie that protects the form is gone or was replaced: the page itself brings a new one, once.
let hasRenewed = false;
async function renewed() {
  if (hasRenewed) return false;
  hasRenewed = true;
  try {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    form.querySelector(`[name=${TOKEN}]`).value = page.querySelector(`[name=${TOKEN}]`).value;
    return true;
  } catch {
    return false;
  }
}

// The page may be gone the next moment, and what it sends has to outlive it.
function leave() {
  if (typed > Math.max(saved, sending)) send(true);
}

form.addEventListener("input", () => {
  typed += 1;
  keep();
  clearTimeout(timer);
  timer = setTimeout(send, PAUSE);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (isLeaving) return;
  if (end === "over") location.assign(form.getAttribute("data-resume"));
  else if (end) go();
  else {
    isWaiting = true;
    send();
  }
});
newer.addEventListener("click", () => {
  forget();
  saved = typed;
  location.reload();
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") leave();
});
addEventListener("pagehide", leave);
addEventListener("online", () => {
  if (typed > saved || isWaiting) send();
});
addEventListener("beforeunload", (event) => {
  if (isTroubled && typed > saved && !isLeaving) event.preventDefault();
});

const before = leftHere();
if (before) {
  fill(before.words);
  typed = 1;
  if (before.revision >= known) {
    revision = before.revision;
    send();
  } else {
    stop("newer", `${ELSEWHERE} as well. ${SENDS_THIS}`);
  }
}
