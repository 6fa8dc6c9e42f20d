"""The manual page: formatters take it without a complaint, and it has every option of every command."""

import os
import re
import subprocess
import unittest

from terminal import REPOSITORY, hosts, needed
from test_completions import commands, options, said

PAGE = os.path.join(REPOSITORY, "docs", "man", "tablewarden.1")


class Manual(unittest.TestCase):
    def formatted(self, *words):
        """What a formatter makes of the page; it must have nothing to say about it."""
        run = subprocess.run([needed(words[0]), *words[1:], PAGE], capture_output=True, text=True, timeout=60)
        self.assertEqual((run.returncode, run.stderr), (0, ""), words)
        return run.stdout

    def test_each_host_prints_the_page_that_is_in_the_repository(self):
        with open(PAGE, encoding="utf-8") as file:
            page = file.read()
        for host, words in hosts().items():
            self.assertEqual(said(words, "man"), page, host)

    def test_formatters_have_no_complaint(self):
        self.assertEqual(self.formatted("mandoc", "-T", "lint", "-W", "all"), "")
        self.assertIn("tablewarden", self.formatted("groff", "-ww", "-K", "utf8", "-man", "-T", "utf8"))

    def test_every_option_of_every_command_is_shown(self):
        words = hosts()["native"]
        text = self.formatted("mandoc", "-T", "ascii", "-O", "width=200")
        text = re.sub(r".\x08", "", text)
        for command in commands(words):
            part = re.split(rf"^   tablewarden {command}(?: .*)?$", text, flags=re.MULTILINE)[1]
            part = re.split(r"^(?:   )?\S", part, flags=re.MULTILINE)[0]
            shown = re.findall(r"^ {7}(?:-h, )?(--[a-z-]+)", part, re.MULTILINE)
            self.assertEqual(sorted(shown), options(words, command), command)


if __name__ == "__main__":
    unittest.main()
