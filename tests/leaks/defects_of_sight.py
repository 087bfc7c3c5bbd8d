"""Defects of what is seen: each is a line of the product's own that somebody might get wrong, put in by a test."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from server.domain.content import TextPart, Thread, TraceLink
from server.domain.discussion import ThreadStatus
from server.domain.live import Scope
from server.domain.roles import Role
from server.policy.abilities import TABLE
from server.policy.labels import N0
from server.policy.reader import Reader
from server.policy.view import Revealer, TextView, reveal_organizations, talk
from server.policy.view.history import HistoryView, reveal_history
from server.policy.view.parts import PartRevealer
from server.policy.view.sight import Sight
from server.services import rights
from server.services.mentioning import Mentionable
from server.storage import text_history
from server.storage.database import Transaction
from server.storage.journal import HistoryRow
from tests.leaks.world import World

Patch = pytest.MonkeyPatch


def sees_everything(patch: Patch, world: World) -> None:
    patch.setattr("server.policy.view.sight.sees", lambda reader, label: True)


def history_unfiltered(patch: Patch, world: World) -> None:
    def open_history(
        revealer: Revealer, facts: Iterable[HistoryRow], names: Mapping[str, str]
    ) -> tuple[HistoryView, ...]:
        return reveal_history(revealer, [fact._replace(label=N0.canonical()) for fact in facts], names)

    patch.setattr("server.services.reading.reveal_history", open_history)


def past_open(patch: Patch, world: World) -> None:
    patch.setattr("server.services.replaying.demand", lambda reader, action: None)


def sealed_past_open(patch: Patch, world: World) -> None:
    real = text_history.load_generations

    def unsealed(connection: Transaction, part_id: str) -> list[text_history.Generation]:
        return [replace(one, label="N0") for one in real(connection, part_id)]

    patch.setattr("server.storage.text_history.load_generations", unsealed)


def real_text_instead(patch: Patch, world: World) -> None:
    real = PartRevealer.text

    def text(self: PartRevealer, part: TextPart, **pen: bool) -> TextView | None:
        return real(self, replace(part, label=part.substitute.label) if part.substitute else part, **pen)

    patch.setattr(PartRevealer, "text", text)


def presence_open(patch: Patch, world: World) -> None:
    patch.setattr("server.services.live.known", lambda house, session, spec, people, places: (people, places))


def live_door_open(patch: Patch, world: World) -> None:
    patch.setattr(
        "server.services.live.decide", lambda house, session, spec, names: dict.fromkeys(names, Scope.READ_WRITE)
    )


def search_over_everything(patch: Patch, world: World) -> None:
    def as_pilot(content: Any, reader: Reader) -> Revealer:
        return Revealer(content, replace(reader, level=4))

    patch.setattr("server.services.searching.Revealer", as_pilot)


def live_text_taken_for_a_version(patch: Patch, world: World) -> None:
    patch.setattr(Sight, "live_supplier", False)


def every_section_open(patch: Patch, world: World) -> None:
    patch.setattr(Sight, "_opened", property(lambda self: {one.id: False for one in self.content.sections}))


def threads_without_audience(patch: Patch, world: World) -> None:
    patch.setattr(
        "server.policy.view.talk._hears",
        lambda revealer, members, thread: (
            revealer.sight.subject(thread.subject) and talk._knows_author(revealer, members, thread.author_id)
        ),
    )


def rivals_heard_in_threads(patch: Patch, world: World) -> None:
    patch.setattr("server.policy.view.talk._knows_author", lambda revealer, members, person: True)


def offers_open(patch: Patch, world: World) -> None:
    patch.setattr("server.policy.view.talk.sees", lambda reader, label: True)


def rival_named_in_a_label(patch: Patch, world: World) -> None:
    real = PartRevealer._label

    def label(self: PartRevealer, canonical: str) -> Any:
        reader, self.reader = self.reader, replace(self.reader, role=Role.OBSERVER)
        try:
            return real(self, canonical)
        finally:
            self.reader = reader

    patch.setattr(PartRevealer, "_label", label)


def rivals_listed(patch: Patch, world: World) -> None:
    def everyone(self: Revealer) -> Any:
        insider = replace(self.reader, role=Role.OBSERVER)
        return reveal_organizations(insider, self.content.organizations)

    patch.setattr(Revealer, "organizations", everyone)


def members_named(patch: Patch, world: World) -> None:
    patch.setattr(Revealer, "_knows_person", lambda self, item: True)


def pictures_open(patch: Patch, world: World) -> None:
    patch.setattr("server.services.attaching.shows", lambda sight, item: True)


def releases_of_rivals(patch: Patch, world: World) -> None:
    patch.setattr("server.services.releasing._may_know_release", lambda reader, release: True)


def drafts_shown(patch: Patch, world: World) -> None:
    patch.setattr("server.policy.view.sight.Status", NoDraft)


class NoDraft:
    """A status that no requirement has."""

    DRAFT = "none is this"


def links_by_their_ends(patch: Patch, world: World) -> None:
    def link(self: Sight, link: TraceLink) -> bool:
        return self.ties(link.source) and self.ties(link.target)

    patch.setattr(Sight, "link", link)


def every_mention_known(patch: Patch, world: World) -> None:
    patch.setattr(PartRevealer, "knows", lambda self, kind, ref: True)


def everything_may_be_named(patch: Patch, world: World) -> None:
    def codes(revealer: Revealer, label: object) -> list[Mentionable]:
        hidden = [one for one in revealer.content.requirements if one.label == "N4"]
        return [Mentionable("code", one.id, one.code, one.title) for one in hidden]

    patch.setattr("server.services.mentioning._codes", codes)


def closed_threads_heard(patch: Patch, world: World) -> None:
    real = talk._hears

    def hears(revealer: Revealer, members: Any, thread: Thread) -> bool:
        over = thread.status is ThreadStatus.RESOLVED and revealer.sight.subject(thread.subject)
        return over or real(revealer, members, thread)

    patch.setattr("server.policy.view.talk._hears", hears)


def proposals_without_label(patch: Patch, world: World) -> None:
    def proposals(self: Sight) -> dict[str, Any]:
        return {one.id: one for one in self.content.proposals if one.opened_at is not None and self.subject(one.owner)}

    patch.setattr(Sight, "proposals", property(proposals))


def drafts_of_others(patch: Patch, world: World) -> None:
    def proposals(self: Sight) -> dict[str, Any]:
        return {one.id: one for one in self.content.proposals if self.label(one.label) and self.subject(one.owner)}

    patch.setattr(Sight, "proposals", property(proposals))


def hidden_things_refused_with_what_they_hold(patch: Patch, world: World) -> None:
    def get(sight: Sight, requirement_id: str) -> Any:
        return next(one for one in sight.content.requirements if one.id == requirement_id)

    patch.setattr("server.services.editing.get_requirement", get)


def one_cache_for_all(patch: Patch, world: World) -> None:
    patch.setattr(Reader, "audience", ())


def one_file_for_the_firm(patch: Patch, world: World) -> None:
    patch.setattr("server.services.exporting._audience_key", lambda kind, audience: kind)


def previews_above_who_looks(patch: Patch, world: World) -> None:
    patch.setattr("server.services.rights.as_supplier", lambda reader, organization_id: reader)


def strangers_taken_in(patch: Patch, world: World) -> None:
    real, claire = rights.reader_of_specification, world.person("claire")

    def reader(connection: Transaction, person_id: str, specification_id: str, **capped: Any) -> Reader:
        return real(connection, claire, specification_id, **capped)

    patch.setattr("server.services.rights.reader_of_specification", reader)


def administrator_reads(patch: Patch, world: World) -> None:
    patch.setitem(TABLE, Role.ADMINISTRATOR, TABLE[Role.EMPLOYEE])


def observer_reads_origins(patch: Patch, world: World) -> None:
    patch.setitem(TABLE, Role.OBSERVER, TABLE[Role.EMPLOYEE])


def pictures_kept_as_they_came(patch: Patch, world: World) -> None:
    patch.setattr("server.services.attaching.redraw", lambda content: ("image/png", content))
