/* Lighthouse over pages of a built site, each three times; prints the medians.
 * Run by hand, since its figures depend on the machine:
 *
 *     (cd tests/lighthouse && npm install --no-package-lock) && node tests/lighthouse/run.js SITE PAGE…
 *
 * The site should have a base URL, else its pages name no canonical address. */
"use strict";
const { POLICY, serve } = require("../browser/serve.js");

const RUNS = 3, CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu"];

const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

async function measure(lighthouse, port, url) {
  const { lhr } = await lighthouse(url, { port, output: "json", logLevel: "error", onlyCategories: CATEGORIES });
  const fails = (audit) => audit.score !== null && audit.score < 0.9 && audit.scoreDisplayMode === "binary";
  const failed = Object.values(lhr.audits).filter(fails);
  return { scores: CATEGORIES.map((c) => Math.round(lhr.categories[c].score * 100)), failed: failed.map((a) => a.id) };
}

async function main([site, ...pages]) {
  const { default: lighthouse } = await import("lighthouse");
  const { launch } = await import("chrome-launcher");
  /* It asks for robots.txt from within the page. */
  const server = await serve(site, POLICY + "; connect-src 'self'");
  const chrome = await launch({ chromePath: process.env.CHROMIUM || "/usr/bin/chromium", chromeFlags: FLAGS });
  console.log(["page", ...CATEGORIES].join("\t"));
  for (const page of pages) {
    const runs = [];
    for (let i = 0; i < RUNS; i++) runs.push(await measure(lighthouse, chrome.port, server.base + page));
    const scores = CATEGORIES.map((_, k) => median(runs.map((run) => run.scores[k])));
    console.log([page, ...scores].join("\t"), runs[0].failed.join(" "));
  }
  chrome.kill();
  server.close();
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error.stack);
  process.exit(1);
});
