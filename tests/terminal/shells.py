"""Shells that have the completions of tablewarden: a line as it is typed in, what its shell offers out."""

import os
import re
import subprocess

from terminal import Terminal, needed


class Bash:
    """Bash in a terminal, with nobody's settings. What it offers is read off the screen."""

    prompt = "bash$ "

    def __init__(self, folder, program):
        settings = os.path.join(folder, "inputrc")
        with open(settings, "w") as file:
            for line in ["bell-style none", "show-all-if-ambiguous on", "page-completions off", "enable-bracketed-paste off"]:
                file.write(f"set {line}\n")
            file.write("set completion-query-items 0\nset completion-display-width 0\n")
        words = [needed("bash"), "--norc", "--noprofile", "-i"]
        self.terminal = Terminal(words, folder, 300, 160, PS1=self.prompt, INPUTRC=settings, PATH=path_with(program))
        self.run("source <(tablewarden completions bash)")

    def run(self, line):
        """Runs a line; gives what it says."""
        self.terminal.settled()
        self.terminal.type(f"{line}; echo 'do''ne'\n")
        return self.terminal.until(lambda lines: "done" in lines)

    def offers(self, line):
        """What Tab offers behind a line, one a line; and the line as Tab leaves it."""
        terminal = self.terminal
        terminal.type("\x0c")
        terminal.until(lambda lines: [text.strip() for text in lines] == [self.prompt.strip()])
        terminal.type(line)
        terminal.until(lambda lines: lines[-1] == f"{self.prompt}{line}".rstrip())
        terminal.type("\t")
        lines = terminal.settled()
        last = max(index for index, text in enumerate(lines) if text.startswith(self.prompt.strip()))
        offered = self.read(lines[:last] + lines[last + 1 :])
        left = lines[last][len(self.prompt) :]
        terminal.type("\x15")
        return offered, left

    def read(self, lines):
        """The words that stand below each other."""
        return [line.strip() for line in lines if not line.startswith(self.prompt.strip())]

    def close(self):
        self.terminal.__exit__()


class Zsh(Bash):
    """Zsh in a terminal, which shows what each word means."""

    prompt = "zsh$ "

    def __init__(self, folder, program):
        words = [needed("zsh"), "-f", "-i"]
        environment = {"PS1": self.prompt, "PROMPT": self.prompt, "RPS1": "", "PATH": path_with(program)}
        self.terminal = Terminal(words, folder, 300, 160, **environment)
        self.run("unsetopt beep prompt_sp; setopt no_auto_menu no_list_ambiguous; autoload -U compinit; compinit -u -D; LISTMAX=1000")
        self.run("zstyle ':completion:*' list-separator '--'; source <(tablewarden completions zsh)")

    def read(self, lines):
        """The words before what they mean: `--help  -h  -- Print this help`."""
        offered = []
        for line in lines:
            if not line.startswith(self.prompt.strip()):
                offered += re.split(r"\s+--\s", line.strip())[0].split("  ")
        return [word.strip() for word in offered if word.strip()]


class Fish:
    """Fish, which is asked what it would offer."""

    def __init__(self, folder, program):
        self.fish = needed("fish")
        self.folder = folder
        self.path = path_with(program)

    def offers(self, line):
        """What Tab offers behind a line, and the line."""
        script = "tablewarden completions fish | source; complete -C $argv[1]"
        environment = {"PATH": self.path, "HOME": self.folder, "LC_ALL": "C.UTF-8", "TERM": "dumb"}
        asked = subprocess.run(
            [self.fish, "--no-config", "-c", script, line],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
        )
        if asked.returncode not in (0, 1) or asked.stderr:
            raise AssertionError(f"{line}: {asked}")
        return [text.split("\t")[0] for text in asked.stdout.splitlines()], line

    def close(self):
        """Nothing goes on running."""


def path_with(program):
    """A search path on which `tablewarden` is this program."""
    return os.pathsep.join([program, os.environ["PATH"]])
