// What a trial does beyond sending its form: results arrive in the page, the controls are a sheet
// on small screens, and pictures can be enlarged. Without scripts the page is complete.
const trial = document.querySelector(".trial");
const customise = document.getElementById("customise");
const controls = customise.querySelector("form");
const statusLine = document.getElementById("status");
const small = matchMedia("(max-width: 63.999rem)");

const results = () => document.getElementById("results");
const say = (text) => {
  statusLine.textContent = text;
  statusLine.classList.remove("visually-hidden");
};

// The sheet

const toggle = document.createElement("button");
toggle.type = "button";
toggle.className = "sheet-toggle secondary outline";
toggle.setAttribute("aria-controls", "customise");
customise.prepend(toggle);
trial.classList.add("scripted");

function fold(isClosed) {
  customise.classList.toggle("closed", isClosed);
  toggle.setAttribute("aria-expanded", String(!isClosed));
  const position = results().dataset.position;
  const shown = position ? ` (setting ${position} is shown)` : "";
  toggle.textContent = isClosed ? `Customise${shown}` : "Close";
}

toggle.addEventListener("click", () => fold(!customise.classList.contains("closed")));

function arrange() {
  const isShown = Boolean(results().dataset.shown);
  trial.querySelector("details.error").open = !small.matches || !isShown;
  fold(small.matches);
}

small.addEventListener("change", arrange);
arrange();

// Apply

document.addEventListener("htmx:beforeRequest", () => {
  results().setAttribute("aria-busy", "true");
  say("Getting the results…");
});

document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, isError } = event.detail;
  if (isError || xhr.responseText.includes('id="customise"')) return;
  event.detail.shouldSwap = false;
  location.assign(xhr.responseURL); // the trial is over: submitted in another tab
});

document.addEventListener("htmx:afterSettle", () => {
  if (small.matches) {
    arrange();
    results().querySelector("h2").focus({ preventScroll: true });
    results().scrollIntoView({ block: "start" });
  } else {
    const { top } = results().getBoundingClientRect();
    if (top < 0 || top > innerHeight / 2) results().scrollIntoView({ block: "start" });
  }
});

// An error page, or what is missing in the form, is shown by the same request made the plain way.
document.addEventListener("htmx:responseError", () => controls.submit());

document.addEventListener("htmx:sendError", () => {
  results().removeAttribute("aria-busy");
  say("No connection: nothing was applied. Press Apply again in a moment.");
});

// Results that are no longer those of the controls

controls.addEventListener("change", () => {
  const levels = new FormData(controls);
  const axes = [...controls.querySelectorAll("fieldset[data-axis]")].map(
    (field) => field.dataset.axis,
  );
  const chosen = axes.map((axis) => levels.get(axis));
  const { shown } = results().dataset;
  const isStale = Boolean(shown) && chosen.join(" ") !== shown;
  results().toggleAttribute("data-stale", isStale);
  // The notice beside the results says it to the eye.
  say(isStale ? "The results shown are still those of the setting before. Press Apply." : "");
  statusLine.classList.toggle("visually-hidden", isStale);
});

// Pictures

const enlarged = document.createElement("dialog");
enlarged.className = "enlarged";
enlarged.innerHTML =
  '<article><div class="pictures"></div><button type="button">Close</button></article>';
enlarged.setAttribute("aria-label", "Enlarged picture");
enlarged.querySelector("button").addEventListener("click", () => enlarged.close());
document.body.append(enlarged);

function figure(link) {
  const shown = document.createElement("figure");
  const caption = document.createElement("figcaption");
  caption.textContent = link.dataset.enlarge;
  shown.append(link.querySelector("img").cloneNode(), caption);
  return shown;
}

trial.addEventListener("click", (event) => {
  const link = event.target.closest("[data-enlarge]");
  if (!link) return;
  event.preventDefault();
  const error = trial.querySelector("details.error [data-enlarge]");
  const pictures = [...new Set([error, link])].filter(Boolean).map(figure);
  enlarged.querySelector(".pictures").replaceChildren(...pictures);
  enlarged.showModal();
});
