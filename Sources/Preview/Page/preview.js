// The preview's part of a page: shows what changes, keeps the place where the author reads, shows
// mistakes at their places, and takes new outputs. No published page has it.
//
// It runs before the scripts of the theme, and so sees the page as it was sent.
"use strict";
(() => {
  const own = { ...document.currentScript.dataset };
  const base = "/~preview/";
  const memory = "statebook-preview";

  // MARK: The place where the author reads

  /** The first thing with an id that is to be seen, and how far it is from the top. */
  function place() {
    for (const element of document.querySelectorAll("main [id]")) {
      // A list of sections stays in sight wherever one reads, and says nothing of the place.
      if (element.closest("svg, nav, .preview-bar")) continue;
      const box = element.getBoundingClientRect();
      if (box.height > 0 && box.bottom > 0) return { id: element.id, top: box.top };
    }
    return {};
  }

  function remember() {
    const open = Array.from(document.querySelectorAll("main details"), (details) => details.open);
    sessionStorage.setItem(
      memory, JSON.stringify({ page: own.page, scroll: scrollY, open, ...place() }));
  }

  function restore() {
    const text = sessionStorage.getItem(memory);
    if (!text) return;
    sessionStorage.removeItem(memory);
    const was = JSON.parse(text);
    if (was.page !== own.page) return;
    history.scrollRestoration = "manual";
    const all = document.querySelectorAll("main details");
    if (all.length === was.open.length) {
      all.forEach((details, index) => { details.open = was.open[index]; });
    }
    const settle = () => {
      const element = was.id && document.getElementById(was.id);
      if (element) {
        scrollBy({ top: element.getBoundingClientRect().top - was.top, behavior: "instant" });
      } else {
        scrollTo({ top: was.scroll, behavior: "instant" });
      }
    };
    settle();
    // Pictures may push the text down once more.
    if (document.readyState !== "complete") addEventListener("load", settle, { once: true });
  }

  function reload() {
    remember();
    location.reload();
  }

  // MARK: The parts of the text

  const article = document.querySelector("main article");
  /** The elements of the article in the order in which the server knows them. */
  let parts = Array.from(article?.children ?? []);

  /** Which part stays where it is on the screen: the first in sight, else the last above it. */
  function anchor(elements) {
    let above = null;
    for (const element of elements) {
      const box = element.getBoundingClientRect();
      if (box.height === 0) continue;
      if (box.top > innerHeight) break;
      above = { element, top: box.top };
      if (box.bottom > 0) break;
    }
    return above;
  }

  /** What folds stays open in elements that take the place of others of their shape. */
  function keepOpen(before, after) {
    const details = (elements) => elements.flatMap((element) => [
      ...(element.matches("details") ? [element] : []), ...element.querySelectorAll("details")]);
    const [was, is] = [details(before), details(after)];
    if (was.length !== is.length) return;
    is.forEach((element, index) => { element.open = was[index].open; });
  }

  /**
   * Makes the parts of the page what they are now, and says what there is to say about it.
   * @param html the new parts, one after the other
   * @returns whether that was possible
   */
  function take(change, html) {
    const holder = document.createElement("template");
    holder.innerHTML = html;
    const come = Array.from(holder.content.children);
    const count = change.parts.filter((old) => old < 0).length;
    if (change.count !== parts.length || count !== come.length) return false;
    if (parts.some((element) => element.parentNode !== article)) return false;
    const place = anchor(change.parts.filter((old) => old >= 0).map((old) => parts[old]));
    const end = parts.at(-1)?.nextSibling ?? null;
    const next = [];
    let before = 0;
    let fresh = [];
    for (const old of [...change.parts, parts.length]) {
      if (old < 0) {
        fresh.push(come.shift());
        continue;
      }
      const gone = parts.slice(before, old);
      keepOpen(gone, fresh);
      for (const element of fresh) article.insertBefore(element, parts[old] ?? end);
      for (const element of gone) element.remove();
      next.push(...fresh, ...parts.slice(old, old + 1));
      before = old + 1;
      fresh = [];
    }
    parts = next;
    // The theme's scripts do for new parts what they did for the first ones.
    document.dispatchEvent(new Event("statebook:parts"));
    showNotes(change.notes);
    if (place) {
      const top = place.element.getBoundingClientRect().top;
      if (top !== place.top) scrollBy({ top: top - place.top, behavior: "instant" });
    }
    return true;
  }

  async function update() {
    const { page, version, instance } = own;
    const response = await fetch(`${base}change?${new URLSearchParams({ page, version, instance })}`);
    if (!response.ok) return reload();
    const text = await response.text();
    const end = text.indexOf("\n");
    const change = JSON.parse(text.slice(0, end));
    if (!take(change, text.slice(end + 1))) return reload();
    own.version = change.version;
    document.dispatchEvent(new CustomEvent("statebook:shown", { detail: change.notes }));
  }

  let updating = Promise.resolve();
  let isDue = false;

  /** Shows the page as it is now, after what is being shown. */
  function renew() {
    if (isDue) return;
    isDue = true;
    updating = updating.then(() => {
      isDue = false;
      return update();
    }).catch(reload);
  }

  // MARK: What is said about the page

  function element(name, className, ...content) {
    const result = document.createElement(name);
    if (className) result.className = className;
    result.append(...content);
    return result;
  }

  const bar = element("aside", "preview-bar");
  bar.setAttribute("role", "status");
  bar.hidden = true;
  document.body.append(bar);
  const lines = { connection: [], accepting: [], progress: [], notes: [] };

  function show(kind, content) {
    lines[kind] = content;
    bar.replaceChildren(...Object.values(lines).flat());
    bar.hidden = bar.childElementCount === 0;
  }

  function paragraph(...content) { return element("p", "", ...content); }

  function mistakeBox(mistake) {
    const box = element("div", "preview-mistake");
    box.setAttribute("role", "alert");
    box.append(
      element("span", "preview-place", mistake.place), `: ${mistake.isError ? "error" : "warning"}: `,
      element("strong", "", mistake.summary));
    if (mistake.excerpt) box.append(element("pre", "", mistake.excerpt));
    if (mistake.explanation) box.append(paragraph(`cause: ${mistake.explanation}`));
    if (mistake.suggestion) box.append(paragraph(`help: ${mistake.suggestion}`));
    return box;
  }

  /** What is in the order of the text keeps its order behind the same part. */
  function putBehind(part, box) {
    let last = part;
    while (last.nextElementSibling?.classList.contains("preview-mistake")) {
      last = last.nextElementSibling;
    }
    last.after(box);
  }

  /**
   * Puts a mistake behind the part of the text at which it stands, else at the top of the text.
   * @returns whether the page has a place for it
   */
  function putAtPlace(mistake, box) {
    const named = mistake.after && document.getElementById(mistake.after);
    const part = parts[mistake.part] ?? named?.closest("details, figure, .console-block") ?? named;
    if (part?.isConnected) {
      putBehind(part, box);
      return true;
    }
    // What is wrong with the book as a whole is no matter of one text.
    if (!article || !mistake.excerpt) return false;
    const first = parts[0];
    if (first?.matches("header")) putBehind(first, box);
    else article.prepend(box);
    return true;
  }

  /** The command of a step as it was typed. */
  function command(step) {
    const copy = step.querySelector("kbd.command")?.cloneNode(true);
    for (const prompt of copy?.querySelectorAll(".prompt") ?? []) prompt.remove();
    return copy?.textContent ?? "";
  }

  function sayNothingAccepted(reason) {
    show("accepting", [paragraph(`Nothing was accepted: ${reason}`)]);
  }

  async function accept(file, line) {
    show("accepting", []);
    const response = await fetch(base + "accept", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Statebook-Token": own.token },
      body: JSON.stringify({ file, line }),
    });
    if (response.ok) return;
    const text = await response.text();
    let reason = text;
    try {
      const result = JSON.parse(text);
      reason = [result.refusal, result.help].filter(Boolean).join("; ");
    } catch {
      // Plain text.
    }
    sayNothingAccepted(reason);
  }

  function acceptButton(text, file, line) {
    const button = element("button", "", text);
    button.type = "button";
    button.addEventListener("click", async () => {
      button.disabled = true;
      await accept(file, line).catch(() => sayNothingAccepted("the preview does not answer"));
      button.disabled = false;
    });
    return button;
  }

  /** Leads to an element, also in what is folded. */
  function firstLink(text, target) {
    const link = element("a", "", text);
    link.href = `#${target.id}`;
    link.addEventListener("click", () => {
      for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) {
        fold.open = true;
      }
    });
    return link;
  }

  function showNotes(notes) {
    for (const old of document.querySelectorAll(".preview-mistake, .preview-finding")) old.remove();
    const said = [];
    if (notes.isStale) {
      said.push(paragraph(
        element("strong", "", "This page shows the text before the last change."),
        ` ${notes.file} cannot be run as it is now.`));
    }
    if (notes.waiting.length > 0) {
      const lines = notes.waiting.map((line) => `${notes.file}:${line}`).slice(0, 3).join(", ");
      said.push(paragraph(
        element("strong", "", "Still running."),
        notes.isFirstRun
          ? " These have not run yet: " : " What stands here of these is from before: ",
        element("span", "preview-place", lines), notes.waiting.length > 3 ? " …" : ""));
    }
    for (const mistake of notes.mistakes) {
      const box = mistakeBox(mistake);
      if (!putAtPlace(mistake, box)) {
        said.push(box);
      } else if (notes.isStale) {
        said.push(paragraph(
          element("span", "preview-place", mistake.place), `: ${mistake.summary}`));
      }
    }
    const steps = document.querySelectorAll(".step.differs");
    notes.outputs.forEach((finding, index) => {
      const step = steps[index];
      if (!step || command(step) !== finding.command) return;
      const warning = finding.hasFailed
        ? " The command failed: accept that only if it is meant to." : "";
      const cause = finding.cause ? ` Cause: ${finding.cause}.` : "";
      const box = element("span", "preview-finding", `${finding.summary}.${cause}${warning}`);
      if (!notes.refusal) box.append(acceptButton("Accept", notes.file, finding.line));
      step.append(box);
    });
    const checks = document.querySelectorAll(".check.failed > .check-body");
    notes.claims.forEach((finding, index) => {
      const ran = finding.ranLast ? `It ran last: ${finding.ranLast}. ` : "";
      checks[index]?.append(
        element("span", "preview-finding", `${ran}Cause: ${finding.cause}`));
    });
    if (notes.outputs.length > 0) {
      const count = notes.outputs.length;
      const text = `${count} ${count === 1 ? "output differs" : "outputs differ"}`;
      const line = paragraph(steps.length > 0 ? firstLink(text, steps[0]) : text, ".");
      line.append(
        notes.refusal ? ` ${notes.refusal}` : acceptButton("Accept all", notes.file, null));
      said.push(line);
    }
    if (notes.claims.length > 0) {
      const count = notes.claims.length;
      said.push(paragraph(`${count} ${count === 1 ? "claim does" : "claims do"} not hold.`));
    }
    for (const other of notes.elsewhere.slice(0, 3)) {
      const link = element("a", "", other.file);
      link.href = `/${other.page}`;
      said.push(paragraph(link, `: ${other.text}.`));
    }
    if (notes.elsewhere.length > 3) {
      said.push(paragraph(`${notes.elsewhere.length - 3} more chapters are not as they should be.`));
    }
    show("notes", said);
  }

  async function getNotes() {
    return (await fetch(`${base}notes?page=${encodeURIComponent(own.page)}`)).json();
  }

  async function fetchNotes() { showNotes(await getNotes()); }

  // MARK: Changes

  function listen() {
    const address = new URLSearchParams(
      { page: own.page, version: own.version, instance: own.instance });
    const events = new EventSource(`${base}events?${address}`);
    events.addEventListener("hello", (event) => {
      show("connection", []);
      if (!JSON.parse(event.data).isCurrent) renew();
    });
    events.addEventListener("change", (event) => {
      show("progress", []);
      const change = JSON.parse(event.data);
      // Pages about the whole book change with each chapter.
      const isChapter = own.page.split("/").length === 2 && document.querySelector("article, .console");
      if (!change.pages) reload();
      else if (change.pages.includes(own.page)) renew();
      else if (change.notes.includes(own.page)) fetchNotes().catch(() => {});
      else if (!isChapter && change.pages.length > 0) reload();
      // Something may be wrong elsewhere now, or no more.
      else fetchNotes().catch(() => {});
    });
    events.addEventListener("progress", (event) => {
      const at = JSON.parse(event.data);
      show("progress", [
        paragraph(`Running: command ${at.done} of ${at.total}, in ${at.files.join(", ")}`)]);
    });
    events.addEventListener("error", () => {
      show("connection", [paragraph("The preview does not answer; it has ended or starts again.")]);
    });
  }

  document.addEventListener("DOMContentLoaded", () => {
    restore();
    fetchNotes().catch(() => {});
    listen();
  });
})();
