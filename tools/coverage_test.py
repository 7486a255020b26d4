"""The table of ./dev cover adds up, and nothing counted is an error."""
import unittest

from coverage import table


def summary(*files):
    return {"files": [{"filename": name, "line_total": lines, "line_covered": reached} for name, lines, reached in files]}


class Coverage(unittest.TestCase):
    def test_folders_are_summed(self):
        lines = table(summary(("src/feel/lexer.cpp", 1000, 900), ("src/feel/dates/zone.cpp", 200, 100), ("src/base/text.h", 10, 10), ("tools/x.cpp", 5, 0)))
        self.assertEqual(lines[2:5], ["| base | 1 | 10 | 10 | 100.0 |", "| feel | 2 | 1,200 | 1,000 | 83.3 |", "| **all** | 3 | 1,210 | 1,010 | 83.5 |"])

    def test_the_files_with_most_unreached_lines_come_first_and_whole_ones_not_at_all(self):
        lines = table(summary(("src/a/small.cpp", 10, 0), ("src/a/large.cpp", 900, 850), ("src/a/whole.cpp", 9, 9)))
        self.assertEqual(lines[-2:], ["- `src/a/large.cpp`: 50 of 900", "- `src/a/small.cpp`: 10 of 10"])

    def test_a_file_without_lines_is_no_file(self):
        self.assertEqual(table(summary(("src/a/x.cpp", 4, 1), ("src/a/model.h", 0, 0)))[2], "| a | 1 | 4 | 1 | 25.0 |")

    def test_nothing_counted_is_an_error(self):
        with self.assertRaises(ValueError):
            table(summary())
        with self.assertRaises(ValueError):
            table(summary(("lib/a.cpp", 3, 3)))


if __name__ == "__main__":
    unittest.main()
