"""`make guards`: every guard of the server taken away in turn; figures, and 1 unless each is noticed by a test or declared.

What was learned and found is kept in a folder: the same command goes on where it was stopped, and what a test noticed is not
asked again while the code is the same.
"""

import argparse
import subprocess
import sys
from collections.abc import Mapping

from tests.conftest import ROOT
from tests.guards.declared import DECLARED
from tests.guards.findings import Report, merged, parts_of
from tests.guards.sites import all_sites

KEPT = ROOT / ".tools" / "guards"
SUITES = (
    "tests/leaks/test_views.py",
    "tests/policy/test_abilities.py",
    "tests/policy/test_every_view.py",
    "tests/policy/test_labels.py",
    "tests/policy/test_loss.py",
    "tests/policy/test_matrix.py",
    "tests/policy/test_reader.py",
    "tests/services",
    "tests/web",
    "tests/exports/test_what_leaves.py",
    "tests/realtime/test_presence.py",
    "tests/realtime/test_wiring.py",
    "--deselect=tests/web/test_generated_requests.py",
)
"""Suites that run within this process and are quick: others show the same with more around it."""


def main() -> int:
    """Learn which tests pass which guard, take the guards away, print; 0 when nobody could miss one."""
    asked = argparse.ArgumentParser(prog="make guards")
    asked.add_argument("--only", default="")
    asked.add_argument("--parts", type=int, default=2)
    asked.add_argument("--budget", default="60")
    wanted = asked.parse_args()
    passes, report = f"--guards-passes={KEPT / 'passes.json'}", KEPT / "report.json"
    away = [passes, f"--guards-report={report}", f"--guards-only={wanted.only}", f"--guards-budget={wanted.budget}"]
    for options in ([passes], away):
        if not _in_parts(wanted.parts, options):
            return 2
    asked_about = [site.name for site in all_sites() if wanted.only in site.name]
    return say(merged(parts_of(report)), asked_about, DECLARED)


def _in_parts(parts: int, options: list[str]) -> bool:
    """Run the suites in several processes that divide the work; tell whether all did it."""
    command = [sys.executable, "-m", "pytest", "-p", "tests.guards.plugin", "-p", "no:xdist", "-p", "no:cacheprovider",
               "-q", *SUITES, *options]  # fmt: skip
    shares = [f"--guards-share={part}/{parts}" for part in range(1, parts + 1)]
    running = [subprocess.Popen([*command, share], cwd=ROOT) for share in shares]
    nothing_selected = 5
    return all(code in (0, nothing_selected) for code in [one.wait() for one in running])


def say(found: Report, listed: list[str], declared: Mapping[str, str]) -> int:
    """Print the figures, what is bad and what is declared: 1 when something is bad."""
    noticed = [name for name in listed if name in found.noticed]
    missed = [name for name in listed if name not in found.noticed]
    never, survived = set(found.never_passed), set(found.survived)
    bad = {
        "SURVIVED": [name for name in missed if name not in declared and name in survived],
        "NEVER PASSED": [name for name in missed if name not in declared and name in never],
        "NOT ASKED": [name for name in missed if name not in declared.keys() | survived | never],
        "DECLARED, AND NOTICED": [name for name in noticed if name in declared],
        "DECLARED, AND NOT THERE": sorted(set(declared) - {site.name for site in all_sites()}),
    }
    for title, names in bad.items():
        sys.stdout.writelines(f"{title}  {name}\n" for name in names)
    kept = [name for name in missed if name in declared]
    sys.stdout.writelines(f"declared  {name}\n    {declared[name]}\n" for name in kept)
    figures = {
        "guards listed": len(listed),
        "noticed": len(noticed),
        "survived": len(bad["SURVIVED"]),
        "never passed": len(bad["NEVER PASSED"]),
        "declared": len(kept),
    }
    sys.stdout.writelines(f"{what}: {figure}\n" for what, figure in figures.items())
    return int(any(bad.values()))


if __name__ == "__main__":
    sys.exit(main())
