"use strict";
const { fold, traditional, samples } = require("./scan.js");
const { until } = require("./watch.js");

const QUERIES = Number(process.env.QUERIES || 200);

const ready = (page) => until(page, "the form", () => window.fangzhi && !document.getElementById("search").hidden);
/* The status names the number found, and as many are shown. */
const settled = (page, count) =>
  until(page, count + " results", (n) => {
    const said = document.getElementById("search-status").textContent.match(/\d+/);
    const shown = document.querySelectorAll("#search-hits > li").length;
    return (said ? Number(said[0]) : 0) === n && shown === Math.min(10, n);
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

  async "a result names its publication and date"({ site, base, page }) {
    if (!site.articles.length) return [];
    const [count, query] = common(site), problems = [], known = new Map(site.articles.map((a) => [a.id, a]));
    await page.goto(base + "search.html");
    await ready(page);
    await page.locator("#search-q").fill(query);
    await settled(page, count);
    const shown = await page.locator("#search-hits > li").evaluateAll((all) =>
      all.map((li) => [li.querySelector("a").href, (li.querySelector(".meta") || li).textContent]));
    for (const [href, meta] of shown) {
      const article = known.get(/([^/]+)\.html/.exec(href)[1]);
      for (const part of [article.publication, article.date])
        if (part && !meta.includes(part)) problems.push(`${article.id}: ${part} is not in ${meta}`);
    }
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

  async "what is asked on the home page is answered on the search page"({ site, base, page }) {
    if (!site.articles.length) return [];
    const [count, query] = common(site);
    await page.goto(base + "index.html");
    await page.getByRole("search").getByRole("searchbox").fill(query);
    await page.keyboard.press("Enter");
    await ready(page);
    await settled(page, count);
    return (await page.locator("#search-q").inputValue()) === query ? [] : ["the query is lost: " + page.url()];
  },

  async "more results come in growing steps, and are there again after a look at one"({ site, base, page }) {
    if (!site.articles.length) return [];
    const [count, query] = common(site), problems = [];
    const shown = () => page.locator("#search-hits > li").count();
    const allShown = (n) => document.querySelectorAll("#search-hits > li").length === n;
    const until_shown = (n) => until(page, n + " results", allShown, Math.min(n, count));
    if (count <= 20) return [];
    await page.goto(base + "search.html");
    await ready(page);
    await page.locator("#search-q").fill(query);
    await settled(page, count);
    for (const n of [20, 40]) {
      if (n / 2 >= count) break;
      await page.locator("#search-more").click();
      await until_shown(n);
    }
    const before = await shown();
    await page.locator("#search-hits a").last().click();
    await until(page, "the article", () => document.querySelector("article"));
    await page.goBack();
    await ready(page);
    await until_shown(before);
    await page.locator("#search-q").fill(query + "。");
    await settled(page, count);
    if (/[?&#]n=/.test(page.url())) problems.push("the number stays after another query: " + page.url());
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
    const topics = page.locator("#search-topic option");
    const options = await topics.evaluateAll((all) => all.slice(1).map((o) => [o.value, o.text]));
    for (const [topic, label] of options.slice(0, 5)) {
      const { total } = await page.evaluate(([q, t]) => fangzhi.search(q, { topic: t }), [query, topic]);
      if (!label.endsWith(`(${total})`)) problems.push(`${label}: ${total} left`);
    }
    return problems;
  },

  async "pinyin leads to regions, topics and authors"({ base, page }) {
    await page.goto(base + "search.html");
    await ready(page);
    for (const kind of ["regions", "topics", "authors"]) {
      /* One that few others begin like: at most eight are shown. */
      const named = await page.evaluate(async (k) => {
        const all = Array.from((await fangzhi.names(k)).values()).filter((r) => / /.test(r.roman));
        return all.sort((x, y) => y.roman.length - x.roman.length)[0];
      }, kind);
      if (!named) continue;
      for (const letters of [named.roman.replace(/[^a-z]/g, ""), named.roman.split(" ").map((s) => s[0]).join("")]) {
        if (!/^[a-z]{2,}$/.test(letters)) continue;
        await page.locator("#search-q").fill(letters);
        await until(page, "suggestions for " + letters, (name) =>
          Array.from(document.querySelectorAll("#search-suggest a")).some((a) => a.textContent === name), named.name);
      }
    }
    return [];
  },

  async "an article's id finds it"({ site, base, page }) {
    const problems = [];
    await page.goto(base + "search.html");
    await ready(page);
    for (const { id } of site.articles.slice(0, 20)) {
      const ids = await page.evaluate(async (q) => (await fangzhi.search(q)).hits.map((hit) => hit.id), id);
      if (ids.join() !== id) problems.push(`${id}: ${ids}`);
    }
    return problems;
  },

  async "what may have been misread stands in a ring of its own"({ site, base, page }) {
    const pairs = [["土", "士"], ["日", "曰"], ["天", "夫"], ["设", "没"], ["未", "末"], ["大", "太"]];
    const texts = site.articles.map((a) => fold(a.text));
    for (const [right, wrong] of pairs)
      for (const text of texts) {
        const found = new RegExp("[\u4e00-\u9fff]{2}" + right).exec(text);
        if (!found) continue;
        const query = found[0].slice(0, 2) + wrong;
        if (texts.some((other) => other.includes(query))) continue;
        await page.goto(base + "search.html");
        await ready(page);
        await page.locator("#search-q").fill(query);
        await until(page, "look-alikes of " + query, () => !document.getElementById("search-alike").hidden);
        const said = await page.locator("#search-alike > p").textContent();
        const marks = await page.locator("#search-alike mark").allTextContents();
        const exact = await page.locator("#search-hits > li").count();
        const offered = await page.locator("#search-nearest button").allTextContents();
        return [...(said.includes(found[0]) ? [] : ["not said: " + said]), ...(marks.length ? [] : ["nothing marked"]),
          ...(exact ? ["among the exact hits"] : []), ...(offered.length ? [] : ["nothing to ask instead"])];
      }
    return [];
  },

  async "that nothing was found stays said while other queries are tried"({ base, page }) {
    await page.route("**/search-more.js", (route) => setTimeout(() => route.continue().catch(() => {}), 600));
    await page.goto(base + "search.html");
    await ready(page);
    await page.evaluate(() => fangzhi.search("zzzz"));
    await page.locator("#search-q").fill("zzzz");
    const status = () => page.locator("#search-status").textContent();
    await until(page, "an answer", () => document.getElementById("search-status").textContent);
    const none = await page.locator("#search").getAttribute("data-none");
    await page.waitForTimeout(500);
    return (await status()).startsWith(none) ? [] : [`said: ${await status()}`];
  },

  async "when nothing is found, the nearest spelling and a filter less are offered"({ site, base, page }) {
    if (!site.articles.length) return [];
    const [count, query] = common(site), problems = [];
    const text = site.articles.map((a) => fold(a.text)).find((t) => /[\u4e00-\u9fff]{6}/.test(t));
    const run = Array.from(/[\u4e00-\u9fff]{6}/.exec(text)[0]);
    run[2] = "龘";
    await page.goto(base + "search.html");
    await ready(page);
    await page.locator("#search-q").fill(run.join(""));
    await until(page, "another spelling", () => document.querySelector("#search-nearest button"));
    await page.locator("#search-nearest button").first().click();
    await until(page, "its results", () => document.querySelector("#search-hits > li"));
    await page.goto("about:blank");
    await page.goto(base + "search.html?from=1801&to=1802&q=" + encodeURIComponent(query));
    await ready(page);
    await until(page, "a broader filter", () => document.querySelector("#search-nearest button"));
    const none = await page.locator("#search-hits > li").count();
    if (none) problems.push("found what no filter lets through");
    const label = await page.locator("#search-nearest button").last().textContent();
    if (/\d/.test(label) === false) problems.push("no count: " + label + " of " + count);
    return problems;
  },

  async "a passage copied from a page finds its article, with a character misread too"({ site, base, page }) {
    const long = (a) => a.text.split("\n").find((line) => /^[\u4e00-\u9fff]{4,}[，、][^"\u201c|-]{30}/.test(line));
    const article = site.articles.find(long), problems = [];
    if (!article) return [];
    const passage = Array.from(long(article)).slice(0, 34), title = /[\u4e00-\u9fff]{4}/.exec(article.title || "");
    const misread = passage.map((c, i) => (i === 2 ? "龘" : c));
    const pasted = async (copied, expected) => {
      await page.goto(base + "search.html");
      await ready(page);
      await page.evaluate((text) => {
        const data = new DataTransfer(), field = document.getElementById("search-q");
        data.setData("text", text);
        if (field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })))
          field.value = "left to the browser";
      }, copied);
      const value = await page.locator("#search-q").inputValue();
      if (value !== expected) problems.push(`pasted ${JSON.stringify(copied)}: ${value}`);
    };
    const isHit = (id) => document.querySelector(`#search-hits a[href*="${id}"]`);
    const found = () => until(page, article.id, isHit, article.id);
    const lines = (chars) => chars.slice(0, 20).join("") + "\r\n\u3000\u3000" + chars.slice(20).join("") + "\n";
    await pasted(lines(passage), passage.join("").trim());
    await found();
    if (title) await pasted(title[0] + "\n\n" + passage.join(""), title[0] + " " + passage.join("").trim());
    await pasted("old roads\nand bridges", "old roads and bridges");
    for (const query of [misread.join(""), "\u201c" + misread.join("") + "\u201d"]) {
      await page.locator("#search-q").fill(query);
      await until(page, "what to ask instead of " + query, () => document.querySelector("#search-nearest button"));
      await page.locator("#search-nearest button").first().click();
      await found();
    }
    return problems;
  },

  async "all hits can be had as RIS and as CSV"({ site, base, page }) {
    if (!site.articles.length) return [];
    const [count, query] = common(site), problems = [];
    await page.goto(base + "search.html");
    await ready(page);
    await page.locator("#search-q").fill(query);
    await settled(page, count);
    for (const [format, record] of [["ris", /^TY {2}- /gm], ["csv", /\r\n/g]]) {
      const button = page.locator(`#search-export button[value=${format}]`);
      const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
      const stream = await download.createReadStream(), parts = [];
      for await (const part of stream) parts.push(part);
      const text = Buffer.concat(parts).toString("utf8"), header = format === "csv" ? 1 : 0;
      const n = (text.match(record) || []).length - header;
      if (n !== count) problems.push(`${format}: ${n} of ${count}`);
      if (!text.includes(".html")) problems.push(`${format}: no address`);
      if (download.suggestedFilename() !== "search." + format) problems.push(download.suggestedFilename());
    }
    return problems;
  },

  async "a year of which nothing is held is told from one without hits"({ site, base, page }) {
    const yearOf = (article) => Number(String(article.date || article.issued || "").slice(0, 4));
    const years = new Set(site.articles.map(yearOf).filter(Boolean));
    if (years.size < 2) return [];
    await page.goto(base + "search.html");
    await ready(page);
    await page.locator("#search-filters summary").click();
    await until(page, "the years", () => document.querySelectorAll("#search-years li").length);
    const shown = await page.locator("#search-years li").count();
    const missing = await page.locator("#search-years li.missing").count();
    const known = Array.from(years).sort(), all = known[known.length - 1] - known[0] + 1, absent = all - years.size;
    if (shown === all && missing === absent) return [];
    return [`${shown} years, ${missing} not held; ${all} and ${absent} expected`];
  },

  async "hostile queries neither hang nor inject"({ base, page }) {
    const problems = [];
    const queries = [
      "<img src=x onerror=alert(1)>", "水".repeat(10000), "(a+)+$", "\\", "\"".repeat(999), "%s%n", "</mark><b>水",
    ];
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
