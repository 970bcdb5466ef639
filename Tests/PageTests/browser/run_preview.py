"""Tests a preview in a browser: run_preview.py ADDRESS FOLDER-OF-THE-BOOK [PART-OF-A-NAME].

The folder is a copy of the small book of these tests, which changes; `statebook serve` shows it at
the address. Ends with 0 when all holds. Needs what run.py needs, but no Java.
"""

import sys

import harness
import preview_tests


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    preview = preview_tests.Preview(sys.argv[1], sys.argv[2])
    with harness.launched() as browser:
        failed = harness.run(browser, preview, sys.argv[3] if len(sys.argv) > 3 else None)
    sys.exit(1 if failed else 0)


main()
