"""Rules about the whole tree: sizes, names, READMEs, marks of unfinished work, paths of somebody's machine."""
import posixpath
import re

from finding import error, note

HARD_LIMIT, AIM = 600, 300
SIZED = (".h", ".cpp", ".py", ".ts", ".tsx", ".css", ".sh", ".cmake")
MARKS = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
# Absolute paths of a home or a build machine; a path inside a URL or below another folder is not one, nor is the API's /work/{id}.
MACHINE_PATH = re.compile(r"(?<![\w.})\-/])/(work/(main|wt|shared)|root|home/\w+|tmp/bash[\w.]*)/")
REFERENCE = re.compile(r"`(?P<name>(?:src|docs|tools|cmake|test|models|bench)/[\w./-]+)`|\]\((?P<link>(?!\w+:|#)[^)#\s]+)[^)]*\)")
ROOMS_WITHOUT_A_NAME = {"utils", "util", "common", "helpers", "helper", "misc", "shared"}
EXEMPT = ("tools/lint/", "LICENSE")  # the lint itself has to name what it forbids


def watched(tree):
    return [file for file in tree.files if not file.path.startswith(EXEMPT) and not file.path.endswith("package-lock.json")]


def size(tree):
    for file in tree.files:
        if not (file.path.endswith(SIZED) or file.path == "dev"):
            continue
        count = len(file.lines)
        if count > HARD_LIMIT:
            yield error(file.path, HARD_LIMIT + 1, 1, "file-size", f"{count} lines", f"a file of more than {HARD_LIMIT} lines holds more than one idea.",
                        "one element, one construct, one check, one page per file; split it where the ideas part.")
        elif count > AIM:
            yield note(file.path, AIM + 1, 1, "file-size", f"{count} lines", f"files here aim at 80 to {AIM} lines.", "look for the second idea in it.")


def in_text(tree, pattern, rule, what, why, help):
    for file in watched(tree):
        if not pattern.search(file.text):
            continue
        for number, line in enumerate(file.lines, 1):
            match = pattern.search(line)
            if match:
                yield error(file.path, number, match.start() + 1, rule, what.format(match.group()), why, help)


def unfinished_marks(tree):
    return in_text(tree, MARKS, "unfinished", "{} marks unfinished work", "what is in the tree works; what is missing is not there yet.",
                   "finish it, or take it out and open an issue.")


def machine_paths(tree):
    return in_text(tree, MACHINE_PATH, "machine-path", "'{}' is a path of one machine", "a clone elsewhere does not have it.",
                   "use a path relative to the checkout, an option, or an environment variable.")


def readme_in_each_folder(tree):
    for folder in sorted({file.source_folder for file in tree.sources} - {"base"}):
        if f"src/{folder}/README.md" not in tree.by_path:
            first = next(file.path for file in tree.sources if file.source_folder == folder)
            yield error(first, 1, 1, "folder-readme", f"src/{folder}/README.md is missing", "a folder's README says what of the essay lives there and where to start reading.",
                        "write 5 to 20 lines: the essay's part, the entry points.")


def rooms_without_a_name(tree):
    for file in tree.files:
        if file.folders[:1] not in (["src"], ["tools"]):
            continue
        for name in ROOMS_WITHOUT_A_NAME.intersection(file.folders):
            yield error(file.path, 1, 1, "folder-name", f"a folder called {name}", "such a name says nothing of what belongs inside, so everything ends up there.",
                        "name it after the essay's or the standard's word for what it holds.")


def references_in_documents(tree):
    """Links, and names of files in backticks, lead somewhere: a document does not promise what is not there."""
    folders = {"/".join(file.folders[:depth]) for file in tree.files for depth in range(1, len(file.folders) + 1)}
    for file in watched(tree):
        if not file.path.endswith(".md"):
            continue
        fenced = False
        for number, line in enumerate(file.lines, 1):
            fenced ^= line.lstrip().startswith("```")
            if fenced:
                continue
            for match in REFERENCE.finditer(line):
                name, link = match.group("name"), match.group("link")
                target = name or posixpath.normpath(posixpath.join("/".join(file.folders), link))
                if target.rstrip("/") not in folders and target not in tree.by_path and not target.startswith("src/web/dist"):
                    yield error(file.path, number, match.start() + 1, "dead-reference", f"'{name or link}' is not in the tree", "a reader who follows it finds nothing, and stops trusting the rest.",
                                "name what is there; what is not there yet is described when it comes.")


RULES = [size, unfinished_marks, machine_paths, readme_in_each_folder, rooms_without_a_name, references_in_documents]
