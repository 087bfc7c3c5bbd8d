"""What the gate makes of the planted project for each reader, without a server: nothing above their clearance, all below it (A3).

It is the shortest way from a guard of the policy to a failure, so the mutation of guards begins with it.
"""

import shutil
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace

import pytest

from server.domain.content import SpecificationContent
from server.domain.errors import NotInYourSight
from server.policy.reader import Reader, as_supplier
from server.policy.view import (
    Purpose,
    Revealer,
    reveal_answers,
    reveal_cases,
    reveal_questions,
    reveal_threads,
)
from server.policy.view.history import reveal_history
from server.policy.view.origins import reveal_origins
from server.policy.view.proposing import reveal_proposals
from server.services.frozen import content_of
from server.services.house import House
from server.settings import Settings
from server.storage import arbitration_rows, journal, thread_rows
from server.storage.database import Database, Transaction
from server.storage.shelf import Shelf
from tests.leaks.canary import CANARY, Canary, Kind
from tests.leaks.oracle import Witness, may_read, must_find
from tests.leaks.planted import Planted
from tests.leaks.planting import CAST
from tests.leaks.world import SUPPLIERS, World

READERS = tuple(who for who in (*CAST, "view") if who != "theo")
"""Who is given views of a specification at all; the administrator is refused before."""
IN_VIEWS = {Kind.TEXT, Kind.ORIGIN, Kind.LINK, Kind.THREAD, Kind.PROPOSAL, Kind.ANSWER, Kind.TASK, Kind.SUPPLIER}
"""What these views hold; the rest is revealed by other routes."""

SENT = {Kind.TEXT, Kind.ORIGIN, Kind.LINK}
"""Of that, what a supplier reads in a version; what it hears is about the versions it has, which other views hold."""


@dataclass(frozen=True, slots=True)
class Written:
    """The planted project as it is kept."""

    world: World
    connection: Transaction
    live: SpecificationContent
    sent: SpecificationContent


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory, planted: Planted) -> Iterator[Written]:
    """The planted project, read once and never changed."""
    file = shutil.copyfile(planted.file, tmp_path_factory.mktemp("written") / "concerte.sqlite3")
    settings = Settings.read({"DATA_DIR": str(file.parent)})
    with closing(Database(settings.database_url)) as database, database.read() as connection:
        world = replace(planted.world, house=House(settings, database, Shelf()))
        yield Written(world, connection, world.content(), content_of(connection, world.baseline_id))


def _reader(world: World, who: str) -> tuple[Reader, Witness]:
    if who == "view":
        return as_supplier(world.reader("claire"), world.reader("alice").organization_id), Witness(
            who, "supplier", "A", capped=True
        )
    letter = next((letter for letter, name in SUPPLIERS.items() if name == who), "")
    return world.reader(who), Witness(who, CAST[who][0].value, letter)


def _words(written: Written, reader: Reader) -> set[str]:
    """Every canary in what is revealed to a reader: both contents, threads, answers, proposals, history."""
    live = Revealer(written.live, reader)
    threads = thread_rows.load_threads(written.connection, written.world.specification_id)
    answers = thread_rows.load_answers(written.connection, [one.id for one in written.live.requirements])
    told: list[object] = [live.specification(), Revealer(written.sent, reader, Purpose.RELEASE).specification()]
    told += [reveal_threads(live, threads), reveal_answers(live, answers), reveal_proposals(live, {})]
    cases = arbitration_rows.load_cases(written.connection, written.world.specification_id)
    told += [reveal_cases(live, cases), reveal_questions(live, cases)]
    with suppress(NotInYourSight):
        told.append(reveal_origins(live))
    seen = [*live.sight.requirements, *live.sight.sections, *live.sight.findings, *live.sight.results]
    facts = journal.load_history(written.connection, reader.project_id, seen)
    told.append(reveal_history(live, facts, {}))
    return set(CANARY.findall(repr(told)))


def _expected(witness: Witness, canary: Canary) -> bool:
    """Whether the views alone must give a word: what is shown by them, to who reads them."""
    if canary.kind not in IN_VIEWS or canary.what == "name of a version" or not must_find(witness, canary):
        return False
    return canary.kind in SENT or not witness.supplier


@pytest.mark.parametrize("who", READERS)
def test_a3_what_is_revealed_is_what_may_be_read(written: Written, who: str) -> None:
    canaries = written.world.aviary.canaries
    reader, witness = _reader(written.world, who)

    words = _words(written, reader)

    assert [one for word in words if not may_read(witness, one := canaries[word])] == []
    wanted = [one for one in canaries.values() if CANARY.fullmatch(one.word) and _expected(witness, one)]
    assert [one for one in wanted if one.word not in words] == []
    assert len(words) > 20


@pytest.mark.parametrize(("who", "told"), [("claire", True), ("samir", True), ("olga", False), ("alice", False)])
def test_h1_a_history_is_revealed_to_who_may_read_it(written: Written, who: str, told: bool) -> None:
    item = written.world.requirement("whole N0 opened to A")
    reader, _ = _reader(written.world, who)
    facts = journal.load_history(written.connection, reader.project_id, [item.id])
    open_to_all = [fact for fact in facts if fact.label == "N0"]

    views = reveal_history(Revealer(written.live, reader), open_to_all, {})

    assert open_to_all != []
    assert len(views) == (len(open_to_all) if told else 0)


def test_s6_a_supplier_is_told_no_compartment_but_its_own(written: Written) -> None:
    alice, _ = _reader(written.world, "alice")
    claire, _ = _reader(written.world, "claire")
    rival = written.world.reader("bilal").organization_id
    label = f"N1:{','.join(sorted((alice.organization_id, rival)))}|OFFRE:{rival}"

    told, all_of_it = (Revealer(written.live, reader).label(label) for reader in (alice, claire))

    assert rival not in repr(told)
    assert told.suppliers == (alice.organization_id,)
    assert rival in repr(all_of_it)


def test_l10_what_others_read_instead_is_told_inside_the_firm_only(written: Written) -> None:
    item = next(one for one in written.live.requirements if one.id == written.world.ids["parts N1:A opened to A"])
    alice, _ = _reader(written.world, "alice")
    claire, _ = _reader(written.world, "claire")

    told = [Revealer(written.live, reader).text(item.statement) for reader in (claire, alice)]

    assert told[0] is not None
    assert told[1] is not None
    assert told[0].others_read
    assert told[1].others_read is None
