"""The list of guards is made by machine and complete, and taking one away is noticed."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.guards.__main__ import say
from tests.guards.declared import DECLARED
from tests.guards.findings import Report, merged, parts_of
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
    report, passes = tmp_path / "report.json", tmp_path / "passes.json"

    command = [sys.executable, "-m", "pytest", "-p", "tests.guards.plugin", "tests/policy/test_abilities.py", "-q",
               "-p", "no:cacheprovider", "-p", "no:xdist", "--guards-passes", str(passes)]  # fmt: skip
    away = ["--guards-report", str(report), "--guards-only", FEW]
    done = [
        subprocess.run([*command, *options], cwd=ROOT, capture_output=True, text=True, check=False)
        for options in ([], away)
    ]

    found = merged(parts_of(report))
    assert len(found.noticed) >= 2, done
    assert not found.survived, found


def test_what_nobody_missed_is_told_and_counted(capsys: pytest.CaptureFixture[str]) -> None:
    every = [site.name for site in all_sites()]
    found = Report(dict.fromkeys(every[3:], "a test"), {every[0]: 5}, [every[1]])

    assert say(Report(dict.fromkeys(every, "a test")), every, {}) == 0
    assert say(found, every, {}) == 1
    told = capsys.readouterr().out
    assert f"SURVIVED  {every[0]}" in told
    assert f"NEVER PASSED  {every[1]}" in told
    assert f"NOT ASKED  {every[2]}" in told
    assert f"noticed: {len(every) - 3}" in told


def test_a_declared_guard_is_told_with_its_reason_and_must_be_missed_by_nobody(
    capsys: pytest.CaptureFixture[str],
) -> None:
    every = [site.name for site in all_sites()]
    found = Report(dict.fromkeys(every[1:], "a test"), {every[0]: 5})

    assert say(found, every, {every[0]: "because"}) == 0
    assert "because" in capsys.readouterr().out
    assert say(found, every, {every[0]: "because", every[1]: "noticed"}) == 1
    assert say(found, every, {every[0]: "because", "gone": "not there"}) == 1


def test_every_declared_guard_stands_somewhere() -> None:
    assert set(DECLARED) <= {site.name for site in all_sites()}
