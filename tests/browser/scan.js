/* Searching by plain comparison: what search in the page is held to. Folds by
 * generator/text/fold.tsv itself, so that nothing is shared with search.js. */
"use strict";
const fs = require("fs");
const path = require("path");

function readFolds() {
  const folds = new Map();
  const file = path.join(__dirname, "../../generator/text/fold.tsv");
  for (const line of fs.readFileSync(file, "utf8").split("\n")) {
    if (!line || line.startsWith("#")) continue;
    const [from, to] = line.split("\t");
    const [first, last] = from.split("-").map((hex) => parseInt(hex, 16));
    const targets = to.split(" ").filter(Boolean).map((hex) => parseInt(hex, 16));
    folds.set(first, targets);
    for (let cp = first + 1; cp <= (last || first); cp++) folds.set(cp, [targets[0] + cp - first]);
  }
  return folds;
}

const folds = readFolds();
/* A character that folds to another, by what it folds to: for asking in
 * traditional characters. */
const unfolds = new Map();
for (const [from, to] of folds) {
  const oneForOne = to.length === 1 && from >= 0x4e00 && from < 0x9fff && to[0] >= 0x4e00;
  if (oneForOne && !unfolds.has(to[0])) unfolds.set(to[0], from);
}

exports.fold = (text) => {
  let out = "";
  for (const c of text) {
    const to = folds.get(c.codePointAt(0));
    out += to ? String.fromCodePoint(...to) : c;
  }
  return out;
};

exports.traditional = (text) =>
  Array.from(text, (c) => String.fromCodePoint(unfolds.get(c.codePointAt(0)) || c.codePointAt(0))).join("");

/* The same numbers every time. */
exports.random = (seed) => {
  let state = seed >>> 0;
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
};

const CHARACTER =
  /[\u3400-\u9fff\u3007\u{20000}-\u{3fffd}\u0f00\u0f0b\u0f20-\u0f33\u0f40-\u0f6c\u0f71-\u0f84\u0f90-\u0fbc]/u;

/* n different runs of `least` to `most` Han or Tibetan characters, drawn
 * uniformly from the places of the texts. */
exports.samples = (texts, n, seed, least = 1, most = 8) => {
  const next = exports.random(seed), all = texts.map((text) => Array.from(text));
  const ends = [];
  let total = 0;
  for (const text of all) ends.push((total += text.length));
  const out = new Set();
  for (let tries = 0; out.size < n && tries < n * 200 && total; tries++) {
    const place = next(total), text = all[ends.findIndex((end) => place < end)];
    const at = text.length - (ends[ends.findIndex((end) => place < end)] - place);
    const sample = text.slice(at, at + least + next(most - least + 1));
    if (sample.length >= least && sample.every((c) => CHARACTER.test(c))) out.add(sample.join(""));
  }
  return Array.from(out);
};
