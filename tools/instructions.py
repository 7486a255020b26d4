#!/usr/bin/env python3
"""Instructions per evaluation of a benchmark's figures: tools/instructions.py PROGRAM [figure...].

Runs the program under valgrind's callgrind twice for each figure, with few and with many evaluations; the difference by the number of evaluations
is the figure, so what prepares it does not count. The count is the same on a busy machine and on a quiet one. A figure is named by a text that
its name holds; without any, all are counted."""

import re
import subprocess
import sys

FEW, MANY = 100, 1100
COLLECTED = re.compile(r"Collected\s*:\s*(\d+)")


def figures(program):
    return subprocess.run([program, "--figures"], capture_output=True, text=True, check=True).stdout.splitlines()


def collected(log):
    """Instructions of a run, from what callgrind wrote; None when it says nothing of them."""
    found = COLLECTED.search(log)
    return int(found[1]) if found else None


def instructions(program, figure, count):
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", program, "--count", str(count), figure]
    done = subprocess.run(command, capture_output=True, text=True)
    found = collected(done.stderr)
    if done.returncode or found is None:
        sys.exit(f"instructions: {' '.join(command)} ended with {done.returncode}:\n{done.stderr[-1000:]}")
    return found


def main(arguments):
    if not arguments:
        sys.exit(__doc__)
    program, wanted = arguments[0], arguments[1:]
    chosen = [figure for figure in figures(program) if not wanted or any(text in figure for text in wanted)]
    if not chosen:
        sys.exit("instructions: there is no such figure; there are:\n  " + "\n  ".join(figures(program)))
    for figure in chosen:
        per = (instructions(program, figure, MANY) - instructions(program, figure, FEW)) / (MANY - FEW)
        print(f"{figure:66} {per:9,.0f} instructions", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
