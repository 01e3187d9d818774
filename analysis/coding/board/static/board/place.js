// Where something is put among others, without a page: from rectangles, and from steps of the keys.

/** The index before which a point lies among rectangles that stand in rows, in reading order. */
export function insertionIndex(rects, x, y) {
  const index = rects.findIndex(
    ({ left, right, top, bottom }) => y < top || (y <= bottom && x < (left + right) / 2),
  );
  return index < 0 ? rects.length : index;
}

/** What an item comes before one step on, "" for the end; null where it cannot go further. */
export function beforeAfterStep(ids, id, step) {
  const to = ids.indexOf(id) + step;
  if (to < 0 || to >= ids.length) return null;
  return ids.filter((other) => other !== id)[to] ?? "";
}

/** The neighbour of an item in a list, a step away, or null where there is none. */
export function stepTo(items, item, step) {
  return items[items.indexOf(item) + step] ?? null;
}
