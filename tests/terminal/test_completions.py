"""The completions in the shells that they are for: they load, and offer what may stand there. What there is to offer is read from the
help of the command, so that no option is forgotten here."""

import os
import re
import shlex
import subprocess
import tempfile
import unittest

import tree_sitter
import tree_sitter_powershell
from shells import Bash, Fish, Zsh
from terminal import REPOSITORY, hosts


def said(words, *arguments):
    """What a host prints."""
    return subprocess.run([*words, *arguments], capture_output=True, text=True, check=True, timeout=60).stdout


def commands(words):
    """The commands, by the help of all."""
    part = said(words, "--help").split("Commands:\n")[1].split("\n\n")[0]
    return re.findall(r"^  ([a-z]+(?: [a-z]+)?)(?:  .*)?$", part, re.MULTILINE)


def options(words, command):
    """The options of a command, by its help."""
    found = re.findall(r"^ +(?:-h, )?(--[a-z-]+)", said(words, *command.split(), "--help"), re.MULTILINE)
    return sorted(set(found))


class Scripts(unittest.TestCase):
    def test_each_host_prints_the_scripts_that_are_in_the_repository(self):
        names = {"bash": "tablewarden.bash", "zsh": "_tablewarden", "fish": "tablewarden.fish", "powershell": "tablewarden.ps1"}
        for host, words in hosts().items():
            for shell, name in names.items():
                with open(os.path.join(REPOSITORY, "docs", "completions", name), encoding="utf-8") as file:
                    self.assertEqual(said(words, "completions", shell), file.read(), f"{host}: {shell}")

    def test_the_script_for_powershell_is_sound_and_has_every_option(self):
        words = hosts()["native"]
        script = said(words, "completions", "powershell")
        parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_powershell.language()))
        self.assertFalse(parser.parse(script.encode()).root_node.has_error)
        broken = script.replace("[ordered]@{", "[ordered]@{{", 1)
        self.assertTrue(parser.parse(broken.encode()).root_node.has_error)
        for command in commands(words):
            table = script.split(f"$options['{command}'] = [ordered]@{{\n")[1].split("\n    }\n")[0]
            self.assertEqual(sorted(re.findall(r"'(--[a-z-]+)' = '", table)), options(words, command), command)


class Completed:
    """What each shell must do; `self.shell` is the shell."""

    maxDiff = None
    kind = None

    @classmethod
    def setUpClass(cls):
        cls.words = hosts()["native"]
        cls.place = tempfile.TemporaryDirectory()
        program = os.path.join(cls.place.name, "bin")
        cls.folder = os.path.join(cls.place.name, "work")
        for name in [program, cls.folder, os.path.join(cls.folder, "infra"), os.path.join(cls.folder, "inside")]:
            os.mkdir(name)
        for name in ["template.yaml", "two words.yaml", "inside/orders.yaml"]:
            with open(os.path.join(cls.folder, name), "w"):
                pass
        script = os.path.join(program, "tablewarden")
        with open(script, "w") as file:
            file.write(f"#!/bin/sh\nexec {shlex.join(cls.words)} \"$@\"\n")
        os.chmod(script, 0o755)
        cls.shell = cls.kind(cls.folder, program)

    @classmethod
    def tearDownClass(cls):
        cls.shell.close()
        cls.place.cleanup()

    def offered(self, line):
        return sorted(set(self.shell.offers(line)[0]))

    def whole(self, line):
        """The line where only one thing can stand."""
        offered, left = self.shell.offers(line)
        if isinstance(self.shell, Fish):
            self.assertEqual(len(set(offered)), 1, (line, offered))
            # It is shown as it is; fish escapes it when it puts it into the line.
            start = line[: len(line) - len(line.split(" ")[-1])]
            return start + offered[0].replace(" ", r"\ ")
        self.assertEqual(offered, [], line)
        return left.rstrip()

    def test_commands(self):
        known = commands(self.words)
        self.assertGreater(len(known), 10)
        firsts = {command.split()[0] for command in known}
        self.assertEqual(set(self.offered("tablewarden ")) - {"--help", "--version", "-h", "-V"}, firsts | {"help"})
        seconds = {command.split()[1] for command in known if " " in command}
        self.assertEqual(set(self.offered("tablewarden rules ")) - {"--help", "-h"}, seconds)
        self.assertEqual(self.whole("tablewarden expl"), "tablewarden explain")
        self.assertEqual(self.whole("tablewarden help rules l"), "tablewarden help rules list")

    def test_every_option_of_every_command(self):
        for command in commands(self.words):
            known = options(self.words, command)
            if known == ["--help"]:
                self.assertEqual(self.whole(f"tablewarden {command} --"), f"tablewarden {command} --help")
                continue
            self.assertEqual(self.options_offered(f"tablewarden {command} --"), known, command)

    def options_offered(self, line):
        """The options without what ends a word."""
        return sorted({word.rstrip("=") for word in self.offered(line) if word.startswith("--")})

    def test_values(self):
        self.assertEqual(self.offered("tablewarden check --profile "), ["minimal", "recommended", "strict"])
        self.assertEqual(self.whole("tablewarden check --fail-on w"), "tablewarden check --fail-on warning")
        self.assertEqual(self.whole("tablewarden check --color=al"), "tablewarden check --color=always")
        self.assertEqual(self.offered("tablewarden rules test --dialect 3.2."), ["3.2.0", "3.2.1"])
        self.assertIn("sarif", self.offered("tablewarden check --format "))
        self.assertEqual(self.offered("tablewarden draw --format "), ["mermaid", "svg"])
        self.assertEqual(self.offered("tablewarden completions "), ["bash", "fish", "powershell", "zsh"])

    def test_rules(self):
        self.assertEqual(self.whole("tablewarden explain DDB-R001"), "tablewarden explain DDB-R001")
        self.assertIn("DDB-A001", self.offered("tablewarden explain DDB-A"))
        self.assertIn("DDB-K002", self.offered("tablewarden waive --rule DDB-K"))

    def test_files(self):
        self.assertEqual(self.whole("tablewarden check te"), "tablewarden check template.yaml")
        self.assertEqual(self.whole("tablewarden check --quiet ins"), "tablewarden check --quiet inside/")
        self.assertEqual(self.whole("tablewarden check inside/o"), "tablewarden check inside/orders.yaml")
        self.assertEqual(self.whole("tablewarden check two"), r"tablewarden check two\ words.yaml")
        self.assertEqual(self.whole("tablewarden changes template.yaml te"), "tablewarden changes template.yaml template.yaml")
        self.assertEqual(self.whole("tablewarden facts --config te"), "tablewarden facts --config template.yaml")
        self.assertEqual(self.whole("tablewarden check --config=te"), "tablewarden check --config=template.yaml")
        self.assertEqual(self.whole("tablewarden check --format json=te"), "tablewarden check --format json=template.yaml")
        self.assertEqual(self.whole("tablewarden check --format=json=te"), "tablewarden check --format=json=template.yaml")

    def test_folders(self):
        self.assertEqual({name.rstrip("/") for name in self.offered("tablewarden draw --output in")}, {"infra", "inside"})


class InBash(Completed, unittest.TestCase):
    kind = Bash


class InZsh(Completed, unittest.TestCase):
    kind = Zsh


class InFish(Completed, unittest.TestCase):
    kind = Fish


if __name__ == "__main__":
    unittest.main()
