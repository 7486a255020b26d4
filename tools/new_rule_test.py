"""A rule begun from any neighbour stands everywhere that its neighbour stands, and a second time it is refused."""
import pathlib
import shutil
import tempfile
import unittest

from new_rule import Refused, begin_rule

TOP = pathlib.Path(__file__).resolve().parent.parent


class NewRule(unittest.TestCase):
    def setUp(self):
        self.root = pathlib.Path(tempfile.mkdtemp())
        for folder in ("src/base", "src/model/checks", "src/decisions", "test/coherence"):
            shutil.copytree(TOP / folder, self.root / folder)

    def tearDown(self):
        shutil.rmtree(self.root)

    def text(self, path):
        return (self.root / path).read_text()

    def test_a_rule_that_joins_folders(self):
        written = begin_rule(self.root, "DT-S199", "idle_process", "src/model/checks/contributing.cpp")
        self.assertEqual(sorted(written), ["src/base/diagnostic_codes_coherence.cpp", "src/model/checks/checks.cpp", "src/model/checks/checks.h",
                                           "src/model/checks/idle_process.cpp", "test/coherence/s199_idle_process.fault"])
        self.assertIn("void check_idle_process(CheckInput const& input", self.text("src/model/checks/idle_process.cpp"))
        self.assertNotIn("DT-S105", self.text("src/model/checks/idle_process.cpp"))
        self.assertEqual(self.text("src/model/checks/checks.cpp").count("check_idle_process(input, diagnostics);"), 1)
        self.assertIn("///< DT-S199", self.text("src/model/checks/checks.h"))
        self.assertIn("DT-S199", self.text("test/coherence/s199_idle_process.fault"))
        codes = [line[6:13] for line in self.text("src/base/diagnostic_codes_coherence.cpp").split("\n") if line.startswith('    {"DT-')]
        self.assertEqual(codes, sorted(codes))
        self.assertIn("DT-S199", codes)

    def test_a_rule_of_one_folder(self):
        written = begin_rule(self.root, "DT-D298", "stubborn_roles", "src/decisions/check_agreement.cpp")
        self.assertIn("src/decisions/check_stubborn_roles.cpp", written)
        self.assertEqual(self.text("src/decisions/check.h").count("check_stubborn_roles(context);"), 1)

    def test_what_stands_in_the_way_is_said_and_nothing_is_written(self):
        before = self.text("src/model/checks/checks.h")
        for arguments in (("DT-S105", "idle", "src/model/checks/contributing.cpp"), ("S199", "idle", "src/model/checks/contributing.cpp"), ("DT-S199", "Idle", "src/model/checks/contributing.cpp"),
                          ("DT-S199", "targets", "src/model/checks/contributing.cpp"), ("DT-S199", "idle", "src/model/checks/nothing.cpp"), ("DT-S199", "idle", "src/model/checks/checks.h")):
            with self.assertRaises(Refused, msg=arguments):
                begin_rule(self.root, *arguments)
        self.assertEqual(before, self.text("src/model/checks/checks.h"))


if __name__ == "__main__":
    unittest.main()
