"""The two engines: Apache KIE's as a binary with an HTTP port, and ours as a program. Both answer: decision -> Answer."""

import atexit
import http.client
import json
import os
import pathlib
import shutil
import socket
import subprocess
import tarfile
import tempfile
import time
from dataclasses import dataclass
from decimal import Decimal

PACKAGE = "@kie-tools/jitexecutor-native@999.0.0-20240505-SNAPSHOT"  # Apache-2.0; the newest that npm has with a Linux binary


@dataclass
class Answer:
    value: object
    failed: bool = False   # the engine says that an error happened
    skipped: bool = False  # not evaluated, because what it reads failed
    said: str = ""


def parsed(text):
    return json.loads(text, parse_float=Decimal, parse_int=Decimal)


class Unavailable(Exception):
    pass


def fetch(folder):
    """The peer's binary, fetched once by npm into `folder`. Raises Unavailable with the reason."""
    binary = pathlib.Path(folder) / "package/dist/linux/jitexecutor"
    if not binary.exists():
        npm = shutil.which("npm")
        if not npm:
            raise Unavailable("there is no npm to fetch it with")
        pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
        try:
            packed = subprocess.run([npm, "pack", "--silent", PACKAGE], cwd=folder, capture_output=True, text=True, timeout=300)
        except subprocess.TimeoutExpired:
            raise Unavailable("the npm registry did not answer within 300 s")
        if packed.returncode:
            raise Unavailable("npm pack failed: " + (packed.stderr.strip().splitlines() or ["no reason given"])[-1])
        archive = pathlib.Path(folder) / packed.stdout.strip().splitlines()[-1]
        with tarfile.open(archive) as tar:
            tar.extract("package/dist/linux/jitexecutor", folder)
        archive.unlink()
    binary.chmod(0o755)
    return binary


class Kie:
    """Apache KIE's jitexecutor. It compiles the model at each request."""

    def __init__(self, binary):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.log = tempfile.NamedTemporaryFile(prefix="kie-", suffix=".log", delete=False)
        try:
            self.process = subprocess.Popen([str(binary), "-Dquarkus.http.host=127.0.0.1", f"-Dquarkus.http.port={self.port}"], stdout=self.log, stderr=subprocess.STDOUT)
        except OSError as error:
            raise Unavailable(f"it does not run on this machine: {error}")
        atexit.register(self.stop)
        for _ in range(200):
            if self.process.poll() is not None:
                raise Unavailable(f"it ended at once with {self.process.returncode}: " + pathlib.Path(self.log.name).read_text()[-300:])
            try:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
                self.connection.connect()
                return
            except OSError:
                time.sleep(0.05)
        raise Unavailable("it did not open its port within 10 s")

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(10)
        self.log.close()
        if os.path.exists(self.log.name):
            os.unlink(self.log.name)

    def post(self, path, body):
        """(status, text)"""
        for attempt in range(2):
            try:
                self.connection.request("POST", path, body=body, headers={"Content-Type": "application/json"})
                response = self.connection.getresponse()
                return response.status, response.read().decode()
            except (http.client.HTTPException, OSError):
                self.connection.close()
                if attempt:
                    raise

    @staticmethod
    def request(xml, values):
        return json.dumps({"mainURI": "m.dmn", "resources": [{"URI": "m.dmn", "content": xml}], "context": values}).encode()

    def answers(self, model):
        status, body = self.post("/jitdmn/dmnresult", self.request(model.xml(), model.values))
        if status != 200:
            return None, f"HTTP {status}: {body[:500]}"
        result = parsed(body)
        said = "\n".join(message["message"] for message in result["messages"])
        return {each["decisionName"]: Answer(each["result"], each["evaluationStatus"] == "FAILED", each["evaluationStatus"] == "SKIPPED") for each in result["decisionResults"]}, said


class Drivetrain:
    """Our engine, by `dmn eval`: one run for a model and all its decisions."""

    def __init__(self, binary):
        self.binary = str(binary)
        self.folder = tempfile.TemporaryDirectory(prefix="oracle-")

    def answers(self, model):
        file = pathlib.Path(self.folder.name) / "m.dmn"
        file.write_text(model.xml(with_all=True), encoding="utf-8")
        try:
            done = subprocess.run([self.binary, "dmn", "eval", str(file), "--decision", "ALL", "--lenient", "--json", "--input", "-"], input=json.dumps(model.values), capture_output=True, text=True, timeout=60)
        except subprocess.TimeoutExpired:
            return None, "no answer within 60 s"
        if not done.stdout.startswith("{"):
            return None, f"exit {done.returncode}: " + done.stderr[:800]
        result = parsed(done.stdout)
        if not isinstance(result["value"], dict):
            return None, done.stdout[:800]
        warnings = {}
        for warning in result["warnings"]:
            warnings.setdefault(warning["line"], []).append(warning["message"])
        answers = {}
        for decision in model.decisions():
            said = [message for name in model.needed(decision.name) for message in warnings.get(model.line_of(name), [])]
            answers[decision.name] = Answer(result["value"][decision.name], bool(said), False, "\n".join(said))
        return answers, ""
