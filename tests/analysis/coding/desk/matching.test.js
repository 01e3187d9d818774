import assert from "node:assert/strict";
import { test } from "node:test";
import { NO_MATCH, placesOf, rank } from "../../../../analysis/coding/desk/static/desk/matching.js";

test("a name that begins so comes before a word, initials, and letters anywhere", () => {
  const theme = { name: "Model complexity" };
  assert.equal(rank(theme, "mo"), 0);
  assert.equal(rank(theme, "com"), 1);
  assert.equal(rank(theme, "mc"), 2);
  assert.equal(rank(theme, "lex"), 3);
  assert.equal(rank(theme, "xyz"), NO_MATCH);
});

test("letters are those of any alphabet", () => {
  assert.equal(rank({ name: "Größe – Übergang" }, "üb"), 1);
  assert.equal(rank({ name: "Größe – Übergang" }, "gü"), 2);
});

test("a type comes after every name, and a meaning last", () => {
  const theme = { name: "Class overlap", types: "hypothesis", meaning: "Two classes share it." };
  assert.equal(rank(theme, "hyp"), 4);
  assert.equal(rank(theme, "share"), 5);
  assert.equal(rank(theme, "sh"), NO_MATCH, "two letters stand in nearly every definition");
});

test("words are found whatever parts them, and their letters mean themselves", () => {
  assert.deepEqual(placesOf("I relabel.\nRELABEL first", "relabel"), [
    [2, 9],
    [11, 18],
  ]);
  assert.deepEqual(placesOf("too\n few", " too few "), [[0, 8]]);
  assert.deepEqual(placesOf("a.b (c)", "(c)"), [[4, 7]]);
  assert.deepEqual(placesOf("abc", "a.c"), []);
  assert.deepEqual(placesOf("abc", "  "), []);
});

test("characters that grow in lower case move no place", () => {
  assert.deepEqual(placesOf("İstanbul 🧥 coat", "coat"), [[12, 16]]);
});
