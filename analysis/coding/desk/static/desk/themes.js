// The list of themes: found by a few letters, chosen by arrows, Enter or a tap.
const search = document.getElementById("search");
const definition = document.getElementById("definition");
const options = () => [...document.querySelectorAll("#list [data-guid]")];
const visible = () => options().filter((option) => !option.hidden);
let active = null;

// The better a theme matches, the lower: its name begins so, a word does, initials, anywhere.
function rank(name, typed) {
  const text = name.toLowerCase();
  const parts = text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  if (text.startsWith(typed)) return 0;
  if (parts.some((part) => part.startsWith(typed))) return 1;
  if (parts.map((part) => part[0]).join("").startsWith(typed)) return 2;
  return text.includes(typed) ? 3 : 9;
}

function filter() {
  const typed = search.value.trim().toLowerCase();
  const ranked = options().map((option) => [rank(option.dataset.name, typed), option]);
  for (const [value, option] of ranked) option.hidden = Boolean(typed) && value === 9;
  for (const area of document.querySelectorAll("#list .area")) {
    let next = area.nextElementSibling;
    let some = false;
    while (next?.dataset.guid) { some ||= !next.hidden; next = next.nextElementSibling; }
    area.hidden = !some;
  }
  const best = ranked.filter(([value]) => value < 9).sort((one, other) => one[0] - other[0])[0];
  activate(typed && best ? best[1] : null);
}

function activate(option) {
  for (const each of options()) each.setAttribute("aria-selected", String(each === option));
  active = option;
  search?.setAttribute("aria-activedescendant", option?.id ?? "");
  definition.hidden = !option?.title;
  definition.textContent = option?.title ?? "";
  option?.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const shown = visible();
  activate(shown[(shown.indexOf(active) + by + shown.length) % shown.length] ?? null);
}

function clearSearch() {
  if (!search) return;
  search.value = "";
  filter();
}
