"""One thing that the lint found, worded like a good compiler's message."""
from dataclasses import dataclass

ERROR, NOTE = "error", "note"


@dataclass(frozen=True)
class Finding:
    path: str
    line: int
    column: int
    severity: str
    rule: str
    what: str
    why: str
    help: str

    def __str__(self):
        return (f"{self.path}:{self.line}:{self.column}: {self.severity}: {self.what} [{self.rule}]\n"
                f"  why:  {self.why}\n  help: {self.help}")


def error(path, line, column, rule, what, why, help):
    return Finding(path, line, column, ERROR, rule, what, why, help)


def note(path, line, column, rule, what, why, help):
    return Finding(path, line, column, NOTE, rule, what, why, help)
