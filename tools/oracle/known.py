"""Differences that are known and explained: where Apache KIE of May 2024 is wrong, or the standard leaves a choice and ours is documented.

Each entry says what it looks like and why ours stands, with the section of DMN 1.5 (unless another is named) or our decision record. An entry
matches a difference that was made as small as possible, so that it hides nothing else; the few that are marked `early` are told from the values alone.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Callable

from oracle.compare import of_duration, same


@dataclass
class Difference:
    model: object
    name: str       # of the decision
    ours: object    # Answer
    theirs: object  # Answer
    said: str       # the peer's messages

    def calls(self):
        """Whether it goes through functions of the model: errors there leave KIE's status as it is."""
        needed = self.model.needed(self.name)
        if any("<functionDefinition>" in piece for part in self.model.parts if part.name in needed for piece in getattr(getattr(part, "body", None), "before", ())):
            return True
        return any(name in needed for name in ("ruling", "reckon", "serve"))

    def words(self):
        """All FEEL texts that the decision rests on."""
        known = {part.name: part for part in self.model.parts}
        return " ".join(known[name].body.words() for name in sorted(self.model.needed(self.name)) if hasattr(known[name], "body"))


@dataclass
class Known:
    name: str
    why: str
    looks: Callable[[Difference], bool]
    early: bool = False


def has(pattern):
    compiled = re.compile(pattern)
    return lambda difference: bool(compiled.search(difference.words()))


def policy(d, *names):
    return any(getattr(part.body, "policy", "") in names for part in d.model.parts if part.name in d.model.needed(d.name) and hasattr(part, "body"))


MANY = ("COLLECT", "RULE ORDER", "OUTPUT ORDER")
NOT_BOOLEAN = re.compile(r"(match|satisfies) asks for a boolean, but ")
ZONED = re.compile(r"\dZ\"|[+-]\d\d:\d\d\"|@Europe")


def holds(value, wanted):
    """Whether a value or one inside it is wanted."""
    inside = value if isinstance(value, list) else value.values() if isinstance(value, dict) else ()
    return wanted(value) or any(holds(each, wanted) for each in inside)


def written_apart(one, other):
    """Whether two texts of a structure differ by blanks and quotes alone."""
    plain = [re.sub(r"[\s\"]", "", text) if isinstance(text, str) else None for text in (one, other)]
    return plain[0] is not None and plain[0] == plain[1] and ("{" in plain[0] or "[" in plain[0])


def nanoseconds_apart(one, other):
    """Between two durations, or two moments of the same second; many where they are neither."""
    if not isinstance(one, str) or not isinstance(other, str):
        return 10 ** 9
    first, second = of_duration(one), of_duration(other)
    if first and second:
        return abs(first[2] - second[2]) * 10 ** 9 if first[1] == second[1] else 10 ** 9
    first, second = re.fullmatch(r"(.*:\d\d)(\.\d+)(.*)", one), re.fullmatch(r"(.*:\d\d)(\.\d+)(.*)", other)
    return abs(Decimal(first[2]) - Decimal(second[2])) * 10 ** 9 if first and second and first[1] == second[1] and first[3] == second[3] else 10 ** 9


KNOWN = [
    Known("a part of it failed", "an operand outside its domain makes that operation null (§10.3.2.13), not the whole decision; KIE makes a decision null as soon as anything in it raised an error",
          lambda d: d.theirs.value is None and d.ours.failed and (d.theirs.failed or d.calls()), early=True),
    Known("no rule matches", "null, and it is said, under every hit policy (docs/decisions/0019); KIE has [] for policies of many hits, though nothing was collected",
          lambda d: d.ours.value is None and d.theirs.value == [] and "matches, and there is no default" in d.ours.said, early=True),
    Known("default of many", "what a policy of many hits yields is a list, its default, too (§8.2.10: they return a list); KIE has the default alone",
          lambda d: policy(d, *MANY) and isinstance(d.ours.value, list) and len(d.ours.value) == 1 and same(d.ours.value[0], d.theirs.value), early=True),
    Known("count of outputs", "COLLECT # is the number of outputs (§8.2.10); KIE counts outputs that differ",
          lambda d: any(getattr(getattr(part, "body", None), "aggregation", "") == "COUNT" for part in d.model.parts) and isinstance(d.ours.value, Decimal) and isinstance(d.theirs.value, Decimal) and d.ours.value > d.theirs.value),
    Known("sum of durations", "sum adds durations, too, as + does: an extension of ours where the standard's domain is numbers (§10.3.4.4)",
          lambda d: "in function sum(), an element in the list is not a number" in d.said and bool(re.search(r"\bsum\(", d.words()))),
    Known("least of nothing", "min, max and mean of an empty list are null (§10.3.4.4) and nothing more; KIE raises an error, and so the whole decision is null",
          lambda d: d.theirs.value is None and "cannot be null or empty" in d.said and bool(re.search(r"\b(min|max|mean|median|stddev|mode)\(", d.words()))),
    Known("condition that is null", "a boxed filter, some or every, or an order of sort, that yields no boolean makes the whole null (the kit's 1151, 1153); KIE takes null for false",
          lambda d: bool(NOT_BOOLEAN.search(d.ours.said)) or "precedes yields booleans, but null" in d.ours.said),
    Known("index between two", "an index is a whole number (§10.3.2.5: the n-th element); KIE cuts it off",
          lambda d: bool(re.search(r"the index -?\d+\.\d*[1-9]\d* is outside", d.ours.said))),
    Known("moments within a second", "seconds have fractions (§10.3.2.3.5: the value of a date and time is that of its xsd:dateTime, whose seconds are decimal); KIE compares for equality by whole seconds",
          lambda d: bool(re.search(r":\d\d\.\d|T0\.5S|span / ", d.words())) and bool(re.search(r"time|moment|@", d.words())) and "division by zero" not in d.ours.said),
    Known("P2Y-1M", "months and years of a duration are those of its whole number of months (§10.3.2.6.1, table 65: less than 12 months); KIE keeps the parts that it was added from",
          lambda d: bool(re.search(r"\.(months|years)\b", d.words())) and holds(d.theirs.value, lambda value: isinstance(value, Decimal))),
    Known("long durations", "a product of days within the range of durations is exact; KIE's 64 bits of nanoseconds end at 292 years",
          lambda d: isinstance(d.ours.value, str) and bool(re.match(r"-?P\d{5,}D", d.ours.value)) or bool(re.search(r"(span|duration).*\* 1000000|1000000.* \* .*(span|duration)", d.words()))),
    Known("less than an hour below zero", "-PT59M59.5S is the text of minus 3599.5 seconds (§10.3.2.3.7, xsd:dayTimeDuration); KIE writes the hour of its whole seconds and the half beside it: PT-1H-0.5S, another duration",
          lambda d: bool(re.search(r"string\(.*duration", d.words())) and holds(d.theirs.value, lambda value: isinstance(value, str) and bool(re.search(r"-\d+(\.\d+)?S$", value)))),
    Known("not of null", "a missing value is neither above nor below: null, of which not() is null (table 51), so the rule does not match; KIE takes it for matched",
          lambda d: bool(re.search(r"not\((&gt;|&lt;|>|<)", d.words())) and (None in d.model.values.values() or "null" in d.words())),
    Known("end of a month", "2024-01-31 + P1M names no day: null (the formula of §10.3.2.6.2; docs/decisions/0019); KIE takes the month's last day",
          lambda d: "there is no such day" in d.ours.said),
    Known("local and zoned", "moments of which only one has a zone do not compare (§10.3.2.13.2): null; KIE takes the local one for UTC",
          lambda d: bool(re.search(r"but date and time .* and date and time|range .*date and time.* came", d.ours.said)) or bool(ZONED.search(d.words())) and bool(re.search(r"moment|:\d\d(\.\d+)?\"", d.words()))),
    Known("null is no list", "null conforms to every type, so where a list is asked for it stays null and makes no list of one (§10.3.2.9.4); KIE makes [null] of it",
          lambda d: "is a list, but null came" in d.ours.said or "Expression is null" in d.said and (None in d.model.values.values() or " in null" in d.words()) and " in " in d.words() or None in d.model.values.values() and bool(re.search(r"\b(xs|words|items|one)\[", d.words()))),
    Known("breaks down", "KIE meets an exception of its own: it divides durations by their whole seconds, of which half a second has none",
          lambda d: not d.ours.failed and bool(re.search("ArithmeticException|Division by zero", d.said)) or bool(re.search(r"duration|span", d.words()) and re.search(r" / .*0\.5S|0\.5S.* / |/ \(.* / ", d.words()))),
    Known("text of a context", "string() of a list or context is the text that FEEL reads as that value again (§10.3.4.1 names no form); KIE writes blanks around and no quotes",
          lambda d: written_apart(d.ours.value, d.theirs.value) and bool(re.search(r"\bstring\(|string join\(", d.words()))),
    Known("null in a range", "e in (< 5) is e < 5 (§10.3.2.12, table 55), and null of a missing value (§10.3.2.13: outside the domain); KIE says false",
          lambda d: d.ours.value is None and d.theirs.value is False and "the value null cannot be tested against range" in d.ours.said),
    Known("durations by whole seconds", "a duration divided by one is the quotient of their values in seconds, fractions included (§10.3.2.13.3, table 59); KIE divides whole seconds",
          lambda d: isinstance(d.ours.value, Decimal) and isinstance(d.theirs.value, Decimal) and d.ours.value != 0 and abs(d.theirs.value / d.ours.value - 1) < Decimal("0.001") and " / " in d.words()
          and bool(re.search(r"duration|span|@\"-?P", d.words()))),
    Known("empty loop", "a loop over several lists of which one is empty yields [] (§10.3.2.14); KIE loses its variables",
          lambda d: d.theirs.value is None and "Unknown variable name" in d.said and bool(re.search(r"\bin \S.*, [a-z]\d* in ", d.words()))),
    Known("loop over null", "there is nothing to go through: null, and it is said (§10.3.2.13: outside the domain); KIE takes it for an empty list",
          lambda d: "there is nothing to iterate over" in d.ours.said),
    Known("every of null", "every is the conjunction of what it asks (§10.3.2.14), and null and null is null (table 50); KIE takes null for true",
          lambda d: d.ours.value is None and d.theirs.value is True and bool(re.search(r"\bevery ", d.words()))),
    Known("0.0 and 0", "equal numbers are one value, however many digits are written (§10.3.2.3.1); inside lists and contexts KIE tells them apart",
          lambda d: bool(re.search(r"union|distinct values|list contains|index of|\} = |mode\(|remove|= one|one =| = items|\] = ", d.words())) and bool(re.search(r"\d\.\d|\*|items|xs|one", d.words())) and d.ours.said == ""),
    Known("sign before instance of", "instance of binds tighter than a sign (§10.3.1.2, precedence of rule 2), unless the sign belongs to a number's digits",
          lambda d: bool(re.search(r"-\(.*\) instance of", d.words())) and '"-" asks for' in d.ours.said),
    Known("operator before instance of", "a / b instance of number is a / (b instance of number): instance of binds tighter than arithmetic (§10.3.1.2, order of rule 2); KIE reads it as looser",
          lambda d: bool(re.search(r" [-+*/] .* instance of", d.words())) and bool(re.search(r"\"[-+*/]\" does not go with .* and boolean", d.ours.said))),
    Known("- behind in", "behind `in` stand positive unary tests (grammar rules 7, 49c), which - is none of: a mistake; KIE takes it for true",
          lambda d: bool(re.search(r" in \(-\)", d.words())) and "expected a value, but \")\" stands here" in d.ours.said),
    Known("null among the elements", "null conforms to every type (§10.3.2.9.2), so [null] is a list of numbers; KIE denies it",
          lambda d: d.ours.value is True and d.theirs.value is False and bool(re.search(r"instance of (list|context)", d.words()))),
    Known("a value for a list", "a value stands for the list of it where a function asks for a list (§10.3.2.9.4, to singleton list); KIE finds no such function",
          lambda d: d.theirs.value is None and "Unable to find function" in d.said and not d.ours.failed),
    Known("filter by neither", "what stands in a filter is a boolean or a number (§10.3.2.5), of anything else the whole is null; of an empty list KIE does not ask",
          lambda d: d.ours.value is None and d.theirs.value == [] and "a filter asks for a boolean or an index, but" in d.ours.said),
    Known("the last nanosecond", "durations are rounded half even to nanoseconds; KIE rounds quotients and cuts products off",
          lambda d: nanoseconds_apart(d.ours.value, d.theirs.value) <= 2),
    Known("argument of another type", "an argument that does not conform to its parameter's type is null (§10.3.2.9.4), and where a type is declared, so is a result; KIE does not look unless it is told to",
          lambda d: bool(re.search(r"is a t?[\w ]+, but .* came", d.ours.said))),
    Known("? in a test", "the tested value is named ? in every unary test (§7.3.3), also in those of `in`; KIE knows it in tables alone",
          lambda d: "Unknown variable name '?'" in d.said),
    Known("time with a zone's name", "KIE writes such a time as {} in JSON: there is nothing to compare",
          lambda d: holds(d.theirs.value, lambda value: value == {}) and bool(re.search(r"@Europe", d.words())), early=True),
    Known("in a computed list", "e in (list): membership, when the expression yields a list (table 55); KIE asks so only of lists that are written there",
          lambda d: d.ours.value is True and d.theirs.value is False and " in (" in d.words()),
]


def explain(difference, early):
    for known in KNOWN:
        if (known.early or not early) and known.looks(difference):
            return known
    return None
