/* A picture of every kind of page at two widths, light and dark.
 *
 *     node screenshots.js SITE FOLDER
 *     node screenshots.js SITE FOLDER readme
 *
 * The second makes the three that the README shows.
 */
"use strict";
const fs = require("fs");
const path = require("path");
const { chromium } = require("playwright-core");
const { pagesOfEachKind } = require("./kinds.js");

const README = [
  ["home", "index.html", "light"],
  ["article", "articles/sq/sqxx1r3bcn.html", "light"],
  ["region", "regions/532931/index.html", "dark"],
];

async function forReadme(browser, site, out) {
  for (const [name, page, colorScheme] of README) {
    const context = await browser.newContext({ colorScheme, viewport: { width: 1000, height: 540 } });
    const tab = await context.newPage();
    await tab.goto("file://" + encodeURI(path.resolve(site, page)));
    await tab.screenshot({ path: path.join(out, `${name}.png`) });
    await context.close();
  }
}

async function ofEachKind(browser, site, out) {
  for (const colorScheme of ["light", "dark"])
    for (const width of [320, 1280]) {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
      const page = await context.newPage();
      for (const name of pagesOfEachKind(site, 1)) {
        await page.goto("file://" + encodeURI(path.resolve(site, name)));
        const file = name.replace(/\.html$/, "").replace(/\W+/g, "-");
        await page.screenshot({ path: path.join(out, `${file}-${width}-${colorScheme}.png`), fullPage: true });
      }
      await context.close();
    }
}

async function main([site, out, readme]) {
  const executablePath = process.env.CHROMIUM || "/usr/bin/chromium";
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  fs.mkdirSync(out, { recursive: true });
  await (readme ? forReadme : ofEachKind)(browser, site, out);
  await browser.close();
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error.stack);
  process.exit(1);
});
