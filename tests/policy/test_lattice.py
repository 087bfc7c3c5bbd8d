"""The real services and the reference model agree, whatever is done in whatever order (RULES.md, L5–L11, R1, R9, S3, S4)."""

import os
import shutil
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from server.services.house import House
from server.settings import Settings
from server.storage.database import Database
from server.storage.shelf import Shelf
from tests.policy.lattice import Deeds
from tests.policy.model import LEVEL
from tests.policy.pair import LABELS, PEOPLE, SUPPLIERS, begin, clearance_of_roles
from tests.services.rewinding import Rewind

STEPS = 50
"""Steps of one run of the machine, which begins with a fresh copy of the project."""

ENOUGH = 2000
ONE_OF_EACH_AUDIENCE = (
    "steering_work", "consultant_work", "employee", "line_manager", "employee_rep", "observer", "alice", "bilal",
)  # fmt: skip
"""Who looks at everything when a run ends; anybody may at any step."""

VERBS = {"add", "find", "criterion", "edit", "relabel", "move", "move_section", "copy", "link", "unlink", "talk", "quote",
         "share", "revoke", "withdraw", "restore", "look", "export", "speak", "name_speaker", "consolidate", "whisper"}  # fmt: skip
people, places = st.sampled_from(sorted(PEOPLE)), st.integers(0, 11)
doers = st.one_of(st.sampled_from(["steering_work", "steering_production"]), people)
"""Half of what is done is asked by the pair, or little would ever happen."""
keepers = st.one_of(st.just("consultant_work"), people)


class Lattice(RuleBasedStateMachine):
    """One rule per verb; each draws who asks and which things are meant. Every run begins with what `start` opens."""

    start: ClassVar[Callable[[], AbstractContextManager[Deeds]]]
    tally: ClassVar[Counter[str]]

    def __init__(self) -> None:
        super().__init__()
        self.opened = type(self).start()
        self.deeds: Deeds = self.opened.__enter__()

    def pick(self, sort: str, place: int) -> str | None:
        found = self.deeds.named(sort)
        return found[place % len(found)] if found else None

    def act(self, verb: str, who: str, *names: str | None) -> None:
        if None not in names:
            self.tally[verb] += 1
            getattr(self.deeds, verb)(PEOPLE[who], *names)

    @initialize()
    def furnish(self) -> None:
        for section in self.deeds.named("section"):
            self.deeds.add(PEOPLE["steering_work"], section)
        self.deeds.find(PEOPLE["steering_work"], "N2")
        self.deeds.speak(PEOPLE["consultant_work"])
        self.deeds.link(PEOPLE["steering_work"], *(self.deeds.named(sort)[0] for sort in ("requirement", "finding")))

    @rule(who=doers, at=places)
    def add(self, who: str, at: int) -> None:
        if len(self.deeds.named("requirement")) < 12:
            self.act("add", who, self.pick("section", at))

    @rule(who=doers, text=st.sampled_from(["N2", "N3", "N4"]))
    def find(self, who: str, text: str) -> None:
        self.act("find", who, text)

    @rule(who=doers, at=places)
    def criterion(self, who: str, at: int) -> None:
        self.act("criterion", who, self.pick("requirement", at))

    @rule(who=people, at=places)
    def edit(self, who: str, at: int) -> None:
        self.act("edit", who, self.pick("requirement", at))

    @rule(who=doers, at=st.integers(0, 60), sort=st.sampled_from(["part", "requirement", "finding", "section"]),
          text=st.sampled_from(LABELS))  # fmt: skip
    def relabel(self, who: str, at: int, sort: str, text: str) -> None:
        self.act("relabel", who, self.pick(sort, at), text)

    @rule(who=doers, at=places, to=places)
    def move(self, who: str, at: int, to: int) -> None:
        self.act("move", who, self.pick("requirement", at), self.pick("section", to))

    @rule(who=doers, at=places, to=places)
    def move_section(self, who: str, at: int, to: int) -> None:
        self.act("move_section", who, self.pick("section", at), self.pick("section", to))

    @rule(who=doers, at=places)
    def copy(self, who: str, at: int) -> None:
        if len(self.deeds.named("requirement")) < 12:
            self.act("copy", who, self.pick("requirement", at))

    @rule(who=doers, at=places, to=places, sort=st.sampled_from(["finding", "requirement", "speech"]))
    def link(self, who: str, at: int, to: int, sort: str) -> None:
        self.act("link", who, self.pick("requirement", at), self.pick(sort, to))

    @rule(who=doers, at=places)
    def unlink(self, who: str, at: int) -> None:
        self.act("unlink", who, self.pick("link", at))

    @rule(who=people, at=places, sort=st.sampled_from(["requirement", "speech"]))
    def talk(self, who: str, at: int, sort: str) -> None:
        self.act("talk", who, self.pick(sort, at))

    @rule(who=people, at=places, among=st.sampled_from(["ÉLUS", "CERCLE"]))
    def whisper(self, who: str, at: int, among: str) -> None:
        self.act("whisper", who, self.pick("requirement", at), among)

    @rule(who=keepers)
    def speak(self, who: str) -> None:
        if len(self.deeds.named("speech")) < 4:
            self.act("speak", who)

    @rule(who=keepers, at=places, name=people)
    def name_speaker(self, who: str, at: int, name: str) -> None:
        if name in LEVEL:
            self.act("name_speaker", who, self.pick("speech", at), name)

    @rule(who=keepers, at=places)
    def consolidate(self, who: str, at: int) -> None:
        self.act("consolidate", who, self.pick("speech", at))

    @rule(who=people, at=st.integers(0, 60))
    def quote(self, who: str, at: int) -> None:
        self.act("quote", who, self.pick("part", at))

    @rule(who=doers, at=places, letter=st.sampled_from(sorted(SUPPLIERS)))
    def share(self, who: str, at: int, letter: str) -> None:
        self.act("share", who, self.pick("section", at), letter)

    @rule(who=doers, at=places, letter=st.sampled_from(sorted(SUPPLIERS)))
    def revoke(self, who: str, at: int, letter: str) -> None:
        self.act("revoke", who, self.pick("section", at), letter)

    @rule(who=doers, at=places)
    def withdraw(self, who: str, at: int) -> None:
        self.act("withdraw", who, self.pick("requirement", at))

    @rule(who=doers, at=places)
    def restore(self, who: str, at: int) -> None:
        self.act("restore", who, self.pick("requirement", at))

    @rule(who=people)
    def look(self, who: str) -> None:
        self.act("look", who)

    @rule(who=people)
    def export(self, who: str) -> None:
        self.act("export", who)

    def teardown(self) -> None:
        try:
            for person in (PEOPLE[name] for name in ONE_OF_EACH_AUDIENCE):
                self.deeds.look(person)
        finally:
            self.opened.__exit__(None, None, None)


class Copies:
    """Opens a house on a fresh copy of a database in which the project has begun."""

    def __init__(self, source: Path, place: Path, spec: str) -> None:
        self.source, self.place, self.spec = source, place, spec

    def __enter__(self) -> Deeds:
        self.folder = TemporaryDirectory(dir=self.place)
        file = Path(self.folder.name) / "concerte.sqlite3"
        shutil.copyfile(self.source, file)
        self.database = Database(f"sqlite:///{file}")
        settings = Settings.read({"DATA_DIR": self.folder.name, "DATABASE_URL": self.database.url})
        return Deeds(House(settings, self.database, Shelf()), self.spec)

    def __exit__(self, *of: object) -> None:
        self.database.close()
        self.folder.cleanup()


@pytest.fixture(scope="module")
def project(_sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A database in which the project has begun, and its specification."""
    folder = tmp_path_factory.mktemp("lattice")
    file = folder / "begun.sqlite3"
    shutil.copyfile(_sqlite_template, file)
    spec = begin(f"sqlite:///{file}", str(folder))
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return file, spec


def test_l5_the_model_and_the_product_give_the_same_levels_to_the_roles() -> None:
    assert clearance_of_roles() == LEVEL


def agree(start: Callable[[], AbstractContextManager[Deeds]], steps: int) -> None:
    """Run the machine for so many steps and say what was done."""
    tally = Counter[str]()
    run_state_machine_as_test(
        type("Begun", (Lattice,), {"start": staticmethod(start), "tally": tally}),
        settings=settings(
            max_examples=max(1, steps // STEPS), stateful_step_count=STEPS, deadline=None, database=None,
            suppress_health_check=list(HealthCheck), print_blob=True,
        ),
    )  # fmt: skip
    sys.stdout.write(f"{steps} steps, {sum(tally.values())} deeds, 0 disagreements: {dict(sorted(tally.items()))}\n")
    assert steps < ENOUGH or tally.keys() == VERBS


def test_l5_services_and_model_agree_on_sqlite(project: tuple[Path, str], tmp_path: Path) -> None:
    file, spec = project

    agree(lambda: Copies(file, tmp_path, spec), int(os.environ.get("LATTICE_STEPS", ENOUGH)))


def test_l5_services_and_model_agree_on_postgresql(postgresql_url: str, tmp_path: Path) -> None:
    settings = Settings.read({"DATA_DIR": str(tmp_path), "DATABASE_URL": postgresql_url})
    spec = begin(postgresql_url, str(tmp_path))
    database = Database(postgresql_url)
    begun = Rewind(database)

    @contextmanager
    def start() -> Iterator[Deeds]:
        begun.rewind()
        yield Deeds(House(settings, database, Shelf()), spec)

    agree(start, 3 * STEPS)
    database.close()
