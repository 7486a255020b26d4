"""Random DMN models: input data, literal expressions, contexts, functions, business knowledge, a decision service, tables of every hit policy,
boxed conditionals, filters and iterators, over the FEEL of expressions.py.
"""

from oracle.expressions import KINDS, Author
from oracle.models import TYPE_REFS, Boxed, Decision, Given, Knowledge, Literal, Model, Service, Table
from oracle.tree import Node

INPUTS = {"n": "number", "order total": "number", "s": "string", "flag": "boolean", "d": "date", "t": "time", "moment": "date and time", "span": "days", "term": "months", "xs": "list of number", "words": "list of string",
          "items": "list of item", "one": "item"}
HIT_POLICIES = (("UNIQUE", ""), ("UNIQUE", ""), ("ANY", ""), ("FIRST", ""), ("FIRST", ""), ("PRIORITY", ""), ("RULE ORDER", ""), ("OUTPUT ORDER", ""), ("COLLECT", ""), ("COLLECT", "SUM"), ("COLLECT", "MIN"), ("COLLECT", "MAX"),
                ("COLLECT", "COUNT"))
JSON_VALUES = {
    "number": (0, 1, 2, 3, 5, 7, 10, 12, 100, -1, 2.5, 0.1, 1.5, 99.99), "string": ("", "a", "b", "ab", "abc", "Ab", "b a", "é", "10"), "boolean": (True, False),
    "date": ("2024-01-01", "2024-02-29", "2023-12-31", "2024-03-15", "2025-06-30"), "time": ("00:00:00", "10:30:00", "23:59:59", "12:00:00"), "date and time": ("2024-01-01T00:00:00", "2024-03-15T12:00:00", "2023-12-31T10:30:00"),
    "days": ("PT1H", "P1D", "PT90M", "PT0S", "P10D"), "months": ("P1M", "P1Y", "P1Y6M", "P25M"),
}


class Architect(Author):
    """Writes random models."""

    def value(self, kind):
        if kind == "item":
            return {"p": self.value("number"), "q": self.value("number"), "name": self.value("string"), "day": self.value("date")}
        if kind.startswith("list of "):
            return [self.value(kind[8:]) for _ in range(self.chance.choice((0, 1, 2, 3, 4)))]
        return self.chance.choice(JSON_VALUES[kind])

    def table(self, scope):
        policy, aggregation = self.chance.choice(HIT_POLICIES)
        columns = []
        for _ in range(self.chance.choice((1, 1, 2, 2, 3))):
            name = self.chance.choice([name for name, kind in scope.items() if kind in ("number", "string", "boolean", "date", "time", "date and time", "days", "months")])
            columns.append((Node(scope[name], (name,)), scope[name]))
        single = policy == "COLLECT" and aggregation
        outputs = []
        for at in range(1 if single else self.chance.choice((1, 1, 1, 2))):
            kind = "number" if aggregation in ("SUM", "MIN", "MAX") else self.chance.choice(("number", "string"))
            values = ""
            if policy in ("PRIORITY", "OUTPUT ORDER"):
                values = "5, 3, 1, 2, 4" if kind == "number" else '"c", "a", "b"'
            outputs.append((f"o{at}", kind, values))
        rules = []
        for _ in range(self.chance.choice((1, 2, 3, 3, 4, 6))):
            cells = tuple(self.cell(kind) for _, kind in columns)
            made = tuple(Node(kind, (self.chance.choice(("1", "2", "3", "4", "5") if kind == "number" else ('"a"', '"b"', '"c"')),)) if values or self.chance.random() < 0.8 else self.expression(kind, scope, 1)
                         for _, kind, values in outputs)
            rules.append((cells, made))
        default = tuple("4" if kind == "number" else '"b"' for _, kind, _ in outputs) if not aggregation and self.chance.random() < 0.25 else ()
        return Table(policy, aggregation, tuple(columns), tuple(outputs), tuple(rules), default)

    def boxed(self, kind, scope):
        """(kind, body) of a boxed expression other than a literal one."""
        entry = lambda name: f'<contextEntry><variable name="{name}"/>'
        form = self.chance.choice(("context", "context", "function", "conditional", "for", "some", "every", "filter", "list", "relation"))
        if form == "function":
            parameter = self.chance.choice(("number", "string"))
            body = self.expression(kind, dict(scope, given=parameter), 2)
            made = f'<functionDefinition><formalParameter name="given" typeRef="{TYPE_REFS[parameter]}"/>'
            call = Node(kind, ("f(", self.expression(parameter, scope, 1), ")"))
            return kind, Boxed(("<context>" + entry("f") + made, "</functionDefinition></contextEntry><contextEntry>"), (body, call), "</contextEntry></context>")
        if form == "relation":
            rows = [(self.expression("number", scope, 1), self.expression("string", scope, 1)) for _ in range(2)]
            before = ('<relation><column name="k"/><column name="v"/><row>', "", "</row><row>", "")
            return "any", Boxed(before, tuple(cell for row in rows for cell in row), "</row></relation>")
        if form == "context":
            inner = dict(scope, u="number", v="string")
            nodes = (self.expression("number", scope, 2), self.expression("string", dict(scope, u="number"), 2), self.expression(kind, inner, 2))
            return kind, Boxed(("<context>" + entry("u"), "</contextEntry>" + entry("v"), "</contextEntry><contextEntry>"), nodes, "</contextEntry></context>")
        if form == "conditional":
            return kind, Boxed(("<conditional><if>", "</if><then>", "</then><else>"), (self.expression("boolean", scope, 2), self.expression(kind, scope, 2), self.expression(kind, scope, 2)), "</else></conditional>")
        if form == "list":
            return "list of number", Boxed(("<list>", "", ""), tuple(self.expression("number", scope, 2) for _ in range(3)), "</list>")
        if form == "filter":
            inner = dict(scope, p="number", q="number", name="string", day="date")
            return "list of item", Boxed(("<filter><in>", "</in><match>"), (self.expression("list of item", scope, 1), self.expression("boolean", inner, 2)), "</match></filter>")
        of = self.chance.choice(("number", "item"))
        wanted = "number" if form == "for" else "boolean"
        nodes = (self.expression("list of " + of, scope, 1), self.expression(wanted, dict(scope, it=of), 2))
        last = "return" if form == "for" else "satisfies"
        return "list of number" if form == "for" else "boolean", Boxed((f'<{form} iteratorVariable="it"><in>', f"</in><{last}>"), nodes, f"</{last}></{form}>")

    def model(self, decisions=14):
        inputs = {name: kind for name, kind in INPUTS.items() if self.chance.random() < 0.6} or {"n": "number"}
        inputs.setdefault("n", "number")
        parts = [Given(name, kind) for name, kind in inputs.items()]
        scope, reads = dict(inputs), list(inputs)
        values = {name: self.value(kind) for name, kind in inputs.items()}
        if self.chance.random() < 0.1:
            values[self.chance.choice([name for name in inputs])] = None

        def add(kind, body, more=(), typed=True):
            name = f"d{len(parts)}"
            parts.append(Decision(name, kind, body, tuple(reads) + tuple(more), typed))
            return name

        add("any", self.table(scope), typed=False)
        knowledge = Knowledge("ruling", "any", (("amount", "number"), ("word", "string"), ("when", "date")), self.table({"amount": "number", "word": "string", "when": "date"}))
        parts.append(knowledge)
        for _ in range(6):
            arguments = [self.constant("number"), self.constant("string"), self.constant("date")]
            add("any", Literal(Node("any", ("ruling(", arguments[0], ", ", arguments[1], ", ", arguments[2], ")"))), ("ruling",), typed=False)
        kind = self.chance.choice(("number", "string", "boolean", "list of number"))
        parts.append(Knowledge("reckon", kind, (("amount", "number"), ("listed", "list of number")), Literal(self.expression(kind, {"amount": "number", "listed": "list of number"}, 2))))
        for _ in range(2):
            call = Node(kind, ("reckon(", self.expression("number", scope, 1), ", ", self.expression("list of number", scope, 1), ")"))
            add(kind, Literal(call), ("reckon",), typed=False)
        parts.append(Decision("doubled", "any", Literal(self.expression(kind, {"n": "number"}, 2)), ("n",), False))
        parts.append(Service("serve", "doubled", "n"))
        add(kind, Literal(Node(kind, ("serve(", self.expression("number", scope, 1), ")"))), ("serve",), typed=False)
        for _ in range(3):
            of, body = self.boxed(self.chance.choice(KINDS), scope)
            add(of, body, typed=False)
        for _ in range(decisions):
            kind = self.chance.choice(KINDS)
            name = add(kind, Literal(self.expression(kind, scope, self.chance.choice((1, 2, 2, 3)))), typed=self.chance.random() < 0.3)
            if self.chance.random() < 0.1:
                scope[name] = kind
                reads.append(name)
        return Model(tuple(parts), values)
