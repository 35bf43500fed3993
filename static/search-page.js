/* The search page: asks fangzhi.search as one types and shows what it finds.
 * What is shown is made of text nodes, never of markup. */
(function () {
  "use strict";

  const form = document.getElementById("search");
  if (!form || !window.fangzhi) return;
  const $ = (id) => document.getElementById("search-" + id);
  const text = form.dataset, input = $("q"), status = $("status"), list = $("hits"), more = $("more");
  const filters = ["region", "topic", "kind", "publication", "author", "from", "to", "sort"];
  const PAGE = 10, STEP_MOST = 100, KEPT_MOST = 1000, QUIET = 40, SUGGESTED = 8, YEARS_MOST = 300;
  const kinds = new Map(Array.from($("kind").options, (option) => [option.value, option.text]));
  let asked = 0, shown = 0, wanted = PAGE, timer = 0, lastKey = 0, composing = false;

  /* --- the address: ?q=… where the browser lets us, else #q=… --------------------- */

  function readAddress() {
    const query = location.search.length > 1 ? location.search : location.hash;
    const given = new URLSearchParams(query.replace(/^[?#]/, ""));
    input.value = given.get("q") || "";
    wanted = Math.min(Math.max(parseInt(given.get("n"), 10) || 0, PAGE), KEPT_MOST);
    for (const name of filters) {
      const value = given.get(name) || "", field = $(name);
      if (field.tagName === "SELECT" && value && !Array.from(field.options).some((o) => o.value === value))
        field.append(new Option(value, value));
      field.value = value;
      if (value) $("filters").open = true;
    }
  }

  function writeAddress() {
    const now = new URLSearchParams();
    for (const name of ["q"].concat(filters)) if ($(name).value) now.set(name, $(name).value);
    if (shown > PAGE) now.set("n", shown);
    const query = now.toString();
    try {
      history.replaceState(null, "", query ? "?" + query : location.pathname);
    } catch (error) {
      location.replace("#" + query);
    }
  }

  /* --- showing ----------------------------------------------------------------------- */

  function element(name, className, ...content) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...content);
    return made;
  }

  /* The text with <mark> around each of its marks. */
  function marked(string, marks) {
    const out = [];
    let at = 0;
    for (const [from, to] of marks) {
      out.push(string.slice(at, from), element("mark", "", string.slice(from, to)));
      at = to;
    }
    return out.concat(string.slice(at));
  }

  /* Text fragments let the browser show the places in the article. */
  function address(hit) {
    const found = new Set(hit.marks.map((mark) => hit.excerpt.slice(mark[0], mark[1])));
    const fragment = (part) => "text=" + encodeURIComponent(part).replace(/-/g, "%2D");
    const fragments = Array.from(found).slice(0, 4).map(fragment);
    return text.root + hit.url + (fragments.length ? "#:~:" + fragments.join("&") : "");
  }

  function entry(hit) {
    const title = hit.title ? marked(hit.title, hit.titleMarks) : [hit.excerpt.slice(0, 20) || text.untitled];
    const link = element("a", "", ...title);
    link.href = address(hit);
    const excerpt = element("p", "excerpt", ...marked(hit.excerpt, hit.marks));
    if (hit.more[0]) excerpt.prepend("…");
    if (hit.more[1]) excerpt.append("…");
    const date = element("time", "", hit.date), from = [hit.publication, hit.date && date].filter(Boolean);
    date.dateTime = hit.date;
    if (from.length > 1) from.splice(1, 0, " · ");
    return element("li", "", element("h2", "", link), ...(from.length ? [element("p", "meta", ...from)] : []), excerpt);
  }

  const say = (template, ...numbers) => template.replace(/\{(\d)\}/g, (all, n) => numbers[n - 1]);

  function report(result) {
    const { total } = result;
    if (total === 0) status.textContent = text.none + " " + text.hint;
    else if (shown < total) status.textContent = say(text.shown, total, shown);
    else status.textContent = say((total === 1 && text.foundOne) || text.found, total);
    more.hidden = shown >= total;
  }

  const optionsNow = () =>
    Object.fromEntries(filters.filter((name) => $(name).value).map((name) => [name, $(name).value]));

  async function ask(offset) {
    /* Each time as many again: a thousand are not a hundred steps away. */
    const mine = ++asked, limit = offset ? Math.min(shown, STEP_MOST) : wanted;
    const options = Object.assign(optionsNow(), { offset, limit });
    wanted = PAGE;
    if ($("filters").open) options.facets = true;
    const busy = setTimeout(() => mine === asked && (status.textContent = text.busy), 300);
    try {
      const result = await fangzhi.search(input.value, options).finally(() => clearTimeout(busy));
      if (mine !== asked) return;
      const entries = result.hits.map(entry);
      if (offset) list.append(...entries);
      else list.replaceChildren(...entries);
      shown = offset + entries.length;
      const idle = !result.total && !input.value.trim() && !filters.some((name) => name !== "sort" && $(name).value);
      $("export").hidden = !result.total;
      if (!offset) $("alike").hidden = $("nearest").hidden = true;
      if (idle) {
        status.textContent = "";
        more.hidden = true;
      } else report(result);
      if (offset && entries[0]) entries[0].querySelector("a").focus();
      /* After the results, which it would delay. */
      writeAddress();
      if (!offset) await Promise.all([suggest(mine), options.facets && showFacets(result.facets, mine)]);
      if (!offset && !idle && result.total < PAGE) await goOn(result.total, mine);
    } catch (error) {
      if (mine === asked) status.textContent = text.failed;
    }
  }

  /* --- what is seldom asked for (search-more.js) ------------------------------------------- */

  let extra = null;
  const loadExtra = () => (extra = extra || new Promise((resolve, reject) => {
    const script = element("script");
    script.src = text.root + "static/search-more.js";
    script.onload = resolve;
    script.onerror = () => {
      extra = null;
      reject(new Error("search: cannot load " + script.src));
    };
    document.head.append(script);
  }));

  /* Few hits: what may have been misread, below them and said to be that.
   * None: what to ask instead, too. */
  async function goOn(total, mine) {
    await loadExtra();
    const query = input.value, options = optionsNow(), near = await fangzhi.lookalikes(query);
    const firstPage = Object.assign({}, options, { limit: PAGE, facets: false });
    const result = near && (await fangzhi.search(near.query, firstPage));
    if (mine !== asked) return;
    if (result && result.total) {
      $("alike").querySelector("p").textContent = say(text.alike, result.total, near.variants.join(" "));
      $("alike").querySelector("ol").replaceChildren(...result.hits.map(entry));
      $("alike").hidden = false;
    }
    const others = total ? [] : await fangzhi.nearest(query, options);
    if (mine === asked) offer(others);
  }

  function offer(others) {
    const buttons = others.map((other) => {
      const name = other.without && form.querySelector(`label[for="search-${other.without}"]`).textContent;
      const label = name ? say(text.without, name) : other.query;
      const button = element("button", "", `${label} (${other.total})`);
      button.type = "button";
      button.addEventListener("click", () => {
        input.value = other.query;
        if (other.without) $(other.without).value = "";
        input.focus();
        ask(0);
      });
      return element("li", "", button);
    });
    $("nearest").querySelector("ul").replaceChildren(...buttons);
    $("nearest").hidden = !buttons.length;
  }

  async function save(format) {
    status.textContent = text.busy;
    try {
      await loadExtra();
      const link = element("a"), all = await fangzhi.exported(input.value, optionsNow(), format, text.root);
      const type = format === "ris" ? "application/x-research-info-systems" : "text/csv";
      link.href = URL.createObjectURL(new Blob([all], { type }));
      link.download = "search." + format;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
      status.textContent = text.saved;
    } catch (error) {
      status.textContent = text.failed;
    }
  }

  /* --- names of regions, topics and authors: loaded when they are first needed ---------------- */

  let names = null;
  const loadNames = () => (names = names || Promise.all(["regions", "topics", "authors"].map(fangzhi.names)));

  /* Links to the regions, topics and authors that the line may mean: their
   * names, or the beginning of their pinyin, in full or as initials. */
  async function suggest(mine) {
    const line = input.value.trim().toLowerCase(), letters = /^[a-z' ]+$/.test(line) && line.replace(/[^a-z]/g, "");
    const found = [];
    if (line && (letters ? letters.length > 1 : names)) {
      for (const { name, roman, url } of (await loadNames()).flatMap((map) => Array.from(map.values()))) {
        const full = roman.replace(/ /g, ""), initials = roman.replace(/(\S)\S* ?/g, "$1");
        const fits = letters ? full.startsWith(letters) || initials.startsWith(letters) : name.includes(line);
        if (fits) found.push({ name, url });
      }
    }
    if (mine !== asked) return;
    found.sort((x, y) => x.name.length - y.name.length);
    const links = found.slice(0, SUGGESTED).map(({ name, url }) => {
      const link = element("a", "", name);
      link.href = text.root + url;
      return element("li", "", link);
    });
    $("suggest").querySelector("ul").replaceChildren(...links);
    $("suggest").hidden = !links.length;
  }

  /* Each filter offers what the results have, with how many. */
  async function showFacets(facets, mine) {
    const [regions, topics] = await loadNames();
    if (mine !== asked) return;
    const depth = (code) => "\u3000".repeat([2, 4, 6, 9, 12].indexOf(code.length) + 1 || 1).slice(1);
    fill($("region"), facets.region, (code) => depth(code) + nameIn(regions, code));
    fill($("topic"), facets.topic, (id) => nameIn(topics, id));
    fill($("publication"), facets.publication, (name) => name);
    fill($("author"), facets.author, (name) => name);
    fill($("kind"), facets.kind, (kind) => kinds.get(kind) || kind);
    showYears(facets.year);
  }

  const nameIn = (map, key) => (map.has(key) ? map.get(key).name : key);

  function fill(select, counts, label) {
    const chosen = select.value, keys = Object.keys(counts).map(String);
    if (chosen && !keys.includes(chosen)) keys.push(chosen);
    keys.sort((x, y) => (x < y ? -1 : 1));
    const options = keys.map((key) => new Option(`${label(key)} (${counts[key] || 0})`, key));
    select.replaceChildren(select.options[0], ...options);
    select.value = chosen;
  }

  /* Hits by year beside what is held of that year: an empty year is not a
   * missing one, so years between of which nothing is held stand there too. */
  function showYears(years) {
    const known = Object.keys(years).map(Number).filter((year) => year > 0).sort((x, y) => x - y);
    const first = known[0], last = known[known.length - 1];
    const all = last - first < YEARS_MOST ? Array.from({ length: last - first + 1 }, (_, i) => first + i) : known;
    $("years").hidden = !known.length;
    $("years").querySelector("ol").replaceChildren(...all.map((year) => yearRow(year, years[year])));
  }

  function yearRow(year, counts) {
    if (!counts) return element("li", "missing", String(year), element("span", "count", text.notHeld));
    const [hits, held] = counts, meter = element("meter"), button = element("button", "", String(year));
    meter.max = held;
    meter.value = hits;
    meter.setAttribute("aria-label", String(year));
    button.type = "button";
    button.addEventListener("click", () => {
      $("from").value = $("to").value = year;
      ask(0);
    });
    return element("li", "", button, meter, element("span", "count", `${hits} / ${held}`));
  }

  /* --- keys ------------------------------------------------------------------------------- */

  /* A key after a pause is answered at once; of keys that follow one another
   * faster than anyone types, the last. */
  function soon() {
    const now = performance.now(), wait = now - lastKey < QUIET ? QUIET : 0;
    lastKey = now;
    clearTimeout(timer);
    if (!composing) timer = setTimeout(ask, wait, 0);
  }

  /* What is copied from a page has its line ends in it, which the browser drops:
   * between words and paragraphs they are spaces, between Han nothing. */
  function paste(event) {
    const copied = event.clipboardData.getData("text").trim(), latin = /[!-~\u00c0-\u024f]/;
    if (!/[\r\n]/.test(copied)) return;
    event.preventDefault();
    const joined = copied.replace(/\s*[\r\n]\s*/g, (gap, at, all) =>
      /\n\s*\n/.test(gap) || (latin.test(all[at - 1]) && latin.test(all[at + gap.length])) ? " " : "");
    input.setRangeText(joined, input.selectionStart, input.selectionEnd, "end");
    soon();
  }

  /* Down and up lead through the results and back to the line. */
  function move(event) {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const links = Array.from(list.querySelectorAll("a")), at = links.indexOf(document.activeElement);
    if (event.key === "Escape" && at >= 0) return input.focus();
    if (!step || (at < 0 && document.activeElement !== input)) return;
    const next = at + step;
    if (next >= links.length) return;
    event.preventDefault();
    (next < 0 ? input : links[next]).focus();
  }

  form.hidden = false;
  readAddress();
  input.addEventListener("compositionstart", () => (composing = true));
  input.addEventListener("compositionend", () => {
    composing = false;
    soon();
  });
  input.addEventListener("input", soon);
  input.addEventListener("paste", paste);
  /* Leaving the line changes nothing that "input" did not tell. */
  form.addEventListener("change", (event) => event.target !== input && soon());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask(0);
  });
  $("filters").addEventListener("toggle", () => $("filters").open && ask(0));
  $("clear").addEventListener("click", () => {
    for (const name of filters) $(name).value = "";
    ask(0);
  });
  more.addEventListener("click", () => ask(shown));
  for (const button of $("export").querySelectorAll("button"))
    button.addEventListener("click", () => save(button.value));
  document.addEventListener("keydown", move);
  window.addEventListener("hashchange", () => {
    readAddress();
    ask(0);
  });
  if (location.search.length > 1 || location.hash.length > 1) ask(0);
  else {
    input.focus();
    /* The start of the index comes while one types. */
    fangzhi.search("").catch(() => (status.textContent = text.failed));
  }
})();
