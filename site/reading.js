// Aids for reading: colours, progress, where one is, meanings of terms, quizzes, keys.
// A page is complete without all of it.

(() => {
  const root = document.documentElement;

  // MARK: What is remembered on this device

  const memory = {
    get(key) {
      try {
        return localStorage.getItem("statebook-" + key);
      } catch {
        return null;
      }
    },
    set(key, value) {
      try {
        if (value === null) localStorage.removeItem("statebook-" + key);
        else localStorage.setItem("statebook-" + key, value);
      } catch {
        // No memory: everything works for this page only.
      }
    },
  };

  // MARK: Colours

  const tools = document.querySelector("[data-tools]");
  const toolsTemplate = tools?.querySelector("template");
  if (toolsTemplate) tools.append(toolsTemplate.content);
  const themes = Array.from(tools?.querySelectorAll("input") ?? []);

  function setTheme(theme) {
    if (theme === "system") delete root.dataset.theme;
    else root.dataset.theme = theme;
    memory.set("theme", theme === "system" ? null : theme);
    for (const input of themes) input.checked = input.value === theme;
  }

  for (const input of themes) {
    input.checked = input.value === (root.dataset.theme ?? "system");
    input.addEventListener("change", () => setTheme(input.value));
  }

  // MARK: Progress

  const remembers = () => memory.get("progress-off") === null;
  const path = (url) => new URL(url, location.href).pathname.split("/").slice(-2).join("/");

  function progress() {
    try {
      return JSON.parse(memory.get("progress") ?? "{}") ?? {};
    } catch {
      return {};
    }
  }

  function showProgress() {
    const read = remembers() ? progress() : {};
    let last = null;
    for (const list of document.querySelectorAll("[data-read]")) {
      for (const link of list.querySelectorAll("li > a")) {
        const part = read[path(link.href)]?.part ?? 0;
        link.parentElement.classList.toggle("is-read", part >= 1);
        link.parentElement.classList.toggle("is-begun", part > 0 && part < 1);
        link.querySelector(".read-mark")?.remove();
        if (part >= 1) {
          const mark = document.createElement("span");
          mark.className = "read-mark";
          mark.textContent = "✓";
          mark.title = list.dataset.read;
          const words = document.createElement("span");
          words.className = "visually-hidden";
          words.textContent = ` (${list.dataset.read})`;
          mark.append(words);
          link.append(mark);
        }
        const time = read[path(link.href)]?.order ?? 0;
        if (part < 1 && time > (last?.time ?? 0)) last = { time, link };
      }
    }
    const resume = document.querySelector(".resume-link");
    if (resume && last) {
      resume.href = last.link.href;
      resume.querySelector(".resume-title").textContent = last.link.textContent;
      resume.hidden = false;
    }
  }

  const article = document.body.classList.contains("chapter-page") && document.querySelector("article");

  function notePlace() {
    if (!remembers()) return;
    const box = article.getBoundingClientRect();
    const part = Math.min(1, (window.innerHeight - box.top) / Math.max(1, box.height));
    const read = progress();
    const key = path(location.href);
    const order = 1 + Math.max(0, ...Object.values(read).map((entry) => entry?.order ?? 0));
    const old = read[key];
    if (old && part <= old.part && old.order === order - 1) return;
    read[key] = { part: Math.max(part, old?.part ?? 0), order };
    memory.set("progress", JSON.stringify(read));
    if (part >= 1 && !(old?.part >= 1)) showProgress();
  }

  // MARK: Where one is

  let sectionLinks = [];
  let sections = [];

  function findSections() {
    sectionLinks = Array.from(document.querySelectorAll(".sections a[href^='#']"));
    sections = sectionLinks.map(
      (link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  }

  function markSection() {
    let current = -1;
    sections.forEach((section, index) => {
      if (section && section.getBoundingClientRect().top < window.innerHeight * 0.3) current = index;
    });
    sectionLinks.forEach((link, index) => {
      if (index === current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  }

  let isWaiting = false;
  function moved() {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(() => {
      isWaiting = false;
      markSection();
      if (article) notePlace();
    });
  }

  showProgress();
  findSections();
  if (article || sections.length > 0) {
    addEventListener("scroll", moved, { passive: true });
    addEventListener("resize", moved, { passive: true });
    moved();
  }

  // MARK: What is in the text

  const supplied = new WeakSet();

  /** The elements of a kind that are new on the page since this was asked last. */
  function newOnes(selector) {
    const all = Array.from(document.querySelectorAll(selector));
    return all.filter((element) => !supplied.has(element) && supplied.add(element));
  }

  function supplyText() {
    if (root.dataset.step) newOnes(".console .step[id]").forEach(supplyStep);
    newOnes("a.term[title]").forEach(supplyTerm);
    newOnes(".quiz[data-check]").forEach(supplyQuiz);
  }

  document.addEventListener("statebook:parts", () => {
    close();
    supplyText();
    findSections();
    moved();
  });

  // MARK: Links to steps

  function supplyStep(step) {
    step.addEventListener("pointerenter", () => {
      if (step.querySelector(".step-link")) return;
      const link = document.createElement("a");
      link.className = "step-link permalink";
      link.href = "#" + encodeURIComponent(step.id);
      link.setAttribute("aria-label", root.dataset.step);
      link.tabIndex = -1;
      link.textContent = "#";
      (step.querySelector(".step-time") ?? step).append(link);
    });
    step.addEventListener("pointerleave", () => step.querySelector(".step-link")?.remove());
  }

  // MARK: Meanings of terms

  let card;
  let shown;
  let closing;

  function makeCard() {
    card = document.createElement("div");
    card.className = "term-card";
    card.id = "page:term";
    card.setAttribute("role", "tooltip");
    card.hidden = true;
    document.querySelector("main").append(card);
    card.addEventListener("pointerenter", () => clearTimeout(closing));
    card.addEventListener("pointerleave", closeSoon);
  }

  function open(term) {
    clearTimeout(closing);
    if (!card) makeCard();
    if (shown === term) return;
    close();
    shown = term;
    const text = document.createElement("span");
    text.textContent = term.dataset.meaning;
    const link = document.createElement("a");
    link.href = term.href;
    link.textContent = root.dataset.openTerm ?? "";
    link.tabIndex = -1;
    card.replaceChildren(text, " ", link);
    card.hidden = false;
    term.setAttribute("aria-describedby", card.id);
    const box = term.getBoundingClientRect();
    const width = card.offsetWidth;
    const left = Math.max(8, Math.min(box.left, root.clientWidth - width - 8));
    const isBelow = box.bottom + card.offsetHeight + 12 < innerHeight || box.top < card.offsetHeight;
    const top = isBelow ? box.bottom + 6 : box.top - card.offsetHeight - 6;
    card.style.left = `${left + scrollX}px`;
    card.style.top = `${top + scrollY}px`;
  }

  function close() {
    clearTimeout(closing);
    shown?.removeAttribute("aria-describedby");
    shown = undefined;
    if (card) card.hidden = true;
  }

  function closeSoon() {
    clearTimeout(closing);
    closing = setTimeout(close, 200);
  }

  function supplyTerm(term) {
    term.dataset.meaning = term.title;
    term.removeAttribute("title");
    term.addEventListener("pointerenter", (event) => {
      if (event.pointerType !== "touch") open(term);
    });
    term.addEventListener("pointerleave", (event) => {
      if (event.pointerType !== "touch") closeSoon();
    });
    term.addEventListener("focus", () => open(term));
    term.addEventListener("blur", closeSoon);
    // A finger cannot hover: its first tap shows the meaning, the second follows the link.
    term.addEventListener("pointerdown", (event) => {
      term.dataset.wasOpen = String(event.pointerType !== "touch" || shown === term);
    });
    term.addEventListener("click", (event) => {
      if (term.dataset.wasOpen === "false") {
        event.preventDefault();
        open(term);
      }
      delete term.dataset.wasOpen;
    });
  }

  document.addEventListener("pointerdown", (event) => {
    if (shown && !card.contains(event.target) && event.target !== shown) close();
  });

  // MARK: Quizzes

  function supplyQuiz(quiz) {
    const solution = quiz.querySelector(".solution");
    const inputs = Array.from(quiz.querySelectorAll("input"));
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiz-check";
    button.textContent = quiz.dataset.check;
    const verdict = document.createElement("span");
    verdict.className = "verdict";
    verdict.setAttribute("role", "status");
    const line = document.createElement("p");
    line.className = "quiz-line";
    line.append(button, " ", verdict);
    solution.before(line);
    const answerOf = (input) => input.closest(".answer");
    const isRight = (input) => answerOf(input).hasAttribute("data-right");
    function clear() {
      verdict.textContent = "";
      quiz.classList.remove("was-right", "was-wrong");
      for (const input of inputs) answerOf(input).classList.remove("right", "wrong", "missed");
    }
    for (const input of inputs) input.addEventListener("change", clear);
    button.addEventListener("click", () => {
      clear();
      if (!inputs.some((input) => input.checked)) {
        verdict.textContent = quiz.dataset.choose;
        return;
      }
      const isAll = inputs.every((input) => input.checked === isRight(input));
      for (const input of inputs) {
        if (input.checked) answerOf(input).classList.add(isRight(input) ? "right" : "wrong");
        else if (isRight(input)) {
          answerOf(input).classList.add("missed");
          answerOf(input).dataset.missed = quiz.dataset.missed;
        }
      }
      quiz.classList.add(isAll ? "was-right" : "was-wrong");
      verdict.textContent = isAll ? quiz.dataset.yes : quiz.dataset.no;
      solution.open = true;
    });
  }

  supplyText();

  // MARK: Keys

  const helpTemplate = document.getElementById("page:help");
  let help;

  function showHelp() {
    if (!help && helpTemplate) {
      document.body.append(helpTemplate.content.cloneNode(true));
      help = document.querySelector("dialog.help");
      const keys = help.querySelector(".keys-on");
      keys.checked = memory.get("keys-off") === null;
      keys.addEventListener("change", () => memory.set("keys-off", keys.checked ? null : "1"));
      const keeps = help.querySelector(".progress-on");
      keeps.checked = remembers();
      keeps.addEventListener("change", () => {
        memory.set("progress-off", keeps.checked ? null : "1");
        if (!keeps.checked) memory.set("progress", null);
        showProgress();
      });
      help.querySelector(".help-close").addEventListener("click", () => help.close());
      help.addEventListener("click", (event) => {
        if (event.target === help) help.close();
      });
    }
    if (help && !help.open) help.showModal();
  }

  tools?.querySelector(".help-button")?.addEventListener("click", showHelp);

  function isTyping(target) {
    return target.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, dialog[open]");
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      close();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.defaultPrevented || isTyping(event.target)) return;
    if (memory.get("keys-off") !== null) return;
    switch (event.key) {
      case "/": document.querySelector(".search-field")?.focus(); break;
      case "?": showHelp(); break;
      case "n": document.querySelector(".neighbours [rel=next]")?.click(); break;
      case "p": document.querySelector(".neighbours [rel=prev]")?.click(); break;
      case "c": document.getElementById("page:contents")?.focus(); break;
      case "t": {
        const order = ["system", "light", "dark"];
        setTheme(order[(order.indexOf(root.dataset.theme ?? "system") + 1) % 3]);
        break;
      }
      default: return;
    }
    event.preventDefault();
  });

  // MARK: Paper

  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details:not([open])")) {
      details.dataset.opened = "";
      details.open = true;
    }
  });
  addEventListener("afterprint", () => {
    for (const details of document.querySelectorAll("details[data-opened]")) {
      delete details.dataset.opened;
      details.open = false;
    }
  });
})();
