"""The same models in both engines, in one run: how long does an evaluation take in each?

Two questions, because KIE's program compiles the model at every request:
- a model once, in a program that runs already. KIE: an HTTP request, with the model and inputs in and the result out. Ours has no such door; the
  nearest is one model more in a run of `drivetrain dmn tck`: it reads model and case from files, compiles, evaluates, compares. (A whole run of
  `drivetrain dmn eval`, which starts the program, too, is shown beside it.)
- an evaluation more: the same model with a loop of N and of 3 N calls in one request or run, half of the difference by N, less the same of a loop
  that calls a function of the same parameters that yields 1. Both engines interpret the same loop, so compiling, transport and start cancel out.
Beside them, JSON lines streamed through `dmn eval`: text in, text out, each a line. KIE has no face for that.

Each time is the least of several: what a machine adds, other work adds."""

import json
import pathlib
import subprocess
import tempfile
import time
from xml.sax.saxutils import escape

from oracle.models import NAMESPACE

HEAD = f'<definitions xmlns="{NAMESPACE}" id="m" name="m" namespace="urn:drivetrain:race">\n'


def table_rules(ages, sets):
    """Every combination of a range of ages, a pair of tiers and a threshold, as in table_bench."""
    for age in range(ages):
        low, high = age * 7, (age + 1) * 7
        cell = f"< {high}" if age == 0 else f">= {low}" if age == ages - 1 else f"[{low}..{high})"
        for tier in range(sets):
            pair = f'"t{2 * tier}", "t{2 * tier + 1}"' if tier < sets - 1 else "not(" + ", ".join(f'"t{i}"' for i in range(2 * (sets - 1))) + ")"
            for income in ("< 2500", ">= 2500"):
                yield cell, pair, income


def table(ages, sets):
    made = '<decisionTable hitPolicy="UNIQUE">'
    for name, kind in (("age", "number"), ("tier", "string"), ("income", "number")):
        made += f'<input><inputExpression typeRef="{kind}"><text>{name}</text></inputExpression></input>'
    made += '<output typeRef="number"/>'
    for number, cells in enumerate(table_rules(ages, sets)):
        made += "<rule>" + "".join(f"<inputEntry><text>{escape(cell)}</text></inputEntry>" for cell in cells) + f"<outputEntry><text>{number % 100}</text></outputEntry></rule>\n"
    return made + "</decisionTable>"


def of_text(text):
    return f"<literalExpression><text>{escape(text)}</text></literalExpression>"


ITEMS = "[" + ", ".join(f"{{p: {20 + i * 3}, q: {i}}}" for i in range(10)) + "]"


class Figure:
    """`logic` computes from parameters; `arguments` are FEEL of i, the number of the evaluation, and `line` is JSON for it."""

    def __init__(self, name, parameters, logic, arguments, line, count):
        self.name, self.parameters, self.logic, self.arguments, self.line, self.count = name, parameters, logic, arguments, line, count

    def one(self):
        inputs = "".join(f'<inputData id="{name}" name="{name}"><variable name="{name}" typeRef="{kind}"/></inputData>\n' for name, kind in self.parameters)
        reads = "".join(f'<informationRequirement><requiredInput href="#{name}"/></informationRequirement>' for name, _ in self.parameters)
        return HEAD + inputs + f'<decision id="D" name="D"><variable name="D"/>{reads}{self.logic}</decision>\n</definitions>\n'

    def loop(self, count, called=True):
        parameters = "".join(f'<formalParameter name="{name}" typeRef="{kind}"/>' for name, kind in self.parameters)
        logic = self.logic if called else of_text("1")
        knowledge = f'<businessKnowledgeModel id="f" name="f"><variable name="f"/><encapsulatedLogic>{parameters}{logic}</encapsulatedLogic></businessKnowledgeModel>\n'
        text = of_text(f"count(for i in 1..{count} return f({self.arguments}))")
        return HEAD + knowledge + f'<decision id="D" name="D"><variable name="D"/><knowledgeRequirement><requiredKnowledge href="#f"/></knowledgeRequirement>{text}</decision>\n</definitions>\n'


def three(name, ages, sets, count):
    return Figure(name, (("age", "number"), ("tier", "string"), ("income", "number")), table(ages, sets),
                  f'modulo(i * 7919, {ages * 7}), "t" + string(modulo(i * 31, {2 * sets})), modulo(i * 1009, 5000)',
                  lambda i: {"age": i * 7919 % (ages * 7), "tier": f"t{i * 31 % (2 * sets)}", "income": i * 1009 % 5000}, count)


FIGURES = (
    Figure("arithmetic, 3 variables", (("income", "number"), ("debt", "number"), ("rate", "number")), of_text("(income - debt) * rate / 12 + 100"), "1000 + i, 650, 0.065",
           lambda i: {"income": 1000 + i, "debt": 650, "rate": 0.065}, 20000),
    three("table, 20 rules", 5, 2, 3000),
    three("table, 2,000 rules", 100, 10, 300),
    Figure("filter, for and sum, 10 items", (("least", "number"),), of_text(f"sum(for x in {ITEMS}[p > least] return x.p * x.q)"), "modulo(i, 30)", lambda i: {"least": i % 30}, 3000),
)


def least(times, work):
    best = None
    for _ in range(times):
        begin = time.perf_counter()
        work()
        spent = time.perf_counter() - begin
        best = spent if best is None else min(best, spent)
    return best


class Course:
    def __init__(self, options, theirs):
        self.binary, self.theirs = options.binary, theirs
        self.folder = tempfile.TemporaryDirectory(prefix="race-")

    def kie(self, xml, values):
        status, body = self.theirs.post("/jitdmn/dmnresult", self.theirs.request(xml, values))
        result = json.loads(body)["decisionResults"][0] if status == 200 else None
        if not result or result["evaluationStatus"] != "SUCCEEDED":
            raise SystemExit(f"race: KIE did not evaluate it: {body[:400]}")
        return result["result"]

    def ours(self, xml, values, lines=None):
        model = pathlib.Path(self.folder.name) / "m.dmn"
        if not model.exists() or model.read_text(encoding="utf-8") != xml:
            model.write_text(xml, encoding="utf-8")
        command = [self.binary, "dmn", "eval", str(model), "--decision", "D", "--quiet", "--input", lines or json.dumps(values)]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"race: our engine did not evaluate it: {done.stderr[:400]}")
        return done.stdout

    def agree(self, figure):
        for i in (1, 2, 3, 50):
            theirs, ours = self.kie(figure.one(), figure.line(i)), self.ours(figure.one(), figure.line(i))
            if abs(float(theirs) - float(ours)) > 1e-8:
                raise SystemExit(f"race: {figure.name} of {figure.line(i)} is {theirs} for KIE, {ours} for us")

    def one_more(self, evaluate, figure, count):
        """Seconds that one evaluation more takes."""
        def slope(called):
            short, long = (figure.loop(times, called) for times in (count, 3 * count))
            return (least(5, lambda: evaluate(long, {})) - least(5, lambda: evaluate(short, {}))) / (2 * count)
        return slope(True) - slope(False)

    def compiled(self, figure, count):
        """Seconds for a model more in a run of the kit."""
        case = '<testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\
<modelName>m.dmn</modelName><testCase id="1">'
        for name, value in figure.line(1).items():
            case += f'<inputNode name="{name}"><value>{value}</value></inputNode>'
        case += f'<resultNode name="D" type="decision"><expected><value xsi:type="xsd:decimal">{self.kie(figure.one(), figure.line(1))}</value></expected></resultNode></testCase></testCases>'
        def kit(name, models):
            folder = pathlib.Path(self.folder.name) / figure.name / name
            for at in range(models):
                (folder / str(at)).mkdir(parents=True, exist_ok=True)
                (folder / str(at) / "m.dmn").write_text(figure.one(), encoding="utf-8")
                (folder / str(at) / "m-test.xml").write_text(case, encoding="utf-8")
            return str(folder)
        def run(folder, models):
            done = subprocess.run([self.binary, "dmn", "tck", folder], capture_output=True, text=True)
            if not done.stdout.endswith(f"{models} passed, 0 failed\n"):
                raise SystemExit(f"race: the kit says {done.stdout[-300:]} {done.stderr[-300:]}")
        few, many = kit("few", 1), kit("many", 1 + count)
        return (least(10, lambda: run(many, 1 + count)) - least(10, lambda: run(few, 1))) / count

    def streamed(self, figure, count=100000):
        lines = pathlib.Path(self.folder.name) / "lines.ndjson"
        few = pathlib.Path(self.folder.name) / "few.ndjson"
        lines.write_text("".join(json.dumps(figure.line(i)) + "\n" for i in range(count)))
        few.write_text(json.dumps(figure.line(1)) + "\n")
        model = figure.one()
        return (least(3, lambda: self.ours(model, None, str(lines))) - least(3, lambda: self.ours(model, None, str(few)))) / count

    def row(self, figure):
        self.agree(figure)
        model, values = figure.one(), figure.line(1)
        theirs_once, ours_run = least(20, lambda: self.kie(model, values)), least(20, lambda: self.ours(model, values))
        ours_once = self.compiled(figure, 10 if len(model) > 100000 else 200)
        theirs_more = self.one_more(self.kie, figure, figure.count)
        ours_more = self.one_more(self.ours, figure, 50000)
        streamed = self.streamed(figure)
        micro = lambda seconds: f"{seconds * 1e6:,.2f} µs" if seconds < 1e-4 else f"{seconds * 1e3:,.1f} ms"
        times = lambda theirs, ours: f"{theirs / ours:,.1f}×"
        return [figure.name, micro(theirs_once), micro(ours_once), times(theirs_once, ours_once), micro(ours_run), micro(theirs_more), micro(ours_more), times(theirs_more, ours_more), micro(streamed)]


def run(options, theirs):
    course = Course(options, theirs)
    print("| | a model: KIE | ours | ratio | ours, a run | an evaluation more: KIE | ours | ratio | ours, a JSON line |")
    print("|---|---|---|---|---|---|---|---|---|")
    for figure in FIGURES:
        print("| " + " | ".join(course.row(figure)) + " |", flush=True)
    return 0
