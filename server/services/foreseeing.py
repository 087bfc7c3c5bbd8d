"""What a deed would change for each reader, before it is done: it is done, looked at as everybody would, and not kept."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from server.domain.content import Requirement, SpecificationContent, Thread, TraceLink
from server.domain.requirement import OUT_OF_THE_TEXT
from server.domain.signing import standing
from server.policy.abilities import Action, demand
from server.policy.reader import Reader
from server.policy.view import Purpose, Revealer, Sight, reveal_threads
from server.services.audience import everyone
from server.services.house import Deed, House
from server.storage import thread_rows

Act = Callable[[Deed], object]
StandsFor = Callable[[SpecificationContent], Mapping[str, Collection[str]]]
"""Which requirements of before each requirement of after holds the words of, besides its own."""

_TEXTS: Final = ("statement", "rationale")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a requirement: `kind` is envelope, statement, rationale, criterion, link or thread.

    `key` is its own id; for envelope, statement and rationale that of the requirement whose words they hold.
    """

    kind: str
    key: str


@dataclass(frozen=True, slots=True)
class Told:
    """Parts of one kind of one requirement, by its code."""

    code: str
    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class Audience:
    """Readers for whom the same changes: people of the firm by name, or a supplier with its people."""

    organization: str | None
    people: tuple[str, ...]
    no_longer: tuple[Told, ...]
    newly: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a deed would change: for whom, and what is dropped with it (sentences shown instead, visas that stand)."""

    audiences: tuple[Audience, ...] = ()
    substitutes: tuple[Told, ...] = ()
    visas: int = 0


class _Seen(Exception):
    """Ends the transaction in which a deed was only looked at."""


@dataclass(slots=True)
class _World:
    """A specification at one moment, with the threads about the requirements that are compared."""

    content: SpecificationContent
    threads: list[Thread]
    stands_for: Mapping[str, Collection[str]]


def foresee(
    house: House, reader: Reader, specification_id: str, act: Act, about: Collection[str], stands_for: StandsFor
) -> Foreseen:
    """Return what `act` would change for whom in the requirements `about`, as far as the reader sees it themselves.

    Nothing of it is kept or told. Raises NotAllowed to who may not know who takes part, and whatever `act` raises.
    """
    found = Foreseen()
    demand(reader, Action.MEMBER_READ)
    with suppress(_Seen), house.deed(reader, specification_id) as deed:
        before = _world(deed, {one: (one,) for one in about})
        codes = {item.id: item.code for item in before.content.requirements if item.id in about}
        act(deed)
        others = stands_for(deed.content())
        after = _world(deed, {one: {*others.get(one, ()), one} for one in {*others, *about}})
        found = _compare(deed, before, after, codes)
        raise _Seen
    return found


def _world(deed: Deed, stands_for: Mapping[str, Collection[str]]) -> _World:
    content = deed.content()
    held = [item for item in content.requirements if item.id in stands_for]
    subjects = [item.id for item in held] + [one.id for item in held for one in item.criteria]
    threads = thread_rows.load_threads(deed.connection, deed.specification_id or "", subjects)
    return _World(content, threads if subjects else [], stands_for)


def _compare(deed: Deed, before: _World, after: _World, codes: Mapping[str, str]) -> Foreseen:
    mine = _parts(before, deed.reader) | _parts(after, deed.reader)
    told = _Telling(codes, _owners(before))
    changes: dict[tuple[str | None, frozenset[Part], frozenset[Part]], list[str]] = {}
    for one in everyone(deed.connection, before.content, deed.reader):
        old, new = (_parts(world, one.reader) & mine for world in (before, after))
        if old != new:
            changes.setdefault((one.organization, frozenset(old - new), frozenset(new - old)), []).append(one.name)
    return Foreseen(
        audiences=tuple(
            Audience(organization, tuple(sorted(filter(None, names))), told(less), told(more))
            for (organization, less, more), names in changes.items()
        ),
        substitutes=told((_substitutes(before) - _substitutes(after)) & mine),
        visas=max(_visas(before) - _visas(after), 0),
    )


def _parts(world: _World, reader: Reader) -> set[Part]:
    """Return the parts that a reader reads, or will read in the next version when they are a supplier."""
    sight = Sight(world.content, reader, Purpose.RELEASE if reader.is_supplier else Purpose.LIVE)
    found: set[Part] = set()
    for item in _held(world):
        if item.id in sight.requirements and item.status not in OUT_OF_THE_TEXT:
            found |= {part for one in world.stands_for[item.id] for part in _words(sight, item, one)}
            found |= {Part("criterion", one.id) for one in item.criteria if sight.label(one.label)}
    for link in world.content.links:
        if (end := _other_end(world, link)) and sight.link(link):
            found.add(Part("link", end))
    heard = reveal_threads(Revealer(world.content, reader, sight.purpose), world.threads)
    return found | {Part("thread", one.id) for one in heard}


def _held(world: _World) -> list[Requirement]:
    return [item for item in world.content.requirements if item.id in world.stands_for]


def _words(sight: Sight, item: Requirement, stands_for: str) -> set[Part]:
    texts = {Part(name, stands_for) for name in _TEXTS if sight.label(getattr(item, name).label)}
    return texts | {Part("envelope", stands_for)}


def _other_end(world: _World, link: TraceLink) -> str:
    """What a link of these requirements leads to, in a word that stays the same when it changes hands; empty for others."""
    mine, ends = world.stands_for.keys(), (link.source.id, link.target.id)
    if not mine & set(ends):
        return ""
    return f"{link.kind} {' '.join(sorted(one for one in ends if one not in mine))}"


def _owners(world: _World) -> dict[str, str]:
    """Return the requirement that each part belongs to, by the part's key."""
    owners = {one.id: item.id for item in _held(world) for one in item.criteria}
    for link in world.content.links:
        if end := _other_end(world, link):
            owners[end] = next(one for one in (link.source.id, link.target.id) if one in world.stands_for)
    return owners | {one.id: owners.get(one.subject.id, one.subject.id) for one in world.threads}


def _substitutes(world: _World) -> set[Part]:
    """Return the parts instead of which a sentence is shown."""
    texts = {Part(name, item.id) for item in _held(world) for name in _TEXTS if getattr(item, name).substitute}
    return texts | {Part("criterion", one.id) for item in _held(world) for one in item.criteria if one.substitute}


def _visas(world: _World) -> int:
    """Count the visas that stand on what is in the text."""
    return sum(len(standing(item)) for item in _held(world) if item.status not in OUT_OF_THE_TEXT)


@dataclass(frozen=True, slots=True)
class _Telling:
    """Says parts by the code of their requirement, alike ones together."""

    codes: Mapping[str, str]
    owners: Mapping[str, str]

    def __call__(self, parts: Iterable[Part]) -> tuple[Told, ...]:
        """Return these parts in words that a screen can say."""
        counted = Counter((self.codes.get(self.owners.get(one.key, one.key), ""), one.kind) for one in parts)
        return tuple(Told(code, kind, count) for (code, kind), count in sorted(counted.items()))
