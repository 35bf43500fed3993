/* Search in Chromium, from disk and from a server, held to a plain scan, and
 * how long it takes; pagefind's beside it.
 *
 *     node search_browser.js SITE ARTICLES.jsonl [PAGEFIND-SITE [QUERIES]]
 *
 * ARTICLES.jsonl is what `fangzhi list --json` says of SITE's archive;
 * PAGEFIND-SITE holds the same article pages and what pagefind made of them.
 * Status 1 if ours misses anything or finds too much. */
"use strict";
const fs = require("fs");
const path = require("path");
const zlib = require("zlib");
const browser = path.join(__dirname, "../browser");
const { chromium } = require(path.join(browser, "node_modules/playwright-core"));
const { fold, traditional, samples } = require(path.join(browser, "scan.js"));
const { serve } = require(path.join(browser, "serve.js"));

const [site, list, other, wanted = "200"] = process.argv.slice(2);
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];
const TIMED = 40, IDS_COMPARED = 200, FIRST_QUERIES = 10;
const articles = fs.readFileSync(list, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
const texts = articles.map((article) => [article.id, fold(article.text)]);
const queries = samples(articles.map((article) => article.text), Number(wanted), 23)
  .map((q, i) => (i % 5 ? q : traditional(q)));
const truth = queries.map((query) => texts.filter(([, text]) => text.includes(fold(query))).map(([id]) => id).sort());
const median = (of) => of.slice().sort((a, b) => a - b)[of.length >> 1];
let wrong = 0;

/* The numbers of all, the ids where they are few. */
async function exact(page, way) {
  for (const [i, query] of queries.entries()) {
    const few = truth[i].length <= IDS_COMPARED;
    const [total, ids] = await page.evaluate(async ([q, limit]) => {
      const result = await fangzhi.search(q, { limit, facets: false });
      return [result.total, result.hits.map((hit) => hit.id).sort()];
    }, [query, few ? 0 : 1]);
    if (total === truth[i].length && (!few || ids.join() === truth[i].join())) continue;
    wrong++;
    console.log(`    ${way}: ${query}: ${total} found, ${truth[i].length} contain it`);
  }
  console.log(`    ${way}: ${queries.length} queries, recall and precision ${wrong ? "NOT " : ""}1.000`);
}

/* From the last key to the results, as one sees it; then the same again. */
const typed = (page, query) =>
  page.evaluate((q) => new Promise((resolve) => {
    const input = document.getElementById("search-q"), status = document.getElementById("search-status");
    const none = document.getElementById("search").dataset.none, start = performance.now();
    new MutationObserver((changes, observer) => {
      if (!/\d/.test(status.textContent) && status.textContent !== none) return;
      observer.disconnect();
      resolve(performance.now() - start);
    }).observe(status, { childList: true, characterData: true, subtree: true });
    input.value = q;
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }), query);

async function latency(chrome, base, way) {
  const first = [], again = [], asked = queries.filter((query, i) => truth[i].length).slice(0, TIMED);
  for (const query of asked) {
    const page = await chrome.newPage();
    await page.goto(base + "search.html");
    await page.evaluate(async () => { await fangzhi.search(""); });
    first.push(await typed(page, query));
    await page.evaluate(() => { document.getElementById("search-status").textContent = ""; });
    await page.waitForTimeout(200);
    again.push(await typed(page, query));
    await page.close();
  }
  console.log(`    ${way}: from last key to results, medians of ${asked.length}: ` +
    `${median(first).toFixed(0)} ms the first time, ${median(again).toFixed(0)} ms cached`);
}

async function ours(chrome) {
  const server = await serve(site);
  for (const [way, base] of [["file://", "file://" + encodeURI(path.resolve(site)) + "/"], ["http", server.base]]) {
    const page = await chrome.newPage();
    await page.goto(base + "search.html");
    await exact(page, way);
    await page.close();
    await latency(chrome, base, way);
  }
  server.close();
}

/* --- pagefind ------------------------------------------------------------------------ */

/* Its results are named by fragments, which name their page. */
function fragments() {
  const folder = path.join(other, "pagefind/fragment"), out = new Map();
  for (const name of fs.readdirSync(folder)) {
    const text = zlib.gunzipSync(fs.readFileSync(path.join(folder, name))).toString("utf8");
    out.set(name.replace(/\.pf_fragment$/, ""), path.basename(JSON.parse(text.slice(text.indexOf("{"))).url, ".html"));
  }
  return out;
}

async function theirs(chrome) {
  const server = await serve(other, ""), ids = fragments(), first = [];
  fs.writeFileSync(path.join(other, "empty.html"), "<!doctype html><html lang=zh-Hans><title>-</title>");
  const ask = (page, q, results) => page.evaluate(async ([query, most]) => {
    const pagefind = window.pagefind || (window.pagefind = await import("/pagefind/pagefind.js"));
    const found = (await pagefind.search(query)).results;
    await Promise.all(found.slice(0, most).map((result) => result.data()));
    return found.map((result) => result.id);
  }, [q, results]);
  const two = queries.filter((query) => Array.from(query).length === 2).slice(0, FIRST_QUERIES);
  for (const query of two) {
    const context = await chrome.newContext(), page = await context.newPage();
    await page.goto(server.base + "empty.html");
    server.log.length = 0;
    await ask(page, query, 10);
    first.push(server.log.reduce((n, [, bytes]) => n + bytes, 0));
    await context.close();
  }
  const page = await chrome.newPage();
  await page.goto(server.base + "empty.html");
  for (const [mode, quote] of [["plain", ""], ["quoted", '"']]) {
    let hits = 0, shown = 0, expected = 0;
    for (const [i, query] of queries.entries()) {
      const found = new Set((await ask(page, quote + query + quote, 0)).map((id) => ids.get(id)));
      shown += found.size;
      expected += truth[i].length;
      hits += truth[i].filter((id) => found.has(id)).length;
    }
    const recall = hits / expected, precision = hits / shown;
    console.log(`    pagefind, ${mode}: recall ${recall.toFixed(3)}, precision ${precision.toFixed(3)}`);
  }
  console.log(`    pagefind: ${(median(first) / 1000).toFixed(0)} KB for a first query, without its page`);
  server.close();
}

(async () => {
  const chrome = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: FLAGS });
  await ours(chrome);
  if (other && fs.existsSync(path.join(other, "pagefind"))) await theirs(chrome);
  await chrome.close();
  process.exit(wrong ? 1 : 0);
})().catch((error) => {
  console.log(error.stack);
  process.exit(1);
});
