import assert from "node:assert/strict";
import { test } from "node:test";
import { NO_MATCH, rank } from "../../../../analysis/coding/desk/static/desk/matching.js";

test("a name that begins so comes before a word, initials, and letters anywhere", () => {
  assert.equal(rank("Model complexity", "mo"), 0);
  assert.equal(rank("Model complexity", "com"), 1);
  assert.equal(rank("Model complexity", "mc"), 2);
  assert.equal(rank("Model complexity", "lex"), 3);
  assert.equal(rank("Model complexity", "xyz"), NO_MATCH);
});

test("letters are those of any alphabet", () => {
  assert.equal(rank("Größe – Übergang", "üb"), 1);
  assert.equal(rank("Größe – Übergang", "gü"), 2);
});
