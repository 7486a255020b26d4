"""Rules about the text of single C++ files: what is forbidden, what must stay inside one file, what every file begins with."""
import re

from finding import error

HEAVY = re.compile(r"^(boost/(beast|asio|json)\b|yaml\.h$|pugixml\.hpp$|sqlite3\.h$|libical/|unicode/|openssl/|bid_conf\.h$|bid_functions\.h$|CLI/|CLI11)")
INCLUDE = re.compile(r"^\s*#\s*include\s*[\"<]([^\">]+)[\">]")
OTHER_DECIMAL = re.compile(r"\b_Decimal(32|64|128)\b|\bmode\s*\(\s*_*[TDS]D_*\s*\)|<decimal/decimal>")
THROW = re.compile(r"\bthrow\b")


def in_code(tree, pattern):
    for file in tree.sources:
        for number, line in enumerate(file.code_lines, 1):
            match = pattern.search(line)
            if match:
                yield file, number, match


def one_decimal(tree):
    for file, number, match in in_code(tree, OTHER_DECIMAL):
        yield error(file.path, number, match.start() + 1, "one-decimal", f"{match.group()} is the compiler's decimal type",
                    "libgcc has functions of the same names as Intel's decimal library with another calling convention: linked together, they crash.",
                    "use base/decimal.h.")


def no_std_regex(tree):
    for file, number, match in in_code(tree, re.compile(r"^\s*#\s*include\s*<regex>")):
        yield error(file.path, number, match.start() + 1, "no-std-regex", "<regex> is not used here",
                    "it is the slowest to compile and to run, knows no Unicode, and can overflow the stack.",
                    "write the few lines of parsing, or use the ICU-backed matcher of feel.")


def heavy_headers_in_cpp(tree):
    for file in tree.sources:
        if not file.is_header:
            continue
        for number, line in enumerate(file.code_lines, 1):
            match = INCLUDE.match(line)
            if match and HEAVY.match(match.group(1)):
                yield error(file.path, number, match.start(1) + 1, "heavy-header", f"<{match.group(1)}> in a header",
                            "each file that includes this header would pay seconds of compile time for a library that one file needs.",
                            "include it in the .cpp alone; declare what others need in your own words (pimpl, or plain functions).")


def no_own_exceptions(tree):
    for file, number, match in in_code(tree, THROW):
        yield error(file.path, number, match.start() + 1, "no-throw", "an exception of our own",
                    "errors are values here (Result, Diagnostic, rejection, incident); exceptions come only from third parties and end at a fence.",
                    "return a Result; for a bug of ours use DT_ASSERT.")


def top_comment(tree):
    for file in tree.sources:
        first = next((line for line in file.lines if line.strip()), "")
        if not first.startswith(("//", "/*")):
            yield error(file.path, 1, 1, "top-comment", "the file does not begin with a comment",
                        "the first lines say what this is in the essay's terms, and the algorithm if there is one; a reader decides there whether to read on.",
                        "begin the file with // and one to five lines.")


def pragma_once(tree):
    for file in tree.sources:
        if file.is_header and not any(line.strip() == "#pragma once" for line in file.code_lines):
            yield error(file.path, 1, 1, "pragma-once", "the header has no #pragma once", "included twice, it would not compile.", "put #pragma once below the top comment.")


RULES = [one_decimal, no_std_regex, heavy_headers_in_cpp, no_own_exceptions, top_comment, pragma_once]
