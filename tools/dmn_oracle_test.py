"""The oracle's own parts: values are compared as the kit does, differences are made small, and no difference hides behind an unrelated excuse."""
import random
import unittest
from decimal import Decimal

import instructions
from oracle.compare import as_said, same
from oracle.engines import Answer, parsed
from oracle.expressions import FORMS, KINDS, PIECE, Author
from oracle.known import Difference, explain
from oracle.architect import Architect
from oracle.models import Decision
from oracle.shrink import look, smallest


class Values(unittest.TestCase):
    def test_numbers_within_the_kits_tolerance(self):
        self.assertTrue(same(Decimal("0.333333333"), Decimal("0.3333333331")))
        self.assertFalse(same(Decimal("0.3333333"), Decimal("0.3333334")))
        self.assertTrue(same(Decimal("12345678901234567890123456789012345678"), Decimal("1.2345678901234567e37")))
        self.assertFalse(same(Decimal(1), True))
        self.assertFalse(same(Decimal(0), None))

    def test_temporal_texts_are_what_they_say(self):
        for one, other in (("PT26H30M", "P1DT2H30M"), ("PT-3.5S", "-PT3.5S"), ("P35M", "P2Y11M"), ("10:00Z", "10:00:00Z"), ("2024-01-01T10:00:00+01:00", "2024-01-01T10:00:00@Europe/Paris"), ("[ 1 .. 3 ]", "[1..3]"),
                           ("PT-0.5S", "-PT0.5S"), ("PT-7H-30M", "-PT7H30M"), ("10:30:00", "10:30:00.0")):
            self.assertTrue(same(one, other), f"{one} {as_said(one)} {other} {as_said(other)}")
        for one, other in (("PT1H", "PT2H"), ("P1M", "P1D"), ("2024-01-01", "2024-01-01T00:00:00"), ("10:00:00", "10:00:00Z"), ("10:30:00", "10:30:00.5"), ("[1..3]", "[1..3)"), ("a", "b"), ("", "P")):
            self.assertFalse(same(one, other), f"{one} {other}")

    def test_contexts_of_equal_size_and_lists_in_order(self):
        self.assertFalse(same({"a": Decimal(1)}, {"a": Decimal(1), "b": None}))
        self.assertFalse(same([Decimal(1), Decimal(2)], [Decimal(2), Decimal(1)]))
        self.assertTrue(same(parsed('[{"a": 1.0}]'), parsed('[{"a": 1}]')))


class Models(unittest.TestCase):
    def test_forms_ask_for_what_there_is(self):
        for kind, forms in FORMS.items():
            for form in forms:
                for piece in PIECE.finditer(form):
                    if piece[1]:
                        self.assertTrue(piece[1] in FORMS or piece[1].removeprefix("cell of ") in KINDS, f"{kind}: {form}: {piece[1]}")
                self.assertNotRegex(Author(random.Random(1)).fill(form, kind, {}, 0).text(), r"(?<!list)<[a-z ]+[*|>]|%[a-z]", form)

    def test_a_seed_is_a_model(self):
        self.assertEqual(Architect(random.Random(5)).model().xml(True), Architect(random.Random(5)).model().xml(True))
        self.assertNotEqual(Architect(random.Random(5)).model().xml(), Architect(random.Random(6)).model().xml())

    def test_lines_of_declarations(self):
        model = Architect(random.Random(5)).model()
        lines = model.xml(True).splitlines()
        for part in model.parts:
            self.assertIn(f'name="{part.name}"', lines[model.line_of(part.name) - 1])


class Planted:
    """An engine that answers every decision with 1, but one whose texts hold `wrong` with 2."""

    def __init__(self, wrong=None):
        self.wrong = wrong

    def answers(self, model):
        return {each.name: Answer(Decimal(2 if self.wrong and self.wrong in each.body.words() else 1)) for each in model.decisions()}, ""


class Differences(unittest.TestCase):
    def test_a_planted_one_is_found_and_made_small(self):
        ours, theirs = Planted(), Planted("string join(")
        shown = None
        for seed in range(200):
            model = Architect(random.Random(seed)).model()
            for decision in model.decisions():
                found = look(ours, theirs, model, decision.name)
                if found and len(decision.body.words()) > 150:
                    shown = shown or smallest(ours, theirs, look(ours, theirs, model.only(decision.name), decision.name))
        self.assertIsNotNone(shown, "no model of 200 holds what was planted")
        self.assertIn("string join(", shown.words())
        self.assertLess(len(shown.words()), 100, shown.words())

    def test_values_that_differ_without_a_reason_stay_unexplained(self):
        model = Architect(random.Random(5)).model()
        decision = next(part for part in model.parts if isinstance(part, Decision))
        for mine, other in ((Decimal(1), Decimal(2)), ("a", "b"), (True, False), ([Decimal(1)], [Decimal(2)]), (None, Decimal(1))):
            self.assertIsNone(explain(Difference(model.only(decision.name), decision.name, Answer(mine), Answer(other), ""), early=True))


class Instructions(unittest.TestCase):
    def test_what_callgrind_says(self):
        self.assertEqual(instructions.collected("==1== Events    : Ir\n==1== Collected : 1234567\n"), 1234567)
        self.assertIsNone(instructions.collected("valgrind: cannot"))


if __name__ == "__main__":
    unittest.main()
