#!/usr/bin/env python3
"""Turns a `riddle` fence into a part of a page: a question and its folded answer."""
import json
import sys

request = json.load(sys.stdin)
question, dashes, answer = request["text"].partition("---\n")
if not dashes:
    mistake = {"line": 1, "message": "the riddle has no answer",
               "help": "write a line `---` and the answer below it"}
    print(json.dumps({"statebook": 1, "errors": [mistake]}))
    sys.exit(0)

level = request["attributes"].get("level", "easy")
print(json.dumps({"statebook": 1, "content": [{
    "element": "aside",
    "attributes": {"class": "note riddle", "id": request["id"], "aria-label": "Riddle"},
    "content": [
        {"element": "p", "content": [question.strip()]},
        {"element": "details", "content": [
            {"element": "summary", "content": [f"The answer ({level})"]},
            {"element": "p", "content": [answer.strip()]},
        ]},
    ],
}]}))
