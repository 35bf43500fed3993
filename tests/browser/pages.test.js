/* Every kind of page: opens without a fault, fits a narrow screen, needs no
 * script outside search, leads where its links say, and has nothing that
 * axe-core or html-validate object to. */
"use strict";
const fs = require("fs");
const path = require("path");
const { HtmlValidate } = require("html-validate");
const { listFiles, pagesOfEachKind } = require("./kinds.js");
const { until } = require("./watch.js");
const AXE = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/* Void elements and the doctype are written as mustache and cmark write them, long titles are
 * what papers print, and entities beyond the five are left to UTF-8. */
const VALIDATE = {
  root: true,
  extends: ["html-validate:recommended", "html-validate:document"],
  rules: {
    "doctype-style": ["error", { style: "lowercase" }],
    "long-title": "off",
    "no-inline-style": "error",
    "no-trailing-whitespace": "off",
    "require-sri": "off",
    "void-style": "off",
  },
};

async function axe(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() =>
    window.axe.run(document, { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } }));
  return violations.map(({ id, nodes }) =>
    `${id}: ${nodes.length} × ${nodes[0].html.slice(0, 120)} ${nodes[0].failureSummary || ""}`);
}

module.exports = {
  async "pages of every kind open, fit 320 px and lead on"({ site, base, page }) {
    const problems = [];
    await page.setViewportSize({ width: 320, height: 700 });
    for (const name of pagesOfEachKind(site.folder, 2)) {
      await page.goto(base + name);
      const seen = await page.evaluate(() => ({
        wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        headings: document.querySelectorAll("h1").length,
        lang: document.documentElement.lang,
        styled: getComputedStyle(document.body).fontFamily !== "",
        inline: document.querySelectorAll("[style], style, script:not([src]):not([type='application/ld+json'])").length,
      }));
      if (seen.wide > 0) problems.push(`${name}: ${seen.wide} px too wide`);
      if (seen.headings !== 1) problems.push(`${name}: ${seen.headings} first headings`);
      if (!seen.lang) problems.push(`${name}: no language`);
      if (seen.inline) problems.push(`${name}: something inline`);
    }
    return problems;
  },

  async "from a region of the home page to a village and its article, by links alone"({ site, base, page }) {
    if (!site.articles.some((a) => a.regions.some((r) => /^\d{12}$/.test(r.code)))) return [];
    const article = site.articles.find((a) => a.regions.some((r) => /^\d{12}$/.test(r.code)));
    const village = article.regions.find((r) => /^\d{12}$/.test(r.code));
    await page.goto(base + "index.html");
    for (const length of [4, 6, 9, 12]) {
      const code = village.code.slice(0, length);
      const link = page.locator(`main a[href*="${code}/index.html"]`).first();
      if ((await link.count()) === 0) return [`no link to ${code} on ${page.url()}`];
      await link.click();
    }
    const link = page.locator(`main a[href$="${article.id}.html"]`).first();
    if ((await link.count()) === 0) return [`no link to ${article.id} on ${page.url()}`];
    await link.click();
    const linked = await page.locator(`article a.region[href*="${village.code}"]`).count();
    return linked ? [] : [`${village.name} is not linked in ${article.id}`];
  },

  async "pages read the same without JavaScript"({ site, base, browser }) {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    const problems = [];
    for (const name of pagesOfEachKind(site.folder, 1)) {
      await page.goto(base + name);
      const text = await page.locator("main").innerText();
      if (text.trim().length < 10) problems.push(`${name}: nothing to read`);
      if (name === "search.html" && !(await page.locator("noscript a").count())) problems.push("search: no way on");
    }
    await context.close();
    return problems;
  },

  async "a wide table is scrolled in its own box, by key too"({ site, base, page }) {
    const article = listFiles(site.folder).find((name) => /^articles\/..\/.{10}\.html$/.test(name));
    await page.setViewportSize({ width: 320, height: 700 });
    await page.goto(base + article);
    await page.evaluate(() => {
      const row = "<tr>" + "<td>一二三四五</td>".repeat(12) + "</tr>";
      const table = `<table><tbody>${row}</tbody></table>`;
      document.querySelector(".text").innerHTML = `<div class="table" tabindex="0">${table}</div>`;
    });
    const box = page.locator(".text .table");
    await box.focus();
    await page.keyboard.press("ArrowRight");
    await until(page, "the box to scroll", () => document.querySelector(".text .table").scrollLeft > 0);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    return wide > 0 ? [`the page is ${wide} px too wide`] : [];
  },

  once: {
    /* Pages of text are for slow lines and old phones. */
    async "a page loads at most 12 KB of style, an article's at most 14 KB besides its text"({ site }) {
      const problems = [], STYLE = 12 * 1024, MARKUP = 14 * 1024;
      for (const name of listFiles(site.folder)) {
        const html = fs.readFileSync(path.join(site.folder, name), "utf8");
        const links = [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)];
        const sheets = links.map((link) => path.join(site.folder, path.dirname(name), link[1]));
        const style = sheets.reduce((n, file) => n + fs.statSync(file).size, 0);
        if (style > STYLE) problems.push(`${name}: ${style} bytes of style`);
        const text = /<div class="text"[^>]*>[^]*?<\/div>\n(?=<p class="address"|<details class="cite")/.exec(html);
        const markup = text ? Buffer.byteLength(html) - Buffer.byteLength(text[0]) : 0;
        if (markup > MARKUP) problems.push(`${name}: ${markup} bytes besides its text`);
      }
      return problems;
    },

    async "axe-core finds no violation, light and dark, wide and narrow"({ site, base, browser }) {
      const problems = [];
      for (const colorScheme of ["light", "dark"])
        for (const width of [320, 1280]) {
          /* axe is brought in by the test, which the policy would forbid. */
          const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 }, bypassCSP: true });
          const page = await context.newPage();
          for (const name of pagesOfEachKind(site.folder, 1)) {
            await page.goto(base + name);
            problems.push(...(await axe(page)).map((p) => `${name} ${colorScheme} ${width}: ${p}`));
          }
          await context.close();
        }
      return problems;
    },

    async "the keyboard alone reaches everything that can be operated, and shows where it is"({ site, base, page }) {
      const problems = [], most = 150;
      for (const name of pagesOfEachKind(site.folder, 1)) {
        await page.goto(base + name);
        const wanted = await page.evaluate(() => {
          const all = document.querySelectorAll("a[href], button, summary, input, select, textarea, [tabindex='0']");
          const seen = [...all].filter((e) => e.checkVisibility() && !e.disabled);
          seen.forEach((e, i) => (e.dataset.stop = i));
          return seen.length;
        });
        const reached = new Set();
        for (let i = 0; i < Math.min(wanted, most) + 2; i++) {
          await page.keyboard.press("Tab");
          const at = await page.evaluate(() => {
            const e = document.activeElement, style = getComputedStyle(e);
            const shown = style.outlineStyle !== "none" || e.matches("input, select, button, .skip");
            return { stop: e.dataset.stop, shown };
          });
          if (at.stop === undefined) continue;
          reached.add(at.stop);
          if (!at.shown) problems.push(`${name}: nothing shows that stop ${at.stop} has the focus`);
        }
        if (reached.size < Math.min(wanted, most)) problems.push(`${name}: ${reached.size} of ${wanted} reached`);
      }
      return problems;
    },

    async "html-validate finds no error"({ site }) {
      const validator = new HtmlValidate(VALIDATE), problems = [];
      for (const name of pagesOfEachKind(site.folder, 5)) {
        const report = await validator.validateString(fs.readFileSync(path.join(site.folder, name), "utf8"), name);
        for (const result of report.results)
          for (const m of result.messages) problems.push(`${name}:${m.line}:${m.column}: ${m.message} [${m.ruleId}]`);
      }
      return problems;
    },
  },
};
