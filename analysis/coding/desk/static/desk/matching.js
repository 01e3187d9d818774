// How well a theme matches the letters that were typed.

/** The rank of a name, the lower the better; `NO_MATCH` where it does not match at all. */
export function rank(name, typed) {
  const text = name.toLowerCase();
  const words = text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const initials = words.map((word) => word[0]).join("");
  if (text.startsWith(typed)) return 0;
  if (words.some((word) => word.startsWith(typed))) return 1;
  if (initials.startsWith(typed)) return 2;
  return text.includes(typed) ? 3 : NO_MATCH;
}

export const NO_MATCH = 9;
