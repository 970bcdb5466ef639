"""Measures a preview: from the saving of a chapter to the page being painted anew.

    measure_preview.py ADDRESS FOLDER-OF-THE-BOOK CHAPTER [TIMES]

`statebook serve --book FOLDER` has to run, as a release build; CHAPTER is the name of a file in
chapters/en. It is edited TIMES times (50 when it is left out) in its first, middle and last command
and in its prose, and is in the end as it was.
"""

import pathlib
import sys
import time

import harness

#: Notes what is painted from now on: when, and the lines of the blocks that have not run by then.
LISTEN = """
    if (!window.painted) {
      document.addEventListener("statebook:shown", ({detail}) => {
        requestAnimationFrame(() => setTimeout(() => window.painted.push(
          [performance.timeOrigin + performance.now(), detail.waiting])));
      });
    }
    window.painted = [];"""
#: Waits until all has been painted.
WAIT = """
    const done = arguments[0];
    const look = () => {
      if (window.painted.some(([, waiting]) => waiting.length === 0)) done(window.painted);
      else setTimeout(look, 10);
    };
    look();"""


def commands(lines):
    """The numbers of the lines with commands, each with the line that begins its block, from 1."""
    found = []
    block = None
    for number, line in enumerate(lines):
        if line.startswith("```"):
            block = number + 1 if block is None else None
            is_console = line.startswith("```console")
        elif block and is_console and line.startswith("$ "):
            found.append((number, block))
    return found


def edits(text, times):
    """What is edited, and the texts of the chapter that come one after the other."""
    lines = text.split("\n")
    steps = commands(lines)
    for name, (step, block) in (
            ("first command", steps[0]), ("middle command", steps[len(steps) // 2]),
            ("last command", steps[-1])):
        texts = []
        for number in range(times):
            # Spaces are a part of the command, which has to be run again.
            texts.append("\n".join(
                lines[:step] + [lines[step] + " " * (1 + number % 2)] + lines[step + 1:]))
        yield name, block, texts
    yield "prose", None, [text + f"\nEdit {number}.\n" for number in range(times)]


def save(path, text):
    """Writes a file as editors do: beside it, then in its place."""
    other = path.with_name(path.name + ".new~")
    other.write_text(text, encoding="utf-8")
    other.rename(path)


def change(browser, path, text, block=None):
    """Saves a text.

    Gives the milliseconds until it was painted with what the edited block did, and until all of the
    chapter had run and was painted.
    """
    browser.js(LISTEN)
    start = time.time() * 1000
    save(path, text)
    painted = browser.driver.execute_async_script(WAIT)
    return (next(moment for moment, waiting in painted if block not in waiting) - start,
            painted[-1][0] - start)


def quantile(values, part):
    return sorted(values)[min(len(values) - 1, int(part * len(values)))]


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    address, folder, chapter = sys.argv[1:4]
    times = int(sys.argv[4]) if len(sys.argv) > 4 else 50
    path = pathlib.Path(folder) / "chapters/en" / chapter
    original = path.read_text(encoding="utf-8")
    slug = chapter.removesuffix(".md").lstrip("0123456789").lstrip("-")
    with harness.launched() as browser:
        browser.reset()
        browser.driver.set_script_timeout(60)
        browser.open(address.rstrip("/") + f"/en/{slug}.html")
        browser.js("scrollTo({top: document.body.scrollHeight / 3, behavior: 'instant'})")
        time.sleep(1)
        try:
            for name, block, texts in edits(original, times):
                taken = []
                for text in texts:
                    taken.append(change(browser, path, text, block))
                    time.sleep(0.15)
                change(browser, path, original)
                time.sleep(0.3)
                for what, some in zip(("shown", "all of it"), zip(*taken)):
                    print(f"{name}, {what}: median {quantile(some, 0.5):.0f} ms, 95 % within "
                          f"{quantile(some, 0.95):.0f}, longest {max(some):.0f}", flush=True)
        finally:
            save(path, original)


main()
