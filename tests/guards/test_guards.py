"""The list of guards is made by machine and complete, and taking one away is noticed."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.guards.sites import all_sites, rewritten

FEW = "server.policy.abilities.may · "


def test_every_demand_and_every_question_of_rights_is_on_the_list() -> None:
    sites = all_sites()

    for kind, pattern in (("demand", r"^\s+demand\("), ("question", r"(?<!def )\bmay\(")):
        written = sum(
            len(re.findall(pattern, path.read_text(encoding="utf-8"), re.MULTILINE))
            for room in ("services", "web", "realtime")
            for path in (ROOT / "server" / room).rglob("*.py")
        )
        call = kind if kind == "demand" else "may"
        listed = sum(site.kind == kind and site.text.startswith(f"{call}(") for site in sites
                     if not site.module.startswith("server.policy"))  # fmt: skip
        assert listed == written > 10, kind
    assert len({site.name for site in sites}) == len(sites) > 500


def test_a_guard_that_is_off_lets_through_and_the_others_stand() -> None:
    source = "def get(sight, one):\n    if one not in sight:\n        raise NotInYourSight\n    return one\n"
    tree, sites = rewritten(source, "m")
    off: set[str] = {sites[0].name}
    scope: dict[str, Any] = {"NotInYourSight": KeyError, "__guard_off__": lambda name: name in off}
    exec(compile(tree, "m", "exec"), scope)  # noqa: S102  a piece of this test

    assert scope["get"]({}, 1) == 1
    off.clear()
    with pytest.raises(KeyError):
        scope["get"]({}, 1)


def test_a_missing_guard_is_noticed_by_the_tests_of_its_room(tmp_path: Path) -> None:
    report = tmp_path / "report.json"

    command = [sys.executable, "-m", "pytest", "-p", "tests.guards.plugin", "tests/policy/test_abilities.py",
               "tests/domain/test_ranks_and_decimals.py", "--guards-report", str(report), "--guards-only", FEW, "-q",
               "-p", "no:cacheprovider", "-p", "no:xdist"]  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert report.exists(), done.stdout
    found = json.loads(report.read_text(encoding="utf-8"))
    assert len(found["noticed"]) >= 2, found
    assert not found["survived"], found
