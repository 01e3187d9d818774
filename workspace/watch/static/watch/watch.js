/** The parts of the page that change are asked for again and again, unless somebody pauses it. */

const NOW = 15_000;
const SO_FAR = 60_000;

const [now, soFar] = ["now", "so-far"].map((part) =>
  document.querySelector(`[data-part="${part}"]`),
);
const summary = document.getElementById("summary");
const pause = document.getElementById("pause");
let paused = false;
let changed = false;
let refreshed = Date.now();

/** Nothing moves under the keyboard, nor while words are marked or read by the pointer's owner. */
function isInUse(part) {
  const selection = document.getSelection();
  return (
    part.contains(document.activeElement) ||
    (!selection.isCollapsed && part.contains(selection.anchorNode))
  );
}

function refresh(part) {
  if (part && !isInUse(part)) {
    part.dataset.open = [...part.querySelectorAll("details")].some((one) => one.open) ? "yes" : "";
    htmx.trigger(part, "refresh");
  }
}

function refreshAll() {
  if (paused || document.hidden) {
    return;
  }
  refresh(now);
  if (changed && Date.now() - refreshed >= SO_FAR) {
    changed = false;
    refreshed = Date.now();
    refresh(soFar);
  }
}

/** Said aloud only where it says something else than before. */
function say(text) {
  const words = text.trim().replace(/\s+/g, " ");
  if (words !== summary.textContent.trim().replace(/\s+/g, " ")) {
    summary.textContent = words;
    changed = true;
  }
}

function stop(words) {
  clearInterval(timer);
  pause.hidden = true;
  summary.textContent = words;
}

pause.hidden = false;
pause.addEventListener("click", () => {
  paused = !paused;
  pause.textContent = paused ? "Go on updating" : "Pause updates";
  refreshAll();
});

document.addEventListener("htmx:beforeSwap", (event) => {
  const { elt, xhr } = event.detail;
  // Whoever is logged out meanwhile is led to the log-in, which is no part of this page.
  if (new URL(xhr.responseURL).pathname !== elt.getAttribute("hx-get")) {
    event.detail.shouldSwap = false;
    stop("You are logged out. Load this page again to go on.");
  }
});

document.addEventListener("htmx:afterSettle", (event) => {
  const part = event.detail.elt;
  if (part.dataset.open) {
    for (const one of part.querySelectorAll("details")) {
      one.open = true;
    }
  }
  const words = part.querySelector("[data-summary]");
  if (words) {
    say(words.textContent);
  }
  const step = part.querySelector("template[data-step]");
  const shown = document.querySelector(".step");
  if (step && shown && !isInUse(shown)) {
    shown.replaceChildren(step.content.cloneNode(true));
  }
});

const timer = setInterval(refreshAll, NOW);
