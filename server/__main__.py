"""The command line: set an installation up, serve it, bring documents in and out, keep its data safe."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from server.domain.errors import Refusal
from server.domain.words import say
from server.settings import Settings, SettingsRefused, write_file

if TYPE_CHECKING:
    from server.services.house import House

Result = TypeVar("Result")

HELP = """Concerté: one traced, labelled specification, written together.

Settings come from the environment, then from DATA_DIR/concerte.env, which `concerte init` writes.

Exit codes: 0 done; 1 refused, the sentence says why; 2 the command was not understood.
"""

console = Console(stderr=True, highlight=False, soft_wrap=True)


@click.group(help=HELP, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="concerte")
def house() -> None:
    """Gather the commands; main() runs them."""


@house.command()
@click.option(
    "--base-url",
    envvar="BASE_URL",
    prompt="Address people will type",
    help="What people type to come here: https://specs.example.org",
)
@click.option("--firm", prompt="Name of the first firm", help="Name of the first firm.")
@click.option("--pilot", prompt="Name of the first pilot", help="First and last name of the first pilot.")
@click.option("--email", prompt="E-mail of the first pilot", help="Where the first pilot's invitation goes.")
@click.option(
    "--seat",
    type=click.Choice(["work", "production"]),
    default="work",
    show_default=True,
    help="Seat of the first pilot.",
)
@click.option(
    "--language", type=click.Choice(["fr", "en"]), default="fr", show_default=True, help="The pilot's language."
)
@click.option(
    "--smtp-url",
    envvar="SMTP_URL",
    prompt="Mail server (smtp://user:password@host:port)",
    help="Mail server that sends the invitations.",
)
@click.option(
    "--smtp-from", envvar="SMTP_FROM", prompt="Sender of the mails", help="Sender of the mails: specs@example.org"
)
def init(**answers: str) -> None:
    """Set up a real installation: its address, its first firm and first pilot, its mail server.

    What is not given as an option is asked. Nothing of the demo is ever on a real installation.
    """
    from server.app import open_house
    from server.services import installing

    chosen = {"BASE_URL": answers["base_url"], "SMTP_URL": answers["smtp_url"], "SMTP_FROM": answers["smtp_from"]}
    settings = Settings.read(dict(os.environ) | chosen)
    with console.status("Preparing the database"):
        installing.prepare(settings)
    with open_house(settings) as opened:
        link = installing.found_firm(
            opened,
            firm=answers["firm"],
            pilot=answers["pilot"],
            email=answers["email"],
            seat=answers["seat"],
            language=answers["language"],
        )
    path = write_file(settings.data_dir, chosen)
    console.print(f"Settings kept in {path}. Start with: concerte serve")
    click.echo(link)


@house.command()
def serve() -> None:
    """Serve this installation until stopped; the database must be migrated."""
    settings = Settings.read()
    settings.demand_safe_reach()
    _serve(settings)


@house.command()
def demo() -> None:
    """Serve the demo on this machine; its project is loaded on the first start, and what you write stays."""
    settings = Settings.read(dict(os.environ) | {"DEMO": "1"})
    settings.demand_safe_reach()

    from server.app import demand_free_port, open_house
    from server.services import installing

    demand_free_port(settings)
    with console.status("Preparing the demo"):
        installing.prepare(settings)
        with open_house(settings) as opened:
            installing.load_demo(opened)
            links = installing.demo_links(opened)
    click.echo("Sign in as one of these people, each in a browser of their own:")
    for link in links:
        click.echo(f"  {link.name}, {link.role} ({link.organization})\n    {link.url}")
    _serve(settings)


@house.command()
def migrate() -> None:
    """Bring the database to the form this version needs; harmless when it already is."""
    settings = Settings.read()

    from server.services import installing

    with console.status("Migrating the database"):
        installing.prepare(settings)
    console.print("The database is up to date.")


@house.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "email", required=True, metavar="EMAIL", help="The person who imports, and owns what is made.")
def import_(file: Path, email: str) -> None:
    """Make a specification of a document.

    Headings become sections; paragraphs and list items that state a rule become requirements.
    """
    from server.services import importing

    with _prepared_house() as opened:
        made = _with_progress(
            f"Importing {file.name}",
            lambda progress: importing.import_file(
                opened, name=file.name, content=file.read_bytes(), email=email, progress=progress
            ),
        )
    click.echo(made)


@house.command()
@click.argument("specification", metavar="SPEC")
@click.option(
    "--as", "email", required=True, metavar="EMAIL", help="The person who exports: the file holds what they see."
)
@click.option("--format", "format_name", required=True, metavar="FORMAT", help="pdf, html or json.")
@click.option(
    "--language", type=click.Choice(["fr", "en"]), default="fr", show_default=True, help="Of the tool's words."
)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="File to write.",
)
def export(specification: str, email: str, format_name: str, language: str, output: Path) -> None:
    """Write the working text of the specification SPEC, as one person sees it, to a file.

    SPEC is the short name of the specification, or the identifier its address shows.
    """
    from server.services import acting, exporting

    with _prepared_house() as opened:
        reader, specification_id = acting.reader_of(opened, email=email, specification=specification)
        file = _with_progress(
            f"Exporting {specification}",
            lambda _: exporting.export(opened, reader, specification_id, language=language, format_name=format_name),
        )
    _write_whole(output, file.content)
    console.print(f"{output}: {len(file.content)} bytes, SHA-256 {file.digest}")


@house.group()
def template() -> None:
    """Work on specification templates."""


@template.command("check")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def check_template(folder: Path) -> None:
    """Report every error in a template folder, with its file and line."""
    from server.services import importing

    problems = importing.check_template(folder, _language())
    for problem in problems:
        click.echo(problem)
    if problems:
        raise click.ClickException(f"{folder}: {len(problems)} to correct")
    console.print(f"{folder}: good")


@house.command()
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
def backup(file: Path) -> None:
    """Write everything this installation holds to FILE, while it is being served."""
    from server.services import installing, keeping

    settings = Settings.read()
    installing.demand_ready(settings)
    _with_progress("Backing up", lambda progress: keeping.backup(settings, file, progress))
    console.print(f"{file}: {file.stat().st_size} bytes")


@house.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(file: Path) -> None:
    """Bring back what FILE holds, into an empty database; the server must be stopped."""
    from server.services import keeping

    settings = Settings.read()
    _with_progress("Restoring", lambda progress: keeping.restore(settings, file, progress))
    console.print("Restored. Start with: concerte serve")


KEPT = """Kept as they are: frozen and sent versions, phrases that threads quote, titles and criteria with their history, and
every backup made before. PostgreSQL's own write-ahead files and archives hold old pages until they are recycled."""


@house.command()
@click.argument("specification", metavar="SPEC")
@click.option("--as", "email", required=True, metavar="EMAIL", help="The pilot on whose behalf it is done.")
@click.option(
    "--only", "codes", multiple=True, metavar="CODE", help="Only this requirement, finding or result; may be repeated."
)
@click.option(
    "--before",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Only what they no longer said at the beginning of this day; what came later is kept.",
)
@click.option("--yes", is_flag=True, help="Do not ask for confirmation.")
def erase(specification: str, email: str, codes: tuple[str, ...], before: datetime | None, yes: bool) -> None:
    """Erase for good what the texts of SPEC said before and who wrote it; what they say now stays.

    The server must be stopped. For a retention period, run it regularly with --before. SPEC is the short name of the
    specification, or the identifier its address shows.
    """
    from server.app import open_house
    from server.services import acting, erasing

    with open_house(Settings.read()) as opened:
        erasing.demand_alone(opened)
        reader, specification_id = acting.reader_of(opened, email=email, specification=specification)
        since = before and before.astimezone()
        extent = erasing.extent_of_past(opened, reader, specification_id, codes, since)
        console.print(f"{extent.texts} texts, {extent.edits} edits of them. {KEPT}")
        if not yes:
            click.confirm("Erase? This cannot be undone", abort=True, err=True)
        _with_progress(
            "Erasing",
            lambda progress: erasing.erase_past(opened, reader, specification_id, codes, progress, since),
        )
    console.print("Erased.")


BROKEN = 3


@house.group()
def audit() -> None:
    """Check what the installation says of its own past."""


@audit.command()
def verify() -> None:
    """Check every entry of the registers of access, from the first that is kept to the last.

    Exit codes: 0 every entry is as it was written; 3 one is not, or is missing: its project, its number, and what is wrong.
    """
    from server.services import registering

    broken = False
    with _prepared_house() as opened:
        for found in registering.check_registers(opened):
            broken = broken or found.broken is not None
            name = f"{found.project} ({found.project_id})"
            if found.broken is None:
                click.echo(f"{name}: {found.entries} entries, all as they were written; the last is {found.digest}")
            else:
                click.echo(say(f"audit.{found.how}", _language(), project=name, number=found.broken))
    if broken:
        sys.exit(BROKEN)


@house.command(hidden=True)
@click.option(
    "--into", type=click.Path(file_okay=False, path_type=Path), default=Path(), help="Root of the tree to write."
)
def generate(into: Path) -> None:
    """Write the files of the front end that are generated from the code."""
    from server.app import generated_files

    for name, text in generated_files().items():
        path = into / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@contextmanager
def _prepared_house() -> Iterator["House"]:
    from server.app import open_house
    from server.services import installing

    settings = Settings.read()
    installing.demand_ready(settings)
    with open_house(settings) as opened:
        yield opened


def _serve(settings: Settings) -> None:
    from server.app import serve as serve_until_stopped
    from server.services.mailing import OUTBOX

    if settings.smtp_url is None:
        click.echo(f"No mail server is set (SMTP_URL): mails are written to {settings.data_dir / OUTBOX}")
    serve_until_stopped(settings)


def main() -> None:
    """Run the command that was asked and end the process with its exit code."""
    with _refusals_as_sentences():
        house(prog_name="concerte")


@contextmanager
def _refusals_as_sentences() -> Iterator[None]:
    try:
        yield
    except SettingsRefused as refusal:
        sentence = str(refusal)
    except Refusal as refusal:
        for problem in getattr(refusal, "problems", ()):
            click.echo(problem.sentence(_language()), err=True)
        sentence = say(refusal.key, _language(), **refusal.values)
    except OSError as trouble:
        sentence = f"{trouble.strerror}: {trouble.filename}" if trouble.filename else str(trouble)
    else:
        return
    click.echo(f"Error: {sentence}", err=True)
    sys.exit(1)


def _with_progress(words: str, work: Callable[[Callable[[int, int], None]], Result]) -> Result:
    """Do the work behind a progress bar; it calls back with (done, total)."""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as bars:
        bar = bars.add_task(words, total=None)
        return work(lambda done, total: bars.update(bar, completed=done, total=total))


def _write_whole(path: Path, content: bytes) -> None:
    temporary = path.with_name(f".{path.name}.part")
    temporary.write_bytes(content)
    temporary.replace(path)


def _language() -> str:
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "fr" if spoken.startswith("fr") else "en"


if __name__ == "__main__":
    main()
