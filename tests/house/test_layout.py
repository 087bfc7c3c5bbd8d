"""The house stays as it was agreed: what stands at the top, how modules begin, and what is never written down."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOP = {
    *("pyproject.toml", "server", "frontend", "spec_templates", "tests", "docker-compose.yml"),
    *("README.md", "Makefile", "CHANGELOG.md", "LICENSE", "uv.lock"),
}
BINARY = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".ico", ".woff2", ".pdf", ".docx", ".xlsx", ".odt", ".zip", ".bin"}

# Written in two halves, so that this file does not hold what it looks for.
MACHINE_PATHS = re.compile(
    "|".join(("/wor" + "k/", "/ro" + "ot/", "/ho" + r"me/\w+/", "/Us" + r"ers/\w+/", "/tm" + r"p/\w"))
)
LOCK_FILES = ("uv.lock", "package-lock.json")
PUBLIC_HOSTS = {
    *("pypi.org", "files.pythonhosted.org", "registry.npmjs.org", "github.com", "opencollective.com"),
    *(
        "tidelift.com",
        "paypal.me",
        "www.patreon.com",
        "ko-fi.com",
        "polar.sh",
        "dotenvx.com",
        "thanks.dev",
        "feross.org",
    ),
}


def tracked() -> list[Path]:
    """Every file that git keeps, and that still exists."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def texts() -> list[tuple[Path, str]]:
    """Every tracked text with its path inside the house."""
    return [
        (path.relative_to(ROOT), path.read_text(encoding="utf-8")) for path in tracked() if path.suffix not in BINARY
    ]


def test_the_top_level_holds_what_was_agreed_and_dot_files() -> None:
    top = {path.relative_to(ROOT).parts[0] for path in tracked()}

    assert {name for name in top if not name.startswith(".")} == TOP


def test_nothing_that_is_made_here_is_tracked() -> None:
    ignored = subprocess.run(
        ["git", "ls-files", "-ci", "--exclude-standard"], cwd=ROOT, check=True, capture_output=True
    )

    assert ignored.stdout == b""


def test_every_python_module_begins_with_a_sentence() -> None:
    modules = [path for path in tracked() if path.suffix == ".py" and path.is_relative_to(ROOT / "server")]

    silent = [
        str(path.relative_to(ROOT))
        for path in modules
        if not (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").split("\n")[0].strip()
    ]

    assert modules
    assert silent == []


def test_the_register_is_written_in_one_place_which_never_changes_an_entry() -> None:
    places = [
        path for path in (ROOT / "server" / "storage").rglob("*.py") if path.parent.name not in {"tables", "versions"}
    ]
    users = {path.name for path in places if "tables.register" in path.read_text(encoding="utf-8")}
    tree = ast.parse((ROOT / "server" / "storage" / "register_rows.py").read_text(encoding="utf-8"))
    calls = {
        (node.func.value.id, node.func.attr)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name)
    }

    assert users == {"register_rows.py"}
    assert ("rows", "add") in calls
    assert not calls & {("register", "update"), ("rows", "change"), ("rows", "remove")}
    assert [call for call in calls if call == ("register", "delete")] == [("register", "delete")]


def test_no_drawer_is_called_utils() -> None:
    drawers = [
        str(path.relative_to(ROOT))
        for path in tracked()
        if {part.split(".")[0].lower() for part in path.relative_to(ROOT).parts} & {"utils", "util", "helpers", "misc"}
    ]

    assert drawers == []


def test_no_python_file_outgrows_one_sitting() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in tracked()
        if path.suffix == ".py" and (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }

    assert long == {}


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    found = [
        f"{path}:{number}: {line.strip()[:120]}"
        for path, text in texts()
        if path.name not in LOCK_FILES and "fixtures" not in path.parts  # documents from outside hold their own paths
        for number, line in enumerate(text.splitlines(), start=1)
        if MACHINE_PATHS.search(line)
    ]

    assert found == []


def test_lock_files_name_no_host_but_the_public_registries() -> None:
    hosts = {
        host for path, text in texts() if path.name in LOCK_FILES for host in re.findall(r"https?://([^/\"\s]+)", text)
    }

    assert hosts <= PUBLIC_HOSTS


@pytest.mark.parametrize("document", ["README.md", "tests/README.md", "server/README.md"])
def test_links_inside_the_house_lead_somewhere(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    targets = [target for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text) if "://" not in target]

    lost = [target for target in targets if not ((ROOT / document).parent / target).exists()]

    assert lost == []


def test_readme_shows_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert "make run" in readme
    assert "make test" in readme


def test_every_make_target_that_a_document_names_exists() -> None:
    targets = set(re.findall(r"^([a-z][\w-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))

    named = {
        (str(path), name)
        for path, text in texts()
        if path.suffix == ".md"
        for name in re.findall(r"`make ([a-z][\w-]*)", text)
    }

    assert {"run", "test", "check"} <= targets
    assert [(path, name) for path, name in sorted(named) if name not in targets] == []


def test_continuous_integration_runs_exactly_what_people_run() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    commands = [line for line in script.splitlines() if line and not line.startswith(("#", "set ", "cd "))]

    assert commands == ["exec make test"]
    assert "set -euo pipefail" in script
