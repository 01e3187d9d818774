// Words and sentences of a text, and the part of it that keys select. The server counts Unicode
// code points; scripts and the browser's ranges count UTF-16 units, two for an emoji.

/** How many code points a text has. */
export function countCodePoints(text) {
  return [...text].length;
}

/** Where a number of code points ends in a text, in UTF-16 units. */
export function utf16Offset(text, codePoints) {
  return [...text].slice(0, codePoints).join("").length;
}

/** The words of a text, each as [start, end] in UTF-16 units; the end is exclusive. */
export function wordsOf(text) {
  return [...text.matchAll(/\S+/gu)].map((word) => [word.index, word.index + word[0].length]);
}

/** The part of a text from `start` to `end` with its first and last word whole, or null. */
export function snapToWords(text, start, end) {
  const first = start + text.slice(start, end).search(/\S/u);
  const last = start + text.slice(start, end).trimEnd().length - 1;
  if (first < start || last < first) return null;
  const words = new Intl.Segmenter(undefined, { granularity: "word" }).segment(text);
  const { index, segment } = words.containing(last);
  return [words.containing(first).index, index + segment.length];
}

/** For every sentence of a text, the index of the word that it begins with. */
export function sentenceStarts(text, words) {
  const sentences = new Intl.Segmenter(undefined, { granularity: "sentence" }).segment(text);
  const starts = [...sentences].map(({ index }) => words.findIndex(([, end]) => end > index));
  return [...new Set(starts.filter((word) => word >= 0))];
}

/** Words selected by keys: `fixed` is the word at the end that stays, `moving` at the other one. */
export class WordSpan {
  constructor(text, first = 0) {
    this.text = text;
    this.words = wordsOf(text);
    this.sentences = sentenceStarts(text, this.words);
    this.fixed = first < this.words.length ? first : 0;
    this.moving = this.fixed;
  }

  get isEmpty() {
    return this.words.length === 0;
  }

  get first() {
    return Math.min(this.fixed, this.moving);
  }

  get last() {
    return Math.max(this.fixed, this.moving);
  }

  /** What is selected, as [start, end] in UTF-16 units. */
  get range() {
    return [this.words[this.first][0], this.words[this.last][1]];
  }

  /** Begins with what is selected already; its start and end are counted in code points. */
  takeUp(start, end) {
    const [from, to] = [utf16Offset(this.text, start), utf16Offset(this.text, end)];
    const isWithin = ([begins, ends]) => begins < to && ends > from;
    const first = this.words.findIndex(isWithin);
    if (first < 0) return;
    this.fixed = first;
    this.moving = this.words.findLastIndex(isWithin);
  }

  moveTo(word, isGrowing) {
    this.moving = Math.max(0, Math.min(this.words.length - 1, word));
    if (!isGrowing) this.fixed = this.moving;
  }

  moveByWord(step, isGrowing) {
    const from = step > 0 ? this.last : this.first;
    this.moveTo((isGrowing ? this.moving : from) + step, isGrowing);
  }

  /** First the sentence one is in, then its neighbours; growing takes in whole sentences. */
  moveBySentence(step, isGrowing) {
    const starts = this.sentences;
    const current = starts.findLastIndex((start) => start <= this.moving);
    if (!isGrowing) {
      this.selectSentence(current, step);
    } else if (step > 0 && this.moving >= this.fixed) {
      const isAtItsEnd = this.moving === this.lastWordOf(current);
      const next = Math.min(current + 1, starts.length - 1);
      this.moveTo(this.lastWordOf(isAtItsEnd ? next : current), true);
    } else if (step > 0) {
      this.moveTo(starts[current + 1] ?? this.words.length - 1, true);
    } else if (this.moving > this.fixed) {
      this.moveTo(Math.max(starts[current] - 1, 0), true);
    } else {
      const isAtItsStart = this.moving === starts[current];
      this.moveTo(starts[isAtItsStart ? Math.max(current - 1, 0) : current], true);
    }
  }

  selectSentence(current, step) {
    const isWhole =
      this.first === this.sentences[current] && this.last === this.lastWordOf(current);
    const next = Math.max(
      0,
      Math.min(this.sentences.length - 1, isWhole ? current + step : current),
    );
    this.fixed = this.sentences[next];
    this.moveTo(this.lastWordOf(next), true);
  }

  lastWordOf(sentence) {
    return (this.sentences[sentence + 1] ?? this.words.length) - 1;
  }

  /** What a key does to the selection; returns whether it does anything. */
  press({ key, ctrlKey, metaKey, altKey, shiftKey }) {
    if (metaKey || altKey) return false;
    const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[key];
    const isVertical = key === "ArrowUp" || key === "ArrowDown";
    if (step && (ctrlKey || isVertical)) this.moveBySentence(step, shiftKey);
    else if (step) this.moveByWord(step, shiftKey);
    else if (key === "Home") this.moveTo(0, shiftKey);
    else if (key === "End") this.moveTo(this.words.length - 1, shiftKey);
    else if (key === " ") [this.fixed, this.moving] = [this.moving, this.fixed];
    else return false;
    return true;
  }
}
