"""Each rule finds a planted violation where it lies, and a clean tree is clean."""
import tempfile
import unittest
from pathlib import Path

from include_rules import parse_table
from lint import lint

TABLE = """# Architecture
| folder | may include (beside base and itself) |
|---|---|
| *cascade* | organisation, strategy |
| base | – |
| feel | – |
| journal | – |
| notation | feel |
| organisation | feel, notation, journal |
| strategy | as organisation, organisation |
| performance | journal, cascade/model.h |
| simulation | cascade |
| app | all |

The end.
"""
TOP = "// What this is.\n"


class Lint(unittest.TestCase):
    def findings(self, files):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            files = {"ARCHITECTURE.md": TABLE} | files
            for path in list(files):
                if path.startswith("src/") and path.endswith((".h", ".cpp")):
                    files.setdefault("/".join(path.split("/")[:2]) + "/README.md", "What of the essay lives here.\n")
            for path, text in files.items():
                if text is not None:
                    (root / path).parent.mkdir(parents=True, exist_ok=True)
                    (root / path).write_text(text, encoding="utf-8")
            return lint(root)[1]

    def assert_found(self, rule, at, files):
        """Exactly one finding, of that rule, at that file:line."""
        found = [(f.rule, f"{f.path}:{f.line}") for f in self.findings(files)]
        self.assertEqual(found, [(rule, at)])

    def assert_clean(self, files):
        self.assertEqual([str(f) for f in self.findings(files)], [])

    def test_a_clean_tree(self):
        self.assert_clean({
            "src/base/id.h": TOP + "#pragma once\n",
            "src/strategy/model.h": TOP + '#pragma once\n#include <string>\n#include "base/id.h"\n#include "organisation/model.h"\n#include "feel/parse.h"\n',
            "src/performance/kpi.cpp": TOP + '#include "organisation/model.h"\n#include "performance/kpi.h"\n',
            "src/app/main.cpp": TOP + '#include "simulation/run.h"\n#include "strategy/state.h"\n',
        })

    def test_includes_against_the_arrows(self):
        self.assert_found("include-table", "src/feel/a.cpp:3", {"src/feel/a.cpp": TOP + '#include "base/id.h"\n#include "notation/yaml.h"\n'})
        self.assert_found("include-table", "src/organisation/a.h:3", {"src/organisation/a.h": TOP + '#pragma once\n#include "strategy/model.h"\n'})
        self.assert_found("include-table", "src/performance/a.cpp:2", {"src/performance/a.cpp": TOP + '#include "strategy/state.h"\n'})
        self.assert_found("include-table", "src/strategy/a.cpp:2", {"src/strategy/a.cpp": TOP + '#include "simulation/run.h"\n'})

    def test_an_include_in_a_comment_is_none(self):
        self.assert_clean({"src/feel/a.cpp": TOP + '// #include "app/x.h"\n/*\n#include "app/y.h"\n*/\n'})

    def test_includes_are_relative_to_src(self):
        self.assert_found("include-path", "src/feel/a.cpp:2", {"src/feel/a.cpp": TOP + '#include "parse.h"\n'})
        self.assert_found("include-path", "src/feel/a.cpp:2", {"src/feel/a.cpp": TOP + '#include "../base/id.h"\n'})
        self.assert_found("include-path", "src/feel/a.cpp:2", {"src/feel/a.cpp": TOP + '#include "boost/json.hpp"\n'})

    def test_a_folder_needs_a_row(self):
        self.assert_found("include-table", "ARCHITECTURE.md:1", {"src/attic/a.cpp": TOP})

    def test_a_table_that_names_nobody(self):
        self.assert_found("include-table", "ARCHITECTURE.md:5", {"ARCHITECTURE.md": TABLE.replace("| base | – |", "| base | nowhere |")})
        self.assert_found("include-table", "ARCHITECTURE.md:1", {"ARCHITECTURE.md": "no table\n"})

    def test_as_means_that_row_but_not_that_folder(self):
        table = parse_table(TABLE.replace("| strategy | as organisation, organisation |", "| strategy | as organisation |"))
        self.assertTrue(table.allows("strategy", "journal/store.h"))
        self.assertFalse(table.allows("strategy", "organisation/model.h"))

    def test_one_decimal(self):
        self.assert_found("one-decimal", "src/base/a.cpp:2", {"src/base/a.cpp": TOP + "_Decimal" + "128 x;\n"})
        self.assert_found("one-decimal", "src/base/a.cpp:2", {"src/base/a.cpp": TOP + "typedef float d __attribute__((mode" + "(TD)));\n"})
        self.assert_found("one-decimal", "src/base/a.cpp:2", {"src/base/a.cpp": TOP + "#include <decimal/decimal>\n"})
        self.assert_clean({"src/base/a.cpp": TOP + '// never _Decimal128\nauto s = "_Decimal128";\n'})

    def test_no_std_regex(self):
        self.assert_found("no-std-regex", "src/feel/a.cpp:2", {"src/feel/a.cpp": TOP + "#include <regex>\n"})

    def test_heavy_headers_stay_in_cpp_files(self):
        for header in ("boost/beast/core.hpp", "boost/asio.hpp", "boost/json.hpp", "yaml.h", "pugixml.hpp", "sqlite3.h", "libical/ical.h", "unicode/regex.h", "openssl/sha.h"):
            self.assert_found("heavy-header", "src/base/a.h:3", {"src/base/a.h": TOP + f"#pragma once\n#include <{header}>\n"})
            self.assert_clean({"src/base/a.cpp": TOP + f"#include <{header}>\n"})

    def test_no_exceptions_of_our_own(self):
        self.assert_found("no-throw", "src/base/a.cpp:2", {"src/base/a.cpp": TOP + "void f() { throw 1; }\n"})
        self.assert_clean({"src/base/a.cpp": TOP + "// we never throw\nvoid f() noexcept;\nint big = 1'000'000;\n"})

    def test_top_comment(self):
        self.assert_found("top-comment", "src/base/a.cpp:1", {"src/base/a.cpp": "int x;\n"})

    def test_pragma_once(self):
        self.assert_found("pragma-once", "src/base/a.h:1", {"src/base/a.h": TOP + "int x();\n"})

    def test_size(self):
        self.assert_found("file-size", "src/base/a.cpp:601", {"src/base/a.cpp": TOP + "int x();\n" * 600})
        self.assertEqual([f.severity for f in self.findings({"src/base/a.cpp": TOP + "int x();\n" * 400})], ["note"])

    def test_unfinished_marks(self):
        for mark in ("TODO", "FIXME", "XXX", "HACK"):
            self.assert_found("unfinished", "docs/a.md:2", {"docs/a.md": f"text\nand {mark}: more\n"})
        self.assert_clean({"docs/a.md": "hackles, todos and XXXL\n"})

    def test_machine_paths(self):
        for path in ("/work/main", "/root/x", "/home/ana/x", "/tmp/bash_jobs.0/x"):
            self.assert_found("machine-path", "docs/a.md:1", {"docs/a.md": f"see {path}/y\n"})
        self.assert_clean({"docs/a.md": "/work/{id} /work/12/start src/work/main/a https://x.org/root/b ./home/ana/c\n"})

    def test_folder_readme(self):
        self.assert_found("folder-readme", "src/feel/a.cpp:1", {"src/feel/a.cpp": TOP, "src/feel/README.md": None})

    def test_rooms_without_a_name(self):
        self.assert_found("folder-name", "src/base/utils/a.cpp:1", {"src/base/utils/a.cpp": TOP})

    def test_references_in_documents(self):
        self.assert_found("dead-reference", "docs/a.md:2", {"docs/a.md": "see\n`src/feel/gone.h`\n"})
        self.assert_found("dead-reference", "docs/a.md:1", {"docs/a.md": "see [that](b.md)\n"})
        self.assert_clean({"docs/a.md": "[b](b.md#part) [c](https://x.org/c) `docs/b.md` `docs`\n```\n`src/web/x.ts`\n```\n", "docs/b.md": "[back](../docs/a.md)\n"})


if __name__ == "__main__":
    unittest.main()
