"""The documents of the benchmark, written once into an installation of ours and read from it for the peers."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from server.app import open_house
from server.crdt.folding import fold
from server.domain.blueprint import Blueprint, ProposedText
from server.domain.ids import new_id
from server.domain.richtext import document, paragraph, text_node
from server.domain.roles import DEFAULT_CLEARANCE, Role
from server.policy.reader import Reader
from server.services.acting import reader_of
from server.services.creating import create_specification_from_blueprint
from server.services.house import House
from server.services.sessions import open_session
from server.services.writing import LiveDesk
from server.storage import account_rows, membership_rows
from server.storage.account_rows import Account
from server.storage.membership_rows import Membership
from tests.benchmarks.page.content import blueprint
from tests.trials.installation import Installation

SHARED: Final = 16
"""Documents that many people type in: one for each scenario and each step of the ladder."""

WRITERS: Final = 64
"""Paragraphs of a shared document: everybody types in one of their own."""

REQUIREMENTS: Final = 1000
"""Each has two texts, so that 2 000 documents can be opened."""

ACCOUNTS: Final = 12


@dataclass(frozen=True, slots=True)
class Documents:
    """What was written: the folder, the specification, cookies of people who may write, and each document's state."""

    data_dir: Path
    specification_id: str
    cookies: tuple[str, ...]
    shared: tuple[str, ...]
    small: tuple[str, ...]
    states: dict[str, bytes]


def write_documents(data_dir: Path) -> Documents:
    """Make the demo, a specification of 2 000 texts beside it, and people to write in it."""
    data_dir.mkdir(parents=True)
    installation = Installation(data_dir)
    installation.start()
    installation.stop()
    with open_house(installation.settings) as house:
        reader, _ = reader_of(house, email=installation.link("steering_work")["email"], specification="demo")
        spec = create_specification_from_blueprint(house, reader, _content())
        cookies = _cookies(house, reader)
        with house.database.read() as connection:
            found = sorted(house.shelf.content(connection, spec).requirements, key=lambda one: one.title)
        shared = tuple(one.statement.generation for one in found[:SHARED])
        parts = [part.generation for one in found for part in (one.statement, one.rationale)]
        small = tuple(name for name in parts if name not in shared)
        return Documents(data_dir, spec, cookies, shared, small, _states(house, [*shared, *small]))


def _content() -> Blueprint:
    made = blueprint(REQUIREMENTS)
    lines = document(*(paragraph(text_node(f"Ligne {place + 1}. ")) for place in range(WRITERS)))
    first = made.sections[0]
    shared = tuple(
        replace(one, title=f"!{place:02}", statement=ProposedText(lines)) if place < SHARED else one
        for place, one in enumerate(first.requirements)
    )
    return replace(made, sections=(replace(first, requirements=shared), *made.sections[1:]))


def _cookies(house: House, reader: Reader) -> tuple[str, ...]:
    role, now = Role.CONSULTANT_WORK, house.clock()
    cookies = []
    with house.database.write() as connection:
        for place in range(ACCOUNTS):
            email = f"banc{place}@example.org"
            account = Account(new_id(), email, f"Banc {place}", "fr", "auto", True, now, now)
            account_rows.insert_account(connection, account)
            level = DEFAULT_CLEARANCE[role]
            membership = Membership(
                new_id(), reader.project_id, account.id, reader.organization_id, role, level, (), now
            )
            membership_rows.insert_membership(connection, membership)
            cookies.append(f"concerte={open_session(house, connection, account.id, 'bench')}")
    return tuple(cookies)


def _states(house: House, names: list[str]) -> dict[str, bytes]:
    desk = LiveDesk(house.database, house.clock)
    loaded = desk.load(names)
    return {
        name: fold([*filter(None, [one.checkpoint]), *(log.content for log in one.tail)])
        for name, one in loaded.items()
    }
