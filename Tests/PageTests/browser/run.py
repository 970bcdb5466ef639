"""Tests the pages of two sites in a browser: run.py SMALL-SITE BOOK-SITE [PART-OF-A-NAME].

Ends with 0 when all holds. Needs Chromium, its driver and Java in PATH (or in CHROMIUM,
CHROMEDRIVER, JAVA), and the packages of requirements.txt.
"""

import sys

import harness
import player_tests  # noqa: F401 (each of these registers its tests)
import reader_tests  # noqa: F401
import reading_tests  # noqa: F401
import whole_site_tests  # noqa: F401


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sites = harness.Sites(sys.argv[1], sys.argv[2])
    with harness.launched() as browser:
        failed = harness.run(browser, sites, sys.argv[3] if len(sys.argv) > 3 else None)
    sys.exit(1 if failed else 0)


main()
