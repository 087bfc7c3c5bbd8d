"""Chapters and their parts: added, renamed, moved, copied, withdrawn and restored."""

from collections.abc import Iterable
from dataclasses import replace

from server.domain import ranks
from server.domain.codes import PREFIX_PATTERN
from server.domain.content import Section, SpecificationContent
from server.domain.errors import Conflict, Invalid, NotInYourSight
from server.domain.folding import fold
from server.domain.ids import new_id
from server.domain.requirement import OUT_OF_THE_TEXT
from server.domain.richtext import document, parse
from server.domain.tracing import Subject, SubjectKind
from server.policy.abilities import Action, demand
from server.policy.labels import N2, Label, join
from server.policy.reader import Reader
from server.policy.view import Sight
from server.services import planting
from server.services.editing import copy_requirement, recheck_everyone
from server.services.fields import demand_unchanged, line
from server.services.house import Deed, House
from server.services.within_sight import demand_label, get_section
from server.storage import section_rows


def add_section(
    house: House,
    reader: Reader,
    specification_id: str,
    *,
    title: str,
    parent_id: str | None = None,
    after_id: str | None = None,
    prefix: str | None = None,
) -> str:
    """Add a section after a sibling (without one: at the end) and return its id. A part inherits the chapter's levels.

    Without a prefix it takes the chapter's, or the first letters of its title. Raises NotInYourSight, NotAllowed, Invalid.
    """
    with house.deed(reader, specification_id) as deed:
        sight = deed.sight()
        demand(reader, Action.SECTION_EDIT)
        parent = get_section(sight, parent_id) if parent_id is not None else None
        if parent is not None and parent.withdrawn:
            raise Conflict("section_withdrawn")
        name = line(title, most=300, empty=False)
        label = parent.label if parent else N2.canonical()
        default = parent.default_label if parent else N2.canonical()
        chosen = read_prefix(prefix) if prefix is not None else parent.prefix if parent else prefix_of(name)
        planting.demand_readable(sight, join(Label.parse(label), Label.parse(default)))
        section = Section(
            id=new_id(),
            parent_id=parent_id,
            rank=_place(deed, sight, parent_id, after_id),
            title=name,
            prefix=chosen,
            label=label,
            default_label=default,
            intro=planting.unwritten("intro", label),
        )
        _plant(deed, section, None)
        deed.record("add_section", _subject(section.id), label, after=name)
        return section.id


def _plant(deed: Deed, section: Section, intro: object) -> None:
    section_rows.insert_section(deed.connection, deed.specification_id or "", section)
    tree = parse(intro) if intro is not None else document()
    planting.write_text(deed, _subject(section.id), "intro", section.intro.label, tree)


def read_prefix(value: object) -> str:
    """Return a code prefix in capitals. Raises Invalid("prefix")."""
    prefix = line(value, most=20).upper()
    if PREFIX_PATTERN.fullmatch(prefix) is None:
        raise Invalid("prefix")
    return prefix


def prefix_of(title: str) -> str:
    """Return a prefix from the first letters of a title: « Planifier » gives PLA; EX when it has no two letters."""
    letters = [letter for letter in fold(title).upper() if "A" <= letter <= "Z"]
    return "".join(letters[:3]) if len(letters) > 1 else "EX"


def set_section_field(
    house: House, reader: Reader, specification_id: str, section_id: str, *, field: str, value: object, before: object
) -> None:
    """Change `title`, `prefix` (of future codes only) or `default_label` (a canonical label) if it still holds `before`.

    Raises FieldChanged with both values when someone was faster, Invalid, NotInYourSight, NotAllowed.
    """
    with house.deed(reader, specification_id) as deed:
        sight = deed.sight()
        section = get_section(sight, section_id)
        demand(reader, Action.SECTION_EDIT)
        wanted = _read_field(sight, field, value)
        now = getattr(section, field)
        demand_unchanged(field, before=before, now=now, wanted=wanted)
        section_rows.update_section(deed.connection, section.id, **{field: wanted})
        deed.record("set_section_field", _subject(section.id), section.label, field=field, before=now, after=wanted)


def _read_field(sight: Sight, field: str, value: object) -> str:
    match field:
        case "title":
            return line(value, most=300, empty=False)
        case "prefix":
            return read_prefix(value)
        case "default_label":
            label = Label.parse(line(value, most=1000, empty=False))
            demand_label(sight, label)
            if label.compartments:
                raise Invalid("label")
            return label.canonical()
        case _:
            raise Invalid("field")


def move_section(
    house: House, reader: Reader, specification_id: str, section_id: str, *, parent_id: str | None, after_id: str | None
) -> None:
    """Put a section into a chapter (None: top level) right after a sibling; without one, first.

    Raises NotInYourSight, NotAllowed, Invalid("place"), and Conflict when it would enter one of its own parts.
    """
    with house.deed(reader, specification_id) as deed:
        sight = deed.sight()
        section = get_section(sight, section_id)
        demand(reader, Action.SECTION_EDIT)
        if parent_id is not None:
            parent = get_section(sight, parent_id)
            if parent.id in {one.id for one in with_parts(sight.content, section)}:
                raise Conflict("section_loop")
            if parent.withdrawn and not section.withdrawn:
                raise Conflict("section_withdrawn")
        if after_id == section.id:
            raise Invalid("place")
        rank = _place(deed, sight, parent_id, after_id, moving=section.id, first=True)
        section_rows.update_section(deed.connection, section.id, parent_id=parent_id, rank=rank)
        after = {"parent_id": parent_id, "after_id": after_id}
        deed.record("move_section", _subject(section.id), section.label, before=_place_of(sight, section), after=after)
        recheck_everyone(deed, sight)


def _place_of(sight: Sight, section: Section) -> dict[str, str | None]:
    """Return where a section stands as the reader sees it, in the form in which it can be put there again."""
    siblings = [one for one in sight.sections.values() if one.parent_id == section.parent_id]
    return {"parent_id": section.parent_id, "after_id": ranks.right_before(section, siblings)}


def _place(
    deed: Deed,
    sight: Sight,
    parent_id: str | None,
    after_id: str | None,
    *,
    moving: str | None = None,
    first: bool = False,
) -> float:
    siblings = [one for one in sight.content.sections if one.parent_id == parent_id and one.id != moving]
    ordered = [(one.id, one.rank) for one in sorted(siblings, key=lambda one: (one.rank, one.id))]
    if after_id is not None and after_id not in sight.sections:
        raise NotInYourSight
    if after_id is not None and after_id not in dict(ordered):
        raise Invalid("place")
    if after_id is None and not first:
        after_id = ordered[-1][0] if ordered else None
    rank, respaced = ranks.place_after(ordered, after_id)
    for moved_id, moved_rank in respaced.items():
        section_rows.update_section(deed.connection, moved_id, rank=moved_rank)
        deed.touch(_subject(moved_id))
    return rank


def with_parts(content: SpecificationContent, section: Section) -> tuple[Section, ...]:
    """Return a section and everything below it."""
    found, waiting = [section], [section.id]
    while waiting:
        parts = [one for one in content.sections if one.parent_id == waiting[-1]]
        waiting.pop()
        found += parts
        waiting += [one.id for one in parts]
    return tuple(found)


def duplicate_section(house: House, reader: Reader, specification_id: str, section_id: str) -> str:
    """Copy a section with its parts and its requirements right after itself and return the copy's id (R9).

    The copy holds what its maker reads, without what was set aside. Raises NotInYourSight, NotAllowed.
    """
    with house.deed(reader, specification_id) as deed:
        sight = deed.sight()
        section = get_section(sight, section_id)
        demand(reader, Action.SECTION_EDIT)
        rank = _place(deed, sight, section.parent_id, section.id)
        copy_id = _copy(deed, section, section.parent_id, rank)
        _copy_inside(deed, section, copy_id)
        deed.record("duplicate_section", _subject(copy_id), section.label, before=section.id, after=copy_id)
        return copy_id


def _copy(deed: Deed, section: Section, parent_id: str | None, rank: float) -> str:
    copy = replace(section, id=new_id(), parent_id=parent_id, rank=rank, withdrawn=False)
    sight = deed.sight()
    _plant(deed, copy, section.intro.tree if sight.label(section.intro.label) else None)
    deed.touch(_subject(copy.id))
    return copy.id


def _copy_inside(deed: Deed, section: Section, copy_id: str) -> None:
    sight = deed.sight()
    inside = [item for item in sight.requirements.values() if item.section_id == section.id]
    for item in sorted(inside, key=lambda item: (item.rank, item.id)):
        if item.status not in OUT_OF_THE_TEXT:
            made = copy_requirement(deed, deed.sight(), item, copy_id, None)
            deed.touch(Subject(SubjectKind.REQUIREMENT, made.id))
    parts = [one for one in sight.sections.values() if one.parent_id == section.id and not one.withdrawn]
    for part in sorted(parts, key=lambda one: (one.rank, one.id)):
        _copy_inside(deed, part, _copy(deed, part, copy_id, part.rank))


def withdraw_section(house: House, reader: Reader, specification_id: str, section_id: str) -> None:
    """Take a section and its parts out of the text; everything in it is kept. Raises NotInYourSight, NotAllowed."""
    with house.deed(reader, specification_id) as deed:
        sight = deed.sight()
        section = get_section(sight, section_id)
        demand(reader, Action.SECTION_EDIT)
        _set_withdrawn(deed, with_parts(sight.content, section), withdrawn=True)
        deed.record("withdraw_section", _subject(section.id), section.label, before=False, after=True)
        recheck_everyone(deed, sight)


def restore_section(house: House, reader: Reader, specification_id: str, section_id: str) -> None:
    """Bring a withdrawn section and its parts back. Raises NotInYourSight, NotAllowed, Conflict below a withdrawn one."""
    with house.deed(reader, specification_id) as deed:
        sight = deed.sight()
        section = get_section(sight, section_id)
        demand(reader, Action.SECTION_EDIT)
        if section.parent_id is not None and get_section(sight, section.parent_id).withdrawn:
            raise Conflict("section_withdrawn")
        _set_withdrawn(deed, with_parts(sight.content, section), withdrawn=False)
        deed.record("restore_section", _subject(section.id), section.label, before=True, after=False)
        recheck_everyone(deed, sight)


def _set_withdrawn(deed: Deed, sections: Iterable[Section], *, withdrawn: bool) -> None:
    for section in sections:
        section_rows.update_section(deed.connection, section.id, withdrawn=withdrawn)
        deed.touch(_subject(section.id))


def _subject(section_id: str) -> Subject:
    return Subject(SubjectKind.SECTION, section_id)
