/* Tests of built sites in Chromium, from a folder on disk and from a server
 * with a strict policy.
 *
 *     node run.js SITE[=ARTICLES.jsonl]…
 *
 * ARTICLES.jsonl is what `fangzhi list --json` says of the archive; without it
 * nothing is compared with the articles' text. Every file *.test.js beside
 * this one exports tests: {name: async (context) => [problem, …]}, run once a
 * site and way of opening it; those of `once` (what does not depend on the
 * way) from disk alone.
 * Prints TAP. */
"use strict";
const fs = require("fs");
const os = require("os");
const path = require("path");
const { chromium } = require("playwright-core");
const { serve } = require("./serve.js");
const { watch } = require("./watch.js");

const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];

let count = 0, failures = 0;

function report(name, problems) {
  count++;
  if (problems.length) failures++;
  console.log(`${problems.length ? "not ok" : "ok"} ${count} - ${name}`);
  for (const problem of problems.slice(0, 10)) console.log("# " + String(problem).replace(/\n/g, "\n# "));
}

function readSite(argument) {
  const at = argument.lastIndexOf("=");
  const folder = path.resolve(at < 0 ? argument : argument.slice(0, at));
  const lines = at < 0 ? [] : fs.readFileSync(argument.slice(at + 1), "utf8").split("\n").filter(Boolean);
  const name = path.basename(path.dirname(folder)) + "/" + path.basename(folder);
  return { folder, name, articles: lines.map((line) => JSON.parse(line)) };
}

async function runFile(file, site, way, base, browser) {
  const { once = {}, ...always } = require(file);
  const tests = way === "from disk" ? { ...always, ...once } : always;
  for (const name of Object.keys(tests)) {
    const context = await browser.newContext();
    const page = await context.newPage();
    const problems = watch(page, base);
    try {
      problems.push(...(await tests[name]({ site, way, base, page, context, browser })));
    } catch (error) {
      problems.push(error.stack);
    }
    await context.close();
    report(`${site.name}, ${way}: ${name}`, problems);
  }
}

/* A copy whose path has what paths of people's sticks have. */
function copyToStick(site) {
  const folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "fangzhi ")), "U盘 的 备份");
  fs.cpSync(site.folder, folder, { recursive: true });
  return folder;
}

async function runSite(site, files, browser) {
  const stick = copyToStick(site);
  const server = await serve(site.folder);
  const ways = [["from disk", "file://" + encodeURI(stick) + "/"], ["from a server", server.base]];
  for (const [way, base] of ways) for (const file of files) await runFile(file, site, way, base, browser);
  server.close();
  fs.rmSync(path.dirname(stick), { recursive: true });
}

async function main() {
  const names = fs.readdirSync(__dirname).filter((name) => name.endsWith(".test.js"));
  const files = names.sort().map((name) => path.join(__dirname, name));
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: FLAGS });
  for (const argument of process.argv.slice(2)) await runSite(readSite(argument), files, browser);
  await browser.close();
  console.log(`1..${count}`);
  process.exitCode = failures || !count ? 1 : 0;
}

main().catch((error) => {
  console.log("not ok - " + error.stack);
  process.exit(1);
});
