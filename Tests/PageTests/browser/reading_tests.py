"""Aids for reading: search, copying, colours, keys, quizzes, terms, paper."""

from selenium.webdriver.common.keys import Keys

from harness import equal, expect, printed, test


def search(browser, query):
    browser.press("/")
    browser.press(query)
    browser.until("an answer", lambda: browser.text(".search-status"))


def results(browser):
    return browser.js("""
        return Array.from(document.querySelectorAll(".search-results a"), (link) =>
          [link.querySelector(".search-page").textContent,
           link.querySelector(".search-heading")?.textContent ?? ""]);""")


@test
def search_finds_titles_before_headings_before_text(browser, sites):
    browser.open(sites.small + "index.html")
    search(browser, "storage")
    equal(results(browser)[0], ["Chapter 1 Storage that stays", ""])
    equal(browser.text(".search-results mark"), "Storage")
    browser.press(Keys.ESCAPE)
    search(browser, "console")
    equal(results(browser)[0], ["Chapter 1 Storage that stays", "The first console"])
    browser.press(Keys.ESCAPE)
    equal(browser.count(".search-results a"), 0)
    search(browser, "emptydir")
    equal(results(browser)[0], ["Appendix A Glossary", "emptyDir"])


@test
def search_wants_all_words_and_takes_beginnings(browser, sites):
    browser.open(sites.small + "en/storage.html")
    search(browser, "quot")
    equal([heading for _, heading in results(browser)], ["Everything else"])
    browser.press(Keys.ESCAPE)
    search(browser, "claim xyzzy")
    equal(results(browser), [])
    equal(browser.text(".search-status"), "Nothing found")


@test
def search_says_how_much_of_what_it_found_it_shows(browser, sites):
    browser.open(sites.book + "en/index.html")
    search(browser, "pod")
    listed = len(results(browser))
    said = browser.text(".search-status")
    expect(said.startswith(f"the first {listed} of ") and said.endswith(" places"), said)
    expect(int(said.split()[4]) > listed, said)
    # No excerpt ends within a word.
    broken = browser.js("""
        const texts = window.statebookIndex.sections.map((section) => section[3])
          .concat(window.statebookIndex.pages.map((page) => page[3])).map((text) => ` ${text} `);
        return Array.from(document.querySelectorAll(".search-text"), (text) => text.textContent)
          .map((text) => text.replace(/ …$/, "").split(" ").slice(-3).join(" "))
          .filter((end) => !texts.some((whole) => whole.includes(` ${end} `)));""")
    equal(broken, [])


@test
def search_gives_no_answer_of_a_quiz_away(browser, sites):
    browser.open(sites.small + "en/storage.html")
    for hidden in ("second replaced", "alpha nothing"):
        search(browser, hidden)
        equal(results(browser), [], hidden)
        browser.press(Keys.ESCAPE)


@test
def search_folds_accents(browser, sites):
    browser.open(sites.small + "vi/storage.html")
    search(browser, "dia con lai")
    equal(results(browser)[0][0], "Chương 1 Đĩa còn lại")
    equal(browser.text(".search-results mark"), "Đĩa")
    browser.press(Keys.ESCAPE)
    search(browser, "CUOI")
    equal(results(browser), [["Chương 1 Đĩa còn lại", "Bản tin cuối"]])


@test
def search_is_done_with_the_keyboard_alone(browser, sites):
    browser.open(sites.small + "en/index.html")
    search(browser, "print now")
    browser.press(Keys.ARROW_DOWN)
    equal(browser.js("return document.activeElement.className + document.activeElement.tagName"), "A")
    browser.press(Keys.ARROW_UP)
    equal(browser.js("return document.activeElement.id"), "page:search")
    browser.press(Keys.ARROW_DOWN, Keys.ENTER)
    browser.until("the section", lambda: browser.driver.current_url.endswith(
        "/en/storage.html#what-happens-next"))


@test
def search_works_from_a_file(browser, sites):
    browser.open(sites.small_files + "en/cluster.html")
    search(browser, "storage stays")
    equal(results(browser)[0][0], "Chapter 1 Storage that stays")
    browser.press(Keys.ENTER)
    browser.until("the chapter", lambda: browser.driver.current_url.endswith("/en/storage.html"))
    equal(browser.messages(), [])
    equal([url for url in browser.requests if not url.startswith(("file:", "data:"))], [])


@test
def copying_takes_commands_only(browser, sites):
    browser.cdp("Browser.grantPermissions",
                permissions=["clipboardReadWrite", "clipboardSanitizedWrite"])
    browser.open(sites.small + "en/storage.html")
    clip = "return navigator.clipboard.readText()"
    browser.js("document.querySelector('#first > .copy-slot > .copy').click()")
    browser.until("the word", lambda: browser.text("#first > .copy-slot > .copy") == "Copied")
    equal(browser.js(clip), 'echo one\ncat missing.txt\nfor n in 1 2\ndo echo "line $n"\ndone\n')
    browser.js("document.querySelectorAll('figure.file .copy')[1].click()")
    browser.until("the file", lambda: browser.js(clip) == "alpha\ngamma\n")


@test
def colours_are_those_of_the_system_until_one_chooses(browser, sites):
    paper = "return getComputedStyle(document.documentElement).backgroundColor"
    light, dark = "rgb(253, 252, 248)", "rgb(22, 24, 27)"
    browser.open(sites.small + "en/storage.html")
    browser.forget()
    equal(browser.js(paper), light)
    browser.media(dark=True)
    equal(browser.js(paper), dark)
    equal(browser.js("return document.querySelector('.theme-switch :checked').value"), "system")
    browser.js("document.querySelector('.theme-switch [value=light]').click()")
    equal(browser.js(paper), light)
    browser.media(dark=False)
    browser.js("document.querySelector('.theme-switch [value=dark]').click()")
    equal(browser.js(paper), dark)
    # On the next page the choice is there before anything can be painted.
    script = browser.cdp("Page.addScriptToEvaluateOnNewDocument", source="""
        new MutationObserver((_, observer) => {
          if (!document.body) return;
          window.themeAtBody = document.documentElement.dataset.theme;
          observer.disconnect();
        }).observe(document, {childList: true, subtree: true});""")
    browser.open(sites.small + "en/cluster.html")
    equal(browser.js("return window.themeAtBody"), "dark")
    equal(browser.js(paper), dark)
    browser.cdp("Page.removeScriptToEvaluateOnNewDocument", identifier=script["identifier"])
    browser.js("document.querySelector('.theme-switch [value=system]').click()")
    equal(browser.js(paper), light)
    equal(browser.js("return localStorage.getItem('statebook-theme')"), None)


@test
def a_page_can_be_read_with_the_keyboard_alone(browser, sites):
    browser.open(sites.small + "en/storage.html")
    browser.forget()
    browser.press(Keys.TAB)
    equal(browser.js("return document.activeElement.className"), "skip-link")
    browser.press(Keys.ENTER)
    equal(browser.js("return document.activeElement.id"), "page:main")
    # From here on everything that can be used is reached, in the order of the page, and is seen.
    seen = []
    for _ in range(80):
        browser.press(Keys.TAB)
        here = browser.js("""
            const element = document.activeElement;
            const style = getComputedStyle(element);
            const box = element.getBoundingClientRect();
            return [element.className || element.tagName,
              (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0)
                || element.matches("input") ? "" : element.outerHTML.slice(0, 80),
              box.bottom > 0 && box.top < innerHeight];""")
        equal(here[1], "", "no sign of the focus")
        expect(here[2], f"out of sight: {here[0]}")
        seen.append(here[0])
        if here[0] == "next":
            break
    for wanted in ("term", "permalink", "quiz-check", "table-scroll", "next", "claim-id"):
        expect(wanted in seen, f"{wanted} was not reached: {seen}")
    browser.press(Keys.ENTER)
    browser.until("the next chapter", lambda: browser.driver.current_url.endswith("/cluster.html"))


@test
def keys_have_a_help_and_can_be_turned_off(browser, sites):
    browser.open(sites.small + "en/storage.html")
    browser.forget()
    browser.press("?")
    browser.until("the help", lambda: browser.count("dialog.help[open]") == 1)
    browser.press("n")
    browser.press(Keys.ESCAPE)
    browser.until("no help", lambda: browser.count("dialog.help[open]") == 0)
    browser.press("n")
    browser.until("the next chapter", lambda: browser.driver.current_url.endswith("/cluster.html"))
    browser.press("p")
    browser.until("back again", lambda: browser.driver.current_url.endswith("/storage.html"))
    browser.press("?")
    browser.js("document.querySelector('.keys-on').click()")
    browser.press(Keys.ESCAPE)
    browser.press("n")
    browser.press("/")
    expect(browser.driver.current_url.endswith("/storage.html"), "n still works")
    equal(browser.js("return document.activeElement.id"), "")
    browser.forget()


@test
def without_scripts_a_page_is_whole(browser, sites):
    browser.cdp("Emulation.setScriptExecutionDisabled", value=True)
    browser.open(sites.small + "en/storage.html")
    browser.cdp("Emulation.setScriptExecutionDisabled", value=False)
    for dead in (".search-field", ".theme-switch", ".help-button", ".copy", ".quiz-check"):
        equal(browser.count(dead), 0, dead)
    expect(browser.find("#first").is_displayed(), "the console is not shown")
    term = browser.find("a.term")
    equal(term.get_attribute("title"), "A wish for storage that a cluster fulfils.")
    solution = browser.find("#guess .solution")
    expect("The second file" not in solution.text, "the answer is not hidden")
    browser.find("#guess .solution summary").click()
    expect("alpha and gamma" in solution.text, "the answer is not there")
    expect("The second file" in solution.text, "the explanation is not there")
    browser.find("#folded summary, details.folded > summary").click()
    expect(browser.find("#folded").is_displayed(), "the fold does not open")
    term.click()
    browser.until("the glossary", lambda: browser.driver.current_url.endswith("glossary.html#claim"))


@test
def a_quiz_says_how_the_choice_was(browser, sites):
    browser.open(sites.small + "en/storage.html")
    verdict = "#guess .verdict"
    browser.find("#guess .quiz-check").click()
    equal(browser.text(verdict), "Choose an answer first.")
    equal(browser.count("#guess .solution[open]"), 0)
    browser.find("#guess-A").click()
    browser.find("#guess .quiz-check").click()
    equal(browser.text(verdict), "Not quite.")
    equal(browser.js("return Array.from(document.querySelectorAll('#guess .answer'),"
                     " (answer) => answer.className)"), ["answer wrong", "answer missed", "answer"])
    missed = "return getComputedStyle(document.querySelector('#guess .missed'), '::after').content"
    equal(browser.js(missed), '"not chosen, but right"')
    equal(browser.count("#guess .solution[open]"), 1)
    browser.find("#guess-B").click()
    equal(browser.text(verdict), "")
    browser.find("#guess .quiz-check").click()
    equal(browser.text(verdict), "Right.")
    # Of several right answers all have to be chosen.
    browser.find("#several-A").click()
    browser.find("#several .quiz-check").click()
    equal(browser.text("#several .verdict"), "Not quite.")
    browser.find("#several-B").click()
    browser.find("#several .quiz-check").click()
    equal(browser.text("#several .verdict"), "Right.")


@test
def a_term_says_what_it_means(browser, sites):
    card = "return document.querySelector('.term-card:not([hidden]) span')?.textContent ?? ''"
    meaning = "A wish for storage that a cluster fulfils."
    browser.open(sites.small + "en/storage.html")
    browser.hover("a.term")
    browser.until("the meaning", lambda: browser.js(card) == meaning)
    browser.hover("h1")
    browser.until("nothing", lambda: browser.js(card) == "")
    browser.js("document.querySelector('a.term').focus()")
    equal(browser.js(card), meaning)
    equal(browser.js("return document.activeElement.getAttribute('aria-describedby')"), "page:term")
    browser.press(Keys.ESCAPE)
    equal(browser.js(card), "")
    equal(browser.js("return document.activeElement.getAttribute('aria-describedby')"), None)


@test
def a_finger_sees_the_meaning_first_and_follows_then(browser, sites):
    browser.size(390, 800)
    browser.cdp("Emulation.setTouchEmulationEnabled", enabled=True)
    browser.open(sites.small + "en/storage.html")
    browser.tap("a.term")
    browser.until("the meaning", lambda: browser.count(".term-card:not([hidden])") == 1)
    expect(browser.driver.current_url.endswith("storage.html"), "it followed at once")
    box = browser.js("const box = document.querySelector('.term-card').getBoundingClientRect();"
                     "return [box.left, box.right]")
    expect(box[0] >= 0 and box[1] <= 390, f"it is cut off: {box}")
    browser.tap("a.term")
    browser.until("the glossary", lambda: browser.driver.current_url.endswith("glossary.html#claim"))


@test
def what_was_read_is_marked(browser, sites):
    browser.size(1200, 300)
    browser.open(sites.small + "en/storage.html")
    browser.forget()
    browser.open(sites.small + "en/storage.html")
    equal(browser.count(".contents .is-read"), 0)
    browser.js("scrollTo({top: document.body.scrollHeight, behavior: 'instant'})")
    browser.until("a mark", lambda: browser.count(".contents .is-read") == 1)
    expect("read" in browser.text(".contents .is-read"), "the mark has no words")
    browser.open(sites.small + "en/cluster.html")
    browser.until("it is begun", lambda: browser.js(
        "return localStorage.getItem('statebook-progress')").count("part") == 2)
    browser.open(sites.small + "index.html")
    equal(browser.count(".chapter-list .is-read"), 1)
    browser.forget()


@test
def the_current_section_is_marked(browser, sites):
    browser.open(sites.small + "en/storage.html")
    browser.js("document.getElementById('what-happens-next').scrollIntoView({behavior: 'instant'})")
    browser.until("the mark", lambda: browser.text(".sections [aria-current]") == "What happens next")


@test
def a_browser_without_a_memory_is_no_trouble(browser, sites):
    script = browser.cdp("Page.addScriptToEvaluateOnNewDocument", source="""
        Object.defineProperty(window, "localStorage", {get() { throw new Error("no memory"); }});""")
    browser.open(sites.small + "en/storage.html")
    browser.js("document.querySelector('.theme-switch [value=dark]').click()")
    equal(browser.js("return document.documentElement.dataset.theme"), "dark")
    browser.js("scrollTo({top: document.body.scrollHeight, behavior: 'instant'})")
    search(browser, "storage")
    expect(results(browser), "nothing found")
    browser.cdp("Page.removeScriptToEvaluateOnNewDocument", identifier=script["identifier"])
    equal(browser.messages(), [])


@test
def on_paper_nothing_is_hidden(browser, sites):
    for url in ("en/storage.html", "en/print.html"):
        pages, text = printed(browser, sites.small + url)
        for wanted in ("Storage that stays", "echo one", "alpha and gamma", "The second file",
                       "tail -n 1 notes.txt", "The console says what it was told"):
            expect(wanted in text, f"{url} on paper has no “{wanted}”")
        for unwanted in ("Skip to the text", "Search the book", "Choose an answer"):
            expect(unwanted not in text, f"{url} on paper has “{unwanted}”")
        expect(pages >= 2, f"{url} is one sheet of paper")


@test
def on_paper_the_lines_of_wide_tables_stay_whole(browser, sites):
    # A sheet of A4 without its margins.
    browser.size(680, 1000)
    browser.cdp("Emulation.setEmulatedMedia", media="print")
    browser.open(sites.book + "en/print.html")
    tables = browser.js("""
        return Array.from(document.querySelectorAll('.transcript [class*="columns-"]'), (table) => [
          table.scrollWidth - table.clientWidth, getComputedStyle(table).whiteSpace,
          parseFloat(getComputedStyle(table).fontSize), table.textContent.slice(0, 60)])""")
    browser.cdp("Emulation.setEmulatedMedia", media="")
    expect(len(tables) > 10, f"only {len(tables)} wide tables")
    for over, space, size, text in tables:
        expect(over <= 0 and space == "pre", f"{over} pixels too wide: {text}")
        expect(size > 5, f"letters of {size} pixels: {text}")


@test
def a_former_address_leads_on(browser, sites):
    browser.open(sites.small + "old-storage.html")
    browser.until("the chapter", lambda: browser.driver.current_url.endswith("/en/storage.html"))


@test
def languages_lead_to_one_another(browser, sites):
    browser.open(sites.small + "en/storage.html")
    browser.find(".site-links a[hreflang=vi]").click()
    browser.until("the other one", lambda: browser.driver.current_url.endswith("/vi/storage.html"))
    equal(browser.js("return document.documentElement.lang"), "vi")
