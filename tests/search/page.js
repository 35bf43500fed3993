/* Runs static/search.js without a browser, over an index on disk: what it
 * needs of a document is to load scripts. Used by test_page.js and for
 * measuring. */
"use strict";
const fs = require("fs");
const path = require("path");
const vm = require("vm");

/* Returns {fangzhi, loads}: loads lists each file that was read, with its
 * size. */
exports.open = (site, script) => {
  const loads = [];
  const run = (element) => {
    const file = path.join(site, element.src);
    let bytes;
    try {
      bytes = fs.readFileSync(file);
    } catch (error) {
      return element.onerror();
    }
    loads.push({ file: element.src, bytes: bytes.length });
    vm.runInContext(new TextDecoder("utf-16le").decode(bytes), context, { filename: file });
    return element.onload();
  };
  const document = {
    currentScript: { dataset: {} },
    createElement: () => ({ remove() {} }),
    head: { appendChild: (element) => setImmediate(run, element) },
  };
  const window = { document };
  const context = vm.createContext({ window, document, TextDecoder, TextEncoder, setTimeout });
  Object.defineProperty(context, "fangzhi_chunk", { get: () => window.fangzhi_chunk });
  vm.runInContext(fs.readFileSync(script, "utf8"), context, { filename: script });
  return { fangzhi: window.fangzhi, loads };
};
