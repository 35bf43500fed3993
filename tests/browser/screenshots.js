/* A picture of every kind of page at two widths, light and dark.
 *
 *     node screenshots.js SITE FOLDER
 */
"use strict";
const fs = require("fs");
const path = require("path");
const { chromium } = require("playwright-core");
const { pagesOfEachKind } = require("./kinds.js");

async function main([site, out]) {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
  fs.mkdirSync(out, { recursive: true });
  for (const colorScheme of ["light", "dark"])
    for (const width of [360, 1280]) {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
      const page = await context.newPage();
      for (const name of pagesOfEachKind(site, 1)) {
        await page.goto("file://" + encodeURI(path.resolve(site, name)));
        const file = name.replace(/\.html$/, "").replace(/\W+/g, "-");
        await page.screenshot({ path: path.join(out, `${file}-${width}-${colorScheme}.png`), fullPage: true });
      }
      await context.close();
    }
  await browser.close();
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error.stack);
  process.exit(1);
});
