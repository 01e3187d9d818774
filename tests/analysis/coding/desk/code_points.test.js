import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  countCodePoints,
  sentenceStarts,
  snapToWords,
  utf16Offset,
  WordSpan,
  wordsOf,
} from "../../../../analysis/coding/desk/static/desk/code_points.js";

// One emoji is one code point and two UTF-16 units; the family is five code points, joined.
const COAT = "The coat 🧥 looks warm.";
const FAMILY = "👩‍👩‍👧";
const TWO_SENTENCES = "It is a coat. The sleeves say so.";

function selected(span) {
  const [start, end] = span.range;
  return span.text.slice(start, end);
}

function press(span, ...keys) {
  for (const key of keys) {
    const name = key.replace("Shift+", "").replace("Ctrl+", "");
    const shiftKey = key.includes("Shift+");
    const ctrlKey = key.includes("Ctrl+");
    span.press({ key: name, shiftKey, ctrlKey, metaKey: false, altKey: false });
  }
  return selected(span);
}

describe("code points", () => {
  test("an emoji counts once, whatever its UTF-16 units", () => {
    assert.equal(countCodePoints(COAT), 22);
    assert.equal(COAT.length, 23);
    assert.equal(countCodePoints(FAMILY), 5);
  });

  test("an offset behind an emoji is one unit further", () => {
    assert.equal(utf16Offset(COAT, 9), 9);
    assert.equal(utf16Offset(COAT, 10), 11);
    assert.equal(COAT.slice(utf16Offset(COAT, 11), utf16Offset(COAT, 16)), "looks");
  });

  test("there and back again every offset is what it was", () => {
    const text = `${COAT} ${FAMILY} é ü`;
    for (let count = 0; count <= countCodePoints(text); count += 1) {
      assert.equal(countCodePoints(text.slice(0, utf16Offset(text, count))), count);
    }
  });

  test("beyond the end is the end", () => {
    assert.equal(utf16Offset("ab", 7), 2);
  });
});

describe("words and sentences", () => {
  test("words are what lies between spaces of any kind", () => {
    assert.deepEqual(wordsOf("one\n two\u00a0three"), [
      [0, 3],
      [5, 8],
      [9, 14],
    ]);
    assert.deepEqual(wordsOf("  "), []);
  });

  test("a sentence begins with the index of its first word", () => {
    assert.deepEqual(sentenceStarts(TWO_SENTENCES, wordsOf(TWO_SENTENCES)), [0, 4]);
    assert.deepEqual(sentenceStarts("", []), []);
  });
});

describe("a span of words", () => {
  test("begins with the first word, or where it ended last time", () => {
    assert.equal(selected(new WordSpan(TWO_SENTENCES)), "It");
    assert.equal(selected(new WordSpan(TWO_SENTENCES, 3)), "coat.");
    assert.equal(selected(new WordSpan(TWO_SENTENCES, 99)), "It");
  });

  test("a text without words has nothing to select", () => {
    assert.ok(new WordSpan(" \n").isEmpty);
  });

  test("arrows go by words and stop at the ends", () => {
    const span = new WordSpan(TWO_SENTENCES);
    assert.equal(press(span, "ArrowLeft"), "It");
    assert.equal(press(span, "ArrowRight", "ArrowRight"), "a");
    assert.equal(press(span, "End"), "so.");
    assert.equal(press(span, "ArrowRight"), "so.");
    assert.equal(press(span, "Home"), "It");
  });

  test("Shift grows and shrinks, and Space changes the end that moves", () => {
    const span = new WordSpan(TWO_SENTENCES, 2);
    assert.equal(press(span, "Shift+ArrowRight"), "a coat.");
    assert.equal(press(span, "Shift+ArrowLeft"), "a");
    assert.equal(press(span, "Shift+ArrowRight", " ", "Shift+ArrowLeft"), "is a coat.");
  });

  test("an arrow without Shift leaves a longer selection at its own side", () => {
    const longer = () => {
      const span = new WordSpan(TWO_SENTENCES, 1);
      press(span, "Shift+ArrowRight", "Shift+ArrowRight");
      return span;
    };
    assert.equal(press(longer(), "ArrowRight"), "The");
    assert.equal(press(longer(), "ArrowLeft"), "It");
  });

  test("up and down select the sentence one is in, then its neighbours", () => {
    const span = new WordSpan(TWO_SENTENCES, 1);
    assert.equal(press(span, "ArrowDown"), "It is a coat.");
    assert.equal(press(span, "ArrowDown"), "The sleeves say so.");
    assert.equal(press(span, "ArrowDown"), "The sleeves say so.");
    assert.equal(press(span, "Ctrl+ArrowLeft"), "It is a coat.");
  });

  test("growing by sentences takes in whole ones, and gives them back", () => {
    const span = new WordSpan(TWO_SENTENCES, 1);
    assert.equal(press(span, "Shift+ArrowDown"), "is a coat.");
    assert.equal(press(span, "Shift+ArrowDown"), "is a coat. The sleeves say so.");
    assert.equal(press(span, "Shift+ArrowUp"), "is a coat.");
  });

  test("takes up what a mouse selected, counted in code points, and whole words of it", () => {
    const span = new WordSpan(COAT);
    span.takeUp(11, 16);
    assert.equal(selected(span), "looks");
    span.takeUp(5, 12);
    assert.equal(selected(span), "coat 🧥 looks");
  });

  test("takes up nothing where no word was selected", () => {
    const span = new WordSpan(COAT, 1);
    span.takeUp(3, 4);
    assert.equal(selected(span), "coat");
  });

  test("other keys, and keys with Alt or Meta, do nothing", () => {
    const span = new WordSpan(COAT);
    assert.equal(span.press({ key: "x" }), false);
    assert.equal(span.press({ key: "ArrowRight", altKey: true }), false);
    assert.equal(span.press({ key: "ArrowRight", metaKey: true }), false);
    assert.equal(selected(span), "The");
  });
});

describe("what is selected by hand", () => {
  const snapped = (text, start, end) => {
    const bounds = snapToWords(text, start, end);
    return bounds && text.slice(...bounds);
  };

  test("takes in the whole of its first and last word, and no spaces", () => {
    assert.equal(
      snapped("I tried what I would do at work", 4, 29),
      "tried what I would do at work",
    );
    assert.equal(snapped("It is a coat. ", 5, 9), "a coat");
    assert.equal(snapped("It is a coat.", 2, 6), "is");
    assert.equal(snapped("I don’t know", 3, 5), "don’t");
  });

  test("keeps the signs that were selected, and adds none", () => {
    assert.equal(snapped("“A coat,” she said.", 0, 4), "“A coat");
    assert.equal(snapped("A coat. Yes", 2, 6), "coat");
    assert.equal(snapped("A coat. Yes", 2, 7), "coat.");
  });

  test("never cuts an emoji or a letter in two", () => {
    assert.equal(snapped(`a ${FAMILY} b`, 3, 5), FAMILY);
    assert.equal(snapped("Größe", 2, 3), "Größe");
  });

  test("is nothing where there is no word", () => {
    assert.equal(snapToWords("a  b", 1, 3), null);
    assert.equal(snapToWords("a b", 1, 1), null);
    assert.equal(snapToWords("", 0, 0), null);
  });
});
