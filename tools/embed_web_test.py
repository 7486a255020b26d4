"""What goes into the binary is what the web UI's build made: compiled, run, and read back byte by byte."""
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from embed_web import generate

ROOT = Path(__file__).resolve().parents[1]
MAIN = r"""
#include <cstdio>
#include <string_view>
#include "platform/embedded_files.h"
int main(int argc, char** argv) {
  for (const auto& file : drivetrain::platform::embedded_files()) {
    if (argc == 1) std::printf("%s|%s|%s\n", file.path.data(), file.content_type.data(), file.etag.data());
    else if (file.path == argv[1]) std::fwrite(file.brotli.data(), 1, file.brotli.size(), stdout);
  }
}
"""


class EmbedWeb(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        self.dist, self.out = self.folder / "dist", self.folder / "out"

    def embed(self):
        generate(self.dist, self.out, "brotli")
        main = self.folder / "main.cpp"
        main.write_text(MAIN)
        program = self.folder / "program"
        subprocess.run(["g++", "-std=c++20", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fPIE", f"-I{ROOT}/src", main, self.out / "embedded_files.cpp", "-o", program], check=True)
        return program

    def test_files_come_back_whole_and_in_order(self):
        contents = {"index.html": b"<!doctype html>", "assets/app.js": bytes(range(256)) * 300, "assets/same.js": bytes(range(256)) * 300, "a b\"c.bin": b"\0"}
        for name, content in contents.items():
            (self.dist / name).parent.mkdir(parents=True, exist_ok=True)
            (self.dist / name).write_bytes(content)
        (self.dist / "assets/app.js.map").write_text("not served")
        program = self.embed()
        listed = [line.split("|") for line in subprocess.run([program], capture_output=True, check=True).stdout.decode().splitlines()]
        self.assertEqual([line[0] for line in listed], ["/a b\"c.bin", "/assets/app.js", "/assets/same.js", "/index.html"])
        self.assertEqual(listed[3][1], "text/html; charset=utf-8")
        self.assertEqual(listed[1][2], listed[2][2])
        self.assertNotEqual(listed[0][2], listed[1][2])
        for name, content in contents.items():
            packed = subprocess.run([program, "/" + name], capture_output=True, check=True).stdout
            self.assertEqual(subprocess.run(["brotli", "-d"], input=packed, capture_output=True, check=True).stdout, content)

    def test_changed_content_replaces_the_old(self):
        self.dist.mkdir()
        (self.dist / "index.html").write_bytes(b"one")
        generate(self.dist, self.out, "brotli")
        before = (self.out / "embedded_files.cpp").read_text()
        (self.dist / "index.html").write_bytes(b"two")
        generate(self.dist, self.out, "brotli")
        self.assertNotEqual((self.out / "embedded_files.cpp").read_text(), before)
        self.assertEqual(len(list((self.out / "web").iterdir())), 1)

    def test_without_a_built_ui_the_list_is_empty(self):
        self.assertEqual(subprocess.run([self.embed()], capture_output=True, check=True).stdout, b"")


if __name__ == "__main__":
    unittest.main()
