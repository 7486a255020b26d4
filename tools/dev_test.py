"""./dev on a machine that lacks something: it asks for exactly what is missing, and its errors say what to do."""
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ALL = [line.split()[1] for line in (ROOT / "tools/packages.txt").read_text().splitlines() if line.startswith("build ")]


class Dev(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        for name in ("dev", "tools/packages.txt"):
            (self.folder / name).parent.mkdir(exist_ok=True)
            shutil.copy(ROOT / name, self.folder / name)
        self.bin = self.folder / "bin"
        self.bin.mkdir()
        for name in ("bash", "dirname", "sed", "awk", "grep", "cat", "rm", "mktemp", "tail", "env", "nproc"):
            self.bin.joinpath(name).symlink_to(shutil.which(name))
        self.fake("id", "echo 0")

    def fake(self, name, script):
        path = self.bin / name
        path.write_text(f"#!/bin/bash\n{script}\n")
        path.chmod(0o755)

    def installed(self, packages):
        self.fake("dpkg-query", "".join(f"echo 'ii {name}'\n" for name in packages))

    def dev(self, *arguments):
        done = subprocess.run([self.folder / "dev", *arguments], env={"PATH": str(self.bin), "HOME": str(self.folder)}, capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr

    def test_help_names_every_verb(self):
        status, output = self.dev("help")
        self.assertEqual(status, 0)
        verbs = [line.split("()")[0][len("verb_"):] for line in (ROOT / "dev").read_text().splitlines() if line.startswith("verb_") and "()" in line]
        self.assertGreater(len(verbs), 5)
        for verb in verbs:
            self.assertIn(f"\n  {verb}", output)

    def test_an_unknown_verb(self):
        status, output = self.dev("tset")
        self.assertEqual(status, 1)
        self.assertIn("no verb 'tset'", output)

    def test_nothing_missing_installs_nothing(self):
        self.installed(ALL)
        self.fake("apt-get", "echo called; exit 1")
        status, output = self.dev("setup")
        self.assertEqual((status, "called" in output), (0, False))

    def test_only_what_is_missing_is_installed(self):
        self.installed(name for name in ALL if name not in ("libyaml-dev", "cmake", "ccache"))
        self.fake("cmake", "exit 0")  # a cmake that did not come from a package will do
        self.fake("apt-get", f'echo "$@" >>{self.folder}/asked')
        status, output = self.dev("setup")
        if "is for Debian 12" in output:
            self.skipTest("this machine is no Debian 12")
        self.assertEqual(status, 0, output)
        self.assertEqual((self.folder / "asked").read_text().splitlines()[1], "install -y --no-install-recommends --no-remove ccache libyaml-dev")

    def test_a_failing_installer_says_why_and_what_to_do(self):
        self.installed(name for name in ALL if name != "libyaml-dev")
        self.fake("apt-get", '[[ $1 == update ]] || { echo "E: Unable to locate package"; exit 100; }')
        status, output = self.dev("setup")
        if "is for Debian 12" in output:
            self.skipTest("this machine is no Debian 12")
        self.assertEqual(status, 1)
        for part in ("could not install: libyaml-dev", "E: Unable to locate package", "network"):
            self.assertIn(part, output)

    def test_cover_runs_what_was_counted_and_prints_a_line_for_each_folder(self):
        self.installed(ALL + ["gcovr"])
        for name in ("find", "tee", "python3"):
            self.bin.joinpath(name).symlink_to(shutil.which(name))
        for name in ("tally.py", "coverage.py"):
            shutil.copy(ROOT / "tools" / name, self.folder / "tools" / name)
        self.fake("cmake", f'echo "$@" >>{self.folder}/asked')
        self.fake("gcovr", """echo '{"files": [{"filename": "src/feel/a.cpp", "line_total": 8, "line_covered": 6}]}' >build-cover/coverage.json""")
        built = self.folder / "build-cover"
        built.mkdir()
        (built / "old.gcda").touch()
        for name, last_line in (("drivetrain_tests", "[  PASSED  ] 3 tests."), ("drivetrain", "2 passed, 0 failed")):
            (built / name).write_text(f"#!/bin/bash\n[[ -e build-cover/old.gcda ]] && exit 1\necho '{last_line}'\n")
            (built / name).chmod(0o755)
        status, output = self.dev("cover")
        self.assertEqual(status, 0, output)
        self.assertIn("--build --preset cover", (self.folder / "asked").read_text())
        self.assertIn("| feel | 1 | 8 | 6 | 75.0 |", output)
        self.assertEqual(output.splitlines()[-1], "5 passed, 0 failed")

    def test_neither_root_nor_sudo(self):
        self.installed(name for name in ALL if name != "libyaml-dev")
        self.fake("id", "echo 1000")
        status, output = self.dev("setup")
        if "is for Debian 12" in output:
            self.skipTest("this machine is no Debian 12")
        self.assertEqual(status, 1)
        self.assertIn("apt-get install --no-install-recommends libyaml-dev", output)


if __name__ == "__main__":
    unittest.main()
