"""The player: stepping, scrubbing, playing, causes, two sessions side by side."""

from selenium.webdriver.common.keys import Keys

from harness import equal, expect, test

#: What can be seen of a picture, without what is just leaving it.
LOOK = """
    const look = (svg) => Array.from(
      svg.querySelectorAll("g[data-box]:not(.leaving), g.link:not(.leaving)"),
      (part) => part.outerHTML.replace(/ asked"/g, '"')).sort().join("\\n")
      + svg.querySelector("desc").textContent;
"""


def open_chapter(browser, sites, reduced=True):
    browser.media(reduced=reduced)
    browser.open(sites.small + "en/cluster.html")


def look(browser, svg="#picture-1 svg.scene"):
    return browser.js(LOOK + "return look(document.querySelector(arguments[0]))", svg)


def at(browser, player=".picture .player"):
    """The moment that a player shows, its last one, and what it says about it."""
    return browser.js("""
        const player = document.querySelector(arguments[0]);
        const slider = player.querySelector("input[type=range]");
        return [Number(slider.value), Number(slider.max),
          player.querySelector(".player-line").textContent];""", player)


def click(browser, label, player=".picture .player"):
    browser.js("""
        document.querySelector(arguments[0])
          .querySelector(`button[aria-label="${arguments[1]}"]`).click()""", player, label)


def scrub(browser, moment, player=".picture .player"):
    browser.js("""
        const slider = document.querySelector(arguments[0] + " input[type=range]");
        slider.value = arguments[1];
        slider.dispatchEvent(new Event("input", {bubbles: true}));""", player, moment)


def wait_for_a_frame(browser):
    browser.js("return new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")


@test
def buttons_step_through_moments_and_commands(browser, sites):
    open_chapter(browser, sites)
    end = look(browser)
    now, last, line = at(browser)
    equal(now, last)
    expect("kubectl get pods" in line, line)
    click(browser, "One moment back")
    equal(at(browser)[0], last - 1)
    click(browser, "To the end of the command before")
    now, _, line = at(browser)
    expect("kubectl run" in line, line)
    equal(browser.js("return Array.from(document.querySelectorAll('.step.current'), (step) => step.id)"),
          ["pod-1", "two-4"])
    click(browser, "To the end of the next command")
    expect("kubectl wait" in at(browser)[2], at(browser)[2])
    click(browser, "One moment on")
    for _ in range(last):
        click(browser, "One moment on")
    equal(at(browser)[0], last)
    equal(look(browser), end, "after going there and back")


@test
def arrow_keys_step(browser, sites):
    open_chapter(browser, sites)
    last = at(browser)[1]
    browser.js("document.querySelector('.picture .player button').focus()")
    browser.press(Keys.ARROW_LEFT)
    equal(at(browser)[0], last - 1)
    browser.press(Keys.HOME)
    equal(at(browser)[0], 0)
    browser.press(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT)
    equal(at(browser)[0], 2)
    browser.press(Keys.END)
    equal(at(browser)[0], last)
    browser.press(Keys.SHIFT + Keys.ARROW_LEFT + Keys.NULL)
    expect("kubectl wait" in at(browser)[2], at(browser)[2])
    # In the box with what one may ask, the keys are those of the box.
    before = at(browser)[0]
    browser.js("document.querySelector('.player-why select').focus()")
    browser.press(Keys.ARROW_LEFT)
    equal(at(browser)[0], before)


@test
def time_is_scrubbed_between_the_ends_of_commands(browser, sites):
    open_chapter(browser, sites)
    last = at(browser)[1]
    seen = []
    for moment in range(last + 1):
        scrub(browser, moment)
        seen.append(browser.js("""
            return [document.querySelector(".player-clock").textContent,
              document.querySelector("input[type=range]").getAttribute("aria-valuetext"),
              document.querySelector('#picture-1 [data-box="pod/default/web"] title')?.textContent
                ?? ""];"""))
    states = [pod for _, _, pod in seen]
    # There are more moments than the three commands have ends.
    expect(last > 3, f"{last} moments only")
    expect(any("Pending" in pod for pod in states), f"never Pending: {states}")
    expect(any("ContainerCreating" in pod for pod in states), f"never creating: {states}")
    expect("Running" in states[-1], states[-1])
    clocks = [time for time, _, _ in seen]
    equal(clocks, sorted(clocks), "the clock")
    expect(len(set(clocks)) > 2, f"the clock hardly moves: {clocks}")
    expect(all(time in text for time, text, _ in seen), "the slider does not say the time")
    ages = browser.js("return Array.from(document.querySelectorAll('#picture-1 .age'),"
                      " (age) => age.textContent)")
    expect(ages and all(age.endswith("s") for age in ages), f"ages: {ages}")


@test
def it_plays_pauses_and_replays_at_a_chosen_speed(browser, sites):
    open_chapter(browser, sites)
    # The time between two moments, as the player asks the browser for it.
    browser.js("""
        window.waits = [];
        const real = window.setTimeout;
        window.setTimeout = (act, wait, ...rest) => {
          if (wait > 100) window.waits.push(wait);
          return real(act, wait > 100 ? Math.min(wait, window.pause ?? 0) : wait, ...rest);
        };
        window.pause = 100000;""")
    last = at(browser)[1]
    click(browser, "Play")
    equal(at(browser)[0], 0, "it begins again")
    equal(browser.count("button[aria-label=Pause]"), 1)
    click(browser, "Pause")
    equal(browser.count("button[aria-label=Pause]"), 0)
    at_one = browser.js("return window.waits.at(-1)")
    browser.js("""
        const speed = document.querySelector("select[aria-label=Speed]");
        speed.value = "0.5";
        speed.dispatchEvent(new Event("change"));""")
    click(browser, "Play")
    click(browser, "Pause")
    equal(browser.js("return window.waits.at(-1)"), 2 * at_one, "half as fast")
    browser.js("window.pause = 0")
    for _ in range(2):
        click(browser, "Play")
        browser.until("the end", lambda: at(browser)[0] == last
                      and browser.count("button[aria-label=Pause]") == 0)


@test
def a_cause_is_one_tap_away(browser, sites):
    browser.size(390, 800)
    browser.cdp("Emulation.setTouchEmulationEnabled", enabled=True)
    open_chapter(browser, sites)
    browser.tap('#picture-1 [data-box="pod/default/web"] .shape')
    browser.until("an answer", lambda: browser.text(".player-answer"))
    answer = browser.text(".player-answer")
    expect(answer.startswith("web (pod, Running"), answer)
    expect("because" in answer and "kubelet" in answer, answer)
    equal(browser.count("#picture-1 .asked"), 1)
    equal(browser.js("return document.querySelector('.player-why select').value"),
          "0 pod/default/web")
    # At another moment it says what was so then.
    scrub(browser, 1)
    expect("Running" not in browser.text(".player-answer p"), browser.text(".player-answer"))
    # The same without a finger: from the list of what is there.
    browser.js("""
        const ask = document.querySelector(".player-why select");
        ask.value = "0 node/node-1";
        ask.dispatchEvent(new Event("change"));""")
    answer = browser.text(".player-answer")
    expect(answer.startswith("node-1 (Ready"), answer)
    expect("Nothing has happened to it in this run so far." in answer, answer)


def ask(browser, player, key):
    """Asks a player about a thing and gives what it answers."""
    return browser.js("""
        const ask = arguments[0].querySelector(".player-why select");
        ask.value = arguments[1];
        ask.dispatchEvent(new Event("change"));
        return arguments[0].querySelector(".player-answer").textContent;""", player, key)


@test
def every_name_to_ask_about_is_one_thing(browser, sites):
    browser.open(sites.book + "en/when-a-node-dies.html")
    names = browser.js("""
        return Array.from(document.querySelectorAll(".player-why select"), (ask) =>
          Array.from(ask.options, (option) => (option.closest("optgroup")?.label ?? "")
            + " " + option.textContent))""")
    expect(names, "no player")
    for some in names:
        equal(sorted(set(some)), sorted(some))
    told = [name.strip() for some in names for name in some]
    expect("free (service)" in told and "free (deployment)" in told, told[:20])
    expect("node-1" in told, "what has its name alone keeps it")
    expect(any(name == "out" or name.startswith("out ") for name in told), "the side of a name")


@test
def a_claim_and_a_volume_have_their_story(browser, sites):
    browser.open(sites.book + "en/a-name-that-sticks.html")
    browser.open(sites.book + "en/when-a-node-dies.html")
    for kind in ("persistentvolumeclaim", "persistentvolume"):
        found = browser.js("""
            for (const ask of document.querySelectorAll(".picture .player-why select")) {
              for (const option of ask.options) {
                if (option.value.startsWith(`0 ${arguments[0]}/`)) {
                  return [ask.closest(".player"), option.value];
                }
              }
            }""", kind)
        expect(found, f"no {kind} in any picture")
        answer = ask(browser, *found)
        expect(kind in answer.split(").", 1)[1], answer)


@test
def a_long_answer_shows_that_more_follows(browser, sites):
    for width in (390, 1200):
        browser.size(width, 900)
        open_chapter(browser, sites)
        player = browser.find(".picture .player")
        height = player.size["height"]
        answer = ask(browser, player, "0 pod/default/web")
        expect("because" in answer, answer)
        equal(browser.find(".picture .player").size["height"], height)
        shown, whole, fades = browser.js("""
            const answer = document.querySelector(".picture .player-answer");
            return [answer.clientHeight, answer.scrollHeight, answer.matches(".more")];""")
        equal(fades, whole > shown + 2, f"{shown} of {whole} pixels at {width}")
        if width == 390:
            expect(shown >= 130, f"only {shown} pixels for the answer")
        browser.js("""
            const answer = document.querySelector(".picture .player-answer");
            answer.scrollTop = answer.scrollHeight;""")
        browser.until("the end", lambda: browser.count(".picture .player-answer.more") == 0)
        gap = browser.js("""
            const place = document.querySelector(".player-at");
            place.textContent = "14:20";
            const text = document.createRange();
            text.selectNodeContents(place);
            return place.getBoundingClientRect().right - text.getBoundingClientRect().right;""")
        expect(gap >= 3, f"{gap} pixels between a time and its text")


@test
def two_sessions_step_together(browser, sites):
    open_chapter(browser, sites)
    sides = ["#compare-1-left svg.scene", "#compare-1-right svg.scene"]
    player = ".compare > .player"
    ends = [look(browser, side) for side in sides]
    scrub(browser, 0, player)
    starts = [look(browser, side) for side in sides]
    expect(all(start != end for start, end in zip(starts, ends)), "a side stands still")
    last = at(browser, player)[1]
    both = 0
    for moment in range(1, last + 1):
        before = [look(browser, side) for side in sides]
        scrub(browser, moment, player)
        both += all(look(browser, side) != old for side, old in zip(sides, before))
    expect(both > 0, "at no moment both sides change")
    equal([look(browser, side) for side in sides], ends, "the end")
    lines = browser.js("return document.querySelectorAll('.compare .player-line span').length")
    equal(lines, 2)
    # Each line says what is typed in its own session.
    text = at(browser, player)[2]
    expect("kubectl get pods" in text and "kubectl get nodes" in text, text)


@test
def a_picture_goes_along_with_the_scrolling(browser, sites):
    browser.size(1200, 700)
    for reduced in (False, True):
        open_chapter(browser, sites, reduced=reduced)
        last = at(browser)[1]
        # So many that the picture is in sight and the first command at two fifths of the height.
        place = """
            scrollTo({top: scrollY + document.getElementById("pod-1").getBoundingClientRect().top
              - innerHeight * 0.4 + arguments[0], behavior: "instant"});"""
        browser.js(place, -600)
        browser.js(place, 5)
        if reduced:
            browser.js(place, 10)
            wait_for_a_frame(browser)
            equal(at(browser)[0], last, "it moves")
            continue
        browser.until("the first command",
                      lambda: "kubectl run" in at(browser)[2] and at(browser)[0] < last)
        equal(browser.count(".player.used"), 0)
        browser.js(place, 500)
        browser.until("the end", lambda: at(browser)[0] == last)
        browser.js(place, 5)
        browser.until("and back", lambda: at(browser)[0] < last)
        # Out of sight it shows the end, and so it does once its controls were used.
        browser.js("scrollTo({top: 0, behavior: 'instant'});"
                   "scrollTo({top: document.body.scrollHeight, behavior: 'instant'})")
        browser.until("the end out of sight", lambda: at(browser)[0] == last)
        scrub(browser, 1)
        browser.js(place, 5)
        browser.js(place, 30)
        wait_for_a_frame(browser)
        equal(at(browser)[0], 1)


@test
def with_reduced_motion_nothing_is_animated(browser, sites):
    for reduced in (True, False):
        open_chapter(browser, sites, reduced=reduced)
        moving = 0
        for _ in range(at(browser)[1]):
            click(browser, "One moment back")
            moving += browser.js("return document.getAnimations().filter("
                                 "(one) => one.effect.target.closest('svg.scene')).length")
        if reduced:
            equal(moving, 0)
        else:
            expect(moving > 0, "nothing is animated for anybody")


def stepping_problems(browser, stride):
    """What moves in the page that is shown while one steps through its pictures, and pictures that
    are not as they were when one is back at the end. With a stride of one it looks at each moment
    of each picture."""
    shift, wrong, growth = browser.driver.execute_async_script(LOOK + """
        const [stride, done] = arguments;
        let shift = 0;
        const observer = new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) shift += entry.value;
        });
        const painted = () => new Promise((go) => requestAnimationFrame(go));
        const height = document.documentElement.scrollHeight;
        const wrong = [];
        (async () => {
          // What was done before, as a new width, is over.
          for (const _ of [1, 2, 3]) await painted();
          await new Promise((go) => setTimeout(go, 50));
          observer.observe({type: "layout-shift"});
          for (const player of document.querySelectorAll("div.player")) {
            const scenes = player.closest("figure").querySelectorAll("svg.scene");
            const before = Array.from(scenes, look).join();
            const slider = player.querySelector("input[type=range]");
            player.scrollIntoView({block: "end", behavior: "instant"});
            const last = Number(slider.max);
            for (let stop = last % stride; stop <= last; stop += stride) {
              slider.value = stop;
              slider.dispatchEvent(new Event("input", {bubbles: true}));
              await painted();
            }
            const after = Array.from(scenes, look).join();
            if (after !== before) wrong.push(player.closest("figure").id);
          }
          await painted();
          for (const entry of observer.takeRecords()) shift += entry.value;
          observer.disconnect();
          done([shift, wrong, document.documentElement.scrollHeight - height]);
        })();""", stride)
    found = [f"{one} is not as it was" for one in wrong]
    if shift or growth:
        found.append(f"a layout shift of {shift}, {growth} pixels more while stepping")
    return found
