/* The page's script cuts and finds as C does: every line of vectors.jsonl.
 * usage: node test_page.js VECTORS-FOLDER SEARCH.JS; prints TAP */
"use strict";
const fs = require("fs");
const path = require("path");
const { open } = require("./page.js");

const [folder, script] = process.argv.slice(2);
const lines = fs.readFileSync(path.join(folder, "vectors.jsonl"), "utf8").trim().split("\n").map((l) => JSON.parse(l));
const { fangzhi } = open(folder, script);
let tests = 0, failed = 0;

function report(name, problems) {
  tests++;
  if (problems.length) failed++;
  console.log(`${problems.length ? "not ok" : "ok"} ${tests} - ${name}`);
  for (const problem of problems.slice(0, 5)) console.log("# " + problem);
}

async function cuts() {
  const problems = [];
  for (const [text, kind, units] of lines)
    if (kind === "cut" && JSON.stringify(Array.from(await fangzhi.cut(text))) !== JSON.stringify(units))
      problems.push(JSON.stringify(text.slice(0, 40)));
  return problems;
}

async function finds(fangzhi) {
  const problems = [];
  for (const [text, options, total, ids] of lines) {
    if (options === "cut") continue;
    const asked = Object.fromEntries(new URLSearchParams(options));
    asked.limit = Number(asked.limit);
    asked.offset = Number(asked.offset || 0);
    const result = await fangzhi.search(text, asked);
    const got = result.hits.map((hit) => hit.id).join(" "), expected = ids.join(" ");
    if (result.total === total && got === expected) continue;
    const asking = `${JSON.stringify(text)} ${options}: ${result.total} for ${total}`;
    problems.push([asking, got.slice(0, 90), expected.slice(0, 90)].join("\n#  "));
  }
  return problems;
}

async function marks() {
  const problems = [];
  const folded = async (text) => (await fangzhi.cut(text)).map((unit) => unit & 0x1fffff).join(" ");
  for (const query of ["水库", "圖書館", "བོད", "一的"])
    for (const hit of (await fangzhi.search(query, { limit: 40 })).hits) {
      /* The excerpt may end within one. */
      const whole = hit.marks.filter((mark) => mark[1] < hit.excerpt.length);
      const all = whole.map(([from, to]) => hit.excerpt.slice(from, to)).concat(
        hit.titleMarks.map(([from, to]) => hit.title.slice(from, to)));
      if (!hit.marks.length && !all.length && !hit.kicker && !hit.subtitle)
        problems.push(`${query}: nothing marked in ${hit.id}`);
      for (const mark of all)
        if (!(await folded(mark)).includes(await folded(query)))
          problems.push(`${query}: marked ${JSON.stringify(mark)}`);
    }
  return problems;
}

async function hostile() {
  const problems = [];
  const queries = [
    "水".repeat(10000), "水 ".repeat(5000), "\"".repeat(10000), "-".repeat(10000), "OR ".repeat(3000),
    "(".repeat(10000), "a".repeat(10000), "1,234,".repeat(2000), "\ud800", "\u0000水", "\\", "__proto__", "constructor",
    "<script>alert(1)</script>",
  ];
  for (const query of queries) {
    const start = Date.now();
    await fangzhi.search(query, {});
    await fangzhi.search(query, { region: query, topic: "__proto__", from: query, to: "9999999999" });
    if (Date.now() - start > 2000) problems.push(`${query.slice(0, 20)}: ${Date.now() - start} ms`);
  }
  return problems;
}

async function counts() {
  const { facets, total } = await fangzhi.search("水库", { limit: 1, facets: true });
  const sum = (of) => Object.values(of).reduce((n, row) => n + (Array.isArray(row) ? row[0] : row), 0);
  const problems = [];
  if (sum(facets.topic) !== total) problems.push("topics do not add up");
  if (sum(facets.kind) !== total) problems.push("kinds do not add up");
  if (sum(facets.year) !== total) problems.push("years do not add up");
  for (const topic in facets.topic) {
    const narrowed = await fangzhi.search("水库", { topic, limit: 1 });
    if (narrowed.total !== facets.topic[topic]) problems.push(`${topic}: ${narrowed.total} for ${facets.topic[topic]}`);
  }
  if ((await fangzhi.names("regions")).get("5401").name !== "拉萨市") problems.push("a region's name");
  return problems;
}

(async () => {
  report("text is cut as in C", await cuts());
  report("queries find what they find in C, in the same order", await finds(fangzhi));
  report("and once more, of what was kept", await finds(fangzhi));
  report("and in large chunks", await finds(open(path.join(folder, "large"), script).fangzhi));
  report("marks cover what was asked for", await marks());
  report("facets count what filters find", await counts());
  report("hostile queries end soon", await hostile());
  console.log(`1..${tests}`);
  process.exit(failed ? 1 : 0);
})().catch((error) => {
  console.log("not ok - " + error.stack);
  process.exit(1);
});
