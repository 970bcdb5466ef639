// Search: in an index that was made with the book, so it needs no server and no network.

(() => {
  const slot = document.querySelector("[data-search]");
  const template = slot?.querySelector("template");
  if (!template) return;
  slot.append(template.content);
  const field = slot.querySelector(".search-field");
  const panel = slot.querySelector(".search-panel");
  const list = slot.querySelector(".search-results");
  const status = slot.querySelector(".search-status");
  const base = new URL(slot.dataset.index, location.href);
  const mostResults = 30;

  /** Letters without accents, in lower case: "Đĩa" and "dia" are the same. */
  function fold(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/đ/g, "d");
  }

  function wordsOf(text) {
    return fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  }

  // MARK: The index

  let entries;
  let loading;

  function prepare(index) {
    const pages = index.pages.map(([url, label, title, summary]) => ({ url, label, title, summary }));
    const made = pages.map((page) => ({ page, anchor: "", heading: "", text: page.summary }));
    for (const [page, anchor, heading, text] of index.sections) {
      if (anchor === "") made[page].text += " " + text;
      else made.push({ page: pages[page], anchor, heading, text });
    }
    for (const entry of made) {
      entry.titleWords = " " + wordsOf(entry.page.label + " " + entry.page.title).join(" ") + " ";
      entry.headingWords = " " + wordsOf(entry.heading).join(" ") + " ";
      entry.textWords = " " + wordsOf(entry.text).join(" ") + " ";
    }
    return made;
  }

  function load() {
    loading ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = base.href;
      script.onload = () => {
        entries = prepare(window.statebookIndex);
        resolve();
      };
      script.onerror = () => {
        loading = undefined;
        reject();
      };
      document.head.append(script);
    });
    return loading;
  }

  // In a preview the book has changed.
  document.addEventListener("statebook:parts", () => { loading = undefined; });

  // MARK: Ranking

  /** How well words contain a word: as a whole, at the start of one, or not at all. */
  function match(words, word, whole, start) {
    if (words.includes(" " + word + " ")) return whole;
    return words.includes(" " + word) ? start : 0;
  }

  /** Every word has to be there; a title counts more than a heading, a heading more than a text. */
  function score(entry, words) {
    let sum = 0;
    for (const word of words) {
      const isPage = entry.anchor === "";
      const best = Math.max(
        match(entry.titleWords, word, isPage ? 100 : 2, isPage ? 60 : 1),
        match(entry.headingWords, word, 40, 25), match(entry.textWords, word, 6, 3));
      if (best === 0) return 0;
      sum += best;
    }
    // A section in which only the title of its page matches is the page once more.
    if (sum <= 2 * words.length && entry.anchor !== "") return 0;
    const phrase = " " + words.join(" ");
    if (words.length > 1) {
      if (entry.headingWords.includes(phrase)) sum += 30;
      if (entry.textWords.includes(phrase)) sum += 10;
    }
    return sum;
  }

  function find(query) {
    const words = wordsOf(query);
    if (words.length === 0) return [];
    return entries.map((entry, order) => ({ entry, order, score: score(entry, words) }))
      .filter((result) => result.score > 0)
      .sort((a, b) => b.score - a.score || a.order - b.order);
  }

  // MARK: Showing

  /** A text with the words that were searched for marked, cut to what is around the first one. */
  function excerpt(text, words, length) {
    const letters = Array.from(text);
    let folded = "";
    const places = [];
    letters.forEach((letter, index) => {
      for (const part of fold(letter)) {
        folded += part;
        for (let i = 0; i < part.length; i += 1) places.push(index);
      }
    });
    const ranges = [];
    for (const word of words) {
      const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${word}`, "gu");
      for (const found of folded.matchAll(pattern)) {
        ranges.push([places[found.index], places[found.index + word.length - 1] + 1]);
      }
    }
    ranges.sort((a, b) => a[0] - b[0]);
    let start = 0;
    if (length && ranges.length > 0) {
      start = Math.max(0, ranges[0][0] - 40);
      while (start > 0 && !/\s/u.test(letters[start - 1])) start -= 1;
    }
    let end = length ? Math.min(letters.length, start + length) : letters.length;
    const cut = end;
    while (end < letters.length && end > start && !/\s/u.test(letters[end])) end -= 1;
    // A text without spaces is cut where it is long enough.
    if (end === start) end = cut;
    const nodes = [start > 0 ? "… " : ""];
    let place = start;
    for (const [from, to] of ranges) {
      if (from < place || to > end) continue;
      const mark = document.createElement("mark");
      mark.textContent = letters.slice(from, to).join("");
      nodes.push(letters.slice(place, from).join(""), mark);
      place = to;
    }
    nodes.push(letters.slice(place, end).join(""), end < letters.length ? " …" : "");
    return nodes;
  }

  function element(name, className, children) {
    const made = document.createElement(name);
    made.className = className;
    made.append(...children);
    return made;
  }

  function item({ entry }, words) {
    const url = new URL(entry.page.url, base);
    if (entry.anchor) url.hash = "#" + encodeURIComponent(entry.anchor);
    const link = document.createElement("a");
    link.href = url.href;
    const title = excerpt(entry.page.title, words);
    if (entry.page.label) title.unshift(element("span", "search-label", [entry.page.label]), " ");
    link.append(element("span", "search-page", title));
    if (entry.heading) link.append(element("span", "search-heading", excerpt(entry.heading, words)));
    const text = entry.text.trim();
    if (text) link.append(element("span", "search-text", excerpt(text, words, 160)));
    return element("li", "", [link]);
  }

  function say(count) {
    const key = count === 0 ? "none" : count === 1 ? "one" : count > mostResults ? "some" : "many";
    status.textContent = status.dataset[key].replace("{count}", count).replace("{shown}", mostResults);
  }

  async function show() {
    const query = field.value;
    const words = wordsOf(query);
    if (words.length === 0) {
      close();
      return;
    }
    try {
      await load();
    } catch {
      status.textContent = status.dataset.broken;
      list.replaceChildren();
      panel.hidden = false;
      return;
    }
    if (query !== field.value) return;
    const results = find(query);
    list.replaceChildren(...results.slice(0, mostResults).map((result) => item(result, words)));
    say(results.length);
    panel.hidden = false;
  }

  function close() {
    panel.hidden = true;
    list.replaceChildren();
    status.textContent = "";
  }

  // MARK: The keyboard

  const links = () => Array.from(list.querySelectorAll("a"));

  field.addEventListener("focus", () => load().catch(() => {}));
  field.addEventListener("input", show);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      show().then(() => links()[0]?.click());
    }
  });
  slot.addEventListener("keydown", (event) => {
    const all = links();
    const here = all.indexOf(document.activeElement);
    if (event.key === "ArrowDown" && all.length > 0) {
      all[Math.min(here + 1, all.length - 1)].focus();
    } else if (event.key === "ArrowUp" && here >= 0) {
      (here === 0 ? field : all[here - 1]).focus();
    } else if (event.key === "Escape") {
      if (panel.hidden && field.value === "") field.blur();
      field.value = "";
      close();
      if (here >= 0) field.focus();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!slot.contains(event.target)) panel.hidden = true;
  });
  slot.addEventListener("focusin", () => {
    if (list.childElementCount > 0) panel.hidden = false;
  });
  list.addEventListener("click", () => { panel.hidden = true; });
})();
