"""Every identifier that a request can hold, found in the API's document, and identifiers that are not its asker's business."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from server.app import api_document
from server.domain.ids import ID_PATTERN
from server.storage import release_rows
from tests.leaks.world import World
from tests.web.ask import Ask
from tests.web.asking import Row

DOCUMENT: Final = api_document()
ID: Final = f"^{ID_PATTERN.pattern}$"

KIND: Final[dict[str, str]] = {
    "parent_id": "section", "section": "section", "requirement": "requirement", "finding": "finding", "result": "result",
    "situation": "situation", "organization": "organization", "firm_id": "organization", "task_ids": "task", "mentions": "person",
    "speaker_ids": "person", "person_ids": "person", "part_id": "text", "origin_id": "finding",
    "other_id": "requirement", "criterion_ids": "criterion", "link_ids": "link", "kept_link_ids": "link", "thread_ids": "thread",
}  # fmt: skip
"""What an identifier names when its own name does not say it."""

OF_ANY: Final = {"id", "thing_id"}
"""What may name things of several kinds."""


WHOLE: Final[dict[str, Any]] = {"anchor": {"start": "", "end": "", "quote": "Mot"}}
"""What stands around an identifier in a part of a body that may be left out."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an identifier stands in a request: the path, the query, or a field of the body; a list holds one."""

    part: str
    steps: tuple[str, ...]

    @property
    def name(self) -> str:
        """The last name on the way to it."""
        return [step for step in self.steps if step != "[]"][-1]

    @property
    def title(self) -> str:
        """What it is called in reports."""
        return f"{self.part} {'.'.join(self.steps)}"

    def put(self, ask: Ask, value: str) -> Ask:
        """Return the same request with another identifier in this place."""
        if self.part == "path":
            return replace(ask, path={**ask.path, self.name: value})
        if self.part == "query":
            others = {key: kept for key, kept in ask.query.items() if not ID_PATTERN.fullmatch(kept)}
            return replace(ask, query={**others, self.name: value})
        return replace(ask, body=_put(ask.body or {}, self.steps, value))


def _put(body: Any, steps: tuple[str, ...], value: str) -> Any:
    if not steps:
        return value
    step, *rest = steps
    if step == "[]":
        return [_put((body or [{}])[0], tuple(rest), value)]
    inside = body or {}
    return {**inside, step: _put(inside.get(step, WHOLE.get(step)), tuple(rest), value)}


def places(row: Row) -> list[Place]:
    """Return every place of an identifier in a request of this route; a screen has those of its path."""
    found = [Place("path", (name,)) for name in _named_in(row.path)]
    operation = DOCUMENT["paths"].get(row.path.replace(":path", ""), {}).get(row.method.lower())
    if operation is None:
        return found
    queried = [one for one in operation.get("parameters", ()) if one["in"] == "query" and _is_id(one["schema"])]
    found += [Place("query", (one["name"],)) for one in queried]
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    return found + [Place("body", steps) for steps in (_within(body) if body else ())]


def _named_in(path: str) -> list[str]:
    names = [piece.strip("{}").partition(":")[0] for piece in path.split("/") if piece.startswith("{")]
    return [name for name in names if name.endswith("_id")]


def _is_id(schema: Mapping[str, Any]) -> bool:
    return schema.get("pattern") == ID or any(_is_id(one) for one in schema.get("anyOf", ()))


def _within(schema: Mapping[str, Any], *steps: str) -> Iterator[tuple[str, ...]]:
    if _is_id(schema):
        yield steps
        return
    if "$ref" in schema:
        yield from _within(DOCUMENT["components"]["schemas"][schema["$ref"].rpartition("/")[2]], *steps)
    for choice in schema.get("anyOf", ()):
        yield from _within(choice, *steps)
    if isinstance(schema.get("items"), dict):
        yield from _within(schema["items"], *steps, "[]")
    for name, one in schema.get("properties", {}).items():
        yield from _within(one, *steps, name)


def kind_of(row: Row, place: Place) -> str:
    """Return what kind of thing a place names; empty when it may be several."""
    if place.name in OF_ANY:
        return ""
    if place.name == "after_id":
        return next((kind for kind in ("section", "criterion") if kind in row.name), "requirement")
    return KIND.get(place.name, place.name.removesuffix("_id"))


def foreign(world: World) -> dict[str, list[str]]:
    """Return identifiers in another firm's project, by kind: one of each of which something is left there."""
    other = world.other
    assert other is not None
    content = other.content()
    item, member = content.requirements[0], content.members[0]
    return {
        "specification": [other.specification_id],
        "project": [content.project_id],
        "section": [one.id for one in content.sections[:1]],
        "requirement": [item.id],
        "criterion": [one.id for one in item.criteria[:1]],
        "text": [item.statement.id],
        "finding": [one.id for one in content.findings[:1]],
        "result": [one.id for one in content.results[:1]],
        "situation": [one.id for one in content.situations[:1]],
        "simulation": [one.id for one in content.simulations[:1]],
        "link": [one.id for one in content.links[:1]],
        "unit": [one.id for one in content.units[:1]],
        "task": [one.id for one in content.tasks[:1]],
        "membership": [member.membership_id],
        "person": [member.person_id],
        "organization": [one.id for one in content.organizations[:1]],
    }


def hidden(world: World, who: str) -> dict[str, list[str]]:
    """Return identifiers of this project that name what somebody does not see, by kind."""
    if who not in ("samir", "anne", "alice"):
        return {}
    content, item = world.content(), world.requirement("whole N4 closed")
    with world.house.database.read() as connection:
        baselines = release_rows.load_baselines(connection, world.specification_id)
    found = {
        "section": [one.id for one in content.sections if one.label == "N4"],
        "requirement": [item.id],
        "criterion": [one.id for one in item.criteria[:1]],
        "text": [item.statement.id],
        "finding": [one.id for one in content.findings if one.label == "N4"],
        "result": [one.id for one in content.results if one.label == "N4"],
        "situation": [one.id for one in content.situations if one.label == "N4"],
        "simulation": [one.id for one in content.simulations if one.label == "N4"],
        "link": [one.id for one in content.links if one.source.id == item.id],
        "thread": [world.threads["N4"]],
        "attachment": [world.pictures["N4"]],
        "baseline": [one.id for one in baselines if one.confirmed_at is None],
    }
    return {kind: ids[:1] for kind, ids in found.items()} | (_of_the_rival(world) if who == "alice" else {})


def _of_the_rival(world: World) -> dict[str, list[str]]:
    rival = world.reader("bilal")
    member = next(one for one in world.content().members if one.person_id == rival.person_id)
    return {
        "organization": [rival.organization_id],
        "person": [rival.person_id],
        "membership": [member.membership_id],
        "release": [world.releases["B"]],
        "opening": [world.openings["B"]],
        "thread": [world.threads["of B"]],
    }


def strangers(world: World, who: str, row: Row) -> dict[Place, list[str]]:
    """Return, for each place of a request, identifiers that must be as absent to somebody as one that nobody has."""
    known = (foreign(world), hidden(world, who))
    found: dict[Place, list[str]] = {}
    for place in places(row):
        kind = kind_of(row, place)
        ids = [one.get(kind, []) if kind else [some[0] for some in one.values() if some] for one in known]
        found[place] = [*ids[0], *ids[1]]
    return found
