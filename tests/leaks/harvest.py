"""Everything that leaves the server, gathered per witness: every route, every live document and event, every export."""

import asyncio
import json
import re
from collections import defaultdict
from dataclasses import dataclass, field

from server.domain.tracing import Subject, SubjectKind
from server.realtime import codec
from server.services.within_sight import all_texts
from tests.leaks.canary import Kind
from tests.leaks.oracle import may_read, must_find
from tests.leaks.planting import LABELS
from tests.leaks.seeking import Seeker
from tests.leaks.world import SUPPLIERS, World, texts_to_type
from tests.realtime.client import connected
from tests.web.asking import Everybody, Row, rows
from tests.web.walks import Ask

FORMATS = ("html", "json", "pdf")
ON_PAPER = ("alice", "bilal", "view", "samir")
"""Who asks for PDF files too, in French: their words are those of the HTML files, drawn by the same code (A5)."""

TWINS = ("bruno", "lucie", "remi", "paul", "fanny", "spare")
"""Who shares the clearance of somebody asked everything: they are asked every route, but not every identifier of each."""

OF_ONE = ("read_levels", "show_make_requirement", "read_texts")
"""What twins are asked of one thing only."""

CHANGERS = ("nobody", "outsider", "rival", "theo", "olga", "alice", "bilal", "view", "samir", "anne")
"""Who asks for every change besides the one who may: one of each audience, the pair excepted."""

OVER_HTTP = ("alice", "bilal", "view", "samir", "nobody", "outsider", "rival")
"""Who sits on the live line over HTTP too."""

ORIGINS_PAGE = "page\0origins"
"""A second address of the page's channel, which says that the page of origins is open."""

CURSOR = re.compile(r'data-cursor="([^"]+)"')


@dataclass
class Harvest:
    """What each witness was given, and the verdict of the oracle on it."""

    everybody: Everybody
    seeker: Seeker = field(init=False)
    found: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    routes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    places: dict[tuple[str, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        canaries = self.world.aviary.canaries
        literals = {
            word: word for word, canary in canaries.items() if canary.kind is not Kind.NOBODY and "qzj" not in word
        }
        self.seeker = Seeker(lambda: literals)

    @property
    def world(self) -> World:
        """What was planted."""
        return self.everybody.world

    def keep(self, who: str, where: str, data: bytes) -> None:
        """Look at what somebody was given."""
        for word in self.seeker.find(data):
            self.found[who].add(word)
            self.places.setdefault((who, word), where)

    def ask(self, who: str, row: Row, ask: Ask) -> None:
        """Ask a route as somebody and keep the answer, headers included."""
        answer = self.everybody.ask(who, row, ask)
        if answer.is_success or answer.is_redirect:
            self.routes[row.name].add(who)
        self.keep(who, f"{row.method} {row.address(ask)} {ask.query or ''}", answer.content)
        self.keep(who, f"headers of {row.path}", str(answer.headers).encode())

    def leaks(self) -> list[str]:
        """What somebody was given that the oracle denies them."""
        canaries, witnesses = self.world.aviary.canaries, self.everybody.witnesses
        return [
            f"{who} was given « {canaries[word].what} » {canaries[word].labels} of {canaries[word].of or '-'} "
            f"({canaries[word].when}, {canaries[word].section}) by {self.places[who, word]}"
            for who, words in self.found.items()
            for word in words
            if word in canaries and not may_read(witnesses[who], canaries[word])
        ]

    def missing(self) -> list[str]:
        """What somebody is entitled to and was not given."""
        return [
            f"{who} was not given « {canary.what} » {canary.labels} of {canary.of or '-'} ({canary.when}, {canary.section})"
            for who, witness in self.everybody.witnesses.items()
            for word, canary in self.world.aviary.canaries.items()
            if must_find(witness, canary) and word not in self.found[who]
        ]


def readings(world: World) -> list[tuple[str, Ask]]:
    """Every address that only reads, with every identifier it can be asked with: (name of the route, request)."""
    content, spec = world.content(), {"specification_id": world.specification_id}
    found: list[tuple[str, Ask]] = []

    def add(name: str, query: dict[str, str] | None = None, **path: str) -> None:
        found.append((name, Ask("", {**spec, **path}, query or {})))

    for item in content.requirements:
        add("read_facts", requirement_id=item.id)
    for kind, ids in _places(world).items():
        for place in ids:
            for name in ("read_around", "read_texts"):
                add(name, {kind: place})
    for subject in _bearers(world):
        add("read_levels", kind=subject.kind, thing_id=subject.id)
    for kind, thing in [("finding", one) for one in content.findings] + [("result", one) for one in content.results]:
        add("show_make_requirement", kind=kind, origin_id=thing.id)
    for owner in {one.owner for one in content.proposals}:
        add("read_proposals", {owner.kind.value: owner.id})
    add("read_proposals")
    for part_id, at in world.pasts.items():
        add("read_moment", {"at": at.isoformat()}, part_id=part_id)
    return found + _sent(world) + _searches(world) + _previews(world)


def _sent(world: World) -> list[tuple[str, Ask]]:
    spec = {"specification_id": world.specification_id}
    pictures = [("show_picture", Ask("", {**spec, "attachment_id": one})) for one in world.pictures.values()]
    threads = [("read_thread", Ask("", {**spec, "thread_id": one})) for one in world.threads.values()]
    return (
        pictures + threads + [("show_version", Ask("", {**spec, "release_id": one})) for one in world.releases.values()]
    )


def _places(world: World) -> dict[str, list[str]]:
    content = world.content()
    return {
        "requirement": [one.id for one in content.requirements],
        "section": [one.id for one in content.sections],
        "finding": [one.id for one in content.findings],
        "result": [one.id for one in content.results],
        "situation": [one.id for one in content.situations],
    }


def _bearers(world: World) -> list[Subject]:
    """What bears a label: the parts of one section's requirements, at every label, and one origin of each."""
    content, found = world.content(), list[Subject]()
    for label in LABELS:
        for shape in ("whole", "parts"):
            item = world.requirement(f"{shape} {label} opened to A")
            found += [Subject(SubjectKind.TEXT, item.statement.id), Subject(SubjectKind.CRITERION, item.criteria[0].id)]
        found.append(Subject(SubjectKind.TEXT, world.requirement(f"parts {label} closed").rationale.id))
    found += [Subject(SubjectKind.FINDING, one.id) for one in content.findings]
    return found + [Subject(SubjectKind.TEXT, one.intro.id) for one in content.sections]


def _searches(world: World) -> list[tuple[str, Ask]]:
    spec = {"specification_id": world.specification_id}
    text = {**spec, "part_id": world.requirement("whole N0 opened to A").statement.id}
    found = [
        (name, Ask("", spec, {"q": words})) for name in ("find_origins", "search") for words in ("q", "mot", "qzj")
    ]
    return found + [("find_mentions", Ask("", text, {"q": words})) for words in ("", "a", "b")]


def _previews(world: World) -> list[tuple[str, Ask]]:
    path = {"specification_id": world.specification_id, "baseline_id": world.baseline_id}
    audiences = [{}, *({"organization": world.reader(key).organization_id} for key in SUPPLIERS.values())]
    previews = [("preview_baseline", Ask("", path, audience)) for audience in audiences]
    return previews + [
        (name, Ask("", {**path, "organization_id": world.reader(key).organization_id}))
        for name in ("show_losses", "show_losses_of_version")
        for key in SUPPLIERS.values()
    ]


def exports(world: World, formats: tuple[str, ...] = FORMATS) -> list[tuple[str, Ask]]:
    """Every file that can be asked for."""
    spec, found = {"specification_id": world.specification_id}, []
    for format_ in formats:
        found.append(("download_working", Ask("", {**spec, "format": format_})))
        found.append(("download_baseline", Ask("", {**spec, "baseline_id": world.baseline_id, "format": format_})))
        for letter, key in (("A", "alice"), ("B", "bilal")):
            where = {**spec, "release_id": world.releases[letter], "format": format_}
            found.append(("download_release", Ask("", where)))
            if format_ != "pdf":
                for_supplier = {"organization": world.reader(key).organization_id, "language": "en"}
                path = {**spec, "baseline_id": world.baseline_id, "format": format_}
                found.append(("download_baseline", Ask("", path, for_supplier)))
    return found


def read_everything(harvest: Harvest, who: list[str]) -> None:
    """Ask every reading route and every export as these witnesses, and every plain page."""
    by_name = {row.name: row for row in rows()}
    asked = readings(harvest.world)
    listed = asked + exports(harvest.world)
    once = {name: (name, ask) for name, ask in asked}
    of_twins = [(name, ask) for name, ask in asked if name not in OF_ONE] + [once[name] for name in OF_ONE]
    plain = [
        row for row in rows() if row.method == "GET" and row.walker and row.name not in {name for name, _ in listed}
    ]
    for name in who:
        for row in plain:
            assert row.walker is not None
            harvest.ask(name, row, row.walker(harvest.world))
        formats = FORMATS if name in ON_PAPER else FORMATS[1:2] if name in TWINS else FORMATS[:2]
        for route, ask in (of_twins if name in TWINS else asked) + exports(harvest.world, formats):
            harvest.ask(name, by_name[route], ask)


async def listen(harvest: Harvest, who: list[str]) -> None:
    """Sit on every live document and on the page as these witnesses, on either line, while every text is typed in."""
    async with asyncio.TaskGroup() as group:
        seats = [(name, "ws") for name in who] + [(name, "http") for name in who if name in OVER_HTTP]
        ready = {seat: asyncio.Event() for seat in seats}
        typed = asyncio.Event()
        for seat in seats:
            group.create_task(_sit(harvest, *seat, ready[seat], typed))
        for event in ready.values():
            await event.wait()
        await _type(harvest)
        typed.set()


async def _sit(harvest: Harvest, who: str, scheme: str, ready: asyncio.Event, typed: asyncio.Event) -> None:
    """Ask for every document of the specification by its name, as if the names were known, and keep all that comes."""
    world, site = harvest.world, harvest.everybody.site
    page = await asyncio.to_thread(harvest.everybody.request, who, "GET", f"/s/{world.specification_id}")
    cursor = CURSOR.search(page.text)
    origins = await asyncio.to_thread(_stands_at_origins, harvest, who)
    address = site.settings.base_url.replace("http", scheme, 1)
    address += f"{harvest.everybody.base(who)}/live/{world.specification_id}"
    cookies = "; ".join(f"{name}={value}" for name, value in harvest.everybody.cookies[who].items())
    headers = {"cookie": cookies, "origin": site.settings.base_url}
    async with connected(address, headers) as client:
        await client.round_trip() if cursor else None
        if cursor is not None:
            await client.ask("page")
            await client.send(codec.stateless("page", json.dumps({"type": "since", "cursor": cursor[1]})))
            await client.ask(ORIGINS_PAGE)
            await client.send(codec.stateless(ORIGINS_PAGE, json.dumps({"type": "since", "cursor": origins})))
            await client.announce(
                "page",
                1000 + sorted(harvest.everybody.witnesses).index(who) + 500 * (scheme == "http"),
                1,
                {"cursor": None, "where": world.ids["whole N0 opened to A"]},
            )
            for generation in _generations(world):
                await client.ask(generation)
            await client.round_trip()
        ready.set()
        await typed.wait()
        if cursor is not None:
            await client.round_trip()
        for name, kind, body in client.frames:
            harvest.keep(
                who, f"live {kind} of {'page' if name in ('page', ORIGINS_PAGE) else 'a text'} over {scheme}", body
            )


def _stands_at_origins(harvest: Harvest, who: str) -> str:
    """The cursor of somebody's page of origins; for who has none, one that looks like it."""
    page = harvest.everybody.request(who, "GET", f"/s/{harvest.world.specification_id}/origines")
    found = CURSOR.search(page.text)
    return found[1] if found else "origins.guessed"


def _generations(world: World) -> list[str]:
    content = world.content()
    texts = [one.intro for one in content.sections]
    texts += [part for one in content.requirements for part in (one.statement, one.rationale)]
    texts += [one.text for one in content.findings] + [one.text for one in content.results]
    texts += [one.text for one in content.proposals]
    return [part.generation for part in texts] + [one.story.generation for one in content.situations]


async def _type(harvest: Harvest) -> None:
    """Type the words of today into the texts as a pilot, until a reader's page has been told of the last of them."""
    world, site = harvest.world, harvest.everybody.site
    address = site.settings.base_url.replace("http", "ws", 1) + f"/live/{world.specification_id}"
    headers = {
        "cookie": f"concerte={harvest.everybody.cookies['claire']['concerte']}",
        "origin": site.settings.base_url,
    }
    async with connected(address, headers) as client:
        last = ""
        for part, word in texts_to_type(world):
            document = await client.open(part.generation)
            await client.type(part.generation, document, f" {word}")
            await client.acknowledged(part.generation, 2)
            last = word
        while last not in str([part.tree for _, part in all_texts(world.content())]):  # the page tells within moments
            await asyncio.sleep(0.02)


def change_everything(harvest: Harvest) -> None:
    """Ask every route that changes something: as who may not, then as who may. The door is asked by one person only."""
    for row in rows():
        if row.method == "GET" or row.walker is None:
            continue
        ask = row.walker(harvest.world)
        others = () if row.public else CHANGERS
        for who in (*(one for one in others if one != ask.who), ask.who):
            harvest.ask(who, row, ask)
