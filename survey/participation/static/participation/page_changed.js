// On every page of a participant: their link to take along, and no words left over from other pages.
const OWN = `words:${location.pathname}`;

// What was written on a page that is over is on the server, or deleted.
try {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith("words:") && key !== OWN) sessionStorage.removeItem(key);
  }
} catch {
  // A browser that stores nothing has nothing left over.
}

// A browser can show a page of a while ago from its memory: filled in, and perhaps over.
addEventListener("pageshow", (event) => {
  if (event.persisted && location.pathname.includes("/take-part/")) location.reload();
});

const copy = document.querySelector("[data-copy]");
if (copy && navigator.clipboard) {
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    const link = new URL(copy.dataset.copy, location.href).href;
    const note = document.querySelector("[data-copied]");
    try {
      await navigator.clipboard.writeText(link);
      note.textContent = "Copied. Keep it where only you can read it.";
    } catch {
      note.textContent = link;
    }
  });
}
