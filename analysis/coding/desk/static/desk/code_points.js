// Selecting words by keys. One end of the selection stays, `fixed`; the other one moves.
const span = { unit: null, words: [], sentences: [], fixed: 0, moving: 0 };
const reached = new Map(); // by text, the word behind the last one selected, where the next time begins

// Whoever goes on with a mouse or a finger has left the keys; what is selected stays.
document.addEventListener("pointerdown", endSpan);

function startSpan(unit) {
  endSpan();
  const text = words(unit).textContent;
  const list = [...text.matchAll(/\S+/gu)].map((word) => [word.index, word.index + word[0].length]);
  if (!list.length) return false;
  const first = (index) => list.findIndex(([, ends]) => ends > index);
  const starts = [...new Intl.Segmenter(undefined, { granularity: "sentence" }).segment(text)].map(({ index }) => first(index));
  const sentences = [...new Set(starts.filter((word) => word >= 0))];
  const behind = reached.get(unit.dataset.unit) ?? 0;
  const begun = behind < list.length ? behind : 0;
  Object.assign(span, { unit, words: list, sentences, fixed: begun, moving: begun });
  if (picked?.unit === unit.dataset.unit) takeUp([...text]);
  // Screen readers pass the arrows on only inside of an application.
  const box = words(unit);
  box.tabIndex = -1;
  box.setAttribute("role", "application");
  box.setAttribute("aria-label", "Selecting words");
  box.focus({ preventScroll: true });
  showSpan();
  return true;
}

// What is selected already, by hand or before, is where the keys begin.
function takeUp(characters) {
  const at = (count) => characters.slice(0, count).join("").length;
  const [from, to] = [at(picked.start), at(picked.end)];
  const within = span.words.map(([begins, ends], word) => [begins < to && ends > from, word]).filter(([is]) => is);
  if (!within.length) return;
  span.fixed = within[0][1];
  span.moving = within[within.length - 1][1];
}

function endSpan() {
  if (!span.unit) return;
  const box = words(span.unit);
  for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
  reached.set(span.unit.dataset.unit, Math.max(span.fixed, span.moving) + 1);
  span.unit = null;
}

function moveTo(word, grow) {
  span.moving = Math.max(0, Math.min(span.words.length - 1, word));
  if (!grow) span.fixed = span.moving;
  showSpan();
}

// First the sentence one is in, then those before or behind it; growing takes in whole sentences.
function moveBySentence(by, grow) {
  const starts = span.sentences;
  const now = starts.findLastIndex((start) => start <= span.moving);
  const last = (sentence) => (starts[sentence + 1] ?? span.words.length) - 1;
  if (!grow) {
    const whole = Math.min(span.fixed, span.moving) === starts[now] && Math.max(span.fixed, span.moving) === last(now);
    const next = Math.max(0, Math.min(starts.length - 1, whole ? now + by : now));
    span.fixed = starts[next];
    moveTo(last(next), true);
  } else if (span.moving >= span.fixed && by > 0) {
    moveTo(span.moving === last(now) ? last(Math.min(now + 1, starts.length - 1)) : last(now), true);
  } else if (by > 0) {
    moveTo(starts[now + 1] ?? span.words.length - 1, true);
  } else if (span.moving > span.fixed) {
    moveTo(Math.max(starts[now] - 1, 0), true);
  } else {
    moveTo(span.moving === starts[now] ? starts[Math.max(now - 1, 0)] : starts[now], true);
  }
}

function showSpan() {
  const [first, last] = [span.fixed, span.moving].sort((one, other) => one - other);
  select(span.unit, span.words[first][0], span.words[last][1]);
}

// What a key does while words are selected; whether it did something.
function spanKey({ key, ctrlKey, metaKey, altKey, shiftKey }) {
  if (metaKey || altKey) return false;
  const by = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[key];
  if (by && (ctrlKey || key === "ArrowUp" || key === "ArrowDown")) moveBySentence(by, shiftKey);
  else if (by) moveTo((shiftKey ? span.moving : Math[by > 0 ? "max" : "min"](span.fixed, span.moving)) + by, shiftKey);
  else if (key === "Home") moveTo(0, shiftKey);
  else if (key === "End") moveTo(span.words.length - 1, shiftKey);
  else if (key === " ") [span.fixed, span.moving] = [span.moving, span.fixed];
  else return false;
  return true;
}
