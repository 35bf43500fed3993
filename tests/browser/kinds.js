/* The kinds of page of a built site. */
"use strict";
const fs = require("fs");
const path = require("path");

function listFiles(folder, found = [], below = "") {
  for (const entry of fs.readdirSync(path.join(folder, below), { withFileTypes: true })) {
    const name = path.posix.join(below, entry.name);
    if (entry.isDirectory()) listFiles(folder, found, name);
    else if (name.endsWith(".html")) found.push(name);
  }
  return found;
}

/* A page's kind is told by its address: names of places, people and days stand
 * for one another, numbers (of a list, a year, a month) likewise. */
function kindOf(name) {
  const [first, ...rest] = name.split("/");
  if (!rest.length) return name;
  const last = rest.pop();
  const leaf =
    last === "index.html" ? "index" : /^topic-/.test(last) ? "topic" : /^\d+\.html$/.test(last) ? "number" : "*";
  return [first, rest.length ? "*" : "", leaf].join("/");
}

/* A few pages of each kind, the fullest first. */
function pagesOfEachKind(folder, each) {
  const kinds = new Map();
  for (const name of listFiles(folder)) kinds.set(kindOf(name), [...(kinds.get(kindOf(name)) || []), name]);
  const size = (name) => fs.statSync(path.join(folder, name)).size;
  const fullest = (names) => names.sort((a, b) => size(b) - size(a) || (a < b ? -1 : 1)).slice(0, each);
  return [...kinds.values()].flatMap(fullest);
}

module.exports = { listFiles, pagesOfEachKind };
