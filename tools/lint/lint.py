#!/usr/bin/env python3
"""Holds the tree to its own rules: `./dev lint`. Speaks like a compiler: file:line:column: error: what [rule], then why and help.

The include table is read from ARCHITECTURE.md, so the text that people read is the one that is enforced. Notes advise and do
not fail; errors do. Usage: lint.py [ROOT]
"""
import os
import subprocess
import sys
from pathlib import Path

import include_rules
import source_rules
import tree_rules
from finding import ERROR, NOTE
from tree import Tree

RULES = include_rules.RULES + source_rules.RULES + tree_rules.RULES


def tracked_files(root):
    """What git would commit; outside a git checkout (the lint's own tests) every file."""
    if (root / ".git").exists():
        listed = subprocess.run(["git", "-c", f"safe.directory={root}", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                                cwd=root, capture_output=True, check=True).stdout.decode()
        return sorted({name for name in listed.split("\0") if name and (root / name).is_file()})
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


def lint(root):
    tree = Tree(root, tracked_files(root))
    findings = [finding for rule in RULES for finding in rule(tree)]
    return tree, sorted(findings, key=lambda f: (f.path, f.line, f.column))


def main():
    root = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).resolve().parents[2])
    tree, findings = lint(root)
    for finding in findings:
        print(finding)
    errors = sum(finding.severity == ERROR for finding in findings)
    notes = sum(finding.severity == NOTE for finding in findings)
    print(f"lint: {len(RULES)} rules over {len(tree.files)} files: {errors} errors, {notes} notes")
    return 1 if errors else 0


if __name__ == "__main__":
    os.environ.setdefault("LC_ALL", "C.UTF-8")
    sys.exit(main())
