"""cfn-lint over what `tablewarden fix` makes of the examples and of the corpus: where it found no error before, it finds none after the
safe fixes and none after all fixes. In the three patterns nothing is left but what is listed.

Wants TABLEWARDEN_COMMAND, and the package of benches/fleet/requirements.txt.
"""

import concurrent.futures
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
COMMAND = os.environ["TABLEWARDEN_COMMAND"]
LINT = pathlib.Path(sys.executable).with_name("cfn-lint.exe" if os.name == "nt" else "cfn-lint")
PATTERNS = ["examples/pattern1.yaml", "examples/pattern2.yaml", "examples/pattern3.yaml"]
ENDINGS = (".yaml", ".yml", ".json", ".template")

# What cfn-lint can't be given, and why.
LEFT_OUT = {}

# Errors after a fix that are right so, by file and rule: (safe or all), and why.
EXPECTED = {}


def templates():
    """The templates, as paths from the root."""
    corpus = sorted(path for path in (ROOT / "tests" / "corpus").rglob("*") if path.suffix in ENDINGS)
    names = [path.relative_to(ROOT).as_posix() for path in corpus]
    return PATTERNS + [name for name in names if name not in LEFT_OUT]


def lint(folder, names):
    """The errors that cfn-lint finds in the files of a folder: a line for each, by file."""
    # One process for each processor: it takes a tenth of a second for a template, and two to start.
    share = os.cpu_count() or 1
    with concurrent.futures.ThreadPoolExecutor(share) as pool:
        parts = list(pool.map(lambda first: lint_in_one(folder, names[first::share]), range(share)))
    return {name: errors for part in parts for name, errors in part.items()}


def lint_in_one(folder, names):
    errors = {name: [] for name in names}
    if not names:
        return errors
    words = [LINT, "--format", "json", "--non-zero-exit-code", "none", "--", *names]
    run = subprocess.run(words, cwd=folder, capture_output=True, timeout=600)
    try:
        matches = json.loads(run.stdout)
    except ValueError:
        # It stopped at one of them: which, is found by halves.
        if len(names) == 1:
            raise AssertionError(f"cfn-lint can't read {names[0]}; list it with the reason: {run.stderr.decode()}") from None
        half = len(names) // 2
        return lint_in_one(folder, names[:half]) | lint_in_one(folder, names[half:])
    for match in matches:
        if match["Level"] == "Error":
            line = match["Location"]["Start"]["LineNumber"]
            errors[match["Filename"]].append((match["Rule"]["Id"], f"{line}: {match['Message']}"))
    return errors


class Fixes(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.place = tempfile.TemporaryDirectory()
        cls.folders = {}
        for name, words in {"before": None, "safe": [], "all": ["--unsafe"]}.items():
            folder = pathlib.Path(cls.place.name, name)
            cls.folders[name] = folder
            for template in templates():
                (folder / template).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(ROOT / template, folder / template)
            if words is not None:
                fix = [COMMAND, "fix", "--no-config", "--profile", "strict", "--skip-other-files", "--quiet", *words, "."]
                run = subprocess.run(fix, cwd=folder, capture_output=True, timeout=600)
                # Some templates of the corpus can't be read.
                assert run.returncode in (0, 1, 2), run.stderr.decode()

    @classmethod
    def tearDownClass(cls):
        cls.place.cleanup()

    def changed(self, by):
        """The templates that fixes changed; of those that all fixes make the same of as the safe ones, only the latter."""
        others = ["before"] if by == "safe" else ["before", "safe"]
        read = lambda folder, name: (self.folders[folder] / name).read_bytes()
        return [name for name in templates() if all(read(by, name) != read(other, name) for other in others)]

    def test_no_error_comes_in(self):
        changed = {by: self.changed(by) for by in ("safe", "all")}
        every = sorted({name for names in changed.values() for name in names})
        before = lint(self.folders["before"], every)
        wrong, seen, counts = [], set(), {}
        for by, names in changed.items():
            names = [name for name in names if not before[name] or name in PATTERNS]
            counts[by] = len(names)
            for name, errors in lint(self.folders[by], names).items():
                for rule, message in errors:
                    if (by, name, rule) in EXPECTED:
                        seen.add((by, name, rule))
                    elif by == "all" or name not in PATTERNS:
                        wrong.append(f"{name} ({by}): {rule}: {message}")
        sound = sum(not errors for errors in before.values())
        print(f"{len(every)} templates are changed by fixes, {sound} without an error before; cfn-lint looked at {counts}")
        self.assertEqual(wrong, [], "\n" + "\n".join(wrong))
        self.assertEqual(set(EXPECTED) - seen, set(), "these errors are expected and not there")
        self.assertGreater(counts["safe"], 200)
        self.assertGreater(counts["all"], 200)


if __name__ == "__main__":
    unittest.main()
