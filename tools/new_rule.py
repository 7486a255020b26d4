#!/usr/bin/env python3
"""Begins a coherence rule by copying a neighbour: tools/new_rule.py CODE NAME NEIGHBOUR.

CODE is the new one (DT-S112), NAME the new file's without check_ (stale_choices), NEIGHBOUR the file of a rule that does nearly the same.
What is written: the neighbour's file under the new name, a line beside each line that declares or calls it, its entry in the list of codes, and
its first case. The case fails until the rule finds what it is for: nothing that is left undone can be forgotten."""
import pathlib
import re
import sys


class Refused(Exception):
    pass


def replaced(text, old, new):
    return text.replace(old["code"], new["code"]).replace("check_" + old["name"], "check_" + new["name"])


def beside(text, old, new):
    """Each line that names the neighbour's function is followed by one that names the new one."""
    lines = []
    for line in text.split("\n"):
        lines.append(line)
        if re.search(r"\bcheck_%s\b" % old["name"], line):
            lines.append(replaced(line, old, new))
    return "\n".join(lines)


def with_entry(text, old, new):
    """The list of codes with the neighbour's entry again under the new code, in its place."""
    entries = [(match.group(1), match.start()) for match in re.finditer(r'^    \{"(DT-[A-Z]\d{3})"', text, re.M)]
    end = text.index("\n};", entries[-1][1]) + 1
    starts = [start for _, start in entries] + [end]
    found = [i for i, (code, _) in enumerate(entries) if code == old["code"]]
    if not found:
        raise Refused("the list of codes has no %s" % old["code"])
    entry = text[starts[found[0]]:starts[found[0] + 1]].replace(old["code"], new["code"])
    place = next((start for code, start in entries if code > new["code"]), end)
    return text[:place] + entry + text[place:]


def begin_rule(root, code, name, neighbour):
    """Answers the paths written. Raises Refused with what to do when something is in the way; then nothing was written."""
    root, neighbour = pathlib.Path(root), pathlib.Path(neighbour)
    if not re.fullmatch(r"DT-[A-Z]\d{3}", code):
        raise Refused("%s is no code; write it as DT-S112" % code)
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise Refused("%s is no file's name; write it as stale_choices" % name)
    source = root / neighbour
    if not source.is_file():
        raise Refused("there is no file %s" % neighbour)
    text = source.read_text()
    function = re.search(r"^void check_(\w+)\(", text, re.M)
    codes = re.findall(r"DT-[A-Z]\d{3}", text)
    if source.suffix != ".cpp" or not function or not codes:
        raise Refused("%s is no rule: it has no function check_… with a code" % neighbour)
    old, new = {"code": codes[0], "name": function.group(1)}, {"code": code, "name": name}
    target = source.with_name(("check_" if source.name.startswith("check_") else "") + name + ".cpp")
    lists = sorted((root / "src/base").glob("diagnostic_codes_*.cpp"))
    if any('"%s"' % code in one.read_text() for one in lists):
        raise Refused("%s is taken; drivetrain explain %s says by what" % (code, code))
    if target.exists():
        raise Refused("%s is there already" % target.relative_to(root))
    written = {target: replaced(text, old, new)}
    for other in sorted(source.parent.glob("check*.h")) + sorted(source.parent.glob("check*.cpp")):
        if other != source and re.search(r"\bcheck_%s\b" % old["name"], other.read_text()):
            written[other] = beside(other.read_text(), old, new)
    for one in lists:
        if '{"%s"' % old["code"] in one.read_text():
            written[one] = with_entry(one.read_text(), old, new)
    cases = sorted((root / "test/coherence").glob(old["code"][3:].lower() + "_*.fault"))
    if cases:
        written[root / "test/coherence" / ("%s_%s.fault" % (code[3:].lower(), name))] = cases[0].read_text().replace(old["code"], code)
    for path, content in written.items():
        path.write_text(content)
    return [str(path.relative_to(root)) for path in written]


def main(arguments):
    if len(arguments) != 3:
        sys.exit(__doc__)
    try:
        for path in begin_rule(".", *arguments):
            print("  " + path)
    except Refused as refused:
        sys.exit("new rule: %s" % refused)
    print("Now say in each of them what is new; the case tells when it holds:  build/drivetrain test test/coherence")


if __name__ == "__main__":
    main(sys.argv[1:])
