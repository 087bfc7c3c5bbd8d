"""One thing looked at on its own: what a screen shows again after a deed, revealed like everything else."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from server.domain.content import Opening
from server.domain.errors import NotInYourSight
from server.domain.requirement import OUT_OF_THE_TEXT
from server.domain.tracing import Subject, SubjectKind
from server.policy.abilities import Action, demand, may
from server.policy.reader import Reader
from server.policy.view import (
    FindingView,
    LinkView,
    RequirementView,
    ResultView,
    Revealer,
    SectionView,
    SimulationView,
    SituationView,
    SpecificationView,
    TaskView,
    TextView,
    UnitView,
)
from server.services.house import House
from server.services.within_sight import get_simulation, get_situation, get_task, get_unit


@contextmanager
def revealing(house: House, reader: Reader, specification_id: str) -> Iterator[Revealer]:
    """Yield what makes the reader's views of the specification as it stands now. Raises NotInYourSight."""
    with house.database.read() as connection:
        content = house.shelf.content(connection, specification_id)
    if content.project_id != reader.project_id:
        raise NotInYourSight
    yield Revealer(content, reader)


def see_specification(house: House, reader: Reader, specification_id: str) -> SpecificationView:
    """Return the whole working text as this reader may read it."""
    with revealing(house, reader, specification_id) as revealer:
        return revealer.specification()


def see_sections(house: House, reader: Reader, specification_id: str) -> tuple[SectionView, ...]:
    """Return the sections in reading order."""
    with revealing(house, reader, specification_id) as revealer:
        return revealer.sections()


def see_set_aside(
    house: House, reader: Reader, specification_id: str
) -> tuple[tuple[SectionView, ...], tuple[RequirementView, ...]]:
    """Return the withdrawn sections and the requirements withdrawn or rejected that this reader may bring back.

    A section inside another withdrawn one comes back with it and is not listed.
    """
    with revealing(house, reader, specification_id) as revealer:
        sight = revealer.sight
        out = {one.id for one in sight.sections.values() if one.withdrawn}
        tops = [one for one in sight.sections.values() if one.withdrawn and one.parent_id not in out]
        items = [one for one in sight.requirements.values() if one.status in OUT_OF_THE_TEXT]
        sections = tuple(revealer.section(one, "") for one in tops) if may(reader, Action.SECTION_EDIT) else ()
        restorer = may(reader, Action.REQUIREMENT_STATUS)
        views = [view for one in items if restorer and (view := revealer.requirement(one)) is not None]
        return sections, tuple(views)


def see_section(house: House, reader: Reader, specification_id: str, section_id: str) -> SectionView:
    """Return one section with its number. Raises NotInYourSight."""
    for view in see_sections(house, reader, specification_id):
        if view.id == section_id:
            return view
    raise NotInYourSight


def see_requirement(house: House, reader: Reader, specification_id: str, requirement_id: str) -> RequirementView:
    """Return one requirement. Raises NotInYourSight."""
    with revealing(house, reader, specification_id) as revealer:
        item = revealer.sight.requirements.get(requirement_id)
        view = revealer.requirement(item) if item else None
    if view is None:
        raise NotInYourSight
    return view


def see_texts(house: House, reader: Reader, specification_id: str, subject: Subject) -> tuple[TextView, ...]:
    """Return the texts of a thing that this reader reads. Raises NotInYourSight."""
    match subject.kind:
        case SubjectKind.SECTION:
            return _read((see_section(house, reader, specification_id, subject.id).intro,))
        case SubjectKind.FINDING:
            return _read((see_finding(house, reader, specification_id, subject.id).text,))
        case SubjectKind.RESULT:
            return _read((see_result(house, reader, specification_id, subject.id).text,))
        case SubjectKind.SITUATION:
            return _read((see_situation(house, reader, specification_id, subject.id).story,))
        case _:
            view = see_requirement(house, reader, specification_id, subject.id)
            return _read((view.statement, view.rationale))


def _read(texts: Iterable[TextView | None]) -> tuple[TextView, ...]:
    return tuple(text for text in texts if text is not None and not text.substitute)


def requirement_of_criterion(house: House, reader: Reader, specification_id: str, criterion_id: str) -> str:
    """Return the id of the requirement a criterion in sight belongs to. Raises NotInYourSight."""
    with revealing(house, reader, specification_id) as revealer:
        item = revealer.sight.criteria.get(criterion_id)
    if item is None:
        raise NotInYourSight
    return item.id


def see_finding(house: House, reader: Reader, specification_id: str, finding_id: str) -> FindingView:
    """Return one finding. Raises NotInYourSight."""
    with revealing(house, reader, specification_id) as revealer:
        item = revealer.sight.findings.get(finding_id)
        view = revealer.finding(item) if item else None
    if view is None:
        raise NotInYourSight
    return view


def see_result(house: House, reader: Reader, specification_id: str, result_id: str) -> ResultView:
    """Return one simulation result. Raises NotInYourSight."""
    with revealing(house, reader, specification_id) as revealer:
        item = revealer.sight.results.get(result_id)
        view = revealer.result(item) if item else None
    if view is None:
        raise NotInYourSight
    return view


def see_situation(house: House, reader: Reader, specification_id: str, situation_id: str) -> SituationView:
    """Return one work situation. Raises NotInYourSight."""
    with revealing(house, reader, specification_id) as revealer:
        return revealer.situation(get_situation(revealer.sight, situation_id))


def see_task(house: House, reader: Reader, specification_id: str, task_id: str) -> TaskView:
    """Return one task. Raises NotInYourSight."""
    with revealing(house, reader, specification_id) as revealer:
        return revealer.task(get_task(revealer.sight, task_id))


def see_unit(house: House, reader: Reader, specification_id: str, unit_id: str) -> UnitView:
    """Return one place of the firm. Raises NotInYourSight."""
    with revealing(house, reader, specification_id) as revealer:
        return revealer.unit(get_unit(revealer.sight, unit_id))


def see_simulation(house: House, reader: Reader, specification_id: str, simulation_id: str) -> SimulationView:
    """Return one simulation. Raises NotInYourSight."""
    with revealing(house, reader, specification_id) as revealer:
        view = revealer.simulation(get_simulation(revealer.sight, simulation_id))
    if view is None:
        raise NotInYourSight
    return view


def see_link(house: House, reader: Reader, specification_id: str, source: Subject, link_id: str) -> LinkView:
    """Return one link as seen from its source. Raises NotInYourSight."""
    with revealing(house, reader, specification_id) as revealer:
        for view in revealer.links(source):
            if view.id == link_id:
                return view
    raise NotInYourSight


def origins_matching(
    house: House, reader: Reader, specification_id: str, words: str, limit: int = 30
) -> list[FindingView | ResultView]:
    """Return the findings and results in sight whose code or title holds `words`, by code; all of them for no words."""
    wanted = words.casefold()
    with revealing(house, reader, specification_id) as revealer:
        view = revealer.specification()
    findings = (item for item in view.findings if item.speakers is None)
    known: list[FindingView | ResultView] = [*findings, *view.results]
    found = [item for item in known if wanted in f"{item.code} {item.title}".casefold()]
    return sorted(found, key=lambda item: item.code)[:limit]


def subject_of(kind: str, thing_id: str) -> Subject:
    """Return the thing a path names. Raises NotInYourSight for a kind that does not exist."""
    try:
        return Subject(SubjectKind(kind), thing_id)
    except ValueError:
        raise NotInYourSight from None


def openings(house: House, reader: Reader, specification_id: str) -> tuple[Opening, ...]:
    """Return what is open live, to who may open and close. Raises NotAllowed."""
    demand(reader, Action.SECTION_OPEN_LIVE)
    with revealing(house, reader, specification_id) as revealer:
        return revealer.content.openings
