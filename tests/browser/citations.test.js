/* What a page offers to copy, and the bibliographies beside: the RIS, BibTeX
 * and CSL-JSON of an article say the same, as citation-js reads them. */
"use strict";
const fs = require("fs");
const path = require("path");
const { plugins } = require("@citation-js/core");
require("@citation-js/plugin-ris");
require("@citation-js/plugin-bibtex");
require("@citation-js/plugin-csl");

const MOST = 60;

function name(author) {
  return author.literal || author.family || author.given;
}

/* Of all that CSL knows what the forms must agree on. */
function essence(entries) {
  const [entry] = entries;
  const date = entry.issued && entry.issued["date-parts"] && entry.issued["date-parts"][0];
  return JSON.stringify({
    entries: entries.length,
    title: entry.title,
    authors: (entry.author || []).map(name),
    date: date || null,
    publication: entry["container-title"] || null,
  });
}

function decode(text) {
  const entities = { "&quot;": '"', "&#39;": "'", "&lt;": "<", "&gt;": ">", "&amp;": "&" };
  return text.replace(/&(quot|#39|lt|gt|amp);/g, (entity) => entities[entity]);
}

function formsOf(html) {
  const forms = {};
  for (const [, key, text] of html.matchAll(/<h2>([^<]*)<\/h2>\n<pre[^>]*>([^<]*)<\/pre>/g)) forms[key] = decode(text);
  return forms;
}

function listFiles(folder, extension) {
  return fs.readdirSync(folder, { recursive: true }).filter((file) => file.endsWith(extension)).sort();
}

function read(type, text) {
  return plugins.input.chain(text, { forceType: type, generateGraph: false });
}

module.exports = {
  once: {
    async "an article is the same in RIS, BibTeX and CSL-JSON"({ site }) {
      const problems = [];
      for (const article of site.articles.slice(0, MOST)) {
        const html = fs.readFileSync(path.join(site.folder, article.url), "utf8");
        const forms = formsOf(html);
        const csl = essence(JSON.parse(forms["CSL-JSON"]));
        const expected = JSON.parse(csl);
        const title = (article.title || "").replace(/\u3000/g, " ").trim();
        if (title && expected.title !== title) problems.push(`${article.id}: title ${expected.title}`);
        if (JSON.stringify(expected.authors) !== JSON.stringify(article.authors))
          problems.push(`${article.id}: authors`);
        for (const [key, type] of [["RIS", "@ris/file"], ["BibTeX", "@biblatex/text"]]) {
          const other = essence(read(type, forms[key]));
          if (other !== csl) problems.push(`${article.id}: ${key} ${other}, CSL-JSON ${csl}`);
        }
        const data = html.match(/<script type="application\/ld\+json">(.*?)<\/script>/);
        const ld = JSON.parse(data[1]);
        const named = ld.headline || ld.name;
        if (named !== expected.title) problems.push(`${article.id}: JSON-LD ${named}`);
      }
      return problems;
    },

    async "bibliographies have a record an article"({ site }) {
      const problems = [];
      for (const file of listFiles(site.folder, ".ris")) {
        const entries = read("@ris/file", fs.readFileSync(path.join(site.folder, file), "utf8"));
        const whole = file === path.join("data", "articles.ris");
        if (!entries.length || (whole && site.articles.length && entries.length !== site.articles.length))
          problems.push(`${file}: ${entries.length} records`);
      }
      return problems;
    },
  },
};
