/* What search is seldom asked for, loaded when it is: other spellings, broader
 * questions, all hits as a file. Adds to `fangzhi` what static/search.js
 * offers. */
(function () {
  "use strict";

  /* Characters that print and scanners take for one another, as folded. */
  const LOOKALIKES = (
    "己已巳 未末 土士 日曰 人入 大太犬 千干于 天夫 由田甲申 贝见 午牛 刀力刁 戊戌戍成 免兔 王玉主 木本术 目且 " +
    "白自 九丸 今令 住往佳 侯候 晴睛 拔拨 壁璧 辨辩辫 析折拆 徒徙 沙汐 治冶 洲州 粱梁 密蜜 挡档 爪瓜 乌鸟 仓仑 " +
    "设没 祟崇 盲肓 汨汩 采釆 藉籍 情清请 拓抚 陕峡 赏尝 栗粟 微徽 遣遗 贷货 风凤 市布 母毋 孑孓 比北此 厂广 " +
    "又义 万方 小少 水永 冰氷 内肉 石右 工江 儿几 历厉 亨享 哀衰衷 竞竟 茶荼 狠狼 杨扬 场汤 炮泡 抱拖 持特 材村 " +
    "林材 机杭 柱桂 项顶 坏环 坡玻 提堤 传专 叶计 辖辑 阳阴 队际"
  ).split(" ");
  const TRIED = 30, OFFERED = 5, VARIANTS = 24, WORD_MOST = 16, PIECE_MOST = 8, QUERY_MOST = 200;

  const alike = new Map();
  for (const group of LOOKALIKES)
    for (const char of group) alike.set(char, (alike.get(char) || "") + group.replace(char, ""));

  const isHan = (text) => /^\p{Script=Han}+$/u.test(text);
  const isPlain = (query) => !/["\u201c\u201d\uff02|-]|(^|\s)OR(\s|$)/.test(query);
  const wordsOf = (query) => query.trim().split(/\s+/).filter(Boolean);

  async function folded(text) {
    return String.fromCodePoint(...Array.from(await fangzhi.cut(text), (unit) => unit & 0x1fffff));
  }

  /* The word with one of its characters taken for another. Some of these fold
   * to the same. */
  async function variantsOf(word) {
    const chars = Array.from(word), out = new Set();
    if (chars.length < 2 || chars.length > WORD_MOST) return [];
    for (let i = 0; i < chars.length; i++)
      for (const other of alike.get(chars[i]) || "")
        out.add(await folded(chars.slice(0, i).join("") + other + chars.slice(i + 1).join("")));
    out.delete(word);
    return Array.from(out).slice(0, VARIANTS);
  }

  /* The query that finds what print or scan may have spelt otherwise, and not
   * what `query` itself finds; null where nothing looks alike. */
  async function lookalikes(query) {
    if (!isPlain(query) || query.length > QUERY_MOST) return null;
    const words = wordsOf(await folded(query));
    for (const word of words) {
      const variants = isHan(word) ? await variantsOf(word) : [], others = words.filter((other) => other !== word);
      if (variants.length) return { variants, query: [variants.join(" OR "), ...others, "-" + word].join(" ") };
    }
    return null;
  }

  /* --- when nothing is found ------------------------------------------------------ */

  /* One character replaced by what the archive has in its place. */
  async function replaced(word) {
    const chars = Array.from(word), out = [];
    for (let i = 1; i + 1 < chars.length && chars.length > 3; i++) {
      const before = chars.slice(0, i).join(""), after = chars.slice(i + 1).join("");
      const { hits } = await fangzhi.search(`"${before}，${after}"`, { facets: false });
      const pattern = new RegExp(before + "\\p{Script=Han}" + after, "u");
      for (const hit of hits) {
        const found = pattern.exec(await folded([hit.title, hit.kicker, hit.subtitle, hit.text].join("\n")));
        if (found) out.push(found[0]);
      }
    }
    return out;
  }

  /* A letter left out, or two that changed places; the beginning. */
  function misspelt(word) {
    const out = [];
    for (let i = 0; i < word.length; i++) {
      out.push(word.slice(0, i) + word.slice(i + 1));
      if (i + 1 < word.length) out.push(word.slice(0, i) + word[i + 1] + word[i] + word.slice(i + 2));
    }
    return out.filter((other) => other.length > 1);
  }

  async function spellings(word) {
    if (word.length > WORD_MOST) return [];
    if (!isHan(word)) return /^\p{Script=Latin}{3,}$/u.test(word) ? misspelt(word) : [];
    const chars = Array.from(word), near = (await variantsOf(word)).concat(await replaced(word));
    if (chars.length > 2) near.push(chars.slice(0, -1).join(""), chars.slice(1).join(""));
    return near;
  }

  /* A passage in pieces: what is misread, or stands otherwise in the archive, is in
   * few of them. */
  function piecesOf(words) {
    return words.flatMap((word) => word.match(/[\p{L}\p{M}\p{N}]+/gu) || []).flatMap((run) => {
      const chars = Array.from(run), n = isHan(run) ? Math.ceil(chars.length / PIECE_MOST) : 1;
      const from = (i) => Math.round((i * chars.length) / n);
      return Array.from({ length: n }, (_, i) => chars.slice(from(i), from(i + 1)).join(""));
    });
  }

  /* All of them, all but one, the first and the second half. */
  function withoutSome(pieces) {
    const half = Math.ceil(pieces.length / 2);
    const butOne = pieces.map((_, i) => pieces.filter((other, k) => k !== i));
    return [pieces, ...butOne, pieces.slice(0, half), pieces.slice(half)].map((few) => few.join(" "));
  }

  /* What to ask instead, the nearest first: {query, options, total}. */
  async function nearest(asked, options) {
    const query = asked.replace(/["\u201c\u201d\uff02]/g, " ");
    const tries = [], words = isPlain(query) && query.length <= QUERY_MOST ? wordsOf(await folded(query)) : [];
    const pieces = piecesOf(words);
    if (words.length === 1) for (const other of await spellings(words[0])) tries.push({ query: other, options });
    for (const name of ["region", "topic", "kind", "publication", "author", "from", "to"]) {
      if (!options[name]) continue;
      tries.push({ query: asked, options: Object.assign({}, options, { [name]: "" }), without: name });
    }
    if (pieces.length > 1) for (const other of withoutSome(pieces)) tries.push({ query: other, options });
    const out = [], seen = new Set([asked + "\n"]);
    for (const one of tries.slice(0, TRIED)) {
      const key = one.query + "\n" + (one.without || "");
      if (seen.has(key) || out.length === OFFERED) continue;
      seen.add(key);
      const countOnly = Object.assign({}, one.options, { offset: 0, limit: 1, facets: false });
      const { total } = await fangzhi.search(one.query, countOnly);
      if (total) out.push(Object.assign(one, { total }));
    }
    return out;
  }

  /* --- all hits as a file ----------------------------------------------------------- */

  const oneLine = (text) => String(text || "").replace(/[\r\n]+/g, " ").trim();

  function ris(hit) {
    const rows = [["TY", hit.kind === "yearbook-section" ? "CHAP" : "NEWS"], ["ID", hit.id], ["TI", hit.title]];
    for (const author of hit.authors) rows.push(["AU", author]);
    rows.push(["T2", hit.publication], ["PY", hit.date.slice(0, 4)], ["DA", hit.date.replace(/-/g, "/")]);
    rows.push(["UR", hit.url]);
    const tagged = rows.filter((row) => oneLine(row[1])).map((row) => row[0] + "  - " + oneLine(row[1]) + "\r\n");
    return tagged.join("") + "ER  - \r\n\r\n";
  }

  const cell = (text) => (/[",]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text);

  function csv(hit) {
    const { id, title, kicker, subtitle, date, publication, authors, kind, url } = hit;
    const columns = [id, title, kicker, subtitle, date, publication, authors.join("; "), kind, url];
    return columns.map((text) => cell(oneLine(text))).join(",") + "\r\n";
  }

  /* All hits as "ris" or "csv"; addresses below `root`. */
  async function exported(query, options, format, root) {
    const { hits } = await fangzhi.search(query, Object.assign({}, options, { offset: 0, limit: 0, fields: true }));
    for (const hit of hits) hit.url = new URL(root + hit.url, location.href).href;
    if (format === "ris") return hits.map(ris).join("");
    return "\ufeffid,title,kicker,subtitle,date,publication,authors,kind,url\r\n" + hits.map(csv).join("");
  }

  Object.assign(window.fangzhi, { lookalikes, nearest, exported });
})();
