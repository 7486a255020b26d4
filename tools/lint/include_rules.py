"""Includes climb toward intent: each folder may include only what its row of ARCHITECTURE.md's include table allows.

The table's language: a folder's name allows that folder; `folder/file.h` one header of it; `as folder` what that folder's row
allows; `all` everything; `–` nothing. A row whose first cell is in italics (`*cascade*`) gives a name to a list of folders, and
`cascade/model.h` then means that header of each. Every folder may include itself and base.
"""
import re

from finding import error

ARCHITECTURE = "ARCHITECTURE.md"
HEADING = re.compile(r"^\|\s*folder\s*\|\s*may include", re.IGNORECASE)
INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]')


class Table:
    def __init__(self):
        self.rows = {}    # folder -> its items as written
        self.groups = {}  # name -> folders
        self.lines = {}   # folder -> line in ARCHITECTURE.md
        self.problems = []

    def allows(self, folder, target):
        """Whether a file of `folder` may include `target` ("journal/store.h")."""
        return self._allows(folder, target, frozenset())

    def _allows(self, folder, target, seen):
        target_folder, _, header = target.partition("/")
        if target_folder in (folder, "base") and not seen:
            return True
        for item in self.rows.get(folder, ()):
            if item == "all":
                return True
            if item.startswith("as "):
                other = item[3:]
                if other not in seen and self._allows(other, target, seen | {folder}):
                    return True
                continue
            name, _, only = item.partition("/")
            if target_folder in self.groups.get(name, (name,)) and only in ("", header):
                return True
        return False


def cells(line):
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def parse_table(text):
    table = Table()
    lines = text.splitlines()
    start = next((i for i, line in enumerate(lines) if HEADING.match(line)), None)
    if start is None:
        table.problems.append((1, "has no include table", 'a table whose first row begins "| folder | may include"'))
        return table
    for number, line in enumerate(lines[start + 2:], start + 3):
        if not line.startswith("|"):
            break
        folder, allowed = (cells(line) + [""])[:2]
        items = [item.strip().strip("`") for item in allowed.split(",") if item.strip().strip("`") not in ("", "–", "-")]
        if folder.startswith("*"):
            table.groups[folder.strip("*")] = items
        else:
            table.rows[folder.strip("`")] = items
            table.lines[folder.strip("`")] = number
    known = set(table.rows) | {"base", "all"} | set(table.groups)
    for folder, items in table.rows.items():
        for item in items:
            name = item[3:] if item.startswith("as ") else item.partition("/")[0]
            if name not in known:
                table.problems.append((table.lines[folder], f"the row of '{folder}' names '{name}', which is no folder of the table", "a folder, a group, or 'as folder'"))
    return table


def include_table(tree):
    rule = "include-table"
    document = tree.by_path.get(ARCHITECTURE)
    table = parse_table(document.text if document else "")
    for line, what, expected in table.problems:
        yield error(ARCHITECTURE, line, 1, rule, what, "the table is what keeps intent above mechanism; lint reads it from here.", f"write {expected}.")
    if not table.rows:
        return
    unknown = {file.source_folder for file in tree.sources} - set(table.rows)
    for folder in sorted(unknown):
        yield error(ARCHITECTURE, 1, 1, rule, f"src/{folder} has no row in the include table", "a folder without a row could depend on anything.",
                    f"add a row '| {folder} | ... |', or move the files into the folder they belong to.")
    for file in tree.sources:
        if file.source_folder in table.rows:
            yield from check_file(tree, table, file)


def check_file(tree, table, file):
    rule = "include-table"
    folder = file.source_folder
    for number, line in enumerate(file.code_lines, 1):
        match = INCLUDE.match(line)
        if not match or match.group(1) != '"':
            continue
        target, column = match.group(2), match.start(2) + 1
        if target.startswith(".") or "/" not in target:
            beside = "/".join(file.folders[1:] + [target])
            yield error(file.path, number, column, "include-path", f'"{target}" is not relative to src', "one spelling per header; a moved file must not change meaning.",
                        f'write #include "{beside}".' if f"src/{beside}" in tree.by_path else 'write the path from src on, like #include "base/result.h".')
        elif target.split("/")[0] not in table.rows:
            yield error(file.path, number, column, "include-path", f'"{target}" lies in no folder of src', "quotes are for our own headers.", "use <...> for a library's header.")
        elif not table.allows(folder, target):
            yield error(file.path, number, column, rule, f'{folder} may not include "{target}"',
                        f"{ARCHITECTURE}:{table.lines[folder]} allows {folder}: base, {', '.join(table.rows[folder]) or 'nothing else'}. Includes climb toward intent.",
                        "let the fact travel back as an event (a policy in app/policies/ reacts), refer by Id and let model/ resolve it, or move the code up.")


RULES = [include_table]
