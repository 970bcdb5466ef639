"""A headless Chromium, a site on loopback, and tests that use them."""

import base64
import contextlib
import functools
import http.server
import io
import json
import os
import pathlib
import re
import shutil
import sys
import threading
import time
import traceback

import pypdf
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

#: The path below which sites are served: they have to work in a folder of a server.
SUB_PATH = "/books/small/"

_tests = []


def test(function):
    """Registers a test: a function of a Browser and Sites whose name says what must hold."""
    _tests.append(function)
    return function


class Sites:
    """The sites under test: the small book of these tests, and the book of the repository."""

    #: See slow_line.
    is_slow = False

    def __init__(self, small, book):
        self.small_folder = pathlib.Path(small).resolve()
        self.book_folder = pathlib.Path(book).resolve()
        self.small = _serve(self.small_folder)
        self.book = _serve(self.book_folder)
        #: Where the 404 pages are at home: a book without an address of its own takes it that it
        #: will be at the top of a server, the small book says where it is.
        self.tops = {self.book_folder: _serve(self.book_folder, "/"), self.small_folder: self.small}
        self.small_files = self.small_folder.as_uri() + "/"

    @contextlib.contextmanager
    def slow_line(self):
        """Serves pages piece by piece, and scripts late but for the one that a page waits for."""
        Sites.is_slow = True
        try:
            yield
        finally:
            Sites.is_slow = False

    def pages(self, folder):
        """The pages of a site, by their paths in it."""
        return sorted(str(path.relative_to(folder)) for path in folder.rglob("*.html"))


def _serve(folder, path_of_site=SUB_PATH):
    class Handler(http.server.SimpleHTTPRequestHandler):
        def translate_path(self, path):
            if not path.startswith(path_of_site):
                return str(folder / "nothing-is-here")
            return super().translate_path("/" + path[len(path_of_site):])

        def do_GET(self):
            if Sites.is_slow and self.path.endswith(".js") and not self.path.endswith("/theme.js"):
                time.sleep(0.4)
            if Sites.is_slow and self.path.endswith(".html"):
                return self.send_slowly(pathlib.Path(self.translate_path(self.path)).read_bytes())
            if not self.path.endswith("?still"):
                return super().do_GET()
            page = pathlib.Path(self.translate_path(self.path[:-len("?still")])).read_text()
            page = re.sub('<meta http-equiv="refresh"[^>]*>', "", page).encode()
            self.begin_page(page)
            self.wfile.write(page)

        def begin_page(self, page):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()

        def send_slowly(self, page):
            self.begin_page(page)
            # The first piece is all that stands above the text.
            ends = [page.find(b"<main"), len(page) // 2, len(page) * 3 // 4, len(page)]
            start = 0
            for end in sorted(ends):
                self.wfile.write(page[start:end])
                start = end
                time.sleep(0.1)

        def log_message(self, *_):
            pass

        def end_headers(self):
            self.send_header("Cache-Control", "no-store")
            super().end_headers()

    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}{path_of_site}"


class Browser:
    """Chromium, and what it said and asked for since it was last asked."""

    def __init__(self, chromium, driver):
        options = Options()
        options.binary_location = chromium
        for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--lang=en-US",
                         "--disable-dev-shm-usage", "--window-size=1200,900"):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=Service(driver))
        self.driver.set_page_load_timeout(120)
        self.requests = []

    def quit(self):
        self.driver.quit()

    def reset(self):
        """A reader who has never been here, with a mouse, in light colours."""
        self.cdp("Emulation.setScriptExecutionDisabled", value=False)
        self.cdp("Emulation.setTouchEmulationEnabled", enabled=False)
        self.media(dark=False)
        self.size(1200, 900)
        self.messages()

    def cdp(self, command, **arguments):
        return self.driver.execute_cdp_cmd(command, arguments)

    def size(self, width, height):
        self.cdp("Emulation.setDeviceMetricsOverride", width=width, height=height,
                 deviceScaleFactor=1, mobile=False)

    def media(self, dark=False, reduced=True):
        self.cdp("Emulation.setEmulatedMedia", media="", features=[
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
            {"name": "prefers-reduced-motion", "value": "reduce" if reduced else "no-preference"}])

    def open(self, url):
        self.driver.get(url)

    def forget(self):
        """Forgets what the page's origin remembers."""
        self.js("localStorage.clear()")

    def js(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def find(self, selector):
        return self.driver.find_element("css selector", selector)

    def all(self, selector):
        return self.driver.find_elements("css selector", selector)

    def text(self, selector):
        return self.js("return document.querySelector(arguments[0])?.textContent ?? null", selector)

    def count(self, selector):
        return self.js("return document.querySelectorAll(arguments[0]).length", selector)

    def press(self, *keys):
        """Types into whatever has the focus."""
        webdriver.ActionChains(self.driver).send_keys(*keys).perform()

    def hover(self, selector):
        webdriver.ActionChains(self.driver).move_to_element(self.find(selector)).perform()

    def tap(self, selector):
        """Taps with a finger."""
        box = self.js("""
            const element = document.querySelector(arguments[0]);
            element.scrollIntoView({block: "center", behavior: "instant"});
            const box = element.getClientRects()[0];
            return [box.left + box.width / 2, box.top + box.height / 2];""", selector)
        self.cdp("Input.dispatchTouchEvent", type="touchStart",
                 touchPoints=[{"x": box[0], "y": box[1]}])
        self.cdp("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])

    def until(self, what, condition, seconds=60):
        """Waits until a condition holds; on a loaded machine that can take long."""
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                raise AssertionError(f"it never came to this: {what}")
            time.sleep(0.02)

    def messages(self):
        """What the console said since the last call; requests are kept in `requests`."""
        self.requests = []
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                self.requests.append(message["params"]["request"]["url"])
        return [entry["message"] for entry in self.driver.get_log("browser")]


@contextlib.contextmanager
def launched():
    """A browser, ended at the end."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    driver = os.environ.get("CHROMEDRIVER") or shutil.which("chromedriver")
    if not chromium or not driver:
        sys.exit("chromium or chromedriver is not installed")
    browser = Browser(chromium, driver)
    try:
        yield browser
    finally:
        browser.quit()


def printed(browser, url):
    """How many sheets of paper a page needs, and what is on them."""
    browser.open(url)
    pdf = browser.cdp("Page.printToPDF", printBackground=True, preferCSSPageSize=True)
    reader = pypdf.PdfReader(io.BytesIO(base64.b64decode(pdf["data"])))
    return len(reader.pages), " ".join(
        " ".join(page.extract_text() for page in reader.pages).split())


def expect(condition, message):
    if not condition:
        raise AssertionError(message)


def equal(found, wanted, what=""):
    if found != wanted:
        raise AssertionError(f"{what or 'found'}: {found!r}, not {wanted!r}")


def run(browser, sites, only=None):
    """Runs the registered tests and returns how many of them failed."""
    failed = 0
    for function in _tests:
        if only and only not in function.__module__ + "." + function.__name__:
            continue
        start = time.monotonic()
        try:
            browser.reset()
            function(browser, sites)
            print(f"ok {function.__name__} ({time.monotonic() - start:.1f} s)", flush=True)
        except Exception as error:
            failed += 1
            place = traceback.extract_tb(error.__traceback__)
            own = [frame for frame in place if frame.name == function.__name__]
            line = own[-1].lineno if own else 0
            print(f"FAILED {function.__name__}:{line}: {error}", flush=True)
    return failed
