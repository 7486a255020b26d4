"""Random FEEL: expressions of a wanted kind over names in scope, and cells of decision tables.

Kinds are those of tree.SIMPLEST. An item is a context {p: number, q: number, name: string, day: date}. A form is a text in which <kind> stands for
a piece of that kind, <kind*> for a constant; names that a form binds are written %x, and pieces where they hold as <kind|x:its kind>.
"""

import re

from oracle.tree import Node

KINDS = ("number", "string", "boolean", "date", "time", "date and time", "days", "months", "list of number", "list of string", "list of item", "item")
ORDERED = ("number", "string", "date", "time", "date and time", "days", "months")

# Each in ascending order, so that most ranges are ranges.
NUMBERS = ("-2.5", "-1", "0", "0.001", "0.1", "0.5", "1", "1.10", "1.5", "2", "2.25", "3", "5", "7", "10", "12", "99.99", "100", "1000000")
STRINGS = ('""', '"10"', '"Ab"', '"a"', '"a,b"', '"aa😀"', '"ab"', '"abc"', '"b"', '"b a"', '"x-y"', '"é"')
DATES = ('date("1999-11-30")', 'date("2023-12-31")', 'date("2024-01-01")', 'date("2024-02-29")', 'date("2024-03-15")', "date(2024, 7, 4)", '@"2025-06-30"')
TIMES = ('time("00:00:00")', '@"08:15:30"', 'time("10:30:00")', 'time("10:30:00.5")', "time(12, 0, 0)", 'time("23:59:59")')
MOMENTS = ('@"2023-12-31T10:30:00"', 'date and time("2024-01-01T00:00:00")', 'date and time(date("2024-01-01"), time("06:00:00"))', 'date and time("2024-02-29T23:59:59")',
           'date and time("2024-03-15T12:00:00.25")')
ZONED = ('date and time("2024-01-01T00:00:00Z")', 'date and time("2024-07-01T12:00:00+02:00")', '@"2024-07-01T12:00:00-05:30"', 'date and time("2024-03-31T01:30:00@Europe/Berlin")')
DAYS = ('duration("-PT30M")', 'duration("PT0S")', 'duration("PT0.5S")', 'duration("PT1H")', 'duration("PT90M")', 'duration("P1D")', '@"P2DT3H4M5S"', 'duration("P10D")')
MONTHS = ('duration("-P2M")', '@"P0M"', 'duration("P1M")', 'duration("P1Y")', 'duration("P1Y6M")', 'duration("P25M")')
CONSTANTS = {"number": NUMBERS, "string": STRINGS, "date": DATES, "time": TIMES, "date and time": MOMENTS, "days": DAYS, "months": MONTHS, "boolean": ("true", "false")}

FORMS = {
    "number": [
        "(<number> + <number>)", "(<number> - <number>)", "(<number> * <number>)", "(<number> / <number>)", "(<number> ** 2)", "-(<number>)", "(if <boolean> then <number> else <number>)",
        "abs(<number>)", "floor(<number>)", "ceiling(<number>)", "floor(<number>, 1)", "ceiling(<number>, 2)", "decimal(<number>, 2)", "decimal(<number>, 0)", "round up(<number>, 1)",
        "round down(<number>, 1)", "round half up(<number>, 1)", "round half down(<number>, 0)", "modulo(<number>, <number>)", "sqrt(abs(<number>))", "exp(1)", "log(<number>)",
        "count(<list of number>)", "count(<list of item>)", "sum(<list of number>)", "min(<list of number>)", "max(<list of number>)", "mean(<list of number>)", "median(<list of number>)",
        "product(<list of number>)", "stddev(<list of number>)", "min(<number>, <number>, <number>)", "max(<number>, <number>)", "sum(<number>, <number>)",
        "string length(<string>)", "<date>.year", "<date>.month", "<date>.day", "<date>.weekday", "<time>.hour", "<date and time>.minute", "<days>.hours", "<days>.days", "<months>.years", "<months>.months",
        "<list of number>[<number*>]", "<list of number>[1]", "<list of number>[-1]", "<item>.p", "<item>.q", "<list of item>[1].p", "index of(<list of number>, <number>)[1]", "{u: <number>, v: u * 2}.v",
        "day of year(<date>)", "week of year(<date>)", "<days> / <days>", "<months> / <months>", "sum(<list of item>.p)", "sum(for %x in <list of item> return <number|x:item>)",
        "sum(for %x in <list of number> return <number|x:number>)", "(function(a, b) a * b - a)(<number>, <number>)", "number(<string>, \",\", \".\")", "count(<list of string>)", "sum(<list of item>[p > <number*>].q)",
        "get value(<item>, \"p\")", "mode(<list of number>)[1]", "number(string(<number>), \",\", \".\")",
    ],
    "string": [
        "(<string> + <string>)", "substring(<string>, <number*>)", "substring(<string>, 1, 2)", "substring(<string>, -2)", "upper case(<string>)", "lower case(<string>)", "substring before(<string>, <string*>)",
        "substring after(<string>, <string*>)", "replace(<string>, \"a\", \"z\")", "replace(<string>, \"[ab]+\", \"($0)\")", "replace(<string>, \"(a)(b)\", \"$2$1\")", "string(<number>)", "string(<boolean>)", "string(<date>)",
        "string(<time>)", "string(<date and time>)", "string(<days>)", "string(<months>)", "(if <boolean> then <string> else <string>)", "string join(<list of string>)", "string join(<list of string>, \"-\")",
        "<list of string>[1]", "<list of string>[-1]", "<item>.name", "day of week(<date>)", "month of year(<date>)", "split(<string>, \",\")[1]", "max(<list of string>)", "min(<string>, <string>)",
        "<list of item>[1].name", "string join(<list of item>.name, \"/\")", "get value(<item>, \"name\")",
    ],
    "boolean": [
        "(<number> < <number>)", "(<number> >= <number>)", "(<number> = <number>)", "(<number> != <number>)", "(<string> = <string>)", "(<string> < <string>)", "(<date> < <date>)", "(<date> = <date>)",
        "(<time> <= <time>)", "(<date and time> > <date and time>)", "(<days> < <days>)", "(<months> >= <months>)", "(<days> = <days>)", "(<number> between <number> and <number>)", "(<date> between <date> and <date>)",
        "(<number> in <range of number>)", "(<number> in (<cell of number>))", "(<string> in (<cell of string>))", "(<date> in (<cell of date>))", "(<number> in <list of number>)", "(<string> in <list of string>)",
        "(<boolean> and <boolean>)", "(<boolean> or <boolean>)", "not(<boolean>)", "contains(<string>, <string*>)", "starts with(<string>, <string*>)", "ends with(<string>, <string*>)", "matches(<string>, \"^[a-c]+$\")",
        "matches(<string>, \"A\", \"i\")", "list contains(<list of number>, <number>)", "list contains(<list of string>, <string>)", "(some %x in <list of number> satisfies <boolean|x:number>)",
        "(every %x in <list of number> satisfies <boolean|x:number>)", "(some %x in <list of item> satisfies <boolean|x:item>)", "(every %x in <list of item> satisfies %x.p <= <number>)", "all(<list of boolean>)",
        "any(<list of boolean>)", "odd(<number>)", "even(<number>)", "is(<number>, <number>)", "is(<date>, <date>)", "(<number> instance of number)", "(<date> instance of date)", "(<days> instance of days and time duration)",
        "(<months> instance of years and months duration)", "(<list of number> instance of list<number>)", "(<list of string> instance of list<number>)", "(<item> instance of context)", "(<list of number> = <list of number>)",
        "(<list of string> = <list of string>)", "(<item>.p = null)", "(<number> = null)", "before(<number>, <number>)", "after(<date>, <date>)", "meets(<range of number>, <range of number>)", "met by(<range of number>, <range of number>)",
        "overlaps(<range of number>, <range of number>)", "overlaps before(<range of number>, <range of number>)", "overlaps after(<range of number>, <range of number>)", "finishes(<number>, <range of number>)",
        "finished by(<range of number>, <range of number>)", "includes(<range of number>, <number>)", "during(<range of number>, <range of number>)", "starts(<range of number>, <range of number>)",
        "started by(<range of number>, <range of number>)", "coincides(<range of number>, <range of number>)", "before(<range of number>, <range of number>)", "(<item> = <item>)", "<list of boolean>[1]",
        "(if <boolean> then <boolean> else <boolean>)",
    ],
    "date": [
        "(<date> + <days*>)", "(<date> - <days*>)", "(<date> + <months*>)", "(<date> - <months*>)", "date(<date and time>)", "(if <boolean> then <date> else <date>)", "<item>.day", "<list of item>[1].day", "max(<date>, <date>)",
        "min(<date>, <date>)", "date(string(<date>))", "(for %x in 1..2 return <date|x:number>)[1]", "max(<list of item>.day)",
    ],
    "time": ["(<time> + <days>)", "(<time> - <days>)", "time(<date and time>)", "(if <boolean> then <time> else <time>)", "time(string(<time>))", "max(<time>, <time>)"],
    "date and time": [
        "(<date and time> + <days>)", "(<date and time> - <days>)", "(<date and time> + <months*>)", "date and time(<date>, <time>)", "(if <boolean> then <date and time> else <date and time>)",
        "date and time(string(<date and time>))", "min(<date and time>, <date and time>)",
    ],
    "days": [
        "(<days> + <days>)", "(<days> - <days>)", "(<days> * <number>)", "(<days> / <number>)", "(<date> - <date>)", "(<date and time> - <date and time>)", "(<time> - <time>)", "-(<days>)", "abs(<days>)",
        "(if <boolean> then <days> else <days>)", "duration(string(<days>))", "sum([<days>, <days>])", "max(<days>, <days>)",
    ],
    "months": [
        "(<months> + <months>)", "(<months> - <months>)", "(<months> * <number*>)", "(<months> / <number*>)", "years and months duration(<date>, <date>)", "-(<months>)", "abs(<months>)", "(if <boolean> then <months> else <months>)",
        "duration(string(<months>))", "min(<months>, <months>)",
    ],
    "list of number": [
        "[<number>, <number>, <number>]", "[<number>]", "(for %x in <list of number> return <number|x:number>)", "(for %x in 1..4 return <number|x:number>)", "(for %x in 3..-1 return %x * 2)",
        "(for %x in <list of item> return <number|x:item>)", "<list of number>[item > <number>]", "<list of number>[<boolean|item:number>]", "concatenate(<list of number>, <list of number>)", "append(<list of number>, <number>)",
        "reverse(<list of number>)", "sublist(<list of number>, 1, 1)", "sublist(<list of number>, 2)", "sort(<list of number>, function(a, b) a < b)", "sort(<list of number>, function(a, b) a > b)", "distinct values(<list of number>)",
        "union(<list of number>, <list of number>)", "flatten([<list of number>, [<number>]])", "insert before(<list of number>, 1, <number>)", "remove(<list of number>, 1)", "list replace(<list of number>, 1, <number>)",
        "<list of item>.p", "<list of item>[<boolean|p:number,name:string>].q", "mode(<list of number>)", "index of(<list of string>, <string>)", "(if <boolean> then <list of number> else <list of number>)",
        "(for %x in <list of number>, %y in <list of number> return %x * %y)", "(for i in 1..3 return if i = 1 then 1 else partial[-1] + i)", "list replace(<list of number>, function(o, n) o < n, <number>)",
    ],
    "list of string": [
        "[<string>, <string>]", "split(<string>, \",\")", "split(<string>, \"[ -]\")", "(for %x in <list of string> return <string|x:string>)", "(for %x in <list of number> return <string|x:number>)", "<list of item>.name",
        "<list of string>[<boolean|item:string>]", "concatenate(<list of string>, <list of string>)", "distinct values(<list of string>)", "sort(<list of string>, function(a, b) a < b)", "reverse(<list of string>)",
        "append(<list of string>, <string>)", "get entries(<item>).key",
    ],
    "list of boolean": ["[<boolean>, <boolean>]", "(for %x in <list of number> return <boolean|x:number>)", "[<boolean>]"],
    "list of item": [
        "<list of item>[<boolean|p:number,q:number,name:string,day:date>]", "<list of item>[p > <number*>]", "<list of item>[item.name = <string*>]", "[<item>, <item>]", "sort(<list of item>, function(a, b) a.p < b.p)",
        "reverse(<list of item>)", "append(<list of item>, <item>)", "(for %x in <list of item> return context put(%x, \"q\", <number|x:item>))", "distinct values(<list of item>)", "remove(<list of item>, 1)",
    ],
    "item": [
        "{p: <number>, q: <number>, name: <string>, day: <date>}", "{p: <number>, q: p + <number>, name: <string>, day: <date>}", "<list of item>[1]", "<list of item>[-1]", "context put(<item>, \"p\", <number>)",
        "context merge([<item>, {q: <number>}])", "(if <boolean> then <item> else <item>)",
    ],
    "range of number": ["[0..<number*>]", "(1..<number*>)", "[1..5]", "[3..8)", "(5..10]", "[2..3]"],
}

PIECE = re.compile(r"(?<!list)<([a-z][a-z ]*)(\*?)(?:\|([^>]*))?>|%([a-z])")


class Author:
    """Writes random FEEL. The same generator state and names in scope give the same text."""

    def __init__(self, chance, clash=0.004):
        self.chance, self.clash, self.bound = chance, clash, 0

    def constant(self, kind):
        if kind == "date and time" and self.chance.random() < 0.08:
            return Node(kind, (self.chance.choice(ZONED),))
        if kind == "item":
            return self.fill(FORMS["item"][0], kind, {}, 0)
        if kind.startswith("list of "):
            of = kind[8:]
            parts = []
            for i in range(self.chance.choice((0, 1, 2, 3, 3))):
                parts += ([", "] if i else []) + [self.constant(of)]
            return Node(kind, ("[", *parts, "]"))
        if kind == "range of number":
            return self.fill(self.chance.choice(FORMS[kind]), kind, {}, 0)
        return Node(kind, (self.chance.choice(CONSTANTS[kind]),))

    def ends(self, kind):
        """Two constants for the ends of a range: seldom the wrong way round."""
        low, high = sorted(self.chance.randrange(len(CONSTANTS[kind])) for _ in range(2))
        if self.chance.random() < 0.03:
            low, high = high, low
        return [Node(kind, (CONSTANTS[kind][end],)) for end in (low, high)]

    def expression(self, kind, scope, depth):
        """scope: name -> kind."""
        if kind.startswith("cell of "):
            return self.cell(kind[8:])
        if self.chance.random() < self.clash:
            return Node(kind, (self.chance.choice(("null", "null", self.constant(self.chance.choice(KINDS)).text())),))
        fitting = [name for name, of in scope.items() if of == kind]
        roll = self.chance.random()
        if fitting and roll < (0.25 if depth else 0.75):
            return Node(kind, (self.chance.choice(fitting),))
        if not depth or roll < 0.3:
            return self.constant(kind)
        return self.fill(self.chance.choice(FORMS[kind]), kind, scope, depth - 1)

    def fill(self, form, kind, scope, depth):
        bound, parts, at = {}, [], 0
        for piece in PIECE.finditer(form):
            parts.append(form[at:piece.start()])
            at = piece.end()
            of, constant, inner, name = piece.groups()
            if name:
                if name not in bound:
                    self.bound += 1
                    bound[name] = f"{name}{self.bound}"
                parts.append(bound[name])
                continue
            around = dict(scope)
            for each in (inner or "").split(","):
                if each:
                    local, local_kind = each.split(":")
                    around[bound.get(local, local)] = local_kind
            parts.append(self.constant(of) if constant else self.expression(of, around, depth))
        return Node(kind, (*[part for part in parts if part != ""], *([form[at:]] if at < len(form) else [])))

    def cell(self, kind):
        """A unary test of a decision table's column."""
        made, one = "cell of " + kind, lambda: self.constant(kind)
        roll = self.chance.random()
        if kind == "boolean":
            return Node(made, (self.chance.choice(("true", "false", "not(true)", "-")),))
        if roll < 0.12:
            return Node(made, ("-",))
        if kind not in ORDERED or roll < 0.35:
            return Node(made, (one(),))
        if roll < 0.55:
            return Node(made, (self.chance.choice(("< ", "<= ", "> ", ">= ")), one()))
        if roll < 0.8:
            low, high = self.ends(kind)
            return Node(made, (self.chance.choice("[(]"), low, "..", high, self.chance.choice("])[")))
        if roll < 0.88:
            return Node(made, (one(), ", ", one()))
        if roll < 0.94:
            return Node(made, ("not(", one(), ", ", one(), ")"))
        if roll < 0.97:
            return Node(made, ("not(", self.chance.choice(("< ", "> ")), one(), ")"))
        return Node(made, ("null",)) if roll < 0.99 else Node(made, ("? > ", one(), " and ? != ", one()))
