"""What the pair opens to suppliers: sections to be read live, perhaps written in; and that something is kept from them."""

from dataclasses import replace

from server.domain.content import Opening, SpecificationContent
from server.domain.errors import Conflict, NotInYourSight
from server.domain.ids import new_id
from server.domain.tracing import Subject, SubjectKind
from server.policy.abilities import Action, demand
from server.policy.labels import N2, offer
from server.policy.reader import Reader
from server.policy.view import Sight
from server.services.house import Deed, House
from server.services.looking import revealing
from server.services.sections import with_parts
from server.services.within_sight import get_section, get_supplier
from server.storage import project_rows, section_rows


def open_section(house: House, reader: Reader, specification_id: str, *, section_id: str, organization_id: str) -> str:
    """Let a supplier read a section live from now on, and return the opening's id (S4).

    Raises NotInYourSight, NotAllowed, and Conflict when it is open to this supplier already.
    """
    with house.deed(reader, specification_id) as deed:
        sight = deed.sight()
        section, supplier = get_section(sight, section_id), get_supplier(sight, organization_id)
        demand(reader, Action.SECTION_OPEN_LIVE)
        if section.withdrawn:
            raise Conflict("section_withdrawn")
        if any(o.section_id == section.id and o.organization_id == supplier.id for o in sight.content.openings):
            raise Conflict("already_open")
        opening = Opening(new_id(), section.id, supplier.id, deed.at)
        section_rows.insert_opening(deed.connection, specification_id, opening, reader.person_id)
        _record(deed, "open_section", opening)
        _recheck(deed, sight.content, supplier.id)
        return opening.id


def close_section(house: House, reader: Reader, specification_id: str, opening_id: str) -> None:
    """End a live reading; the supplier's open documents are decided again at once. Raises NotInYourSight, NotAllowed."""
    with house.deed(reader, specification_id) as deed:
        sight = deed.sight()
        opening = _get(sight, opening_id)
        demand(reader, Action.SECTION_OPEN_LIVE)
        section_rows.close_opening(deed.connection, opening_id, deed.at)
        _record(deed, "close_section", opening)
        _recheck(deed, sight.content, opening.organization_id)


def let_write(house: House, reader: Reader, specification_id: str, opening_id: str, *, writes: bool) -> None:
    """Let the supplier of an opening write in the texts it reads there, or no longer; its open documents are decided again (S7).

    Raises NotInYourSight, NotAllowed.
    """
    with house.deed(reader, specification_id) as deed:
        sight = deed.sight()
        opening = _get(sight, opening_id)
        demand(reader, Action.SECTION_OPEN_LIVE)
        section_rows.set_opening_writes(deed.connection, opening_id, writes=writes)
        _record(deed, "open_writing" if writes else "close_writing", replace(opening, writes=writes))
        inside = {one.id for one in with_parts(sight.content, sight.sections[opening.section_id])}
        for section_id in inside:
            deed.touch(Subject(SubjectKind.SECTION, section_id))
        for item in sight.content.requirements:
            if item.section_id in inside:
                deed.touch(Subject(SubjectKind.REQUIREMENT, item.id))
        _recheck(deed, sight.content, opening.organization_id)


def show_reserved(house: House, reader: Reader, specification_id: str, *, shown: bool) -> None:
    """Let suppliers know the codes of requirements of N1 to N3 that are kept from them, or no longer (L16).

    A version keeps what was decided when it was frozen. Raises NotInYourSight, NotAllowed.
    """
    with house.deed(reader, specification_id) as deed:
        sight = deed.sight()
        demand(reader, Action.LABEL_CHANGE)
        before = sight.content.shows_reserved
        project_rows.show_reserved(deed.connection, specification_id, shown=shown)
        subject = Subject(SubjectKind.SPECIFICATION, specification_id)
        deed.record("show_reserved", subject, N2.canonical(), before=before, after=shown)


def reserved_shown(house: House, reader: Reader, specification_id: str) -> bool | None:
    """Return whether suppliers are told so; None to a supplier, who may only see it. Raises NotInYourSight."""
    with revealing(house, reader, specification_id) as revealer:
        return None if reader.is_supplier else revealer.content.shows_reserved


def _get(sight: Sight, opening_id: str) -> Opening:
    found = next((one for one in sight.content.openings if one.id == opening_id), None)
    if found is None or found.section_id not in sight.sections:
        raise NotInYourSight
    if sight.reader.is_supplier and found.organization_id != sight.reader.organization_id:
        raise NotInYourSight
    return found


def _record(deed: Deed, name: str, opening: Opening) -> None:
    secret = offer(opening.organization_id).canonical()
    after = {"section": opening.section_id, "organization": opening.organization_id}
    deed.record(name, Subject(SubjectKind.OPENING, opening.id), secret, after=after)


def _recheck(deed: Deed, content: SpecificationContent, organization_id: str) -> None:
    colleagues = [member.person_id for member in content.members if member.organization_id == organization_id]
    deed.recheck_people.extend(colleagues)
