// Keeps what is typed as a draft: a moment after each change, and when the page is left.
const form = document.querySelector("form[data-draft]");
const note = document.querySelector("[data-saved]");
let timer = 0;
let changed = false;
let submitted = false;

// Only a page that is being left needs keepalive, which limits what is sent to 64 KB.
async function save(keepalive) {
  clearTimeout(timer);
  if (!changed || submitted) return;
  changed = false;
  try {
    const answer = await fetch(form.dataset.draft, {
      method: "POST", body: new FormData(form), keepalive, credentials: "same-origin",
    });
    note.textContent = answer.ok ? "Your draft is saved." : "Your draft could not be saved here; Continue still submits it.";
    if (answer.status >= 500) later("Your draft cannot be saved just now; this page keeps it and tries again.");
  } catch {
    later("No connection: your draft is not saved yet.");
  }
}

function later(why) {
  changed = true;
  note.textContent = why;
  timer = setTimeout(save, 10000, false);
}

form.addEventListener("input", () => {
  changed = true;
  clearTimeout(timer);
  timer = setTimeout(save, 1000, false);
});
form.addEventListener("submit", () => { submitted = true; });
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") save(true); });
addEventListener("pagehide", () => save(true));
addEventListener("online", () => save(false));
addEventListener("pageshow", () => { submitted = false; });
