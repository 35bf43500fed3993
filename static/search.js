/* Search in the page: the other half of generator/search, over the files that
 * FORMAT.md there describes. A classic script that loads the index as classic
 * scripts, so that it works from a folder on disk and under a strict policy.
 *
 *   fangzhi.search(query, {region, topic, kind, publication, author, from, to, sort, offset, limit, facets, fields})
 *     -> Promise<{total, hits: [{id, url, title, date, publication, score, excerpt, marks, ...}], facets}>
 *
 * Cutting, matching and scoring follow cut.c, parse.c, match.c and query.c
 * step by step; tests/search and tests/browser hold them together. */
(function () {
  "use strict";

  /* --- files: each calls fangzhi_chunk(name, data) ------------------------------- */

  const script = document.currentScript;
  const root = (script && script.dataset.index) || "search/";
  const CHUNKS_KEPT = 600, LISTS_KEPT = 40;
  const chunks = new Map();
  const arrived = new Map();

  window.fangzhi_chunk = (name, data) => arrived.set(name, data);

  function fetchChunk(name) {
    return new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = root + name + ".js";
      element.onload = element.onerror = () => {
        element.remove();
        const data = arrived.get(name);
        arrived.delete(name);
        if (data === undefined) reject(new Error("search: cannot load " + element.src));
        else resolve(data);
      };
      document.head.appendChild(element);
    });
  }

  /* What `make` promises under this key, made once; only the `most` last asked for stay. */
  function kept(map, most, key, make) {
    let promise = map.get(key);
    if (promise) map.delete(key);
    else {
      promise = make();
      promise.catch(() => map.delete(key));
    }
    map.set(key, promise);
    if (map.size > most) map.delete(map.keys().next().value);
    return promise;
  }

  const load = (name) => kept(chunks, CHUNKS_KEPT, name, () => fetchChunk(name));

  async function loadPieces(name, pieces) {
    const all = [];
    for (let i = 0; i < pieces; i++) all.push(load(i ? name + "-" + i : name));
    return (await Promise.all(all)).join("");
  }

  /* A chunk of one of the block's kinds of files: between the spaces of the
   * file that it shares. */
  async function loadChunk(block, kind, chunk) {
    const { together, pieces } = block.files[kind], file = floor(chunk / together);
    const data = await loadPieces(block.name + "/" + kind + file, pieces[file]);
    return together > 1 ? data.split(" ")[chunk % together] : data;
  }

  /* --- bits (bits.h) --------------------------------------------------------------- */

  const { clz32, floor } = Math;
  const UNIT_BITS = 15, UNIT_BASE = 0x3000, RICE_ESCAPE = 20;
  const damaged = () => new Error("search: the index is damaged");

  /* acc holds `have` bits, at most 30, in its low end. */
  class Bits {
    constructor(data) {
      this.data = data;
      this.at = 0;
      this.acc = 0;
      this.have = 0;
    }
    refill() {
      if (this.at > this.data.length + 4) throw damaged();
      const unit = this.at < this.data.length ? this.data.charCodeAt(this.at) - UNIT_BASE : 0;
      this.at++;
      this.acc = ((this.acc & 0x7fff) << UNIT_BITS) | unit;
      this.have += UNIT_BITS;
    }
    get(n) {
      if (n > UNIT_BITS) return this.get(n - UNIT_BITS) * 32768 + this.get(UNIT_BITS);
      if (this.have < n) this.refill();
      this.have -= n;
      return (this.acc >>> this.have) & ((1 << n) - 1);
    }
    /* How many zeros up to a one, which is taken too, or to `max`. */
    zeros(max) {
      let n = 0;
      while (n < max && !this.get(1)) n++;
      return n;
    }
    /* Most numbers are whole in acc: taken at once, since the first query is
     * answered before anything here has been compiled. */
    gamma() {
      if (this.have <= UNIT_BITS) this.refill();
      const zeros = clz32(this.acc << (32 - this.have)), left = this.have - 2 * zeros - 1;
      if (left < 0) return this.longGamma();
      this.have = left;
      return (this.acc >>> left) & ((2 << zeros) - 1);
    }
    longGamma() {
      const length = this.zeros(31);
      return 2 ** length + this.get(length);
    }
    rice(k) {
      if (this.have <= UNIT_BITS) this.refill();
      const zeros = clz32(this.acc << (32 - this.have)), left = this.have - zeros - 1 - k;
      if (left < 0 || zeros >= RICE_ESCAPE) return this.longRice(k);
      this.have = left;
      return (zeros << k) | ((this.acc >>> left) & ((1 << k) - 1));
    }
    longRice(k) {
      const quotient = this.zeros(RICE_ESCAPE);
      return quotient === RICE_ESCAPE ? this.longGamma() - 1 : quotient * 2 ** k + this.get(k);
    }
    /* The next of a front-coded list over the bytes of the last; false at its end. */
    front(bytes) {
      const suffix = this.gamma() - 1;
      if (suffix === 0) return false;
      bytes.length = Math.min(bytes.length, this.gamma() - 1);
      for (let i = 0; i < suffix; i++) bytes.push(this.get(8));
      return true;
    }
  }

  const riceFor = (range, count) => {
    const mean = floor((range * 11) / 16 / (count + 1));
    return mean < 2 ? 0 : 31 - clz32(mean);
  };
  const decoder = new TextDecoder();
  const textOf = (bytes) => decoder.decode(new Uint8Array(bytes));

  /* --- cutting (cut.c) --------------------------------------------------------------- */

  const OTHER = 0, WORD = 1, LETTER = 2, DIGIT = 3, MARK = 4;
  const CLASS_SHIFT = 21, CODE_POINTS = 0x40000, ANY_OTHER = 0xfffd, WORD_MAX = 48;
  const classOf = (unit) => unit >> CLASS_SHIFT;
  const cpOf = (unit) => unit & 0x1fffff;
  const isSolid = (unit) => classOf(unit) === LETTER || classOf(unit) === DIGIT;
  const isPair = (a, b) => classOf(a) && classOf(b) && (classOf(a) === WORD || classOf(b) === WORD);

  /* units[cp] is what cp folds to, with its class; `many` has those that fold
   * to none or several. */
  function readTable(data) {
    const bits = new Bits(data), folds = [], many = new Map();
    const units = new Uint32Array(CODE_POINTS), classes = new Uint8Array(CODE_POINTS);
    const target = () => (bits.get(1) ? (bits.get(1) ? bits.get(18) : bits.get(9)) : 0x4e00 + bits.get(15));
    for (let cp = 0, gap; (gap = bits.gamma()) > 1; ) {
      cp += gap - 2;
      const several = bits.get(1), run = several ? bits.gamma() : 1, targets = [];
      for (let n = several ? bits.gamma() - 1 : 1; n > 0; n--) targets.push(target());
      folds.push([cp, run, targets]);
      cp += run;
    }
    for (let cp = 0, gap; (gap = bits.gamma()) > 1; ) {
      cp += gap - 2;
      const end = cp + bits.gamma();
      classes.fill(bits.get(3), cp, end);
      cp = end;
    }
    const unit = (cp) => cp | ((classes[cp] || 0) << CLASS_SHIFT);
    for (let cp = 0; cp < CODE_POINTS; cp++) units[cp] = unit(cp);
    for (const [cp, run, targets] of folds)
      if (targets.length !== 1) many.set(cp, targets.map(unit));
      else for (let i = 0; i < run; i++) units[cp + i] = unit(targets[0] + i);
    return { units, many };
  }

  /* 12,345: the comma goes when exactly three digits followed it. */
  function joinDigits(out) {
    const u = out.units, n = u.length;
    if (n < 5 || classOf(u[n - 5]) !== DIGIT || cpOf(u[n - 4]) !== 0x2c) return;
    for (let i = n - 3; i < n; i++) if (classOf(u[i]) !== DIGIT) return;
    u.splice(n - 4, 1);
    out.at.splice(n - 4, 1);
  }

  function addUnit(out, unit, at) {
    const u = out.units, last = u.length ? classOf(u[u.length - 1]) : OTHER;
    if (last === DIGIT && classOf(unit) !== DIGIT) joinDigits(out);
    if (classOf(unit) === MARK) {
      if (last === LETTER) return;
      unit = cpOf(unit);
    }
    u.push(unit);
    out.at.push(at);
  }

  /* The units of a text, and where in the text each came from. */
  function cut(table, text) {
    const out = { units: [], at: [] };
    for (let i = 0; i < text.length; ) {
      const cp = text.codePointAt(i), several = table.many.get(cp);
      if (several) for (const unit of several) addUnit(out, unit, i);
      else addUnit(out, cp < CODE_POINTS ? table.units[cp] : ANY_OTHER, i);
      i += cp > 0xffff ? 2 : 1;
    }
    if (out.units.length && classOf(out.units[out.units.length - 1]) === DIGIT) joinDigits(out);
    out.at.push(text.length);
    return out;
  }

  /* --- queries (parse.c) ---------------------------------------------------------------- */

  const QUERY_UNITS = 512, QUERY_GROUPS = 32, ID_CHARS = 10;
  const SINGLE = 0, PAIR = 1, TERM = 2, PREFIX = 3;
  const ordinal = (cp) => (cp >= 0x4e00 ? cp - 0x4e00 : cp + (0x110000 - 0x4e00));
  const encoder = new TextEncoder();

  /* Every other pair, and the last, cover all characters. */
  function addPairs(elems, u, from, to) {
    for (let i = from; i < to; i += i + 2 < to || i + 1 === to ? 2 : 1)
      elems.push({ kind: PAIR, offset: i, first: ordinal(cpOf(u[i])), second: ordinal(cpOf(u[i + 1])) + 1 });
  }

  function addWord(elems, u, i, prefix) {
    const kind = classOf(u[i]);
    let end = i, word = "";
    for (; end < u.length && classOf(u[end]) === kind; end++)
      if (end - i < WORD_MAX) word += String.fromCodePoint(cpOf(u[end]));
    const alone = kind === LETTER && i === 0 && end === u.length;
    elems.push({ kind: prefix && alone ? PREFIX : TERM, offset: i, word: Array.from(encoder.encode(word)) });
  }

  function elemsOf(u, prefix) {
    const elems = [];
    for (let i = 0, pairs = 0; i < u.length; i++) {
      const kind = classOf(u[i]);
      if (i >= pairs && i + 1 < u.length && isPair(u[i], u[i + 1])) {
        for (pairs = i + 1; pairs + 1 < u.length && isPair(u[pairs], u[pairs + 1]); ) pairs++;
        addPairs(elems, u, i, pairs);
      } else if (kind === WORD && i >= pairs && (i === 0 || !isPair(u[i - 1], u[i]))) {
        elems.push({ kind: SINGLE, offset: i, first: ordinal(cpOf(u[i])), second: 0 });
      }
      if (isSolid(u[i]) && (i === 0 || classOf(u[i - 1]) !== kind)) addWord(elems, u, i, prefix);
    }
    return elems;
  }

  /* Letters and digits as many as an article's id has: their bytes, else null. */
  function idOf(u) {
    const may = u.length === ID_CHARS && u.every((unit) => classOf(unit) && cpOf(unit) < 0x80);
    return may ? u.map(cpOf) : null;
  }

  function addGroup(parsed, units, prefix) {
    let from = 0, to = units.length;
    while (from < to && classOf(units[from]) === OTHER) from++;
    while (from < to && classOf(units[to - 1]) === OTHER) to--;
    if (from === to || parsed.groups.length === QUERY_GROUPS) return;
    const u = units.slice(from, to);
    parsed.groups.push({ units: u, elems: elemsOf(u, prefix), id: idOf(u) });
  }

  const joins = (u, i) =>
    i > 0 && i + 1 < u.length && cpOf(u[i]) > 0 && cpOf(u[i]) < 0x80 && isSolid(u[i - 1]) && isSolid(u[i + 1]);

  function addGroups(parsed, table, text, quoted) {
    const units = cut(table, text).units.slice(0, QUERY_UNITS - parsed.units);
    parsed.units += units.length;
    let from = 0;
    for (let i = 0; i < units.length && !quoted; i++)
      if (classOf(units[i]) === OTHER && !joins(units, i)) {
        addGroup(parsed, units.slice(from, i), true);
        from = i + 1;
      }
    addGroup(parsed, units.slice(from), !quoted);
  }

  function addTerm(parsed, from, either, exclude) {
    const to = parsed.groups.length, last = parsed.clauses[parsed.clauses.length - 1];
    if (to === from) return;
    if (either && last && !last.exclude) last.terms.push([from, to]);
    else parsed.clauses.push({ exclude, terms: [[from, to]] });
  }

  const SPACE = /[\t-\r \u0085\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff]/;
  const OPENS = /["\u201c\uff02]/, CLOSES = /["\u201d\uff02]/;

  /* The next term from `at`: {text, quoted, exclude, end}; null at the end. */
  function nextTerm(text, at) {
    while (at < text.length && SPACE.test(text[at])) at++;
    if (at === text.length) return null;
    const exclude = text[at] === "-" && at + 1 < text.length;
    if (exclude) at++;
    const quoted = OPENS.test(text[at]), from = quoted ? at + 1 : at;
    let end = from;
    const ends = (unit) => (quoted ? CLOSES.test(unit) : SPACE.test(unit) || OPENS.test(unit));
    while (end < text.length && !ends(text[end])) end++;
    return { text: text.slice(from, end), quoted, exclude, end: quoted && end < text.length ? end + 1 : end };
  }

  function parse(table, text) {
    const parsed = { groups: [], clauses: [], units: 0 };
    let either = false, term;
    for (let at = 0; parsed.units < QUERY_UNITS && parsed.groups.length < QUERY_GROUPS; at = term.end) {
      term = nextTerm(text, at);
      if (!term) break;
      if (!term.quoted && !term.exclude && (term.text === "OR" || term.text === "|")) {
        either = true;
        continue;
      }
      const from = parsed.groups.length;
      addGroups(parsed, table, term.text, term.quoted);
      addTerm(parsed, from, either && !term.exclude, term.exclude);
      either = false;
    }
    return parsed;
  }

  /* --- the index (store.c) ---------------------------------------------------------------- */

  const FORMAT = "fangzhi-search 5";
  const SECOND_RICE = 13, DATE_RICE = 6, LENGTH_BITS = 4;
  const LADDER = [16, 26, 41, 66, 105, 168, 268, 429, 687, 1100, 1759, 2815, 4504, 7206, 11529, 18447];

  function readHead(block, data) {
    const bits = new Bits(data);
    block.n = bits.gamma() - 1;
    block.facetPieces = bits.gamma() - 1;
    const terms = bits.gamma(), places = bits.gamma();
    block.files = {};
    const readPieces = (kind, together, chunks) => {
      const pieces = Array.from({ length: Math.ceil(chunks / together) }, () => bits.gamma() - 1);
      block.files[kind] = { together, pieces };
    };
    block.grams = [];
    for (let i = bits.gamma() - 1, first = 0; i > 0; i--) {
      first += bits.gamma() - 1;
      block.grams.push({ first, second: bits.rice(SECOND_RICE) });
    }
    readPieces("g", terms, block.grams.length);
    readPieces("p", places, block.grams.length);
    block.words = [];
    for (let i = bits.gamma() - 1; i > 0; i--) {
      const word = [];
      bits.front(word);
      block.words.push(word);
    }
    readPieces("w", terms, block.words.length);
    readPieces("q", places, block.words.length);
    block.texts = [0];
    for (let i = bits.gamma() - 1, n = 0; i > 0; i--) block.texts.push((n += bits.gamma() - 1));
    block.length = new Uint8Array(block.n);
    for (let i = 0; i < block.n; i++) block.length[i] = bits.get(LENGTH_BITS);
    block.scratch = room(block.n);
    block.lists = new Map();
  }

  async function readStart() {
    const lines = (await load("start")).split("\n");
    const store = { blocks: [], regions: [], topics: [], authors: [] };
    if (lines.shift() !== FORMAT) throw new Error("search: the index is of another version");
    const waiting = [];
    for (const line of lines) {
      const words = line.split(" "), key = words.shift();
      if (key === "docs" || key === "units" || key === "facets") store[key] = Number(words[0]);
      else if (key === "regions" || key === "topics" || key === "authors") store[key] = words.filter(Boolean);
      else if (key === "table") waiting.push(load(words[0]).then((data) => (store.table = readTable(data))));
      else if (key === "block" && words[1] !== "0") {
        const block = { name: words[0] };
        store.blocks.push(block);
        waiting.push(load(block.name + "/h0").then((data) => readHead(block, data)));
      }
    }
    await Promise.all(waiting);
    return store;
  }

  let opened = null;
  function open() {
    if (!opened) {
      opened = readStart();
      opened.catch(() => (opened = null));
    }
    return opened;
  }

  /* --- posting lists (postings.c) ------------------------------------------------------------ */

  /* Matches: documents in order, how often each, its best field, its score. */
  function room(n) {
    return {
      n: 0, doc: new Uint32Array(n), count: new Uint32Array(n), field: new Uint8Array(n),
      score: new Float64Array(n), place: null,
    };
  }

  function readDocs(bits, range, counted, into) {
    const n = bits.gamma();
    if (n > range) throw damaged();
    const k = riceFor(range, n), { doc, count, field } = into;
    for (let i = 0, behind = 0; i < n; i++) {
      behind += bits.rice(k);
      if (behind >= range) throw damaged();
      doc[i] = behind++;
      count[i] = counted ? bits.gamma() : 1;
    }
    field.fill(0, 0, n);
    return (into.n = n);
  }

  function readFields(bits, n, into) {
    const headlines = bits.gamma() - 1, k = riceFor(n, headlines);
    for (let i = 0, at = 0; i < headlines; i++) {
      at += bits.rice(k);
      if (at >= n) throw damaged();
      into.field[at++] = 1 + bits.get(1);
    }
  }

  function readPlaces(bits, block, from, keeps) {
    const place = keeps ? [] : null;
    for (let i = 0; i < from.n; i++) {
      const length = LADDER[block.length[from.doc[i]]], count = from.count[i];
      const k = riceFor(length + (length >> 2), count);
      for (let j = 0, behind = 0; j < count; j++) {
        behind += bits.rice(k);
        if (place) place.push(behind);
        behind++;
      }
    }
    return place;
  }

  function copyOf(m, place) {
    const n = m.n;
    return {
      n, doc: m.doc.slice(0, n), count: m.count.slice(0, n), field: m.field.slice(0, n),
      score: new Float64Array(n), place,
    };
  }

  /* A term's lists, or null when they are only to be read over. */
  function readPostings(bits, places, block, wanted) {
    const into = block.scratch;
    readFields(bits, readDocs(bits, block.n, true, into), into);
    const place = places && readPlaces(places, block, into, wanted);
    return wanted ? copyOf(into, place) : null;
  }

  function readDocList(bits, block, wanted) {
    readDocs(bits, block.n, false, block.scratch);
    return wanted ? copyOf(block.scratch, null) : null;
  }

  function walkGrams(bits, places, block, first, second) {
    for (let at = 0, gap; (gap = bits.gamma() - 1) > 0; at++) {
      at += gap - 1;
      if (at > first) break;
      const wanted = at === first;
      if (bits.get(1)) {
        const list = readDocList(bits, block, wanted && second === 0);
        if (list) return list;
      }
      if (wanted && second === 0) break;
      const k = bits.get(4);
      for (let here = 0, step; (step = bits.rice(k)) > 0; ) {
        here += step;
        if (wanted && here > second) return room(0);
        const list = readPostings(bits, places, block, wanted && here === second);
        if (list) return list;
      }
      if (wanted) break;
    }
    return room(0);
  }

  /* The chunk that would hold the term: the last that begins at or before it. */
  async function gram(block, elem, withPlaces) {
    let low = 0, high = block.grams.length;
    while (low < high) {
      const mid = (low + high) >> 1, c = block.grams[mid];
      if (c.first < elem.first || (c.first === elem.first && c.second <= elem.second)) low = mid + 1;
      else high = mid;
    }
    if (low-- === 0) return room(0);
    const [docs, places] = await Promise.all([
      loadChunk(block, "g", low),
      withPlaces ? loadChunk(block, "p", low) : "",
    ]);
    return walkGrams(new Bits(docs), withPlaces ? new Bits(places) : null, block, elem.first, elem.second);
  }

  function compareBytes(a, b) {
    for (let i = 0; i < a.length && i < b.length; i++) if (a[i] !== b[i]) return a[i] - b[i];
    return a.length - b.length;
  }
  const startsWith = (bytes, prefix) => bytes.length >= prefix.length && prefix.every((b, i) => bytes[i] === b);

  function walkWords(bits, places, block, elem, all) {
    const text = [], prefix = elem.kind === PREFIX;
    while (bits.front(text)) {
      const hit = prefix ? startsWith(text, elem.word) : compareBytes(text, elem.word) === 0;
      if (!hit && compareBytes(text, elem.word) > 0) break;
      const list = readPostings(bits, places, block, hit);
      if (list) all = all.n ? either(all, list) : list;
    }
    return all;
  }

  async function words(block, elem, withPlaces) {
    let at = 0, all = room(0);
    while (at + 1 < block.words.length && compareBytes(block.words[at + 1], elem.word) <= 0) at++;
    for (; at < block.words.length; at++) {
      const first = block.words[at];
      if (compareBytes(first, elem.word) > 0 && !(elem.kind === PREFIX && startsWith(first, elem.word))) break;
      const [docs, places] = await Promise.all([
        loadChunk(block, "w", at),
        withPlaces ? loadChunk(block, "q", at) : "",
      ]);
      all = walkWords(new Bits(docs), withPlaces ? new Bits(places) : null, block, elem, all);
    }
    return all;
  }

  /* Letters may also be the pinyin of a title, in full or as initials. */
  const PINYIN_FULL = 1, PINYIN_SHORT = 2, TERM_ID = 3;
  async function wordsOrPinyin(block, elem, withPlaces) {
    const found = [words(block, elem, withPlaces)];
    if (elem.kind === PREFIX && elem.word.length > 1 && elem.word.every((b) => b >= 0x61 && b <= 0x7a))
      for (const kind of [PINYIN_FULL, PINYIN_SHORT])
        found.push(words(block, { kind: PREFIX, word: [kind, ...elem.word] }, false));
    const all = await Promise.all(found);
    return all.length === 1 ? all[0] : all.reduce(either);
  }

  /* --- matching (match.c) ----------------------------------------------------------------------- */

  function keep(out, x, i) {
    const k = out.n++;
    out.doc[k] = x.doc[i];
    out.count[k] = x.count[i];
    out.field[k] = x.field[i];
    out.score[k] = x.score[i];
    return k;
  }
  function keepBoth(out, x, i, y, j, field) {
    const k = keep(out, x, i);
    out.count[k] += y.count[j];
    out.field[k] = field(x.field[i], y.field[j]);
    out.score[k] += y.score[j];
  }

  function both(x, y, field) {
    const out = room(Math.min(x.n, y.n));
    for (let i = 0, j = 0; i < x.n && j < y.n; )
      if (x.doc[i] === y.doc[j]) keepBoth(out, x, i++, y, j++, field || Math.max);
      else if (x.doc[i] < y.doc[j]) i++;
      else j++;
    return out;
  }
  function either(x, y) {
    const out = room(x.n + y.n);
    for (let i = 0, j = 0; i < x.n || j < y.n; )
      if (j === y.n || (i < x.n && x.doc[i] < y.doc[j])) keep(out, x, i++);
      else if (i === x.n || y.doc[j] < x.doc[i]) keep(out, y, j++);
      else keepBoth(out, x, i++, y, j++, Math.max);
    return out;
  }
  function without(x, y) {
    const out = room(x.n);
    for (let i = 0, j = 0; i < x.n; i++) {
      while (j < y.n && y.doc[j] < x.doc[i]) j++;
      if (j === y.n || y.doc[j] !== x.doc[i]) keep(out, x, i);
    }
    return out;
  }

  /* The lists of each element; one that comes again, as one types on, pages or
   * filters, is not read again. */
  function readElems(block, elems, places) {
    return Promise.all(elems.map((elem) => {
      const key = [elem.kind, places, elem.word || [elem.first, elem.second]].join();
      return kept(block.lists, LISTS_KEPT, key, () => (elem.word ? wordsOrPinyin : gram)(block, elem, places));
    }));
  }

  /* How often all tracks stand at their offsets in this document. */
  function countTogether(tracks, doc) {
    let fewest = null;
    const starts = tracks.map((t) => {
      while (t.list.doc[t.at] < doc) t.place += t.list.count[t.at++];
      const set = new Set();
      for (let i = 0; i < t.list.count[t.at]; i++) set.add(t.list.place[t.place + i] - t.elem.offset);
      if (!fewest || set.size < fewest.size) fewest = set;
      return set;
    });
    let together = 0;
    for (const start of fewest) if (start >= 0 && starts.every((set) => set.has(start))) together++;
    return together;
  }

  /* The documents in which a group stands. Places are loaded only for groups
   * of several words, in blocks where some document has them all. */
  async function matchRun(block, group) {
    const lists = await readElems(block, group.elems, false);
    let docs = lists[0];
    for (let i = 1; i < lists.length && docs.n; i++) docs = both(docs, lists[i], Math.min);
    const placed = group.elems.filter((elem) => elem.kind !== SINGLE);
    if (docs.n === 0 || placed.length < 2) return docs;
    const placedLists = await readElems(block, placed, true);
    const tracks = placed.map((elem, i) => ({ elem, list: placedLists[i], at: 0, place: 0 }));
    const out = room(docs.n);
    for (let i = 0; i < docs.n; i++) {
      const count = countTogether(tracks, docs.doc[i]);
      if (count) out.count[keep(out, docs, i)] = count;
    }
    return out;
  }

  async function matchGroup(block, group) {
    const run = matchRun(block, group);
    return group.id ? either(await run, await words(block, { kind: TERM, word: [TERM_ID, ...group.id] }, false)) : run;
  }

  /* --- ranking (query.c) -------------------------------------------------------------------------- */

  const FIELD_WEIGHT = [0, 2, 5], SATURATION = 1.2, LENGTH_WEIGHT = 0.5, RECENCY_WEIGHT = 0.05;

  function scoreGroup(store, block, m, rarity) {
    const mean = store.units / (store.docs || 1);
    for (let i = 0; i < m.n; i++) {
      const length = (1.25 * LADDER[block.length[m.doc[i]]]) / (mean > 1 ? mean : 1);
      const times = m.count[i] + FIELD_WEIGHT[m.field[i]];
      const norm = SATURATION * (1 - LENGTH_WEIGHT + LENGTH_WEIGHT * length);
      m.score[i] = (rarity * times * (SATURATION + 1)) / (times + norm);
    }
  }

  function everything(block) {
    const all = room(block.n);
    while (all.n < block.n) all.doc[all.n] = all.n++;
    return all;
  }

  function matchClause(clause, groups) {
    let any = room(0);
    for (const [from, to] of clause.terms) {
      let all = groups[from];
      for (let g = from + 1; g < to; g++) all = both(all, groups[g]);
      any = either(any, all);
    }
    return any;
  }

  function matchBlock(parsed, block, groups) {
    let found = null;
    for (const clause of parsed.clauses)
      if (!clause.exclude) {
        const m = matchClause(clause, groups);
        found = found ? both(found, m) : m;
      }
    if (!found) found = everything(block);
    for (const clause of parsed.clauses) if (clause.exclude) found = without(found, matchClause(clause, groups));
    return found;
  }

  /* --- filters and facets (facets.c) -------------------------------------------------------------- */

  const YEAR = 13 * 32;

  function dateNumber(date) {
    const part = [0, 0, 0], most = [9999, 12, 31];
    String(date || "").split("-", 3).every((field, i) => {
      const n = /^\d+$/.test(field) ? Number(field) : Infinity;
      if (n <= most[i]) part[i] = n;
      return n <= most[i];
    });
    return (part[0] * 13 + part[1]) * 32 + part[2];
  }
  /* The last date that `to` means: 2020 is all of that year. */
  function dateEnd(to) {
    const first = dateNumber(to);
    if (first % YEAR === 0) return first + YEAR - 1;
    return first % 32 === 0 ? first + 31 : first;
  }

  /* Dates by document, and the documents of every facet. */
  async function readFacets(block) {
    if (block.facets) return block.facets;
    const bits = new Bits(await loadPieces(block.name + "/f0", block.facetPieces));
    const dates = new Uint32Array(block.n), lists = new Map(), key = [];
    for (let i = 0, date = 0; i < block.n; ) {
      date += bits.rice(DATE_RICE);
      for (let same = bits.gamma(); same > 0; same--) dates[i++] = date;
    }
    while (bits.front(key)) lists.set(textOf(key), readDocList(bits, block, true));
    return (block.facets = { dates, lists });
  }

  const FILTERS = { region: "r", topic: "t", kind: "k", publication: "p", author: "a" };
  const isNarrowed = (o) => Object.keys(FILTERS).some((name) => o[name]) || o.from || o.to;

  async function filterBlock(block, found, o) {
    if (!isNarrowed(o) && o.sort !== "date" && !o.facets) return found;
    const facets = await readFacets(block);
    for (const name in FILTERS)
      if (o[name]) found = both(found, facets.lists.get(FILTERS[name] + o[name]) || room(0), (field) => field);
    if (!o.from && !o.to) return found;
    /* What has no date is neither from a year on nor up to one. */
    const from = dateNumber(o.from) || 1, to = o.to ? dateEnd(o.to) : Infinity, out = room(found.n);
    for (let i = 0; i < found.n; i++) {
      const date = facets.dates[found.doc[i]];
      if (date >= from && date <= to) keep(out, found, i);
    }
    return out;
  }

  /* How many of what was found have each region, topic, …; by year, with how
   * many are held at all. */
  function countFacets(blocks, found) {
    const counts = { year: Object.create(null) }, kinds = {};
    for (const name in FILTERS) kinds[FILTERS[name]] = counts[name] = Object.create(null);
    blocks.forEach((block, number) => {
      const has = new Uint8Array(block.n), m = found[number];
      for (let i = 0; i < m.n; i++) has[m.doc[i]] = 1;
      for (const [key, list] of block.facets.lists) {
        let n = 0;
        for (let i = 0; i < list.n; i++) n += has[list.doc[i]];
        if (n) kinds[key[0]][key.slice(1)] = (kinds[key[0]][key.slice(1)] || 0) + n;
      }
      block.facets.dates.forEach((date, doc) => {
        const year = floor(date / YEAR), row = counts.year[year] || (counts.year[year] = [0, 0]);
        row[0] += has[doc];
        row[1]++;
      });
    });
    return counts;
  }

  /* Tells the hits their kind and authors. */
  async function addFields(blocks, found, hits) {
    await Promise.all(blocks.map(readFacets));
    for (const block of blocks) {
      const of = new Map();
      found.forEach((hit, i) => hit.block === block && of.set(hit.doc, Object.assign(hits[i], { authors: [] })));
      for (const [key, list] of block.facets.lists)
        for (let i = 0; i < list.n; i++) {
          const hit = of.get(list.doc[i]);
          if (hit && key[0] === FILTERS.author) hit.authors.push(key.slice(1));
          else if (hit && key[0] === FILTERS.kind) hit.kind = key.slice(1);
        }
    }
  }

  /* The first `most` of all that is found, in order. */
  function collect(blocks, found, byDate, most) {
    const better = (x, y) =>
      (byDate ? y.date - x.date : y.score - x.score) || x.number - y.number || y.doc - x.doc;
    let best = [], last = null;
    blocks.forEach((block, number) => {
      const m = found[number];
      for (let i = 0; i < m.n; i++) {
        const doc = m.doc[i], score = m.score[i] + (RECENCY_WEIGHT * (doc + 1)) / block.n;
        const hit = { score, date: byDate ? block.facets.dates[doc] : 0, number, doc, block };
        if (last && better(hit, last) > 0) continue;
        best.push(hit);
        if (best.length <= 2 * most + 100) continue;
        best = best.sort(better).slice(0, most);
        last = best[most - 1];
      }
    });
    return best.sort(better).slice(0, most);
  }

  /* --- hits (excerpt.c) ------------------------------------------------------------------------------ */

  const RECORD_END = "\x1e", FIELD_END = "\x1f";
  const BEFORE = 24, SHOWN = 110, MARKS_MOST = 1000, PIECES_SEARCHED = 8;

  /* The places of a group in cut text, as [from, to) of the text it came from. */
  function findGroup(traced, group, out) {
    const u = traced.units, g = group.units, last = g.length - 1;
    const prefix = group.elems.length === 1 && group.elems[0].kind === PREFIX;
    const same = (a, b) => cpOf(a) === cpOf(b) || (classOf(a) === OTHER && classOf(b) === OTHER);
    const goesOn = (a, b) => isSolid(a) && classOf(a) === classOf(b);
    for (let i = 0; i + last < u.length && out.length < MARKS_MOST; i++) {
      let n = 0;
      while (n <= last && same(u[i + n], g[n])) n++;
      if (n <= last || (i > 0 && goesOn(g[0], u[i - 1]))) continue;
      const end = i + n;
      if (!prefix && end < u.length && goesOn(g[last], u[end])) continue;
      let to = end;
      while (to < u.length && traced.at[to] === traced.at[end - 1]) to++;
      out.push([traced.at[i], traced.at[to]]);
    }
  }

  function marksIn(table, text, groups) {
    const traced = cut(table, text), all = [], out = [];
    for (const group of groups) findGroup(traced, group, all);
    all.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    for (const mark of all) {
      const last = out[out.length - 1];
      if (last && mark[0] <= last[1]) last[1] = Math.max(last[1], mark[1]);
      else out.push(mark);
    }
    return out;
  }

  const inPair = (text, i) => i > 0 && i < text.length && (text.charCodeAt(i) & 0xfc00) === 0xdc00;

  function excerptOf(table, text, groups) {
    const marks = marksIn(table, text, groups), at = marks.length ? marks[0][0] : 0;
    let from = at ? Math.max(0, at - BEFORE, text.lastIndexOf("\n", at - 1) + 1) : 0;
    if (inPair(text, from)) from--;
    let to = Math.min(text.length, from + SHOWN);
    if (inPair(text, to)) to++;
    return {
      excerpt: text.slice(from, to).replace(/\n/g, " "),
      marks: marks.filter((m) => m[1] > from && m[0] < to)
        .map((m) => [Math.max(m[0], from) - from, Math.min(m[1], to) - from]),
      more: [from > 0, to < text.length], found: marks.length > 0,
    };
  }

  async function readHit(store, groups, found) {
    const block = found.block;
    let chunk = 0;
    while (chunk + 2 < block.texts.length && block.texts[chunk + 1] <= found.doc) chunk++;
    const records = (await load(block.name + "/t" + chunk)).split(RECORD_END);
    const record = records[found.doc - block.texts[chunk]];
    const [id, url, date, publication, title, kicker, subtitle, text] = record.split(FIELD_END);
    let part = excerptOf(store.table, text, groups);
    /* A long text goes on in chunks in which no document begins. */
    for (let i = chunk + 1; !part.found && i - chunk < PIECES_SEARCHED && i + 1 < block.texts.length; i++) {
      if (block.texts[i] !== block.texts[i + 1]) break;
      const next = excerptOf(store.table, (await load(block.name + "/t" + i)).split(RECORD_END)[0], groups);
      if (next.found) part = next;
    }
    return {
      id, url: url || "articles/" + id.slice(0, 2) + "/" + id + ".html", title, kicker, subtitle, date, publication,
      score: found.score, excerpt: part.excerpt, marks: part.marks, more: part.more,
      titleMarks: marksIn(store.table, title, groups), text,
    };
  }

  function positiveGroups(parsed) {
    const out = [];
    for (const clause of parsed.clauses)
      if (!clause.exclude) for (const [from, to] of clause.terms) out.push(...parsed.groups.slice(from, to));
    return out;
  }

  /* --- what the page calls ------------------------------------------------------------------------------ */

  /* Up to this many bytes of facets are loaded without being asked for. */
  const FACETS_FREE = 40000;

  async function search(text, options) {
    const o = Object.assign({ offset: 0, limit: 10 }, options), store = await open();
    const parsed = parse(store.table, String(text));
    if (!parsed.clauses.length && !isNarrowed(o)) {
      if (o.facets) await Promise.all(store.blocks.map(readFacets));
      return { total: 0, hits: [], facets: o.facets ? countFacets(store.blocks, store.blocks.map(everything)) : null };
    }
    if (o.facets === undefined) o.facets = store.facets <= FACETS_FREE;
    const groups = await Promise.all(store.blocks.map((b) => Promise.all(parsed.groups.map((g) => matchGroup(b, g)))));
    parsed.groups.forEach((group, g) => {
      const n = groups.reduce((sum, of) => sum + of[g].n, 0);
      const rarity = Math.log(1 + (store.docs - n + 0.5) / (n + 0.5));
      store.blocks.forEach((block, b) => scoreGroup(store, block, groups[b][g], rarity));
    });
    const found = await Promise.all(store.blocks.map((b, i) => filterBlock(b, matchBlock(parsed, b, groups[i]), o)));
    const total = found.reduce((sum, m) => sum + m.n, 0);
    const best = collect(store.blocks, found, o.sort === "date", o.limit ? o.offset + o.limit : total);
    const positive = positiveGroups(parsed);
    const wanted = best.slice(o.offset), hits = await Promise.all(wanted.map((hit) => readHit(store, positive, hit)));
    if (o.fields) await addFields(store.blocks, wanted, hits);
    return { total, hits, facets: o.facets ? countFacets(store.blocks, found) : null };
  }

  /* Names of "regions", "topics" or "authors" by key: {name, roman, url}. */
  async function names(kind) {
    const store = await open(), out = new Map();
    for (const data of await Promise.all(store[kind].map(load)))
      for (const record of data.split(RECORD_END)) {
        const [key, name, roman, url] = record.split(FIELD_END);
        if (name !== undefined) out.set(key, { name, roman, url });
      }
    return out;
  }

  window.fangzhi = Object.assign(window.fangzhi || {}, {
    search, names,
    /* For the tests: the units of a text as C prints them. */
    cut: async (text) => cut((await open()).table, text).units,
  });
})();
