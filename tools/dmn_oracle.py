#!/usr/bin/env python3
"""Random DMN models in our engine and in Apache KIE's: what do they say differently?

  tools/dmn_oracle.py [--seconds N | --models N] [--seed N] [--binary PROGRAM] [--peer FOLDER]
  tools/dmn_oracle.py --show SEED/DECISION      the model, as small as that decision needs, and both answers
  tools/dmn_oracle.py --race [...]              how fast both are (tools/oracle/race.py)

The peer is the npm package named in tools/oracle/engines.py; where it cannot be had or does not run, that is said and the exit is 0. Both engines
evaluate the same models (tools/oracle/architect.py); values are compared as the DMN kit does (tools/oracle/compare.py). What is known to differ
stands in tools/oracle/known.py with its reason and is counted; any other difference is made small, printed, and the exit is 1.
The same seed gives the same models."""

import argparse
import collections
import pathlib
import random
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))

from oracle import race  # noqa: E402
from oracle.compare import same  # noqa: E402
from oracle.engines import PACKAGE, Drivetrain, Kie, Unavailable, fetch  # noqa: E402
from oracle.known import KNOWN, Difference, explain  # noqa: E402
from oracle.architect import Architect  # noqa: E402
from oracle.shrink import look, smallest  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent


class Comparison:
    def __init__(self, ours, theirs):
        self.ours, self.theirs = ours, theirs
        self.counts, self.known = collections.Counter(), collections.Counter()
        self.unexplained = []

    def model(self, seed):
        model = Architect(random.Random(seed)).model()
        their_answers, said = self.theirs.answers(model)
        our_answers, refused = self.ours.answers(model)
        self.counts["models"] += 1
        if our_answers is None:
            return self.found(f"{seed}", f"our engine does not take the model: {refused}", model)
        if their_answers is None:
            self.counts["models that the peer did not take"] += 1
            return None
        for decision in model.decisions():
            self.decision(seed, model, decision.name, our_answers[decision.name], their_answers[decision.name], said)

    def decision(self, seed, model, name, mine, other, said):
        self.counts["decisions"] += 1
        if other.skipped:
            self.counts["skipped by the peer, as what they read failed"] += 1
            return
        if same(mine.value, other.value):
            self.counts["the same"] += 1
            self.counts["the same null"] += mine.value is None
            return
        known = explain(Difference(model, name, mine, other, said), early=True)
        if known:
            self.known[known.name] += 1
            return
        alone = look(self.ours, self.theirs, model.only(name), name)
        if not alone:
            return self.found(f"{seed}/{name}", "the difference is gone when the decision stands alone", model)
        known = explain(alone, early=True) or explain(alone, early=False)
        small = None if known else smallest(self.ours, self.theirs, alone)
        known = known or explain(small, early=False)
        if known:
            self.known[known.name] += 1
            return
        given = {key: value for key, value in small.model.values.items()}
        self.found(f"{seed}/{name}", f"{small.words()}   given {given}\n  ours  {small.ours.value}   {small.ours.said}\n  KIE   {small.theirs.value}   {small.said}", small.model)

    def found(self, where, what, model):
        self.unexplained.append(where)
        print(f"difference {where}: {what}\n{model.xml()}", flush=True)

    def report(self, seconds):
        print(f"\n{self.counts['models']} models, {self.counts['decisions']} decisions in {seconds:.0f} s")
        for what, count in self.counts.items():
            if what not in ("models", "decisions"):
                print(f"  {count:7}  {what}")
        for known in KNOWN:
            if self.known[known.name]:
                print(f"  {self.known[known.name]:7}  known: {known.name} - {known.why}")
        print(f"oracle: {self.counts['the same']} the same, {sum(self.known.values())} known to differ, {len(self.unexplained)} unexplained")


def show(ours, theirs, where):
    seed, name = where.split("/")
    model = Architect(random.Random(int(seed))).model().only(name)
    print(model.xml(), model.values, sep="\n")
    print("KIE ", theirs.answers(model))
    print("ours", ours.answers(model))


def main():
    parser = argparse.ArgumentParser(description="Differential fuzzing of DMN against Apache KIE's engine.")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--models", type=int, default=10 ** 9)
    parser.add_argument("--seed", type=int, default=1, help="of the first model; each next one has the next")
    parser.add_argument("--most", type=int, default=10, help="unexplained differences after which it ends")
    parser.add_argument("--binary", default=str(ROOT / "build-release/drivetrain"))
    parser.add_argument("--peer", default=str(ROOT / ".tools/kie"), help="where the peer's binary lies, or is fetched to")
    parser.add_argument("--show", metavar="SEED/DECISION")
    parser.add_argument("--race", action="store_true")
    options = parser.parse_args()
    if not pathlib.Path(options.binary).exists():
        parser.error(f"there is no {options.binary}; ./dev oracle builds it")
    try:
        theirs = Kie(fetch(options.peer))
    except Unavailable as reason:
        print(f"oracle: skipped, {PACKAGE} cannot be had: {reason}")
        return 0
    ours = Drivetrain(options.binary)
    if options.race:
        return race.run(options, theirs)
    if options.show:
        return show(ours, theirs, options.show)
    comparison, begin, seed = Comparison(ours, theirs), time.monotonic(), options.seed
    while time.monotonic() - begin < options.seconds and seed < options.seed + options.models and len(comparison.unexplained) < options.most:
        comparison.model(seed)
        seed += 1
    comparison.report(time.monotonic() - begin)
    return 1 if comparison.unexplained or not comparison.counts["the same"] else 0


if __name__ == "__main__":
    sys.exit(main())
