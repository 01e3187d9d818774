// The list of themes: found by a few letters, chosen by arrows, Enter or a tap.
import { NO_MATCH, rank } from "./matching.js";

export const search = document.getElementById("search"); // null where the desk is closed
const definition = document.getElementById("definition");
let active = null;

/** The theme that Enter applies, or null. */
export function activeTheme() {
  return active;
}

function options() {
  return [...document.querySelectorAll("#list [data-guid]")];
}

function filter() {
  const typed = search.value.trim().toLowerCase();
  const ranked = options().map((option) => [rank(option.dataset.name, typed), option]);
  for (const [value, option] of ranked) option.hidden = Boolean(typed) && value === NO_MATCH;
  for (const area of document.querySelectorAll("#list .area")) {
    area.hidden = !hasVisibleTheme(area);
  }
  const matching = ranked.filter(([value]) => value < NO_MATCH);
  const [best] = matching.sort(([one], [other]) => one - other);
  activate(typed && best ? best[1] : null);
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
  search?.setAttribute("aria-activedescendant", chosen?.id ?? "");
  definition.hidden = !chosen?.title;
  definition.textContent = chosen?.title ?? "";
  chosen?.scrollIntoView({ block: "nearest" });
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
