#!/usr/bin/env python3
"""Line coverage of each folder under src, from gcovr's JSON summary, as a Markdown table: `coverage.py SUMMARY`.

Below the table stand the files with most lines that no test reaches. A summary without a line of src is an error: then nothing was counted.
"""
import json
import sys

WORST = 10


def percent(reached, lines):
    return "%.1f" % (100 * reached / lines) if lines else "-"


def row(name, files, lines, reached):
    return "| %s | %d | %s | %s | %s |" % (name, files, format(lines, ","), format(reached, ","), percent(reached, lines))


def table(summary):
    """The lines of the page; raises ValueError when the summary holds nothing of src."""
    files = [(f["filename"], f["line_total"], f["line_covered"]) for f in summary["files"] if f["filename"].startswith("src/") and f["line_total"]]
    if not files:
        raise ValueError("the summary names no file of src/ with a line that could run")
    folders = {}
    for name, lines, reached in files:
        sums = folders.setdefault(name.split("/")[1], [0, 0, 0])
        for i, more in enumerate((1, lines, reached)):
            sums[i] += more
    out = ["| folder | files | lines | reached | % |", "|---|---:|---:|---:|---:|"]
    out += [row(folder, *sums) for folder, sums in sorted(folders.items())]
    out.append(row("**all**", *(sum(sums[i] for sums in folders.values()) for i in range(3))))
    out += ["", "Most lines that no test reaches:", ""]
    worst = sorted(files, key=lambda f: (f[2] - f[1], f[0]))[:WORST]
    out += ["- `%s`: %d of %d" % (name, lines - reached, lines) for name, lines, reached in worst if reached < lines]
    return out


def main(path):
    try:
        with open(path, encoding="utf-8") as file:
            print("\n".join(table(json.load(file))))
    except (OSError, ValueError, KeyError) as problem:
        sys.exit("coverage.py: %s: %s" % (path, problem))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
