"""cfn-lint over what `tablewarden fix` makes of the three patterns and of the corpus.

Looked at is every template that a fix changes, twice: as the safe fixes leave it and as all fixes do, under the strictest profile. No
fix may bring in an error: one of a rule at a place in the template where the template had none of that rule before. What makes a
deployment fail in some cases only counts too, though cfn-lint calls it a warning. In the patterns no error at all is left by all fixes.
That no finding is left that has a fix is for the tests in Rust, tests/tests/fixes.

Each processor runs one process, because cfn-lint takes two seconds to start and a tenth of one for a template. A template as it was
before is only looked at where there is an error after a fix.

Wants TABLEWARDEN_COMMAND, and the package of benches/fleet/requirements.txt.
"""

import collections
import gc
import multiprocessing
import os
import pathlib
import shutil
import subprocess
import tempfile
import time
import unittest

from cfnlint.config import ConfigMixIn
from cfnlint.runner import Runner
from cfnlint.runner.template.runner import run_template_by_file_path

ROOT = pathlib.Path(__file__).resolve().parents[2]
COMMAND = os.environ["TABLEWARDEN_COMMAND"]
PATTERNS = ["examples/pattern1.yaml", "examples/pattern2.yaml", "examples/pattern3.yaml"]
ENDINGS = (".yaml", ".yml", ".json", ".template")
FIXES = {"safe": [], "all": ["--unsafe"]}

# What refers to a resource that is not there in every case: a warning to cfn-lint, but the deployment fails.
AS_ERRORS = ("W1001",)

# How long cfn-lint may take for a template, in seconds. The slowest takes one, and more where other programs run.
MOST_SECONDS = 60

# How long one has to take that is left out for its slowness, with the start of cfn-lint.
SLOW_SECONDS = 8

LOOPS = "It has five loops for a hundred thousand tables: cfn-lint makes them all, and does not end."
NO_TEXT = "It has a key such as `Off` or `yes` without quotes: cfn-lint reads false or true, and stops as that is no text."

# What cfn-lint can't be given, and why.
LEFT_OUT = {
    "tests/corpus/caps/too-many-copies.yml": LOOPS,
    "tests/corpus/encryption/keys-without-their-switch.yaml": NO_TEXT,
    "tests/corpus/encryption/tiers-of-every-source.yaml": NO_TEXT,
    "tests/corpus/recovery/protection-of-every-source.yaml": NO_TEXT,
    "tests/corpus/recovery/recovery-of-every-source.yaml": NO_TEXT,
    "tests/corpus/validity/attributes-of-resources.yaml": NO_TEXT,
    "tests/corpus/values/mapping-keys-without-quotes.yaml": NO_TEXT,
}

ONE_TARGET = "It has the same target in many forms. Corrected, two more of them are the same."
SHOWS_LATER = "A misspelt name is corrected. That its table is not there in every case only shows then."

# Errors after a fix that are right so, by the fixes (safe or all), the file and the rule; and why.
EXPECTED = {
    ("safe", "tests/corpus/billing/targets-of-every-source.yaml", "E3019"): ONE_TARGET,
    ("all", "tests/corpus/billing/targets-of-every-source.yaml", "E3019"): ONE_TARGET,
    ("all", "tests/corpus/validity/part-of-a-template.yaml", "W1001"): SHOWS_LATER,
    ("all", "tests/corpus/validity/simple-tables-and-names.yaml", "W1001"): SHOWS_LATER,
}


def templates():
    """The templates, as paths from the root."""
    corpus = sorted(path for path in (ROOT / "tests" / "corpus").rglob("*") if path.suffix in ENDINGS)
    return PATTERNS + [path.relative_to(ROOT).as_posix() for path in corpus]


def words(path):
    """The options of cfn-lint. One Region is enough, as the errors of another one are there before and after."""
    return ["--regions", "us-east-1", "--ignore-checks", "W", "I", "--mandatory-checks", *AS_ERRORS, "--", path]


def prepare():
    """Reads the rules of cfn-lint, once for each process."""
    global rules
    rules = Runner(ConfigMixIn(words(str(ROOT / PATTERNS[0])))).rules
    # Looking for garbage among the rules again and again takes a fifth of the time.
    gc.freeze()
    gc.set_threshold(200_000)


def errors(path):
    """The errors that cfn-lint finds in a file: what it says of each, by its rule and its place in the template."""
    # A template can change the options, so each has its own.
    found = collections.defaultdict(list)
    for match in run_template_by_file_path(path, ConfigMixIn(words(path)), rules, False):
        if match.rule.severity == "error" or match.rule.id in AS_ERRORS:
            # A fix can remove an element before this one.
            place = tuple("*" if isinstance(key, int) else str(key) for key in getattr(match, "path", None) or [])
            found[match.rule.id, place].append(f"{match.linenumber}: {match.message}")
    return found


def is_unread(found):
    return any(rule == "E0000" for rule, _ in found)


def look(folder, name, by):
    """Looks at a template after these fixes: whether cfn-lint could read it before them, and a line for each error that came in."""
    after = {kind: errors(os.path.join(folder, kind, name)) for kind in by}
    before = errors(str(ROOT / name)) if any(after.values()) else {}
    # What follows from a part that cfn-lint can't read says nothing of the fix.
    if is_unread(before):
        return False, []
    new = []
    for kind, found in after.items():
        for (rule, place), lines in found.items():
            known = 0 if kind == "all" and name in PATTERNS else len(before.get((rule, place), []))
            new.extend((kind, rule, line) for line in lines[known:])
    return True, new


def is_needed(done, until):
    """Whether cfn-lint can't be given a template: it stops, or has not ended by then."""
    try:
        done.get(timeout=max(0, until - time.monotonic()))
    except Exception:
        return True
    return False


class Fixes(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.place = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.place.cleanup)
        # They need not wait for one another, nor the fixes for them.
        with multiprocessing.Pool(initializer=prepare) as pool:
            until = time.monotonic() + SLOW_SECONDS
            begun = {name: pool.apply_async(errors, [str(ROOT / name)]) for name in LEFT_OUT}
            for kind, options in FIXES.items():
                cls.fix(kind, options)
            cls.needless = [name for name, done in begun.items() if not is_needed(done, until)]

    @classmethod
    def fix(cls, kind, options):
        """Copies the templates into a folder of this name, and fixes them there."""
        folder = pathlib.Path(cls.place.name, kind)
        for name in templates():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
        fix = [COMMAND, "fix", "--no-config", "--profile", "strict", "--skip-other-files", "--quiet", *options, "."]
        run = subprocess.run(fix, cwd=folder, capture_output=True, timeout=300)
        # Some templates of the corpus can't be read.
        assert run.returncode in (0, 1, 2), run.stderr.decode()

    def changed(self):
        """The templates that fixes change, and by which fixes: not by all, where those do what the safe ones do."""
        changed = {}
        for name in templates():
            texts = [(ROOT / name).read_bytes()]
            for kind in FIXES:
                text = pathlib.Path(self.place.name, kind, name).read_bytes()
                if text not in texts:
                    texts.append(text)
                    changed.setdefault(name, []).append(kind)
        return changed

    def looked_at(self, changed):
        """What came of each template, by its name; and a line for each that cfn-lint can't be given."""
        came, stopped = {}, []
        with multiprocessing.Pool(initializer=prepare) as pool:
            begun = {name: pool.apply_async(look, [self.place.name, name, by]) for name, by in changed.items()}
            for name, done in begun.items():
                try:
                    came[name] = done.get(timeout=MOST_SECONDS)
                except multiprocessing.TimeoutError:
                    # Those behind it wait for a process that does not end.
                    return came, stopped + [f"{name}: cfn-lint does not end"]
                except Exception as error:
                    stopped.append(f"{name}: cfn-lint stops: {error!r}")
        return came, stopped

    def test_no_error_comes_in(self):
        changed = self.changed()
        self.assertLessEqual({*LEFT_OUT, *PATTERNS}, set(changed), "no fix changes these")
        self.assertEqual(self.needless, [], "cfn-lint can be given these, so they need not be left out")
        wrong, seen, counts = [], set(), collections.Counter()
        looked_at = {name: by for name, by in changed.items() if name not in LEFT_OUT}
        came, stopped = self.looked_at(looked_at)
        self.assertEqual(stopped, [], "list these in LEFT_OUT with the reason")
        for name, (is_read, new) in came.items():
            counts.update(looked_at[name] if is_read else ["unread"])
            for kind, rule, line in new:
                seen.add((kind, name, rule))
                if (kind, name, rule) not in EXPECTED:
                    wrong.append(f"{name} ({kind}): {rule}: {line}")
        print(f"cfn-lint looked at {counts['safe']} templates after safe fixes and {counts['all']} after all, {counts['unread']} it can't read")
        self.assertEqual(wrong, [], "\n" + "\n".join(wrong))
        self.assertEqual(set(EXPECTED) - seen, set(), "these errors are expected and not there")
        self.assertGreater(2 * counts["all"], len(templates()), "that is not most of the corpus")


if __name__ == "__main__":
    unittest.main()
