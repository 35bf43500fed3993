/* What a first query loads: a fresh page each, two characters drawn uniformly
 * from the places of the texts.
 *
 *     node search_load.js SITE [QUERIES [CHARACTERS]]
 *
 * SITE holds search/; the page itself and its style are counted where there
 * are some; chunks by the first letter of their names (FORMAT.md). */
"use strict";
const fs = require("fs");
const path = require("path");
const zlib = require("zlib");
const { open } = require("../search/page.js");
const { random } = require("../browser/scan.js");

const [site, wanted = "50", characters = "2"] = process.argv.slice(2);
const statics = path.join(__dirname, "../../static");
const page = ["search.html", "static/style.css", "static/search-line.css", "static/search.css", "static/search.js",
  "static/search-page.js", "static/icon.svg"];

/* Bytes as they stand in the site, else in the repository. */
function fileOf(name) {
  const places = [path.join(site, name), path.join(statics, path.basename(name))];
  const found = places.find((file) => fs.existsSync(file));
  return found ? fs.readFileSync(found) : Buffer.alloc(0);
}

/* Texts of the index itself, a chunk drawn by its size. */
function drawQuery(next) {
  const folder = path.join(site, "search");
  const files = fs.readdirSync(folder).filter((name) => name.includes("-") && !name.endsWith(".js"))
    .flatMap((block) => fs.readdirSync(path.join(folder, block)).map((name) => path.join(folder, block, name)))
    .filter((file) => path.basename(file)[0] === "t");
  for (;;) {
    const data = new TextDecoder("utf-16le").decode(fs.readFileSync(files[next(files.length)]));
    const records = data.slice(data.indexOf('","') + 3).split("\x1e").map((r) => r.split("\x1f")[7] || "");
    const text = records.join("\n"), at = next(Math.max(1, text.length));
    const query = text.slice(at, at + Number(characters));
    if (query.length === Number(characters) && /^[\u4e00-\u9fff]+$/.test(query)) return query;
  }
}

const median = (of) => of.slice().sort((a, b) => a - b)[of.length >> 1];

(async () => {
  const next = random(7), rows = [];
  for (let i = 0; i < Number(wanted); i++) {
    const query = drawQuery(next), { fangzhi, loads } = open(site, path.join(statics, "search.js"));
    await fangzhi.search(query, { facets: false });
    const files = loads.map((l) => fs.readFileSync(path.join(site, l.file))).concat(page.map(fileOf));
    const kinds = {};
    for (const l of loads) {
      const kind = path.basename(l.file)[0];
      kinds[kind] = (kinds[kind] || 0) + l.bytes;
    }
    const bytes = files.reduce((n, f) => n + f.length, 0);
    const gzip = files.reduce((n, f) => n + zlib.gzipSync(f).length, 0);
    rows.push({ bytes, gzip, files: files.length, kinds });
  }
  const of = (key) => median(rows.map((row) => row[key])), kb = (n) => (n / 1000).toFixed(0) + " KB";
  const kinds = Array.from("shtgpwqf", (kind) => [kind, median(rows.map((row) => row.kinds[kind] || 0))])
    .filter(([, n]) => n);
  const most = Math.max(...rows.map((r) => r.bytes));
  console.log(`${kb(of("bytes"))} (gzip ${kb(of("gzip"))}, at most ${kb(most)}) in ${of("files")} files, ` +
    `medians of ${rows.length}; ${kb(page.reduce((n, p) => n + fileOf(p).length, 0))} are the page, ` +
    kinds.map(([kind, n]) => `${kind} ${kb(n)}`).join(", "));
})();
