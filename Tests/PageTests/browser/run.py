"""Tests the pages of two sites in a browser: run.py SMALL-SITE BOOK-SITE [PART-OF-A-NAME].

Ends with 0 when all holds. Needs Chromium, its driver and Java in PATH (or in CHROMIUM,
CHROMEDRIVER, JAVA), and the packages of requirements.txt.
"""

import os
import shutil
import sys

import harness
import player_tests  # noqa: F401 (each of these registers its tests)
import reader_tests  # noqa: F401
import reading_tests  # noqa: F401
import whole_site_tests  # noqa: F401


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    driver = os.environ.get("CHROMEDRIVER") or shutil.which("chromedriver")
    if not chromium or not driver:
        sys.exit("chromium or chromedriver is not installed")
    sites = harness.Sites(sys.argv[1], sys.argv[2])
    browser = harness.Browser(chromium, driver)
    try:
        failed = harness.run(browser, sites, sys.argv[3] if len(sys.argv) > 3 else None)
    finally:
        browser.quit()
    sys.exit(1 if failed else 0)


main()
