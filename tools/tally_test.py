"""The sum of ./dev test can be trusted: every runner's summary is read, and no way of dying looks like success."""
import unittest

from tally import tally


class Tally(unittest.TestCase):
    def test_each_runner(self):
        self.assertEqual(tally(0, "3 passed, 0 failed\n"), (3, 0))
        self.assertEqual(tally(0, "[==========] 7 tests from 2 test suites ran.\n[  PASSED  ] 7 tests.\n"), (7, 0))
        self.assertEqual(tally(1, "[==========] 3 tests ran.\n[  PASSED  ] 1 test.\n[  FAILED  ] 2 tests, listed below:\n"), (1, 2))
        self.assertEqual(tally(1, "Ran 5 tests in 0.1s\n\nFAILED (failures=1, errors=2)\n"), (2, 3))
        self.assertEqual(tally(1, "\x1b[1m      Tests \x1b[22m 1 failed | 11 passed (12)\n"), (11, 1))
        self.assertEqual(tally(0, "# tests 4\n# pass 4\n# fail 0\n"), (4, 0))

    def test_a_crash_is_a_failure(self):
        self.assertEqual(tally(139, "Segmentation fault\n"), (0, 1))
        self.assertEqual(tally(1, "9 passed, 0 failed\n"), (9, 1))

    def test_running_nothing_is_a_failure(self):
        self.assertEqual(tally(0, "[==========] 0 tests from 0 test suites ran.\n[  PASSED  ] 0 tests.\n"), (0, 1))
        self.assertEqual(tally(0, ""), (0, 1))


if __name__ == "__main__":
    unittest.main()
