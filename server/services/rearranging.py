"""What is said before requirements are moved, split or merged: who will read what no longer, who newly, and what is dropped."""

from dataclasses import dataclass

from server.domain.content import SpecificationContent
from server.domain.tracing import Subject, SubjectKind
from server.policy.labels import Label, join
from server.policy.reader import Reader
from server.policy.view import CriterionView, LabelView, LinkView, Revealer, ThreadView
from server.services import around, editing, looking, merging
from server.services.foreseeing import Foreseen, foresee
from server.services.house import House
from server.services.looking import revealing
from server.services.splitting import Splittable, see_splittable
from server.services.within_sight import get_requirement, get_section


@dataclass(frozen=True, slots=True)
class Splitting:
    """A requirement with all of it that may be distributed, as the reader sees it."""

    code: str
    splittable: Splittable
    criteria: tuple[CriterionView, ...]
    links: tuple[LinkView, ...]
    threads: tuple[ThreadView, ...]


def see_splitting(house: House, reader: Reader, specification_id: str, requirement_id: str) -> Splitting:
    """Return what of a requirement may be distributed when it is split. Raises NotInYourSight, NotAllowed."""
    subject = Subject(SubjectKind.REQUIREMENT, requirement_id)
    with revealing(house, reader, specification_id) as revealer:
        splittable = see_splittable(revealer.sight, requirement_id)
        threads = around.threads_around(house, revealer, subject)
        return Splitting(
            splittable.item.code,
            splittable,
            looking.see_requirement(house, reader, specification_id, requirement_id).criteria,
            around.links_around(revealer, subject),
            tuple(one for one in threads if one.subject == subject),
        )


@dataclass(frozen=True, slots=True)
class Foretold:
    """What a deed would change; `label` is what would be borne then, `default` what the new section gives to what is added."""

    foreseen: Foreseen
    label: LabelView
    default: LabelView | None = None


def foretell_merger(
    house: House, reader: Reader, specification_id: str, requirement_id: str, other_id: str
) -> Foretold:
    """Say what merging would change, without doing it. Raises as `merging.merge_requirements`."""

    def kept_holds_both(content: SpecificationContent) -> dict[str, tuple[str, ...]]:
        return {requirement_id: (other_id,)}

    foreseen = foresee(
        house,
        reader,
        specification_id,
        lambda deed: merging.merge(deed, requirement_id, other_id),
        (requirement_id, other_id),
        kept_holds_both,
    )
    with revealing(house, reader, specification_id) as revealer:
        labels = [Label.parse(_label_of(revealer, one)) for one in (requirement_id, other_id)]
        return Foretold(foreseen, revealer.label(join(*labels).canonical()))


def foretell_move(
    house: House, reader: Reader, specification_id: str, requirement_id: str, section_id: str
) -> Foretold:
    """Say what moving a requirement into a section would change, without doing it. Its labels stay as they are.

    Raises as `editing.move_requirement`.
    """
    foreseen = foresee(
        house,
        reader,
        specification_id,
        lambda deed: editing.move(deed, requirement_id, section_id=section_id, after_id=None),
        (requirement_id,),
        lambda _: {},
    )
    with revealing(house, reader, specification_id) as revealer:
        default = get_section(revealer.sight, section_id).default_label
        return Foretold(foreseen, revealer.label(_label_of(revealer, requirement_id)), revealer.label(default))


def _label_of(revealer: Revealer, requirement_id: str) -> str:
    return get_requirement(revealer.sight, requirement_id).label
