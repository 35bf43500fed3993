"use strict";
const { fold, traditional, samples } = require("./scan.js");

const QUERIES = Number(process.env.QUERIES || 200);

/* Playwright's own waitForFunction evaluates text, which the policy forbids. */
async function until(page, what, test, argument) {
  for (const end = Date.now() + 10000; Date.now() < end; ) {
    try {
      if (await page.evaluate(test, argument)) return;
    } catch (error) {
      if (!/navigation|context/i.test(error.message)) throw error;
    }
    await page.waitForTimeout(20);
  }
  throw new Error("waited in vain for " + what);
}
const ready = (page) => until(page, "the form", () => window.fangzhi && !document.getElementById("search").hidden);
/* The status names the number found, and as many are shown. */
const settled = (page, count) =>
  until(page, count + " results", (n) => {
    const said = document.getElementById("search-status").textContent.match(/\d+/);
    return (said ? Number(said[0]) : 0) === n && document.querySelectorAll("#search-hits > li").length === Math.min(10, n);
  }, count);
/* What stands in most articles, so that there is something to find. */
const common = (site) => {
  const texts = site.articles.map((a) => fold(a.text));
  const tried = samples(site.articles.map((a) => a.text), 60, 5, 2, 2);
  const counted = tried.map((q) => [texts.filter((t) => t.includes(fold(q))).length, q]);
  return counted.sort((a, b) => b[0] - a[0])[0];
};

module.exports = {
  async "search finds exactly the articles that contain a run of characters"({ site, base, page }) {
    const problems = [], texts = site.articles.map((article) => [article.id, fold(article.text)]);
    let asked = samples(site.articles.map((article) => article.text), QUERIES, 17);
    asked = asked.map((query, i) => (i % 5 ? query : traditional(query)));
    await page.goto(base + "search.html");
    await ready(page);
    for (const query of asked) {
      const expected = texts.filter(([, text]) => text.includes(fold(query))).map(([id]) => id).sort();
      const got = await page.evaluate(async (q) => {
        const result = await fangzhi.search(q, { limit: 0 });
        return [result.total, result.hits.map((hit) => hit.id).sort()];
      }, query);
      if (got[0] !== expected.length || got[1].join() !== expected.join())
        problems.push(`${query}: ${got[0]} found, ${expected.length} contain it`);
    }
    if (site.articles.length && asked.length < QUERIES / 2) problems.push(`only ${asked.length} queries`);
    return problems;
  },

  async "results come as one types, are marked and lead to the article"({ site, base, page }) {
    if (!site.articles.length) return [];
    const [count, query] = common(site), problems = [];
    await page.goto(base + "search.html");
    await ready(page);
    await page.locator("#search-q").pressSequentially(query);
    await settled(page, count);
    const marks = await page.locator("#search-hits mark").allTextContents();
    if (!marks.length || marks.some((mark) => !fold(query).includes(fold(mark)) && !fold(mark).includes(fold(query))))
      problems.push(`${query}: marked ${marks.slice(0, 3)}`);
    const status = await page.locator("#search-status").textContent();
    if (!status.includes(String(count))) problems.push(`status: ${status}`);
    await page.keyboard.press("ArrowDown");
    await until(page, "the first result to be chosen", () => document.activeElement.closest("#search-hits"));
    await page.keyboard.press("Enter");
    await until(page, "the article", () => document.querySelector("article"));
    const text = fold(await page.locator("main").innerText()).replace(/\s/g, "");
    if (!text.includes(fold(query))) problems.push(`${query} is not in ${page.url()}`);
    return problems;
  },

  async "the address carries query and filters, and brings them back"({ site, base, page }) {
    if (!site.articles.length) return [];
    const [count, query] = common(site), problems = [];
    await page.goto(base + "search.html");
    await ready(page);
    await page.locator("#search-q").fill(query);
    await settled(page, count);
    await page.locator("#search-filters summary").click();
    await page.locator("#search-kind").selectOption("news");
    const news = site.articles.filter((a) => a.kind === "news" && fold(a.text).includes(fold(query))).length;
    await settled(page, news);
    await until(page, "the address", () => location.href.includes("kind=news"));
    const address = page.url();
    await page.goto("about:blank");
    await page.goto(address);
    await ready(page);
    await settled(page, news);
    if ((await page.locator("#search-q").inputValue()) !== query) problems.push("the query is lost: " + address);
    if ((await page.locator("#search-kind").inputValue()) !== "news") problems.push("the filter is lost: " + address);
    return problems;
  },

  async "filters by region and topic give what the articles say"({ site, base, page }) {
    const problems = [], regions = new Map(), topics = new Map();
    for (const article of site.articles) {
      for (const { code } of article.regions) if (code) regions.set(code, (regions.get(code) || 0) + 1);
      for (const topic of article.topics) topics.set(topic, (topics.get(topic) || 0) + 1);
    }
    await page.goto(base + "search.html");
    await ready(page);
    const total = (options) => page.evaluate(async (o) => (await fangzhi.search("", o)).total, options);
    for (const [topic, n] of topics) {
      const got = await total({ topic });
      if (got < n) problems.push(`${topic}: ${got} found, ${n} have it`);
    }
    for (const [region, n] of Array.from(regions).slice(0, 40)) {
      const got = await total({ region });
      if (got < n) problems.push(`${region}: ${got} found, ${n} have it`);
    }
    return problems;
  },

  async "filters show how many results each would leave"({ site, base, page }) {
    if (!site.articles.length) return [];
    const [count, query] = common(site), problems = [];
    await page.goto(base + "search.html");
    await ready(page);
    await page.locator("#search-filters summary").click();
    await page.locator("#search-q").fill(query);
    await settled(page, count);
    await until(page, "the counts", () => document.querySelectorAll("#search-topic option").length > 1);
    const options = await page.locator("#search-topic option").evaluateAll((all) => all.slice(1).map((o) => [o.value, o.text]));
    for (const [topic, label] of options.slice(0, 5)) {
      const { total } = await page.evaluate(([q, t]) => fangzhi.search(q, { topic: t }), [query, topic]);
      if (!label.endsWith(`(${total})`)) problems.push(`${label}: ${total} left`);
    }
    return problems;
  },

  async "pinyin leads to a region"({ base, page }) {
    await page.goto(base + "search.html");
    await ready(page);
    const region = await page.evaluate(async () => Array.from((await fangzhi.names("regions")).values()).find((r) => / /.test(r.roman)));
    if (!region) return [];
    for (const letters of [region.roman.replace(/ /g, ""), region.roman.split(" ").map((s) => s[0]).join("")]) {
      await page.locator("#search-q").fill(letters);
      await until(page, "suggestions for " + letters, (name) =>
        Array.from(document.querySelectorAll("#search-suggest a")).some((a) => a.textContent === name), region.name);
    }
    return [];
  },

  async "hostile queries neither hang nor inject"({ base, page }) {
    const problems = [];
    const queries = ["<img src=x onerror=alert(1)>", "水".repeat(10000), "(a+)+$", "\\", "\"".repeat(999), "%s%n", "</mark><b>水"];
    page.on("dialog", (dialog) => {
      problems.push("a dialog");
      dialog.dismiss();
    });
    for (const query of queries) {
      const start = Date.now();
      await page.goto(base + "search.html#q=" + encodeURIComponent(query));
      await ready(page);
      await until(page, "an answer", () => document.getElementById("search-status").textContent !== "");
      if (await page.locator("main b, main img").count()) problems.push("markup from " + query.slice(0, 40));
      if (Date.now() - start > 3000) problems.push(`${Date.now() - start} ms for ${query.slice(0, 20)}`);
      await page.goto("about:blank");
    }
    return problems;
  },

  async "without scripts there is a way on"({ base, browser }) {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(base + "search.html");
    const links = await page.locator("noscript a").count();
    const hidden = await page.locator("#search").isHidden();
    await context.close();
    return [...(links < 3 ? ["no links"] : []), ...(hidden ? [] : ["a form that does nothing"])];
  },
};
