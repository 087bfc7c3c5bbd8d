"""The command line: help for everything, a sentence and an exit code for everything that goes wrong."""

import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import click
import pytest

from server.__main__ import house

ROOT = Path(__file__).resolve().parents[1]
PROMISED = {"init", "serve", "demo", "migrate", "import", "export", "template", "backup", "restore", "erase", "audit"}


INSTALLATION = (
    *("--base-url", "https://specs.example.org", "--firm", "Ateliers Morel", "--pilot", "Ana Roy"),
    *("--email", "ana.roy@morel.example", "--smtp-url", "smtp://mail.example.org", "--smtp-from", "s@morel.example"),
)
DOCUMENT = "# Règles\n\n## Accès\n\nL’outil doit ouvrir une fiche en 2 s.\n"
PILOT = ("--as", "ana.roy@morel.example")


def concerte(folder: Path, *words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run the real command in a fresh process, with its data in `folder`."""
    settings = {"PATH": os.environ["PATH"], "DATA_DIR": str(folder / "data"), "LANG": "en_GB.UTF-8", **environment}
    return subprocess.run(
        [sys.executable, "-m", "server", *words], cwd=ROOT, env=settings, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def _migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("migrated")
    assert concerte(folder, "migrate").returncode == 0
    return folder


@pytest.fixture
def migrated(_migrated: Path, tmp_path: Path) -> Path:
    """A folder of this test's own, in whose data there is a migrated database."""
    return shutil.copytree(_migrated, tmp_path, dirs_exist_ok=True)


@pytest.fixture(scope="module")
def _installed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("installed")
    (folder / "rules.md").write_text(DOCUMENT, encoding="utf-8")
    concerte(folder, "init", *INSTALLATION)
    imported = concerte(folder, "import", str(folder / "rules.md"), *PILOT)
    assert imported.returncode == 0, imported.stderr
    return folder, imported.stdout.strip()


@pytest.fixture
def installed(_installed: tuple[Path, str], tmp_path: Path) -> tuple[Path, str]:
    """A folder of this test's own with an installation in which a specification was made of rules.md, and its identifier."""
    folder, name = _installed
    return shutil.copytree(folder, tmp_path, dirs_exist_ok=True), name


def _commands(group: click.Group, prefix: str = "") -> list[tuple[str, click.Command]]:
    found: list[tuple[str, click.Command]] = []
    for name, command in group.commands.items():
        found.append((f"{prefix}{name}", command))
        if isinstance(command, click.Group):
            found += _commands(command, f"{prefix}{name} ")
    return found


def test_every_promised_command_exists() -> None:
    shown = {name for name, command in house.commands.items() if not command.hidden}

    assert shown == PROMISED


@pytest.mark.parametrize(
    ("name", "command"), _commands(house), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_command_and_option_explains_itself(name: str, command: click.Command) -> None:
    options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]

    assert (command.help or "").strip().endswith("."), name
    assert [option.name for option in options if not option.help] == []


def test_every_command_that_a_document_names_exists() -> None:
    documents = "".join(
        (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "tests/README.md", "Makefile")
    )
    named = set(re.findall(r"(?:`|bin/|node1 |exec |^\t)concerte ([a-z]+)", documents, re.MULTILINE))

    assert named
    assert named <= set(house.commands)


def test_help_tells_the_exit_codes(tmp_path: Path) -> None:
    done = concerte(tmp_path, "--help")

    assert done.returncode == 0
    assert "Exit codes: 0 done; 1 refused" in done.stdout


@pytest.mark.parametrize(
    "words",
    [
        ("dance",),
        ("import",),
        ("import", "no-such-file.md", "--as", "a@example.org"),
        ("export", "demo"),
        ("template", "check", "no-such-folder"),
        ("restore", "no-such-file"),
        ("erase", "demo"),
    ],
    ids=" ".join,
)
def test_words_it_does_not_understand_end_with_2(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = concerte(tmp_path, *words)

    assert done.returncode == 2
    assert "Error:" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["serve", "demo", "migrate"])
def test_a_setting_that_cannot_be_right_is_told_in_one_sentence(tmp_path: Path, command: str) -> None:
    done = concerte(tmp_path, command, PORT="eighty")

    assert done.returncode == 1
    assert done.stderr == "Error: PORT is “eighty”; it must be a whole number above zero\n"


def test_it_refuses_to_serve_beyond_this_machine_before_it_is_set_up(tmp_path: Path) -> None:
    done = concerte(tmp_path, "serve", HOST="0.0.0.0")  # noqa: S104 - the refusal of this is what is tested

    assert done.returncode == 1
    assert "BASE_URL and SMTP_URL" in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("serve",),
        ("backup", "{folder}/all.backup"),
        ("import", str(ROOT / "README.md"), "--as", "a@example.org"),
    ],
    ids=lambda words: words[0],
)
def test_before_it_is_set_up_it_says_what_to_run(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = concerte(tmp_path, *(word.format(folder=tmp_path) for word in words))

    assert done.returncode == 1
    assert "`concerte init`" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "postgresql+psycopg://nobody@127.0.0.1:1/nothing"),
        ("REDIS_URL", "redis://127.0.0.1:1/0"),
        ("DATABASE_URL", "a database"),
        ("PORT", "{taken}"),
    ],
)
def test_what_it_stands_on_and_is_not_there_is_told_in_one_sentence(migrated: Path, name: str, value: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = concerte(migrated, "serve", **{name: value.format(taken=taken.getsockname()[1])})

    assert done.returncode == 1
    assert name in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr


def test_a_database_of_a_newer_version_is_left_alone(migrated: Path) -> None:
    with closing(sqlite3.connect(migrated / "data" / "concerte.sqlite3")) as newer, newer:
        newer.execute("UPDATE alembic_version SET version_num = 'later'")

    refused = [concerte(migrated, command) for command in ("migrate", "serve")]

    for done in refused:
        assert done.returncode == 1
        assert "newer version" in done.stderr
        assert "Traceback" not in done.stderr


def test_a_data_folder_that_cannot_be_made_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file, where a folder should be")

    done = concerte(tmp_path, "migrate")

    assert done.returncode == 1
    assert done.stderr.startswith("Error: ")
    assert "Traceback" not in done.stderr


def test_an_installation_is_set_up_once_and_gives_the_first_pilot_a_way_in(tmp_path: Path) -> None:
    first = concerte(tmp_path, "init", *INSTALLATION)
    second = concerte(tmp_path, "init", *INSTALLATION)

    assert first.returncode == 0, first.stderr
    assert first.stdout.startswith("https://specs.example.org/")
    assert "SMTP_URL=smtp://mail.example.org" in (tmp_path / "data" / "concerte.env").read_text()
    assert second.returncode == 1
    assert "already has its first firm" in second.stderr


def test_what_comes_in_goes_out_and_survives_a_backup_and_a_restore(
    installed: tuple[Path, str], database_url: str
) -> None:
    folder, name = installed
    before, after = folder / "before.json", folder / "after.json"
    exported = concerte(folder, "export", name, *PILOT, "--format", "json", "-o", str(before))
    saved = concerte(folder, "backup", str(folder / "all.backup"))
    restored = concerte(folder / "new", "restore", str(folder / "all.backup"), DATABASE_URL=database_url)
    concerte(folder / "new", "export", name, *PILOT, "--format", "json", "-o", str(after), DATABASE_URL=database_url)

    for done in (exported, saved, restored):
        assert done.returncode == 0, done.stderr
    assert "ouvrir une fiche en 2 s" in before.read_text(encoding="utf-8")
    assert after.read_bytes() == before.read_bytes()


def test_the_past_is_erased_when_it_is_confirmed_and_nobody_uses_the_database(installed: tuple[Path, str]) -> None:
    folder, name = installed

    unconfirmed = concerte(folder, "erase", name, *PILOT)
    with closing(sqlite3.connect(folder / "data" / "concerte.sqlite3")) as user:
        user.execute("SELECT count(*) FROM people").fetchall()
        in_use = concerte(folder, "erase", name, *PILOT, "--yes")
    erased = concerte(folder, "erase", name, *PILOT, "--yes")

    assert unconfirmed.returncode == 1
    assert "frozen and sent versions" in unconfirmed.stderr
    assert in_use.returncode == 1
    assert "The database is in use" in in_use.stderr
    assert erased.returncode == 0, erased.stderr
    assert "Erased." in erased.stderr


def test_an_unknown_person_format_or_specification_is_refused_in_one_sentence(installed: tuple[Path, str]) -> None:
    folder, name = installed
    output = folder / "out"

    refused = [
        concerte(folder, "export", name, "--as", "x@example.org", "--format", "json", "-o", str(output)),
        concerte(folder, "export", name, *PILOT, "--format", "papyrus", "-o", str(output)),
        concerte(folder, "export", "nothing", *PILOT, "--format", "json", "-o", str(output)),
        concerte(folder, "import", str(folder / "rules.md"), "--as", "x@example.org"),
        concerte(folder, "restore", str(folder / "rules.md")),
    ]

    for done in refused:
        assert done.returncode == 1
        assert "Error: " in done.stderr
        assert "Traceback" not in done.stderr
    assert "no specification “nothing”" in refused[2].stderr
    assert not output.exists()


def test_a_template_is_checked_and_each_error_has_its_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "fr.md").write_text("---\nname: bad\n---\n\n# Sans suite\n", encoding="utf-8")

    good = concerte(tmp_path, "template", "check", str(ROOT / "spec_templates" / "gpao"))
    bad = concerte(tmp_path, "template", "check", str(tmp_path / "bad"))

    assert good.returncode == 0, good.stdout
    assert bad.returncode == 1
    assert re.search(r"fr\.md:\d+: ", bad.stdout)


def test_the_front_ends_generated_files_are_written_where_they_are_read(tmp_path: Path) -> None:
    done = concerte(tmp_path, "generate", "--into", str(tmp_path / "tree"))

    assert done.returncode == 0, done.stderr
    written = {str(path.relative_to(tmp_path / "tree")) for path in (tmp_path / "tree").rglob("*.*")}
    assert {f"frontend/src/generated/{name}" for name in ("api.ts", "richtext-schema.json")} <= written


def test_audit_verify_tells_a_whole_register_from_one_that_was_touched(installed: tuple[Path, str]) -> None:
    folder, name = installed
    exported = concerte(folder, "export", name, *PILOT, "--format", "json", "-o", str(folder / "a.json"))
    assert exported.returncode == 0, exported.stderr

    whole = concerte(folder, "audit", "verify")
    with closing(sqlite3.connect(folder / "data" / "concerte.sqlite3")) as connection:
        connection.execute("UPDATE register SET person_id = NULL WHERE deed = 'export'")
        connection.commit()
    touched = concerte(folder, "audit", "verify")

    assert (whole.returncode, touched.returncode) == (0, 3)
    assert "1 entries, all as they were written" in whole.stdout
    assert "entry 1 is not as it was written" in touched.stdout
