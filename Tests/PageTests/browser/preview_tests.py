"""The preview: what is saved is shown in place, and everything else stays as it was."""

import pathlib
import re

from harness import equal, expect, test

#: A page that is longer than the screen, with something of each kind that has a state.
CHAPTER = """---
title: A page that changes
---

The beginning of the page.

## Commands

```console id=pod fold
$ kubectl run web --image=nginx
pod/web created
$ kubectl wait pod/web --for=condition=Ready
pod/web condition met
```

```console id=words
$ echo one
one
$ echo two
two
```

```quiz id=guess
What is it?

- [ ] this
- [x] that

It is that.
```

""" + "\n\n".join(f"## Section {number}\n\nSome words about {number}." for number in range(40)) + "\n"


class Preview:
    """A book that is served, and the folder in which it is written."""

    def __init__(self, address, folder):
        self.page = address.rstrip("/") + "/en/changes.html"
        self.file = pathlib.Path(folder) / "chapters/en/50-changes.md"

    def write(self, text):
        other = self.file.with_suffix(".new~")
        other.write_text(text, encoding="utf-8")
        other.rename(self.file)

    def read(self):
        return self.file.read_text(encoding="utf-8")

    def edit(self, old, new):
        expect(old in self.read(), f"{old} is not there")
        self.write(self.read().replace(old, new, 1))


def start(browser, preview, text=CHAPTER):
    """Opens the page of a chapter and marks it: what is loaded anew has no mark."""
    preview.write(text)
    title = re.search("title: (.*)", text)[1]
    browser.open(preview.page)
    browser.until("the page is served", lambda: (
        title in browser.driver.title or browser.driver.refresh()))
    browser.until("what was written last is shown", lambda: browser.js(
        "return document.readyState") == "complete" and browser.count("article #section-39") == 1)
    # What an earlier test wrote may still be on its way out.
    browser.until("nothing is said", lambda: browser.count(".preview-mistake, .preview-finding") == 0)
    browser.js("window.isMarked = true")
    browser.messages()


def until_shown(browser, text, selector="article"):
    browser.until(f"{text} is shown", lambda: text in (browser.text(selector) or ""))


def expect_in_place(browser):
    expect(browser.js("return window.isMarked === true"), "the page was loaded anew")
    equal(browser.messages(), [], "messages")


def top(browser, selector):
    return browser.js(
        "return document.querySelector(arguments[0]).getBoundingClientRect().top", selector)


@test
def what_is_saved_is_shown_in_place(browser, preview):
    start(browser, preview)
    preview.edit("The beginning", "The very beginning")
    until_shown(browser, "The very beginning")
    preview.edit("## Section 3\n", "## Another 3\n")
    until_shown(browser, "Another 3")
    equal(browser.count("#section-3"), 0)
    until_shown(browser, "Another 3", "nav.sections")
    preview.edit("Some words about 7.\n", "Some words about 7.\n\nA paragraph more.\n")
    until_shown(browser, "A paragraph more.")
    preview.edit("\n\nA paragraph more.", "")
    browser.until("it is gone", lambda: "A paragraph more." not in browser.text("article"))
    # The page is what it would be if it were loaded anew.
    look = "return Array.from(document.querySelectorAll('article > *'), (part) => part.outerHTML)"
    is_now = browser.js(look)
    expect_in_place(browser)
    browser.driver.refresh()
    browser.until("the player is there", lambda: browser.count(".player-bar") == 1)
    equal(is_now, browser.js(look))


@test
def the_reader_stays_where_they_are(browser, preview):
    start(browser, preview)
    # Some browsers keep the place themselves.
    browser.js("document.documentElement.style.overflowAnchor = 'none'")
    browser.js("document.getElementById('section-20').scrollIntoView({behavior: 'instant'})")
    before = top(browser, "#section-20")
    preview.edit("The beginning of the page.", "\n\n".join(["A new beginning."] * 20))
    until_shown(browser, "A new beginning.")
    expect(abs(top(browser, "#section-20") - before) < 2, "what comes in above moved the text")
    preview.edit("\n\n".join(["A new beginning."] * 20), "The beginning of the page.")
    until_shown(browser, "The beginning of the page.")
    expect(abs(top(browser, "#section-20") - before) < 2, "what goes above moved the text")
    preview.edit("about 20.", "about twenty.")
    until_shown(browser, "about twenty.")
    expect(abs(top(browser, "#section-20") - before) < 2, "what changes in sight moved the text")
    expect_in_place(browser)


@test
def what_was_opened_and_chosen_stays(browser, preview):
    start(browser, preview)
    browser.js("""
        document.querySelector("details.folded").open = true;
        document.querySelector("#guess input").click();""")
    preview.edit("The beginning", "The very beginning")
    until_shown(browser, "The very beginning")
    expect(browser.js("return document.querySelector('details.folded').open"), "it was closed")
    expect(browser.js("return document.querySelector('#guess input').checked"), "it was forgotten")
    # Also when the block itself is another.
    preview.edit("--for=condition=Ready", "--for=condition=ready")
    until_shown(browser, "--for=condition=ready")
    expect(browser.js("return document.querySelector('details.folded').open"), "it was closed")
    expect_in_place(browser)


@test
def players_and_buttons_work_in_what_is_new(browser, preview):
    start(browser, preview)
    moment = "return document.querySelector('.picture input[type=range]').value"
    back = "document.querySelector('.picture button[aria-label=\"One moment back\"]').click()"
    last = int(browser.js(moment))
    browser.js(back)
    browser.js(back)
    # A picture that does not change stays at its moment, also when the text around it changes.
    preview.edit("The beginning", "The very beginning")
    until_shown(browser, "The very beginning")
    equal(int(browser.js(moment)), last - 2)
    preview.edit("$ echo one\none", "$ echo three\nthree")
    until_shown(browser, "echo three")
    equal(int(browser.js(moment)), last - 2)
    equal(browser.count("#words .copy"), 3, "copy buttons")
    # One that changes has a player again.
    preview.edit("pod/web condition met\n", "pod/web condition met\n"
                 "$ kubectl run more --image=nginx\npod/more created\n")
    until_shown(browser, "kubectl run more")
    browser.until("the player is there", lambda: browser.count("#picture-1 .player-bar") == 1)
    last_now = int(browser.js(moment))
    expect(last_now > last, "there are no more moments than before")
    browser.js(back)
    equal(int(browser.js(moment)), last_now - 1)
    expect("kubectl" in browser.text(".picture .player-line"), "it does not say what happened")
    expect_in_place(browser)


@test
def a_picture_stays_when_only_what_is_told_of_it_changes(browser, preview):
    start(browser, preview)
    browser.js("""
        window.updates = [];
        document.addEventListener("statebook:shown", ({detail}) => {
            const text = document.querySelector("#pod").textContent;
            window.updates.push({text, isWhole: detail.waiting.length === 0});
        })""")
    moment = "return document.querySelector('#picture-1 input').value"
    answer = "return document.querySelector('#picture-1 .player-answer').textContent"

    def updates(command):
        """Whether all had run, for each update that showed the command; others may be late."""
        return [update["isWhole"] for update in browser.js("return window.updates")
                if command in update["text"]]

    # On a slow machine the page is shown before the command has run: then there is no picture yet.
    for spaces in range(1, 20):
        browser.until("the player is there", lambda: browser.count("#picture-1 .player-bar") == 1)
        browser.js("""
            window.picture = document.querySelector('#picture-1 svg');
            const ask = document.querySelector('#picture-1 .player-why select');
            ask.value = Array.from(ask.options).find(({text}) => text === 'web').value;
            ask.dispatchEvent(new Event('change'));
            document.querySelector('#picture-1 [aria-label="One moment back"]').click()""")
        before = browser.js(moment)
        old, new = ("kubectl run" + " " * count + "web" for count in (spaces, spaces + 1))
        browser.until("the command is told", lambda: old in browser.js(answer))
        preview.edit(old, new)
        browser.until("all of it is shown", lambda: any(updates(new)))
        if updates(new)[0]:
            break
    else:
        expect(False, "the command never ran in time")
    expect(browser.js("return document.querySelector('#picture-1 svg') === window.picture"),
           "the picture is another")
    browser.until("the new command is told", lambda: new in browser.js(answer))
    equal(browser.js(moment), before)
    expect_in_place(browser)


@test
def a_half_typed_fence_keeps_the_last_good_page(browser, preview):
    start(browser, preview)
    preview.edit("Some words about 3.\n", "Some other words.\n\n```console\n$ echo new\n")
    until_shown(browser, "This page shows the text before the last change.", ".preview-bar")
    until_shown(browser, "nothing closes the fence", ".preview-mistake")
    expect("Some words about 3." in browser.text("article"), "the last good text is not shown")
    equal(browser.js("""
        const mistake = document.querySelector(".preview-mistake");
        let before = mistake.previousElementSibling;
        while (!before.id) before = before.previousElementSibling;
        return before.id"""), "section-3")
    preview.edit("$ echo new\n", "$ echo new\nnew\n```\n")
    until_shown(browser, "Some other words.")
    browser.until("the mistake is gone", lambda: browser.count(".preview-mistake") == 0)
    expect(browser.js("return document.querySelector('.preview-bar').hidden"), "the banner is there")
    expect_in_place(browser)


@test
def an_output_is_accepted_after_an_update(browser, preview):
    start(browser, preview)
    preview.edit("The beginning", "The very beginning")
    until_shown(browser, "The very beginning")
    preview.edit("$ echo two\ntwo", "$ echo two\n2")
    browser.until("the difference is shown", lambda: browser.count(".preview-finding button") == 1)
    browser.js("document.querySelector('.preview-finding button').click()")
    browser.until("it was accepted", lambda: "$ echo two\ntwo\n" in preview.read())
    browser.until("no difference is shown", lambda: browser.count(".step.differs") == 0)
    browser.until("nothing is said", lambda: browser.js(
        "return document.querySelector('.preview-bar').hidden"))
    expect_in_place(browser)


@test
def a_new_title_loads_the_page_anew(browser, preview):
    start(browser, preview)
    preview.edit("title: A page that changes", "title: Another page")
    browser.until("the title is shown", lambda: browser.text("h1") == "Another page")
    browser.until("the links are shown", lambda: "Another page" in browser.text("main + *"))
