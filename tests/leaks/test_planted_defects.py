"""The walk is not blind: each of these defects, put into the product on purpose, makes it cry out."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from server.domain.content import TextPart
from server.domain.live import Scope
from server.domain.roles import Role
from server.policy.labels import N0
from server.policy.reader import Reader
from server.policy.view import Revealer, TextView, reveal_organizations, talk
from server.policy.view.history import HistoryView, reveal_history
from server.policy.view.parts import PartRevealer
from server.policy.view.sight import Sight
from server.storage import text_history
from server.storage.database import Transaction
from server.storage.journal import HistoryRow
from tests.leaks.harvest import Harvest, exports, listen, readings
from tests.leaks.planted import Planted, served_copy
from tests.web.asking import rows

Patch = pytest.MonkeyPatch


def _sees_everything(patch: Patch) -> None:
    patch.setattr("server.policy.view.sight.sees", lambda reader, label: True)


def _history_unfiltered(patch: Patch) -> None:
    def open_history(
        revealer: Revealer, facts: Iterable[HistoryRow], names: Mapping[str, str]
    ) -> tuple[HistoryView, ...]:
        return reveal_history(revealer, [fact._replace(label=N0.canonical()) for fact in facts], names)

    patch.setattr("server.services.reading.reveal_history", open_history)


def _past_open(patch: Patch) -> None:
    patch.setattr("server.services.replaying.demand", lambda reader, action: None)


def _sealed_past_open(patch: Patch) -> None:
    real = text_history.load_generations

    def unsealed(connection: Transaction, part_id: str) -> list[text_history.Generation]:
        return [replace(one, label="N0") for one in real(connection, part_id)]

    patch.setattr("server.storage.text_history.load_generations", unsealed)


def _real_text_instead(patch: Patch) -> None:
    real = PartRevealer.text

    def text(self: PartRevealer, part: TextPart, **pen: bool) -> TextView | None:
        return real(self, replace(part, label=part.substitute.label) if part.substitute else part, **pen)

    patch.setattr(PartRevealer, "text", text)


def _presence_open(patch: Patch) -> None:
    patch.setattr("server.services.live.known", lambda house, session, spec, people, places: (people, places))


def _live_door_open(patch: Patch) -> None:
    patch.setattr(
        "server.services.live.decide", lambda house, session, spec, names: dict.fromkeys(names, Scope.READ_WRITE)
    )


def _search_over_everything(patch: Patch) -> None:
    def as_pilot(content: Any, reader: Reader) -> Revealer:
        return Revealer(content, replace(reader, level=4))

    patch.setattr("server.services.searching.Revealer", as_pilot)


def _live_text_taken_for_a_version(patch: Patch) -> None:
    patch.setattr(Sight, "live_supplier", False)


def _every_section_open(patch: Patch) -> None:
    patch.setattr(Sight, "_opened", property(lambda self: {one.id: False for one in self.content.sections}))


def _threads_without_audience(patch: Patch) -> None:
    patch.setattr(
        "server.policy.view.talk._hears",
        lambda revealer, members, thread: (
            revealer.sight.subject(thread.subject) and talk._knows_author(revealer, members, thread.author_id)
        ),
    )


def _rivals_heard_in_threads(patch: Patch) -> None:
    patch.setattr("server.policy.view.talk._knows_author", lambda revealer, members, person: True)


def _offers_open(patch: Patch) -> None:
    patch.setattr("server.policy.view.talk.sees", lambda reader, label: True)


def _rival_named_in_a_label(patch: Patch) -> None:
    real = PartRevealer._label

    def label(self: PartRevealer, canonical: str) -> Any:
        reader, self.reader = self.reader, replace(self.reader, role=Role.OBSERVER)
        try:
            return real(self, canonical)
        finally:
            self.reader = reader

    patch.setattr(PartRevealer, "_label", label)


def _rivals_listed(patch: Patch) -> None:
    def everyone(self: Revealer) -> Any:
        insider = replace(self.reader, role=Role.OBSERVER)
        return reveal_organizations(insider, self.content.organizations)

    patch.setattr(Revealer, "organizations", everyone)


def _members_named(patch: Patch) -> None:
    patch.setattr(Revealer, "_knows_person", lambda self, item: True)


def _pictures_open(patch: Patch) -> None:
    patch.setattr("server.services.attaching.shows", lambda sight, item: True)


def _releases_of_rivals(patch: Patch) -> None:
    patch.setattr("server.services.releasing._may_know_release", lambda reader, release: True)


def _drafts_shown(patch: Patch) -> None:
    patch.setattr("server.policy.view.sight.Status", _NoDraft)


class _NoDraft:
    DRAFT = "none is this"


@dataclass(frozen=True, slots=True)
class Defect:
    """One defect, who would profit from it, and the routes by which it would be seen (none: the live line)."""

    plant: Callable[[Patch], None]
    who: str
    routes: tuple[str, ...] = ()


DEFECTS = (
    Defect(_sees_everything, "bilal", ("read_around", "show_specification")),
    Defect(_sees_everything, "samir", ("read_facts",)),
    Defect(_history_unfiltered, "samir", ("read_around",)),
    Defect(_past_open, "alice", ("read_moment",)),
    Defect(_sealed_past_open, "samir", ("read_moment",)),
    Defect(_real_text_instead, "samir", ("read_facts",)),
    Defect(_presence_open, "bilal"),
    Defect(_live_door_open, "bilal"),
    Defect(_search_over_everything, "samir", ("search",)),
    Defect(_live_text_taken_for_a_version, "alice", ("show_specification", "download_working")),
    Defect(_every_section_open, "alice", ("show_specification",)),
    Defect(_threads_without_audience, "samir", ("read_around",)),
    Defect(_threads_without_audience, "alice", ("read_around",)),
    Defect(_rivals_heard_in_threads, "alice", ("read_around",)),
    Defect(_offers_open, "alice", ("read_around", "show_version")),
    Defect(_rival_named_in_a_label, "alice", ("read_facts", "read_around")),
    Defect(_rivals_listed, "alice", ("read_board",)),
    Defect(_members_named, "alice", ("read_facts",)),
    Defect(_pictures_open, "samir", ("show_picture",)),
    Defect(_releases_of_rivals, "bilal", ("show_version", "read_board", "download_release")),
    Defect(_drafts_shown, "alice", ("show_specification", "read_facts")),
)


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda one: f"{one.plant.__name__.strip('_')} for {one.who}")
def test_this_defect_is_caught(
    defect: Defect, planted: Planted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        defect.plant(patch)
        with served_copy(tmp_path, planted) as everyone:
            walk = Harvest(everyone)
            if defect.routes:
                _read(walk, defect)
            else:
                asyncio.run(listen(walk, [defect.who, "alice", "samir"]))

    assert [leak for leak in walk.leaks() if leak.startswith(f"{defect.who} ")] != []


def _read(walk: Harvest, defect: Defect) -> None:
    by_name = {row.name: row for row in rows()}
    listed = [
        (name, ask) for name, ask in readings(walk.world) + exports(walk.world, ("json",)) if name in defect.routes
    ]
    for name in set(defect.routes) - {name for name, _ in listed}:
        walker = by_name[name].walker
        assert walker is not None
        listed.append((name, walker(walk.world)))
    for name, ask in listed:
        walk.ask(defect.who, by_name[name], ask)
