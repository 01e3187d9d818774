// The list of themes: found by a few letters, chosen by arrows, Enter or a tap.
import { NO_MATCH, rank } from "./matching.js";

export const search = document.getElementById("search"); // null where the desk is closed
const count = document.getElementById("count");
let active = null; // the theme that Enter applies
let asked = null; // the theme whose meaning was asked for by a tap

/** The theme that Enter applies, or null. */
export function activeTheme() {
  return active;
}

function options() {
  return [...document.querySelectorAll("#list [data-guid]")];
}

function meaningOf(option) {
  return document.getElementById(`d-${option.dataset.guid}`);
}

function filter() {
  const typed = search.value.trim().toLowerCase();
  const all = options();
  const ranked = all.map((option) => {
    const { name, types } = option.dataset;
    const meaning = typed ? meaningOf(option).textContent : "";
    return [rank({ name, types, meaning }, typed), option];
  });
  for (const [value, option] of ranked) option.hidden = Boolean(typed) && value === NO_MATCH;
  for (const area of document.querySelectorAll("#list .area")) {
    area.hidden = !hasVisibleTheme(area);
  }
  const matching = ranked.filter(([value]) => value < NO_MATCH);
  const [best] = matching.sort(([one], [other]) => one - other);
  activate(typed && best ? best[1] : null);
  tellCount(all);
}

function tellCount(all) {
  const shown = all.filter((option) => !option.hidden).length;
  const named = all.some((option) => option.dataset.beneath) ? "themes and codes" : "themes";
  count.textContent =
    shown < all.length ? `${shown} of ${all.length} ${named}` : `${all.length} ${named}`;
}

function hasVisibleTheme(area) {
  let option = area.nextElementSibling;
  while (option?.dataset.guid) {
    if (!option.hidden) return true;
    option = option.nextElementSibling;
  }
  return false;
}

function activate(chosen) {
  for (const option of options()) option.setAttribute("aria-selected", String(option === chosen));
  active = chosen;
  asked = null;
  search?.setAttribute("aria-activedescendant", chosen?.id ?? "");
  chosen?.scrollIntoView({ block: "nearest" });
  showMeaning();
}

/** Shows when to code a theme and when not: the one asked for, pointed at, or active. */
function showMeaning(pointed = null) {
  const shown = asked ?? pointed ?? active;
  for (const option of options()) {
    const meaning = meaningOf(option);
    meaning.open = option === shown;
    meaning.classList.toggle("shown", meaning.open);
  }
}

/** A tap on what stands for the meaning of a theme; returns whether it was one. */
export function askMeaning(target) {
  if (!target.closest(".about")) return false;
  const option = target.closest("[data-guid]");
  asked = asked === option ? null : option;
  showMeaning();
  return true;
}

/** Goes on to the next visible theme, or back to the one before. */
export function stepThroughThemes(step) {
  const shown = options().filter((option) => !option.hidden);
  activate(shown[(shown.indexOf(active) + step + shown.length) % shown.length] ?? null);
}

export function clearSearch() {
  if (!search) return;
  search.value = "";
  filter();
}

search?.addEventListener("input", filter);
if (search) tellCount(options());

const list = document.getElementById("themes-list");
list.parentElement.addEventListener("pointerover", (event) => {
  if (event.pointerType === "mouse") showMeaning(event.target.closest("[data-guid]"));
});
