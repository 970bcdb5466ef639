// Lets a reader step through what happened behind a scenario: the end of each command and the
// moments between, forwards, backwards, by hand or by itself. A page is complete without it.
"use strict";

(() => {
  const svgSpace = () => document.querySelector("svg")?.namespaceURI;
  const words = document.documentElement.dataset;
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const films = new Map();

  /** The film in an element, read when it is first needed; in another element it is another one. */
  function filmOf(id) {
    const data = document.getElementById(id);
    if (films.get(id)?.data !== data) {
      films.set(id, { data, film: data ? JSON.parse(data.textContent) : null });
    }
    return films.get(id).film;
  }

  function make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  }

  /** A piece of a drawing, from what our own renderer wrote. */
  function drawn(html) {
    const holder = document.createElementNS(svgSpace(), "g");
    holder.innerHTML = html;
    return holder.firstElementChild;
  }

  const clock = (milliseconds) => {
    const seconds = Math.max(0, Math.floor(milliseconds / 1000));
    const two = (number) => String(number).padStart(2, "0");
    const hours = Math.floor(seconds / 3600);
    const minutes = Math.floor(seconds / 60) % 60;
    return (hours ? `${hours}:${two(minutes)}` : minutes) + ":" + two(seconds % 60);
  };

  /** How long something has been there, as kubectl says it. */
  const age = (milliseconds) => {
    const seconds = Math.max(0, Math.floor(milliseconds / 1000));
    const minutes = Math.floor(seconds / 60);
    const hours = Math.floor(minutes / 60);
    const both = (whole, unit, rest, smaller) => whole + unit + (rest ? rest + smaller : "");
    if (seconds < 120) return seconds + "s";
    if (minutes < 10) return both(minutes, "m", seconds % 60, "s");
    if (hours < 3) return minutes + "m";
    if (hours < 8) return both(hours, "h", minutes % 60, "m");
    if (hours < 48) return hours + "h";
    const days = Math.floor(hours / 24);
    if (days < 8) return both(days, "d", hours % 24, "h");
    if (days < 730) return days + "d";
    const years = Math.floor(days / 365);
    return years < 8 ? both(years, "y", days % 365, "d") : years + "y";
  };

  /** A picture whose pieces are exchanged for those of another shot of its film. */
  class Stage {
    constructor(figure) {
      this.figure = figure;
      this.first = Number(figure.dataset.first);
      this.last = Number(figure.dataset.last);
      this.zero = Number(figure.dataset.zero);
      this.svg = figure.querySelector("svg.scene");
      this.shot = this.last;
      this.words = this.svg.querySelector("desc").textContent;
      this.read();
    }

    /** Finds the pieces of the last shot, which is the one that was drawn. */
    read() {
      this.film = filmOf(this.figure.dataset.film);
      this.layers = this.film.layers.map((name, number) => {
        const group = this.svg.querySelector(`:scope > g.${name}`);
        const shown = new Map();
        this.film.shots[this.last][4][number].forEach((part, place) => {
          shown.set(this.film.parts[part][0], { part, element: group.children[place] });
        });
        return { group, shown };
      });
    }

    /** Takes the film that came in the place of the one that the picture is from. */
    renew() {
      this.show(this.last, 0);
      for (const element of this.svg.querySelectorAll(".leaving")) element.remove();
      this.read();
    }

    get isCurrent() { return this.film === filmOf(this.figure.dataset.film); }

    get data() { return this.film.shots[this.shot]; }

    show(shot, pace) {
      this.shot = shot;
      const moves = pace > 0 && !still.matches;
      const wanted = this.film.shots[shot][4];
      this.layers.forEach((layer, number) => this.change(layer, wanted[number], moves && pace));
      const texts = this.svg.querySelectorAll("g.box:not(.leaving) > title");
      const words = Array.from(texts, (title) => title.textContent + ".");
      const alternative = shot === this.last ? this.words : words.join(" ");
      this.svg.querySelector("desc").textContent = alternative;
      for (const place of this.svg.querySelectorAll(".age")) {
        place.textContent = age(this.data[0] - Number(place.dataset.born));
      }
      this.mark(this.asked);
    }

    change(layer, wanted, pace) {
      const keys = new Set(wanted.map((part) => this.film.parts[part][0]));
      for (const [key, { element }] of layer.shown) {
        if (!keys.has(key)) {
          layer.shown.delete(key);
          this.leave(element, pace);
        }
      }
      let next = layer.group.firstElementChild;
      for (const part of wanted) {
        const [key, html] = this.film.parts[part];
        const old = layer.shown.get(key);
        let element = old?.element;
        if (!old || old.part !== part) {
          element = drawn(html);
          if (old) {
            if (next === old.element) next = element;
            old.element.replaceWith(element);
            this.alter(old.element, element, pace);
          } else if (pace) {
            element.animate({ opacity: [0, 1] }, { duration: 350 / pace });
          }
          layer.shown.set(key, { part, element });
        }
        while (next?.classList.contains("leaving")) next = next.nextElementSibling;
        if (element === next) next = element.nextElementSibling;
        else layer.group.insertBefore(element, next);
      }
    }

    leave(element, pace) {
      if (!pace) return element.remove();
      element.classList.add("leaving");
      element.animate({ opacity: [1, 0] }, { duration: 300 / pace })
        .finished.then(() => element.remove(), () => element.remove());
    }

    /** A thing that is somewhere else now goes there; one that only changed shows that. */
    alter(old, element, pace) {
      if (!pace) return;
      const place = (box) => {
        const shape = box.querySelector(":scope > rect.shape");
        return shape && [Number(shape.getAttribute("x")), Number(shape.getAttribute("y"))];
      };
      const [from, to] = [place(old), place(element)];
      if (from && to && (from[0] !== to[0] || from[1] !== to[1])) {
        const start = `translate(${from[0] - to[0]}px, ${from[1] - to[1]}px)`;
        element.animate(
          { transform: [start, "none"] }, { duration: 450 / pace, easing: "ease-in-out" });
      } else {
        element.animate({ opacity: [0.35, 1] }, { duration: 350 / pace });
      }
    }

    /** What its side is called, when two are compared. */
    get label() { return this.figure.querySelector("figcaption").firstChild.textContent.trim(); }

    /** The boxes that are there, by their keys. */
    get boxes() {
      const boxes = new Map();
      for (const { shown } of this.layers) {
        for (const [key, { element }] of shown) {
          if (element.dataset.box) boxes.set(key, element);
        }
      }
      return boxes;
    }

    /** The names of the boxes by their keys; those that share a name say what they are. */
    get names() {
      const boxes = Array.from(this.boxes, ([key, box]) =>
        [key, box.querySelector("title").textContent.split(" (")[0]]);
      const tell = (say) => {
        const counts = new Map();
        for (const [, name] of boxes) counts.set(name, (counts.get(name) || 0) + 1);
        for (const pair of boxes) {
          if (counts.get(pair[1]) > 1) pair[1] = say(...pair);
        }
      };
      tell((key, name) => `${name} (${key.split("/")[0]})`);
      tell((key, name) => `${name.split(" (")[0]} (${key})`);
      return boxes;
    }

    mark(key) {
      this.asked = key;
      this.svg.querySelector(".asked")?.classList.remove("asked");
      if (key) this.boxes.get(key)?.classList.add("asked");
    }

    /** What a box is, and how it came to that: newest first. */
    story(key) {
      const box = this.boxes.get(key);
      const lines = [];
      if (!box) return lines;
      lines.push([box.querySelector("title").textContent + "."]);
      const now = this.data[0];
      const events = this.film.events;
      let at = -1;
      events.forEach(([time, subject], place) => {
        if (time <= now && subject === key) at = place;
      });
      if (at < 0) lines.push([words.playerNothing]);
      let depth = 0;
      while (at >= 0 && depth < 4) {
        const [time, , text, cause] = events[at];
        lines.push([clock(time), text, depth ? words.playerBecause : ""]);
        if (typeof cause === "string") lines.push(["", cause, words.playerBecause]);
        at = typeof cause === "number" ? cause : -1;
        depth += 1;
      }
      return lines;
    }
  }

  const icons = {
    start: "M3 3V13M13 3 5 8 13 13Z", back: "M11 3 4 8 11 13Z", play: "M4 2.5 13 8 4 13.5Z",
    pause: "M4 3H6.5V13H4ZM9.5 3H12V13H9.5Z", on: "M5 3 12 8 5 13Z", end: "M13 3V13M3 3 11 8 3 13Z",
  };

  function icon(name) {
    const svg = document.createElementNS(svgSpace(), "svg");
    svg.setAttribute("viewBox", "0 0 16 16");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS(svgSpace(), "path");
    path.setAttribute("d", icons[name]);
    svg.append(path);
    return svg;
  }

  /** The controls of one picture, or of two that are compared. */
  class Player {
    constructor(place) {
      this.place = place;
      const section = place.closest(".compare");
      const figures = section ? section.querySelectorAll("figure[data-film]") : [place.closest("figure")];
      this.stages = Array.from(figures, (figure) => new Stage(figure));
      this.isShared = this.stages.length > 1;
      this.read();
      this.speed = 1;
      this.timer = 0;
      this.build(section || this.stages[0].figure);
      this.tell();
    }

    /** Finds the moments that can be shown; the last is shown. */
    read() {
      this.frames = this.isShared ? this.merged() : this.own();
      this.at = this.frames.length - 1;
      // The first frame is how it was before the first command.
      this.steps = new Set(this.frames.slice(1).map(({ step }) => step));
    }

    /** Goes on with what came in the place of the films and commands of before. */
    renew() {
      if (!this.stages.every(({ isCurrent }) => isCurrent)) {
        const before = this.frames.length - 1 - this.at;
        for (const stage of this.stages) stage.renew();
        this.read();
        this.slider.max = this.at;
        if (before > 0) return this.show(this.at - before);
      }
      this.tell();
    }

    own() {
      const [{ film, first, last }] = this.stages;
      return Array.from({ length: last - first + 1 }, (_, number) => {
        const shot = film.shots[first + number];
        return { time: shot[0], shots: [first + number], isEnd: shot[2] === 1, step: shot[1] };
      });
    }

    /** Two sessions on one clock, which begins with the first command of each. */
    merged() {
      const times = new Map();
      for (const { film, first, last, zero } of this.stages) {
        for (let shot = first; shot <= last; shot += 1) {
          const time = Math.max(0, film.shots[shot][0] - zero);
          times.set(time, times.get(time) || film.shots[shot][2] === 1);
        }
      }
      return [...times].sort((a, b) => a[0] - b[0]).map(([time, isEnd]) => ({
        time, isEnd,
        shots: this.stages.map(({ film, first, last, zero }) => {
          let shot = first;
          while (shot < last && film.shots[shot + 1][0] - zero <= time) shot += 1;
          return shot;
        }),
      }));
    }

    build(root) {
      const button = (name, label, act) => {
        const made = make("button", { type: "button", "aria-label": label, title: label }, icon(name));
        made.addEventListener("click", act);
        return made;
      };
      this.playButton = button("play", words.playerPlay, () => this.toggle());
      this.slider = make("input", {
        type: "range", min: 0, max: this.frames.length - 1, value: this.at, step: 1,
        "aria-label": words.playerTime,
      });
      this.slider.addEventListener("input", () => this.go(Number(this.slider.value)));
      this.clock = make("output", { class: "player-clock" });
      this.speeds = make("select", { "aria-label": words.playerSpeed });
      for (const speed of ["0.5", "1", "2", "4"]) {
        this.speeds.append(make("option", { value: speed }, speed + "×"));
      }
      this.speeds.value = "1";
      this.speeds.addEventListener("change", () => { this.speed = Number(this.speeds.value); });
      this.line = make("p", { class: "player-line", "aria-live": "polite" });
      this.ask = make("select", { "aria-label": words.playerAsk });
      this.ask.addEventListener("change", () => this.asked(this.ask.value));
      this.answer = make("div", { class: "player-answer", "aria-live": "polite" });
      this.answer.addEventListener("scroll", () => this.hintMore(), { passive: true });
      this.place.setAttribute("role", "group");
      this.place.setAttribute("aria-label", words.player);
      this.place.append(
        make("div", { class: "player-bar" },
          button("start", words.playerCommandBefore, () => this.goToEnd(-1)),
          button("back", words.playerBack, () => this.go(this.at - 1)),
          this.playButton,
          button("on", words.playerOn, () => this.go(this.at + 1)),
          button("end", words.playerCommandAfter, () => this.goToEnd(1)),
          this.slider, this.clock, this.speeds),
        this.line,
        make("div", { class: "player-why" }, this.ask, this.answer));
      root.addEventListener("keydown", (event) => this.key(event));
      this.stages.forEach((stage, number) => stage.svg.addEventListener("click", (event) => {
        const box = event.target.closest("g[data-box]");
        if (box) this.asked(`${number} ${box.dataset.box}`);
      }));
    }

    key(event) {
      const isField = event.target.matches("select, textarea, input:not([type=range])");
      if (isField || event.altKey || event.ctrlKey || event.metaKey) return;
      const steps = { ArrowLeft: -1, ArrowRight: 1 };
      if (steps[event.key]) {
        // A transcript that is wider than the page is scrolled by the same keys.
        if (event.target.closest(".transcript")) return;
        if (event.shiftKey) this.goToEnd(steps[event.key]);
        else this.go(this.at + steps[event.key]);
      } else if (event.key === "Home" && !event.shiftKey) this.go(0);
      else if (event.key === "End" && !event.shiftKey) this.go(this.frames.length - 1);
      else return;
      event.preventDefault();
    }

    /** Shows a moment; by hand, so what plays by itself stops. */
    go(frame) {
      this.place.classList.add("used");
      this.stop();
      this.show(frame);
    }

    goToEnd(direction) {
      let frame = this.at + direction;
      while (frame > 0 && frame < this.frames.length - 1 && !this.frames[frame].isEnd) {
        frame += direction;
      }
      this.go(frame);
    }

    /** Shows the moment of the command that has come up to a line on the screen. */
    follow(line) {
      if (this.isTaken || still.matches) return;
      let step = "";
      for (const id of this.steps) {
        const element = document.getElementById(id);
        if (element && element.getBoundingClientRect().top < line) step = id;
      }
      const frames = this.frames;
      let frame = 0;
      frames.forEach(({ step: id }, place) => { if (id === step) frame = place; });
      if (frame === this.at) return;
      this.line.setAttribute("aria-live", "off");
      this.show(frame);
    }

    /** The end, when nobody has chosen another moment. */
    rest() {
      if (!this.isTaken) this.show(this.frames.length - 1);
    }

    /** Whether a reader has used the controls. */
    get isTaken() { return this.place.classList.contains("used"); }

    show(frame) {
      const target = Math.min(Math.max(frame, 0), this.frames.length - 1);
      if (target !== this.at) {
        const isNear = Math.abs(target - this.at) === 1;
        this.at = target;
        this.stages.forEach((stage, number) => {
          stage.show(this.frames[target].shots[number], isNear ? this.speed : 0);
        });
      }
      this.tell();
    }

    toggle() {
      this.place.classList.add("used");
      if (this.timer) return this.stop();
      if (this.at === this.frames.length - 1) this.show(0);
      this.line.setAttribute("aria-live", "off");
      this.setPlaying(true);
      this.next();
    }

    /** What takes long in the world takes a little longer here too. */
    next() {
      const here = this.frames[this.at];
      const after = this.frames[this.at + 1];
      if (!after) return this.stop();
      const wait = Math.min(1600, 500 + 250 * Math.log2(1 + (after.time - here.time) / 1000));
      this.timer = setTimeout(() => {
        this.show(this.at + 1);
        this.next();
      }, wait / this.speed);
    }

    stop() {
      clearTimeout(this.timer);
      this.timer = 0;
      this.line.setAttribute("aria-live", "polite");
      this.setPlaying(false);
    }

    setPlaying(isPlaying) {
      const label = isPlaying ? words.playerPause : words.playerPlay;
      this.playButton.replaceChildren(icon(isPlaying ? "pause" : "play"));
      this.playButton.setAttribute("aria-label", label);
      this.playButton.title = label;
    }

    tell() {
      const { time } = this.frames[this.at];
      const texts = [];
      for (const stage of this.stages) {
        const [, step, isEnd, text] = stage.data;
        const command = document.getElementById(step)?.querySelector("kbd.command");
        let typed = "";
        if (command) {
          const copy = command.cloneNode(true);
          for (const prompt of copy.querySelectorAll(".prompt")) prompt.remove();
          typed = "$ " + copy.textContent.split("\n")[0];
        }
        texts.push([typed, text || (isEnd ? words.playerEnded : "")].filter(Boolean).join(" — "));
        if (!this.isShared) this.point(step);
      }
      this.clock.textContent = clock(time);
      this.slider.value = this.at;
      this.slider.setAttribute("aria-valuetext", `${clock(time)}, ${texts.join("; ")}`);
      this.line.replaceChildren(...texts.map((text) => make("span", {}, text)));
      this.offer();
    }

    /** Marks the command in the transcript whose time it is. */
    point(step) {
      this.current?.classList.remove("current");
      this.current = document.getElementById(step);
      this.current?.classList.add("current");
    }

    /** What one may ask about. */
    offer() {
      const asked = this.ask.value;
      const options = [make("option", { value: "" }, words.playerAsk)];
      this.stages.forEach((stage, number) => {
        const own = stage.names.map(([key, name]) =>
          make("option", { value: `${number} ${key}` }, name));
        if (this.isShared) options.push(make("optgroup", { label: stage.label }, ...own));
        else options.push(...own);
      });
      this.ask.replaceChildren(...options);
      this.ask.value = asked;
      if (this.ask.selectedIndex < 0) this.ask.value = "";
      this.explain();
    }

    asked(value) {
      this.ask.value = value;
      this.answer.scrollTop = 0;
      this.explain();
    }

    explain() {
      const [number, ...rest] = this.ask.value.split(" ");
      const key = rest.join(" ");
      this.stages.forEach((stage, place) => stage.mark(String(place) === number ? key : null));
      if (!key) {
        const hint = this.answer.querySelector(".player-hint");
        if (!hint) this.answer.replaceChildren(make("p", { class: "player-hint" }, words.playerHint));
        this.answer.classList.remove("more");
        return;
      }
      const lines = this.stages[Number(number)].story(key).map(([time, text, because]) =>
        text === undefined
          ? make("p", {}, time)
          : make("p", { class: "player-event" }, make("span", { class: "player-at" }, time),
            (because ? because + " " : "") + text));
      this.answer.replaceChildren(...lines);
      this.hintMore();
    }

    /** Lets the end of an answer fade while more of it follows below. */
    hintMore() {
      const { scrollTop, clientHeight, scrollHeight } = this.answer;
      this.answer.classList.toggle("more", scrollTop + clientHeight < scrollHeight - 2);
    }
  }

  const players = new Map();

  // A picture that is in sight goes along with the commands above it while a reader scrolls, until
  // its controls are used. Out of sight and on paper it shows the end.
  const inSight = new Set();
  const sight = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      const player = players.get(target);
      if (isIntersecting && player) inSight.add(player);
      else if (inSight.delete(player)) player.rest();
    }
  });

  /** Gives a player to each place that has none. */
  function addPlayers() {
    for (const place of document.querySelectorAll("div.player:empty:not([hidden])")) {
      try {
        const player = new Player(place);
        const svg = player.stages[0].svg;
        players.set(svg, player);
        if (!player.isShared) sight.observe(svg);
      } catch (error) {
        place.hidden = true;
        console.error("player:", error);
      }
    }
  }

  const whenIdle = window.requestIdleCallback || setTimeout;

  if (words.player) {
    addPlayers();
    document.addEventListener("statebook:parts", () => {
      for (const [svg, player] of players) {
        if (svg.isConnected) {
          // The commands may be others now, and look the same. What is out of sight can wait.
          if (inSight.has(player)) player.renew();
          else whenIdle(() => players.has(svg) && player.renew());
          continue;
        }
        player.stop();
        players.delete(svg);
        inSight.delete(player);
        sight.unobserve(svg);
      }
      addPlayers();
    });
  }

  let isDue = false;
  addEventListener("scroll", () => {
    if (isDue || inSight.size === 0) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      for (const player of inSight) player.follow(innerHeight * 0.4);
    });
  }, { passive: true });
  addEventListener("beforeprint", () => {
    for (const player of players.values()) {
      player.stop();
      player.show(player.frames.length - 1);
    }
  });
})();
