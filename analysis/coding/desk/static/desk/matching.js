// How well a theme matches the letters that were typed.

/** The rank of a theme, the lower the better; `NO_MATCH` where it does not match at all. */
export function rank({ name, types = "", meaning = "" }, typed) {
  const text = name.toLowerCase();
  const words = wordsIn(text);
  const initials = words.map((word) => word[0]).join("");
  if (text.startsWith(typed)) return 0;
  if (words.some((word) => word.startsWith(typed))) return 1;
  if (initials.startsWith(typed)) return 2;
  if (text.includes(typed)) return 3;
  if (wordsIn(types.toLowerCase()).some((word) => word.startsWith(typed))) return 4;
  return isInMeaning(meaning.toLowerCase(), typed) ? 5 : NO_MATCH;
}

export const NO_MATCH = 9;

const SHORTEST_IN_MEANING = 3; // letters: two stand in nearly every definition

function isInMeaning(meaning, typed) {
  return typed.length >= SHORTEST_IN_MEANING && meaning.includes(typed);
}

function wordsIn(text) {
  return text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

/** Every place of some words in a text, as [start, end] in UTF-16 units, whatever spaces part them. */
export function placesOf(text, typed) {
  const words = typed.trim().split(/\s+/u).filter(Boolean).map(escaped);
  if (!words.length) return [];
  const pattern = new RegExp(words.join("\\s+"), "giu");
  return [...text.matchAll(pattern)].map((hit) => [hit.index, hit.index + hit[0].length]);
}

function escaped(word) {
  return word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
