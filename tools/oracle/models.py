"""DMN models as lists of parts, each a declaration that can write itself as XML and name smaller versions of itself; what it reads are the
declarations before it, so a model stays whole when one is left out that nobody reads.
"""

from dataclasses import dataclass, replace
from xml.sax.saxutils import escape

from oracle.tree import Node, reductions

NAMESPACE = "https://www.omg.org/spec/DMN/20211108/MODEL/"  # 1.4: the newest that the peer knows whole
TYPE_REFS = {"number": "number", "string": "string", "boolean": "boolean", "date": "date", "time": "time", "date and time": "dateTime", "days": "dayTimeDuration", "months": "yearMonthDuration",
             "list of number": "tNumbers", "list of string": "tStrings", "list of item": "tItems", "item": "tItem"}
ITEM_DEFINITIONS = """<itemDefinition id="tNumbers" name="tNumbers" isCollection="true"><typeRef>number</typeRef></itemDefinition>
<itemDefinition id="tStrings" name="tStrings" isCollection="true"><typeRef>string</typeRef></itemDefinition>
<itemDefinition id="tItem" name="tItem"><itemComponent name="p"><typeRef>number</typeRef></itemComponent><itemComponent name="q"><typeRef>number</typeRef></itemComponent>\
<itemComponent name="name"><typeRef>string</typeRef></itemComponent><itemComponent name="day"><typeRef>date</typeRef></itemComponent></itemDefinition>
<itemDefinition id="tItems" name="tItems" isCollection="true"><typeRef>tItem</typeRef></itemDefinition>
"""


def text(node):
    return "<text>" + escape(node.text() if isinstance(node, Node) else node) + "</text>"


def literal(node):
    return "<literalExpression>" + text(node) + "</literalExpression>"


@dataclass(frozen=True)
class Literal:
    node: Node

    def xml(self):
        return literal(self.node)

    def smaller(self):
        return (Literal(node) for node in reductions(self.node))

    def words(self):
        return self.node.text()


@dataclass(frozen=True)
class Boxed:
    """Expressions in fixed places of a boxed expression: a conditional, a filter, an iterator, a context, a list."""

    before: tuple
    nodes: tuple
    after: str

    def xml(self):
        return "".join(before + literal(node) for before, node in zip(self.before, self.nodes)) + self.after

    def smaller(self):
        for at, node in enumerate(self.nodes):
            for less in reductions(node):
                yield replace(self, nodes=self.nodes[:at] + (less,) + self.nodes[at + 1:])

    def words(self):
        return " ".join(node.text() for node in self.nodes)


@dataclass(frozen=True)
class Table:
    policy: str
    aggregation: str
    columns: tuple   # (expression, kind)
    outputs: tuple   # (name, kind, outputValues)
    rules: tuple     # (cells, outputs)
    default: tuple   # a text for each output, or empty

    def xml(self):
        made = f'<decisionTable hitPolicy="{self.policy}"' + (f' aggregation="{self.aggregation}"' if self.aggregation else "") + ">"
        for expression, kind in self.columns:
            made += f'<input><inputExpression typeRef="{TYPE_REFS[kind]}">{text(expression)}</inputExpression></input>'
        for at, (name, kind, values) in enumerate(self.outputs):
            made += "<output" + (f' name="{name}"' if len(self.outputs) > 1 else "") + f' typeRef="{TYPE_REFS[kind]}">'
            made += f"<outputValues>{text(values)}</outputValues>" if values else ""
            made += (f"<defaultOutputEntry>{text(self.default[at])}</defaultOutputEntry>" if self.default else "") + "</output>"
        for cells, outputs in self.rules:
            made += "<rule>" + "".join(f"<inputEntry>{text(cell)}</inputEntry>" for cell in cells) + "".join(f"<outputEntry>{text(output)}</outputEntry>" for output in outputs) + "</rule>"
        return made + "</decisionTable>"

    def smaller(self):
        for at in range(len(self.rules)):
            if len(self.rules) > 1:
                yield replace(self, rules=self.rules[:at] + self.rules[at + 1:])
        for at in range(len(self.columns)):
            if len(self.columns) > 1:
                yield replace(self, columns=self.columns[:at] + self.columns[at + 1:], rules=tuple((cells[:at] + cells[at + 1:], outputs) for cells, outputs in self.rules))
        if self.default:
            yield replace(self, default=())
        for at, (cells, outputs) in enumerate(self.rules):
            for column, cell in enumerate(cells):
                for less in reductions(cell):
                    yield replace(self, rules=self.rules[:at] + ((cells[:column] + (less,) + cells[column + 1:], outputs),) + self.rules[at + 1:])
            for column, output in enumerate(outputs):
                for less in reductions(output):
                    yield replace(self, rules=self.rules[:at] + ((cells, outputs[:column] + (less,) + outputs[column + 1:]),) + self.rules[at + 1:])

    def words(self):
        return " ".join([self.policy, self.aggregation, *(text(column) for column, _ in self.columns), *(text(piece) for cells, outputs in self.rules for piece in (*cells, *outputs))])


@dataclass(frozen=True)
class Decision:
    name: str
    kind: str
    body: object
    reads: tuple       # names of inputs, decisions and business knowledge
    typed: bool = True

    def xml(self, known):
        made = f'<decision id="{self.name}" name="{self.name}"><variable name="{self.name}"' + (f' typeRef="{TYPE_REFS[self.kind]}"' if self.typed and self.kind in TYPE_REFS else "") + "/>"
        for name in self.reads:
            if isinstance(known[name], (Knowledge, Service)):
                continue
            made += f'<informationRequirement><required{"Input" if isinstance(known[name], Given) else "Decision"} href="#{identifier(name)}"/></informationRequirement>'
        for name in self.reads:
            if isinstance(known[name], (Knowledge, Service)):
                made += f'<knowledgeRequirement><requiredKnowledge href="#{name}"/></knowledgeRequirement>'
        return made + self.body.xml() + "</decision>"

    def smaller(self):
        if self.typed:
            yield replace(self, typed=False)
        for name in self.reads:
            if name not in self.body.words():
                yield replace(self, reads=tuple(each for each in self.reads if each != name))
        for body in self.body.smaller():
            yield replace(self, body=body)


@dataclass(frozen=True)
class Knowledge:
    name: str
    kind: str
    parameters: tuple  # (name, kind)
    body: object
    reads: tuple = ()

    def xml(self, known):
        parameters = "".join(f'<formalParameter name="{name}" typeRef="{TYPE_REFS[kind]}"/>' for name, kind in self.parameters)
        return f'<businessKnowledgeModel id="{self.name}" name="{self.name}"><variable name="{self.name}"/><encapsulatedLogic>{parameters}{self.body.xml()}</encapsulatedLogic></businessKnowledgeModel>'

    def smaller(self):
        for body in self.body.smaller():
            yield replace(self, body=body)


@dataclass(frozen=True)
class Given:
    name: str
    kind: str
    reads: tuple = ()

    def xml(self, known):
        return f'<inputData id="{identifier(self.name)}" name="{self.name}"><variable name="{self.name}" typeRef="{TYPE_REFS[self.kind]}"/></inputData>'

    def smaller(self):
        return ()


@dataclass(frozen=True)
class Service:
    """A decision as a function of one input; a decision that calls it declares a knowledge requirement."""

    name: str
    output: str
    input: str

    @property
    def reads(self):
        return (self.output, self.input)

    def xml(self, known):
        return (f'<decisionService id="{self.name}" name="{self.name}"><variable name="{self.name}"/><outputDecision href="#{self.output}"/>'
                f'<inputData href="#{identifier(self.input)}"/></decisionService>')

    def smaller(self):
        return ()


def identifier(name):
    return name.replace(" ", "_")


@dataclass(frozen=True)
class Model:
    parts: tuple
    values: dict  # of the inputs, as JSON

    def decisions(self):
        return [part for part in self.parts if isinstance(part, Decision)]

    def xml(self, with_all=False):
        """One declaration a line. `with_all` adds a decision ALL, a context of every other one."""
        known = {part.name: part for part in self.parts}
        made = [f'<definitions xmlns="{NAMESPACE}" id="m" name="m" namespace="urn:drivetrain:oracle">', ITEM_DEFINITIONS.rstrip("\n")] + [part.xml(known) for part in self.parts]
        if with_all:
            requirements = "".join(f'<informationRequirement><requiredDecision href="#{part.name}"/></informationRequirement>' for part in self.decisions())
            entries = ", ".join(f"{part.name}: {part.name}" for part in self.decisions())
            made.append(f'<decision id="ALL" name="ALL"><variable name="ALL"/>{requirements}<literalExpression><text>{{{entries}}}</text></literalExpression></decision>')
        return "\n".join(made) + "\n</definitions>\n"

    def line_of(self, name):
        """Where a declaration stands in xml()."""
        first = 2 + ITEM_DEFINITIONS.count("\n")
        return next(first + at for at, part in enumerate(self.parts) if part.name == name)

    def needed(self, name):
        """Names that a decision rests on, itself among them."""
        known = {part.name: part for part in self.parts}
        found, ahead = set(), [name]
        while ahead:
            at = ahead.pop()
            if at not in found:
                found.add(at)
                ahead.extend(known[at].reads)
        return found

    def only(self, name):
        needed = self.needed(name)
        return replace(self, parts=tuple(part for part in self.parts if part.name in needed), values={key: value for key, value in self.values.items() if key in needed})

    def smaller(self):
        """Models with one thing less; the caller looks which of them still show what he is after."""
        for at, part in enumerate(self.parts):
            for less in part.smaller():
                yield replace(self, parts=self.parts[:at] + (less,) + self.parts[at + 1:])
        for name, value in self.values.items():
            for less in smaller_values(value):
                yield replace(self, values={**self.values, name: less})


def smaller_values(value):
    if isinstance(value, list):
        yield from ([*value[:at], *value[at + 1:]] for at in range(len(value)))
    elif isinstance(value, (int, float)) and not isinstance(value, bool) and value not in (0, 1):
        yield from (0, 1)
