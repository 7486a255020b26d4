"""FEEL texts as trees, so that what was made at random can be made smaller where two engines disagree."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Node:
    """A piece of FEEL: its kind ("number", "list of string", "cell of date"), and texts and pieces in a row."""

    kind: str
    parts: tuple = field(default=())

    def text(self):
        return "".join(part if isinstance(part, str) else part.text() for part in self.parts)

    def pieces(self):
        return [(at, part) for at, part in enumerate(self.parts) if isinstance(part, Node)]

    def with_part(self, at, part):
        return Node(self.kind, self.parts[:at] + (part,) + self.parts[at + 1:])

    def descendants(self, kind):
        for _, piece in self.pieces():
            if piece.kind == kind:
                yield piece
            yield from piece.descendants(kind)


SIMPLEST = {
    "number": ("0", "1"), "string": ('""', '"a"'), "boolean": ("true", "false"), "date": ('date("2024-01-01")',), "time": ('time("00:00:00")',),
    "date and time": ('date and time("2024-01-01T00:00:00")',), "days": ('duration("PT0S")', 'duration("PT1H")'), "months": ('duration("P0M")', 'duration("P1M")'),
    "list of number": ("[]", "[1]"), "list of string": ("[]", '["a"]'), "list of item": ("[]",), "item": ("{}",), "range of number": ("[0..1]",),
}


def reductions(node):
    """Smaller trees of the same kind, the smallest first: a constant, a piece of the same kind, or one piece made smaller."""
    text = node.text()
    for simple in SIMPLEST.get(node.kind, ("-",) if node.kind.startswith("cell of ") else ()):
        if len(simple) < len(text):
            yield Node(node.kind, (simple,))
    yield from sorted(node.descendants(node.kind), key=lambda piece: len(piece.text()))
    for at, piece in node.pieces():
        for smaller in reductions(piece):
            yield node.with_part(at, smaller)
