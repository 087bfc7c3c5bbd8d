"""Setting a machine up: what is already there is left alone, and what cannot be had is named."""

import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
NPM = """#!/bin/sh
echo "$1" >> "{log}"
[ "$1" = ci ] && mkdir -p node_modules
[ "$1" = run ] && mkdir -p "{built}"
exit 0
"""


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The set-up script in a small house of its own, with an npm that writes down what it was asked."""
    monkeypatch.syspath_prepend(str(ROOT / ".ci"))
    spec = spec_from_file_location("environment", ROOT / ".ci" / "environment.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    places = {"ROOT": "", "TOOLS": ".tools", "BIN": "bin", "FRONTEND": "frontend"}
    for name, place in places.items():
        monkeypatch.setattr(module, name, tmp_path / place)
    monkeypatch.setattr(module, "BUILT", (tmp_path / "built",))
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "npm").write_text(NPM.format(log=tmp_path / "asked", built=tmp_path / "built"))
    (tmp_path / "bin" / "npm").chmod(0o755)
    (tmp_path / "frontend" / "src").mkdir(parents=True)
    (tmp_path / "frontend" / "package.json").write_text("{}")
    (tmp_path / "frontend" / "package-lock.json").write_text("{}")
    (tmp_path / "frontend" / "src" / "main.ts").write_text("one")
    return module


def _asked(folder: Path) -> list[str]:
    return (folder / "asked").read_text().split()


def test_the_first_start_installs_and_builds(environment: ModuleType, tmp_path: Path) -> None:
    environment.build_front_end()

    assert _asked(tmp_path) == ["ci", "run"]


def test_a_second_start_installs_and_builds_nothing(environment: ModuleType, tmp_path: Path) -> None:
    environment.build_front_end()
    environment.build_front_end()

    assert _asked(tmp_path) == ["ci", "run"]


def test_a_changed_source_is_built_again_without_installing(environment: ModuleType, tmp_path: Path) -> None:
    environment.build_front_end()
    (tmp_path / "frontend" / "src" / "main.ts").write_text("two")
    environment.build_front_end()

    assert _asked(tmp_path) == ["ci", "run", "run"]


def test_a_changed_lock_file_is_installed_again(environment: ModuleType, tmp_path: Path) -> None:
    environment.build_front_end()
    (tmp_path / "frontend" / "package-lock.json").write_text('{"lockfileVersion": 3}')
    environment.build_front_end()

    assert _asked(tmp_path) == ["ci", "run", "ci", "run"]


def test_a_failed_build_is_tried_again(environment: ModuleType, tmp_path: Path) -> None:
    good = (tmp_path / "bin" / "npm").read_text()
    (tmp_path / "bin" / "npm").write_text("#!/bin/sh\nexit 1\n")
    with pytest.raises(Exception, match="this step failed"):
        environment.build_front_end()
    (tmp_path / "bin" / "npm").write_text(good)

    environment.build_front_end()

    assert _asked(tmp_path) == ["ci", "run"]


def test_what_cannot_be_installed_is_named_with_the_command_that_would(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / ".ci"))
    (tmp_path / "apt-get").write_text("#!/bin/sh\nexit 100\n")
    (tmp_path / "apt-get").chmod(0o755)
    script = "import os, debian; os.geteuid = lambda: 1000; debian.install(['chromium'], 'Chromium')"

    done = subprocess.run(
        [sys.executable, "-c", script],
        env={"PATH": str(tmp_path), "PYTHONPATH": str(ROOT / ".ci")},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode != 0
    assert "Chromium: not found" in done.stderr
    assert "sudo apt-get install chromium" in done.stderr


def test_words_it_does_not_understand_are_answered_with_the_ones_it_does() -> None:
    done = subprocess.run(
        [sys.executable, ".ci/provision.py", "rnu"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 2
    assert "provision.py run" in done.stderr
