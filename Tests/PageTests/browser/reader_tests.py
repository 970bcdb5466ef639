"""Three readers follow one chapter to its end: without scripts, with the keyboard alone, on paper."""

import html.parser
import unicodedata

from selenium.webdriver.common.keys import Keys

from harness import equal, expect, printed, test

CHAPTER = "en/a-second-server-and-you-are-a-stranger.html"


class Reading(html.parser.HTMLParser):
    """What a reader must be able to get at in a chapter: taken from its source, not from a
    browser."""

    def __init__(self, text):
        super().__init__()
        self.commands, self.outputs, self.answers, self.pictures = [], [], [], []
        self.headings = []
        self._words = self._sentences = False
        self._into, self._depth, self._stack = None, 0, []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        classes = (dict(attributes).get("class") or "").split()
        if tag == "details" and "picture-words" in classes:
            self._words = True
        if tag == "kbd" and "command" in classes:
            self._begin(self.commands, tag)
        elif tag == "samp" and "output" in classes:
            self._begin(self.outputs, tag)
        elif tag == "details" and "solution" in classes:
            self._begin(self.answers, tag)
        elif tag == "ul" and self._words:
            self._words = False
            self._sentences = True
        elif tag == "li" and self._sentences:
            self._begin(self.pictures, tag)
        elif tag == "h2" and not (dict(attributes).get("id") or "").startswith("page:"):
            self._begin(self.headings, tag)
        elif self._into is not None and tag == self._tag:
            self._depth += 1

    def _begin(self, texts, tag):
        texts.append("")
        self._into, self._tag, self._depth = texts, tag, 1

    def handle_endtag(self, tag):
        if tag == "ul":
            self._sentences = False
        if self._into is not None and tag == self._tag:
            self._depth -= 1
            if self._depth == 0:
                self._into = None

    def handle_data(self, data):
        if self._into is not None:
            self._into[-1] += data


def wanted(sites):
    """The texts that a reader has to be able to reach, without spaces."""
    reading = Reading((sites.book_folder / CHAPTER).read_text())
    texts = {}
    for name in ("commands", "outputs", "answers", "pictures", "headings"):
        found = [flat(text) for text in getattr(reading, name)]
        texts[name] = [text for text in found if text]
    expect(len(texts["commands"]) > 60, f"{len(texts['commands'])} commands")
    expect(len(texts["outputs"]) > 60, f"{len(texts['outputs'])} outputs")
    expect(len(texts["pictures"]) > 40, f"{len(texts['pictures'])} sentences about pictures")
    expect(texts["answers"], "no quiz")
    return texts


def flat(text):
    """A text without spaces, which each way of reading has at other places, without the signs of
    links to headings, and without that of a carriage return, which no PDF tells; ligatures are
    letters."""
    text = unicodedata.normalize("NFKC", text)
    return "".join(text.split()).replace("#", "").replace("␍", "").replace("\0", "").lower()


@test
def without_scripts_a_chapter_is_followed_to_its_end(browser, sites):
    texts = wanted(sites)
    browser.cdp("Emulation.setScriptExecutionDisabled", value=True)
    browser.open(sites.book + CHAPTER)
    # What looks at the page is allowed to; the page itself ran without.
    browser.cdp("Emulation.setScriptExecutionDisabled", value=False)
    equal(browser.count("button"), 0, "dead buttons")
    summaries = browser.all("main details > summary")
    closed = browser.find("main").text
    for summary in summaries:
        if summary.is_displayed():
            summary.click()
    for summary in browser.all("main details:not([open]) > summary"):
        summary.click()
    text = flat(browser.find("main").text)
    for name, all_of_them in texts.items():
        place = 0
        for one in all_of_them:
            found = text.find(one, place)
            expect(found >= 0, f"{name}: “{one}” is not shown in its place")
            place = found + len(one)
    for answer in texts["answers"]:
        expect(answer not in flat(closed), "the answer is given away")
    browser.find("nav a[rel=next]").click()
    browser.until("the next chapter",
                  lambda: browser.driver.current_url.endswith("/one-master-many-slaves.html"))


@test
def with_the_keyboard_alone_a_chapter_is_followed_to_its_end(browser, sites):
    browser.open(sites.book + CHAPTER)
    browser.forget()
    browser.open(sites.book + CHAPTER)
    browser.press(Keys.TAB, Keys.ENTER)
    # Each stop of the Tab key is used as its kind is used, in the order of the page.
    used = {"summary": 0, "player": 0, "quiz": 0, "transcript": 0, "copy": 0}
    played = set()
    for _ in range(900):
        browser.press(Keys.TAB)
        kind, moment = browser.js("""
            const here = document.activeElement;
            const box = here.getBoundingClientRect();
            if (box.bottom < 0 || box.top > innerHeight) return ["out of sight", here.outerHTML];
            const player = here.closest(".player");
            if (here.matches("summary")) {
              return [here.parentElement.open ? "open" : "summary", here.textContent];
            }
            if (player && here.matches("[type=range]")) {
              return ["slider", here.closest("figure").id];
            }
            const quiz = here.closest(".quiz");
            if (quiz && here.matches("input")) {
              const isRight = here.closest("[data-right]") !== null;
              return here.type === "radio" ? ["choice", ""] : ["answer", isRight && !here.checked];
            }
            if (here.matches(".quiz-check")) return ["check", quiz.id];
            if (here.matches("a[rel=next]")) return ["next", ""];
            if (here.matches(".transcript")) return ["transcript", ""];
            if (here.matches(".copy")) return ["copy", ""];
            return ["", here.tagName];""")
        expect(kind != "out of sight", f"the focus is out of sight: {moment}")
        if kind in used:
            used[kind] += 1
        if kind == "summary":
            browser.press(Keys.SPACE)
        elif kind == "slider" and moment not in played:
            played.add(moment)
            used["player"] += 1
            browser.press(Keys.ARROW_LEFT)
            slider = f"#{moment} .player input"
            before = browser.js("""
                const slider = document.querySelector(arguments[0]);
                return Number(slider.max) - Number(slider.value);""", slider)
            equal(before, 1, f"the arrow key in {moment}")
            browser.press(Keys.END)
        elif kind == "answer":
            if moment:
                browser.press(Keys.SPACE)
        elif kind == "choice":
            # One stop for all choices: the arrow keys go from one to the next.
            browser.press(Keys.SPACE)
            for _ in range(9):
                if browser.js("return document.activeElement.closest('[data-right]') !== null"):
                    break
                browser.press(Keys.ARROW_DOWN)
        elif kind == "check":
            used["quiz"] += 1
            browser.press(Keys.ENTER)
            equal(browser.text(f"#{moment} .verdict"), "Right.")
        elif kind == "next":
            break
    equal(browser.count("main details:not([open])"), 0, "what stayed closed")
    equal(used["player"], browser.count("div.player"), "players that were reached")
    equal(used["quiz"], browser.count(".quiz"), "quizzes that were answered")
    expect(used["transcript"] > 10 and used["copy"] > 10, f"{used}")
    browser.press(Keys.ENTER)
    browser.until("the next chapter",
                  lambda: browser.driver.current_url.endswith("/one-master-many-slaves.html"))


@test
def on_paper_a_chapter_is_followed_to_its_end(browser, sites):
    texts = wanted(sites)
    pages, text = printed(browser, sites.book + CHAPTER)
    expect(5 < pages < 60, f"{pages} sheets of paper")
    text_on_paper = flat(text)
    for name, all_of_them in texts.items():
        for one in set(all_of_them):
            # A sheet may end in it and put something else between, so its place is not asked for.
            expect(text_on_paper.count(one) >= all_of_them.count(one),
                   f"{name}: “{one}” is on paper {text_on_paper.count(one)} times")
    for unwanted in ("Copy", "Search the book", "Ask why"):
        expect(unwanted not in text, f"on paper there is “{unwanted}”")
