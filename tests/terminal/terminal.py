"""A pseudo terminal with a program in it: words to start, keys in, what stands on the screen out. Every wait has an end."""

import os
import re
import select
import shutil
import time
import unittest

import ptyprocess
import pyte

COMMAND = os.environ.get("TABLEWARDEN_COMMAND", "")
REPOSITORY = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def hosts():
    """The command in each host, as words. Without one there is nothing to test, which is no success."""
    node = os.path.join(REPOSITORY, "npm", "bin", "tablewarden.js")
    if not COMMAND:
        raise RuntimeError("TABLEWARDEN_COMMAND must name the native command; `cargo xtask test` sets it")
    known = {"native": [COMMAND]}
    if os.path.exists(os.path.join(REPOSITORY, "npm", "dist", "cli.cjs")):
        known["node"] = ["node", node]
    elif os.environ.get("CI"):
        raise RuntimeError("the npm package is not built: `cargo xtask test` builds it")
    return known


def needed(program):
    """The path of a program. Where it is missing a test is skipped, but for CI, which has to have it."""
    path = shutil.which(program)
    if path is None:
        if os.environ.get("CI"):
            raise RuntimeError(f"{program} is missing: install it, as .ci/run does")
        raise unittest.SkipTest(f"{program} is not installed")
    return path


class Terminal:
    """A program that runs in a terminal."""

    def __init__(self, words, folder=None, lines=60, columns=160, **environment):
        variables = {"PATH": os.environ["PATH"], "HOME": folder or "/", "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
        self.screen = pyte.Screen(columns, lines)
        self.stream = pyte.ByteStream(self.screen)
        self.bytes = b""
        self.program = ptyprocess.PtyProcess.spawn(
            words, cwd=folder, env={**variables, **environment}, dimensions=(lines, columns)
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.program.close(force=True)

    def type(self, keys):
        """Types keys: `\\t` is Tab, `\\x03` Control-C."""
        self.program.write(keys.encode())

    def lines(self):
        """The lines of the screen that have something on them."""
        return [line.rstrip() for line in self.screen.display if line.strip()]

    def until(self, sees, seconds=30):
        """Waits until the lines of the screen are as wanted, and gives them."""
        end = time.monotonic() + seconds
        while not sees(self.lines()):
            left = end - time.monotonic()
            if left <= 0:
                raise AssertionError("the screen stays\n" + "\n".join(self.lines()))
            if not self.read(left):
                break
        if not sees(self.lines()):
            raise AssertionError("the program ended with\n" + "\n".join(self.lines()))
        return self.lines()

    def settled(self, quiet=0.4, seconds=30):
        """Waits until something came and then nothing more for a while, and gives the lines of the screen."""
        end = time.monotonic() + seconds
        came = False
        while time.monotonic() < end:
            before = len(self.bytes)
            if not self.read(quiet):
                break
            if len(self.bytes) > before:
                came = True
            elif came:
                break
        return self.lines()

    def ended(self, seconds=60):
        """Waits for the program's end; gives its exit code."""
        end = time.monotonic() + seconds
        while self.read(max(0.0, end - time.monotonic())):
            if time.monotonic() > end:
                raise AssertionError("the program does not end")
        self.program.wait()
        return self.program.exitstatus

    def read(self, seconds):
        """Reads what comes within this time; says whether the program may go on."""
        if not select.select([self.program.fd], [], [], seconds)[0]:
            return True
        try:
            come = self.program.read(65536)
        except EOFError:
            return False
        self.bytes += come
        self.stream.feed(come)
        return True


ESCAPE = re.compile(rb"\x1b")
