"""The example job for a fleet, run as a person runs it: Ray on this machine, the same wasm file, beside the native command.

Wants TABLEWARDEN_WASM and TABLEWARDEN_COMMAND, and the packages of examples/fleet/requirements.txt.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import wasmtime

import generate

ROOT = pathlib.Path(__file__).resolve().parents[2]
FLEET = ROOT / "examples" / "fleet"
WASM = pathlib.Path(os.environ["TABLEWARDEN_WASM"])
COMMAND = os.environ["TABLEWARDEN_COMMAND"]
COUNT = 120

sys.path.insert(0, str(FLEET))

from engine import Engine, EngineError  # noqa: E402


def job(templates: pathlib.Path, out: pathlib.Path, *more: str) -> int:
    """Runs the job; gives its exit code."""
    # Ray writes a token into the home of the user.
    environment = {**os.environ, "HOME": str(out.parent), "RAY_USAGE_STATS_ENABLED": "0"}
    words = [sys.executable, str(FLEET / "fleet.py"), "--wasm", str(WASM), "--out", str(out), *more, str(templates)]
    ended = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=300)
    sys.stderr.write(ended.stderr if ended.returncode not in (0, 1, 2) else "")
    return ended.returncode


def lines(out: pathlib.Path) -> list[dict]:
    return [json.loads(line) for line in (out / "findings.jsonl").read_text().splitlines()]


def summary(out: pathlib.Path) -> dict:
    return json.loads((out / "summary.json").read_text())


class FleetTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="tablewarden-fleet-")
        cls.folder = pathlib.Path(cls.temporary.name)
        cls.templates = cls.folder / "templates"
        generate.generate(cls.templates, COUNT)
        cls.code = job(cls.templates, cls.folder / "out", "--workers", "2")

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def test_it_finds_what_the_native_command_finds(self):
        self.assertEqual(self.code, 1)
        expected = []
        for folder in sorted(self.templates.glob("*/*")):
            account, region = folder.parts[-2:]
            words = [COMMAND, "check", "--no-config", "--format", "json", "--account", account, "--region", region, "."]
            ended = subprocess.run(words, cwd=folder, capture_output=True, timeout=120)
            self.assertEqual(ended.returncode, 1)
            for file in json.loads(ended.stdout)["files"]:
                stack = file["file"].removesuffix(".yaml")
                for found in file["findings"]:
                    expected.append((account, region, stack, found["rule"], found["severity"], found["fingerprint"]))
        keys = ("account", "region", "stack", "rule", "severity", "fingerprint")
        here = [tuple(line[key] for key in keys) for line in lines(self.folder / "out") if "rule" in line]
        self.assertGreater(len(here), COUNT)
        self.assertEqual(sorted(here), sorted(expected))

    def test_the_summary_adds_up(self):
        counts = summary(self.folder / "out")
        found = [line for line in lines(self.folder / "out") if "rule" in line and "waiver" not in line]
        self.assertEqual(counts["templates"], COUNT)
        self.assertEqual(sum(counts["outcomes"].values()), COUNT)
        self.assertEqual(counts["findings"], len(found))
        for part in ("rules", "accounts", "stacks"):
            self.assertEqual(sum(counts[part].values()), len(found), part)
        self.assertEqual(list(counts["accounts"]), ["100000000000", "100000000001"])

    def test_the_order_does_not_depend_on_who_is_first(self):
        job(self.templates, self.folder / "one", "--workers", "1")
        for name in ("findings.jsonl", "summary.json"):
            one, two = (self.folder / out / name for out in ("one", "out"))
            self.assertEqual(one.read_bytes(), two.read_bytes(), name)

    def test_what_cannot_be_checked_is_never_clean(self):
        broken = self.folder / "broken" / "100000000000" / "eu-west-1"
        broken.mkdir(parents=True)
        (broken / "cut-off.yaml").write_text('Resources:\n  A: "unclosed')
        (broken / "other.json").write_text("{}")
        (broken / "sound.yaml").write_text("Resources: {T: {Type: AWS::SNS::Topic}}")
        self.assertEqual(job(self.folder / "broken", self.folder / "broken-out"), 2)
        outcomes = summary(self.folder / "broken-out")["outcomes"]
        self.assertEqual(outcomes["clean"], 1)
        self.assertEqual(outcomes.get("incomplete", 0) + outcomes.get("error", 0), 2)
        told = {line["stack"] for line in lines(self.folder / "broken-out")}
        self.assertEqual(told, {"cut-off", "other"})

    def test_nothing_to_check_is_no_success(self):
        (self.folder / "empty").mkdir()
        self.assertEqual(job(self.folder / "empty", self.folder / "empty-out"), 2)


def module(call: str, version: int = 1) -> bytes:
    """A module with the exports of the engine, and another function behind `call`."""
    return wasmtime.wat2wasm(f"""(module (memory (export "memory") 1)
      (func (export "abi_version") (result i32) i32.const {version})
      (func (export "alloc") (param i32) (result i32) i32.const 1024)
      (func (export "free") (param i32 i32))
      (func (export "call") (param i32 i32) (result i64) {call}))""")


class EngineTest(unittest.TestCase):
    def test_an_answer_is_read(self):
        engine = Engine(WASM.read_bytes())
        template = (ROOT / "examples" / "orders.yaml").read_bytes()
        answer = engine.check("orders.yaml", template, region="eu-west-1")
        self.assertEqual(answer["outcome"], "findings")
        self.assertEqual(engine.check("orders.yaml", template, region="eu-west-1"), answer)

    def test_compiled_code_is_loaded_and_anything_else_is_compiled_again(self):
        wasm = module("unreachable")
        first = Engine(wasm)
        for compiled in (first.compiled(), b"no code"):
            self.assertEqual(Engine(wasm, compiled).compiled(), first.compiled())

    def test_a_trap_is_an_error_each_time(self):
        engine = Engine(module("unreachable"))
        for _ in range(2):
            with self.assertRaisesRegex(EngineError, "the engine stopped"):
                engine.check("a", b"Resources: {T: {Type: AWS::SNS::Topic}}")

    def test_another_version_of_the_interface_is_refused(self):
        with self.assertRaisesRegex(EngineError, "version 2"):
            Engine(module("unreachable", version=2))

    def test_a_request_that_is_refused_is_an_error(self):
        with self.assertRaisesRegex(EngineError, "failon"):
            Engine(WASM.read_bytes()).check("a", b"Resources: {T: {Type: AWS::SNS::Topic}}", failon="note")


if __name__ == "__main__":
    unittest.main()
