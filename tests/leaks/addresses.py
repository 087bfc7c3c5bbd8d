"""Every address that only reads, with every identifier it can be asked with, and every file that can be asked for."""

from collections.abc import Iterable
from itertools import product
from typing import Any

from server.domain.tracing import Subject, SubjectKind
from tests.leaks.planting import LABELS
from tests.leaks.world import SUPPLIERS, World
from tests.web.ask import Ask

FORMATS = ("html", "json", "pdf")


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
    return found + _decided(world) + _sent(world) + _searches(world) + _previews(world)


def _decided(world: World) -> list[tuple[str, Ask]]:
    spec = {"specification_id": world.specification_id}
    ids = (*world.cases.values(), *world.questions.values())
    return [(name, Ask("", {**spec, "case_id": one})) for one in ids for name in ("read_case", "show_case")]


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
    """Every file that can be asked for; the sheets of decisions are PDF files only."""
    spec, found = {"specification_id": world.specification_id}, []
    if "pdf" in formats:
        sheets = (*world.cases.values(), *world.questions.values())
        found += [("download_sheet", Ask("", {**spec, "case_id": one}, {"language": "fr"})) for one in sheets]
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


def mistakes(world: World) -> list[tuple[str, Ask]]:
    """Changes of what a field held before somebody else changed it, at every label: a refusal that tells what it holds now."""
    spec, wrong = {"specification_id": world.specification_id}, {"value": "Autre", "before": "Rien de tel"}
    found = list[tuple[str, Ask]]()

    def add(name: str, field: str, **path: str) -> None:
        found.append((name, Ask("", {**spec, **path}, body={"field": field, **wrong})))

    for label in LABELS:
        whole, parts = (world.requirement(f"{shape} {label} closed") for shape in ("whole", "parts"))
        add("change_requirement", "title", requirement_id=whole.id)
        for field in ("name", "value", "qualifier", "acceptance_limit"):
            add("change_criterion", field, criterion_id=parts.criteria[0].id)
    content = world.content()
    origins: tuple[tuple[str, str, tuple[str, ...], Iterable[Any]], ...] = (
        ("change_finding", "finding_id", ("title",), content.findings),
        ("change_result", "result_id", ("title",), content.results),
        ("change_situation", "situation_id", ("title",), content.situations),
        ("change_simulation", "simulation_id", ("title", "support", "group"), content.simulations),
        ("change_task", "task_id", ("name", "support_reason"), content.tasks),
        ("change_unit", "unit_id", ("name",), content.units),
        ("change_section", "section_id", ("title",), content.sections),
    )
    for name, path, fields, things in origins:
        for field, one in product(fields, things):
            add(name, field, **{path: one.id})
    return found
