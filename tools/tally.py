#!/usr/bin/env python3
"""Reads how many tests passed and failed from the output of one suite: `tally.py NAME EXIT_CODE LOG` prints "passed failed".

A suite that exits with an error but names no failed test counts as one failure, and so does one that ran nothing:
silence is no proof.
"""
import re
import sys

ANSI = re.compile(r"\x1b\[[0-9;]*m")


def last(pattern, text):
    found = re.findall(pattern, text, re.MULTILINE)
    return int(found[-1]) if found else 0


def counts(text):
    """The counts that the suite's own summary states, whichever of the known runners wrote it."""
    text = ANSI.sub("", text)
    ours = re.findall(r"^(\d+) passed, (\d+) failed\b", text, re.MULTILINE)
    if ours:
        return int(ours[-1][0]), int(ours[-1][1])
    if "[==========]" in text or "[  PASSED  ]" in text:  # GoogleTest
        return last(r"\[  PASSED  \] (\d+) tests?", text), last(r"\[  FAILED  \] (\d+) tests?, listed", text)
    unittest = re.search(r"^Ran (\d+) tests?", text, re.MULTILINE)
    if unittest:  # Python
        bad = sum(int(n) for n in re.findall(r"(?:failures|errors)=(\d+)", text))
        return int(unittest.group(1)) - bad, bad
    vitest = re.findall(r"^ *Tests +(.*)$", text, re.MULTILINE)
    if vitest:
        return last(r"(\d+) passed", vitest[-1]), last(r"(\d+) failed", vitest[-1])
    return last(r"^[#\u2139] pass (\d+)", text), last(r"^[#\u2139] fail (\d+)", text)  # Node's own runner


def tally(status, text):
    passed, failed = counts(text)
    if failed == 0 and (status != 0 or passed == 0):
        failed = 1
    return passed, failed


def main():
    name, status, log = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    with open(log, encoding="utf-8", errors="replace") as file:
        text = file.read()
    passed, failed = tally(status, text)
    if status != 0 and counts(text)[1] == 0:
        print(f"dev: {name}: the suite ended with exit code {status} before it could report; counted as one failure", file=sys.stderr)
    elif status == 0 and passed == 0:
        print(f"dev: {name}: the suite ran no test at all; counted as one failure", file=sys.stderr)
    print(passed, failed)


if __name__ == "__main__":
    main()
