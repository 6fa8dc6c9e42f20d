"""A Ray job that checks the templates of a fleet: python fleet.py --wasm tablewarden.wasm --out OUT TEMPLATES

Takes a folder with one template for each stack, ACCOUNT/REGION/STACK.yaml (or .yml, .json, .template). Writes into OUT:
findings.jsonl, one line for each finding and for each template that could not be checked, in the order of the stacks; and
summary.json, with counts by rule, account and stack. Exits with the code that the command has: 0 where nothing fails, 1
where something does, 2 where something could not be checked.

Each worker process holds one engine. Batches of paths go out, findings come back; how many batches are under way is
bounded, so memory does not grow with the fleet.
"""

import argparse
import collections
import json
import pathlib
import resource
import sys
import time

import ray
import ray.exceptions

from engine import Engine, EngineError

ENDINGS = {".yaml", ".yml", ".json", ".template"}
BATCH = 50
# How long the job waits for one batch. A template takes milliseconds, and the engine counts its own steps.
MOST_SECONDS = 600
# What a host makes its exit code of (docs/abi.md). Over several templates the highest counts.
CODES = {"clean": 0, "findings": 1, "incomplete": 2, "error": 2}


@ray.remote
class Worker:
    """A process with one engine."""

    def __init__(self, wasm: bytes, compiled: bytes, settings: dict):
        self._engine = Engine(wasm, compiled)
        self._settings = settings

    def check(self, paths: list[str]) -> list[dict]:
        """The stacks of these files, each with its outcome and its findings."""
        return [self._stack(pathlib.Path(path)) for path in paths]

    def spent(self) -> tuple[float, int]:
        """The seconds of the processor that this process took, and its peak memory in KiB."""
        return time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    def _stack(self, path: pathlib.Path) -> dict:
        account, region, stack = *path.parts[-3:-1], path.stem
        place = {"account": account, "region": region, "stack": stack}
        said = {"account": account, "region": region, **self._settings}
        try:
            answer = self._engine.check(stack, path.read_bytes(), **said)
        except (EngineError, OSError) as error:
            return {**place, "outcome": "error", "tables": 0, "findings": [{"message": str(error)}]}
        findings = [_finding(finding) for finding in answer["findings"]]
        findings += [{"message": notice["message"]} for notice in answer["notices"]]
        return {**place, "outcome": answer["outcome"], "tables": answer["counts"]["tables"], "findings": findings}


def _finding(finding: dict) -> dict:
    kept = ("rule", "severity", "message", "path", "fingerprint", "waiver")
    return {key: finding[key] for key in kept if finding.get(key)} | {"line": finding["span"]["start"]["line"]}


class Summary:
    """Counts by outcome, rule, account and stack. Of stacks only those that something was found in are kept."""

    def __init__(self):
        self._counts = collections.Counter()
        self._outcomes, self._rules, self._accounts, self._stacks = (collections.Counter() for _ in range(4))
        self.code = 0

    def add(self, stack: dict) -> None:
        found = [finding for finding in stack["findings"] if "rule" in finding and "waiver" not in finding]
        self._counts.update(templates=1, tables=stack["tables"], findings=len(found))
        self._outcomes[stack["outcome"]] += 1
        self._rules.update(finding["rule"] for finding in found)
        self._accounts[stack["account"]] += len(found)
        if found:
            self._stacks["/".join((stack["account"], stack["region"], stack["stack"]))] += len(found)
        self.code = max(self.code, CODES[stack["outcome"]])

    def as_json(self) -> dict:
        parts = {"outcomes": self._outcomes, "rules": self._rules, "accounts": self._accounts, "stacks": self._stacks}
        return dict(self._counts) | {name: dict(sorted(counts.items())) for name, counts in parts.items()}


def templates(folder: pathlib.Path) -> list[str]:
    """The files of all stacks, in the order of account, Region and name."""
    return sorted(str(path.resolve()) for path in folder.glob("*/*/*") if path.suffix in ENDINGS)


def checked(workers: list, paths: list[str]):
    """The stacks of all paths in their order. Each worker has at most two batches, one of them waiting."""
    under_way = collections.deque()
    for start in range(0, len(paths), BATCH):
        worker = workers[start // BATCH % len(workers)]
        under_way.append(worker.check.remote(paths[start : start + BATCH]))
        if len(under_way) == 2 * len(workers):
            yield from ray.get(under_way.popleft(), timeout=MOST_SECONDS)
    for batch in under_way:
        yield from ray.get(batch, timeout=MOST_SECONDS)


def tell(count: int, seconds: float, spent: list[tuple[float, int]]) -> None:
    """Tells people what the job took."""
    processor = sum(processor for processor, _ in spent) / count * 1000
    megabytes = max(peak for _, peak in spent) / 1024
    rate = f"{count} templates in {seconds:.1f} s with {len(spent)} workers, {count / seconds:.0f} a second"
    print(f"{rate}; {processor:.1f} ms of a processor each, {megabytes:.0f} MB for a worker at most", file=sys.stderr)


def main() -> int:
    parser = argparse.ArgumentParser(description="Checks the templates of a fleet with tablewarden, on Ray.")
    parser.add_argument("templates", type=pathlib.Path, help="a folder with ACCOUNT/REGION/STACK.yaml")
    parser.add_argument("--wasm", type=pathlib.Path, required=True, help="tablewarden.wasm of the npm package")
    parser.add_argument("--out", type=pathlib.Path, required=True, help="the folder that results are written to")
    parser.add_argument("--fail-on", default="warning", help="error, warning, note or never")
    parser.add_argument("--profile", default="recommended", help="minimal, recommended or strict")
    parser.add_argument("--workers", type=int, help="how many processes; all processors if nothing is said")
    arguments = parser.parse_args()

    paths = templates(arguments.templates)
    if not paths:
        print(f"nothing was checked: there is no template in {arguments.templates}", file=sys.stderr)
        return 2
    wasm = arguments.wasm.read_bytes()
    compiled = Engine(wasm).compiled()
    # With RAY_ADDRESS set this joins that cluster; else it starts one on this machine.
    ray.init(log_to_driver=False, include_dashboard=False, runtime_env={"working_dir": str(pathlib.Path(__file__).parent)})
    settings = {"failOn": arguments.fail_on, "profile": arguments.profile, "now": int(time.time())}
    shared = [ray.put(part) for part in (wasm, compiled)]
    count = arguments.workers or int(ray.cluster_resources()["CPU"])
    workers = [Worker.remote(*shared, settings) for _ in range(count)]
    ray.get([worker.check.remote([]) for worker in workers])

    arguments.out.mkdir(parents=True, exist_ok=True)
    # What an earlier job wrote is no summary of this one, should it not come to its end.
    (arguments.out / "summary.json").unlink(missing_ok=True)
    summary = Summary()
    started = time.monotonic()
    with open(arguments.out / "findings.jsonl", "w", encoding="utf-8") as output:
        for stack in checked(workers, paths):
            summary.add(stack)
            place = {key: stack[key] for key in ("account", "region", "stack")}
            output.writelines(json.dumps(place | finding) + "\n" for finding in stack["findings"])
    seconds = time.monotonic() - started
    (arguments.out / "summary.json").write_text(json.dumps(summary.as_json(), indent=2) + "\n")
    tell(len(paths), seconds, ray.get([worker.spent.remote() for worker in workers]))
    return summary.code


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (EngineError, OSError, ray.exceptions.RayError) as error:
        # 1 would say that there are findings.
        print(f"the fleet was not checked to its end: {error}", file=sys.stderr)
        sys.exit(2)
