"""Setting an installation up: its database, its first firm and pilot, or the demo and its personal links."""

import json
import os
import secrets
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

from server.domain.errors import Conflict, NotReady
from server.domain.ids import new_id
from server.domain.roles import Role, Seat
from server.domain.words import Language
from server.imports import DEMO_FOLDER, read_demo
from server.services.creating import Beginning, begin_project
from server.services.house import House
from server.services.staging import stage
from server.services.templates import templates_folder
from server.services.tokens import demo_address, demo_token, fingerprint, new_token, sign_in_address
from server.settings import Settings
from server.storage import account_rows, demo_rows, dump, founding_rows
from server.storage.database import Database, migrate

LINKS_FILE: Final = "demo-links.json"
_FIRST_LINK_LASTS: Final = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class DemoLink:
    """One demo person and the address that signs them in, from this machine only."""

    name: str
    role: str
    organization: str
    email: str
    url: str


def prepare(settings: Settings) -> None:
    """Bring the database to the current schema. Raises NotReady when it does not answer or is of a newer version."""
    _revision(settings)
    migrate(settings.database_url)


def demand_ready(settings: Settings) -> None:
    """Raise NotReady unless the database answers and has the schema of this version."""
    if _revision(settings) != dump.newest_revision():
        raise NotReady("schema")


def _revision(settings: Settings) -> str | None:
    with closing(Database(settings.database_url)) as database:
        trouble = database.trouble()
        if trouble is not None:
            raise NotReady("database", trouble=trouble)
        with database.read() as connection:
            revision = dump.schema_revision(connection)
    if revision is not None and revision not in dump.known_revisions():
        raise NotReady("newer")
    return revision


def found_firm(house: House, *, firm: str, pilot: str, email: str, seat: str, language: str) -> str:
    """Write the first firm with its first project and its first pilot; return the address that signs the pilot in once.

    The address works for 24 hours. Raises Conflict when a firm exists already.
    """
    at, token = house.clock(), new_token()
    with house.database.write() as connection:
        if founding_rows.count_firms(connection):
            raise Conflict("already_set_up")
        person = account_rows.Account(
            new_id(), email.strip().lower(), pilot.strip(), Language(language).value, "auto", True, None, at
        )
        account_rows.insert_account(connection, person)
        firm_id = new_id()
        founding_rows.insert_firm(connection, firm_id, firm.strip(), person.id, at)
        begin_project(connection, person.id, Beginning(firm.strip(), Seat(seat), firm_id), at)
        account_rows.insert_token(
            connection,
            account_rows.SignInToken(
                new_id(), person.id, fingerprint(token), fingerprint(new_token()), at, at + _FIRST_LINK_LASTS
            ),
        )
    return sign_in_address(house.settings, token)


def load_demo(house: House) -> None:
    """Write the demo project unless it is there already. Raises Conflict on a real installation."""
    with house.database.read() as connection:
        firms = founding_rows.count_firms(connection)
        staged = demo_rows.has_links(connection)
    if not house.settings.demo or (firms and not staged):
        raise Conflict("real_installation")
    if not firms:
        stage(house, read_demo(templates_folder() / DEMO_FOLDER, Language.FRENCH))
        demo_links(house)


def demo_links(house: House) -> Sequence[DemoLink]:
    """Return one lasting link per demo person and write them to DATA_DIR/demo-links.json, readable by its owner only.

    Raises Conflict on a real installation.
    """
    if not house.settings.demo:
        raise Conflict("real_installation")
    with house.database.write() as connection:
        cast = sorted(demo_rows.load_cast(connection), key=lambda one: list(Role).index(Role(one.role)))
        tokens = {person.person_id: demo_token(house.settings, person.person_id) for person in cast}
        demo_rows.put_links(connection, {person: fingerprint(token) for person, token in tokens.items()})
    links = [
        DemoLink(one.name, one.role, one.organization, one.email, demo_address(house.settings, tokens[one.person_id]))
        for one in cast
    ]
    _write_private(house.settings.data_dir / LINKS_FILE, json.dumps([asdict(link) for link in links], indent=2))
    return links


def _write_private(path: Path, text: str) -> None:
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text + "\n")
    temporary.replace(path)
