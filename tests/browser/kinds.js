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

/* A few pages of each kind: by the first part of the path, the fullest first. */
function pagesOfEachKind(folder, each) {
  const kinds = new Map();
  for (const name of listFiles(folder)) {
    const kind = name.includes("/") ? name.split("/")[0] + (name.match(/\/(index|topic-)/) || [""])[0] : name;
    kinds.set(kind, [...(kinds.get(kind) || []), name]);
  }
  const size = (name) => fs.statSync(path.join(folder, name)).size;
  return [...kinds.values()].flatMap((names) => names.sort((a, b) => size(b) - size(a) || (a < b ? -1 : 1)).slice(0, each));
}

module.exports = { listFiles, pagesOfEachKind };
