"""The checkout as the rules see it: names, text, and C++ text without comments and literals."""
import re
from functools import cached_property

CPP = (".h", ".cpp")
# Comments and literals, so that a rule about code is not set off by a sentence or a message about it.
# Order matters: a raw string may hold quotes, a comment may hold both.
NOT_CODE = re.compile(r'R"(?P<tag>[^()\\\s]{0,16})\(.*?\)(?P=tag)"|//(?:\\\n|[^\n])*|/\*.*?\*/'
                      r'|"(?:\\.|[^"\\\n])*"|(?<![0-9A-Fa-f])\'(?:\\.|[^\'\\\n])+\'', re.DOTALL)


def blank(match):
    """Spaces instead of the text, line ends kept: positions stay true."""
    return re.sub(r"[^\n]", " ", match.group())


class File:
    def __init__(self, root, path):
        self.path = path
        self.folders = path.split("/")[:-1]
        self._full = root / path

    @cached_property
    def text(self):
        """Empty for what is not text."""
        raw = self._full.read_bytes()
        return "" if b"\0" in raw else raw.decode("utf-8", errors="replace")

    @cached_property
    def lines(self):
        return self.text.splitlines()

    @cached_property
    def code_lines(self):
        """The lines of a C++ file with comments and literals blanked, include directives kept."""
        code = NOT_CODE.sub(blank, self.text).splitlines()
        return [raw if re.match(r"\s*#\s*include\b", stripped) else stripped for raw, stripped in zip(self.lines, code)]

    @property
    def is_cpp(self):
        return self.path.endswith(CPP)

    @property
    def is_header(self):
        return self.path.endswith(".h")

    @property
    def source_folder(self):
        """The folder under src/ that a file belongs to, or None."""
        return self.folders[1] if len(self.folders) > 1 and self.folders[0] == "src" else None


class Tree:
    def __init__(self, root, names):
        self.root = root
        self.files = [File(root, name) for name in names]
        self.by_path = {file.path: file for file in self.files}

    @property
    def sources(self):
        """The C++ files under src/."""
        return [file for file in self.files if file.is_cpp and file.source_folder]
