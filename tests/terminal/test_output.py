"""What a terminal is sent, and what a pipe or a file: colors and progress, in both hosts."""

import os
import subprocess
import tempfile
import unittest

from terminal import ESCAPE, Terminal, hosts

TABLE = b"Resources: {T: {Type: AWS::DynamoDB::Table}}\n"
# More than are checked in one step.
MANY = 1000
# A command shows how far it is when it has run for half a second. Here it waits so long for its standard input.
SLOW = '(sleep 1; cat t.yaml) | "$@"'


class Output(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.place = tempfile.TemporaryDirectory()
        cls.folder = cls.place.name
        with open(os.path.join(cls.folder, "t.yaml"), "wb") as file:
            file.write(TABLE)

    @classmethod
    def tearDownClass(cls):
        cls.place.cleanup()

    def in_terminal(self, words, **environment):
        """The exit code, and the bytes that a terminal gets."""
        with Terminal(words, self.folder, **environment) as terminal:
            code = terminal.ended()
            return code, terminal.bytes

    def test_colors_are_for_terminals(self):
        for host, words in hosts().items():
            check = [*words, "check", "t.yaml"]
            code, shown = self.in_terminal(check)
            self.assertEqual(code, 1, host)
            self.assertRegex(shown, ESCAPE, host)
            for name, value in [("NO_COLOR", "1"), ("TERM", "dumb"), ("FORCE_COLOR", "0")]:
                code, plain = self.in_terminal(check, **{name: value})
                self.assertEqual(code, 1, host)
                self.assertIn(b"DDB-", plain, host)
                self.assertNotRegex(plain, ESCAPE, f"{host}: {name}={value}")
            for argument in ["--color=always", "--color=never"]:
                _, shown = self.in_terminal([*check, argument], NO_COLOR="1")
                self.assertEqual(bool(ESCAPE.search(shown)), argument.endswith("always"), f"{host}: {argument}")

    def test_a_pipe_gets_no_escape_codes(self):
        environment = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
        for host, words in hosts().items():
            for line in [["check", "t.yaml"], ["--help"], ["man"], ["completions", "zsh"], ["explain", "DDB-R001"], ["check", "no.yaml"]]:
                run = subprocess.run([*words, *line], cwd=self.folder, env=environment, capture_output=True, timeout=60)
                self.assertNotRegex(run.stdout + run.stderr, ESCAPE, f"{host}: {line}")

    def test_progress_is_for_terminals(self):
        many = os.path.join(self.folder, "many")
        os.mkdir(many)
        for number in range(MANY):
            with open(os.path.join(many, f"{number}.yaml"), "wb") as file:
                file.write(TABLE)
        for host, words in hosts().items():
            check = [*words, "check", "--quiet", "--output-file", "report.txt", "-", "many"]
            code, shown = self.in_terminal(["sh", "-c", SLOW, "sh", *check])
            self.assertEqual(code, 1, host)
            self.assertRegex(shown, rb"\r\d+ of \d+", host)
            self.assertNotRegex(shown, ESCAPE, f"{host}: progress needs no escape codes")
            # Standard error is a file, and standard output a terminal.
            code, shown = self.in_terminal(["sh", "-c", f"{SLOW} 2>said.txt", "sh", *check])
            with open(os.path.join(self.folder, "said.txt"), "rb") as file:
                said = file.read()
            self.assertEqual((code, said, shown), (1, b"", b""), host)


if __name__ == "__main__":
    unittest.main()
