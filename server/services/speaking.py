"""What people said, kept word for word: read by them and the work consultant, and leaving only as a finding (L13)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from server.domain.codes import FINDING_PREFIXES, SPEECH_PREFIX
from server.domain.content import Finding, Member, SpecificationContent
from server.domain.errors import Invalid, NotInYourSight
from server.domain.folding import fold
from server.domain.ids import new_id
from server.domain.richtext import from_plain, parse, plain_text
from server.domain.roles import SPEAKERS, Role
from server.domain.tracing import EvidenceKind, FindingStatus, LinkKind, Register, Severity, Subject, SubjectKind
from server.policy.abilities import Action, demand, may
from server.policy.labels import N2, Label, is_speech, speech, speech_compartments
from server.policy.reader import Reader
from server.policy.view import Revealer, Sight
from server.services import planting
from server.services.fields import choice, line, names, passage
from server.services.house import Deed, House
from server.services.linking import write_link
from server.services.tracing import demand_situation, demand_unit
from server.services.within_sight import get_finding
from server.storage import membership_rows, origin_rows

LONGEST: Final = 10_000
SAME_WORDS: Final = 8
"""So many words in a row, and a finding repeats what was said."""


@dataclass(frozen=True, slots=True)
class NewFinding:
    """A finding as a form sends it; its text is plain."""

    title: str
    text: str = ""
    severity: str = Severity.MEDIUM
    situation_id: str | None = None
    unit_id: str | None = None


def record_speech(
    house: House,
    reader: Reader,
    specification_id: str,
    *,
    title: str,
    text: Mapping[str, Any] | None = None,
    speaker_ids: Sequence[str] = (),
) -> str:
    """Keep what some people of the firm said, in a compartment of its own, and return its id.

    Raises NotInYourSight for somebody who takes no part, NotAllowed, Invalid("speaker") for who may never read raw speech.
    """
    with house.deed(reader, specification_id) as deed:
        sight = deed.sight()
        demand(reader, Action.SPEECH_KEEP)
        finding_id = new_id()
        label = speech(finding_id).canonical()
        item = _finding(deed, NewFinding(title), finding_id, SPEECH_PREFIX, label)
        subject = Subject(SubjectKind.FINDING, item.id)
        planting.write_text(deed, subject, "finding", label, text, shared=True)
        _let_read(deed, sight.content, label, names(speaker_ids))
        deed.record("record_speech", subject, label, after={"code": item.code, "title": item.title})
        return item.id


def set_speakers(
    house: House, reader: Reader, specification_id: str, finding_id: str, *, speaker_ids: Sequence[str]
) -> None:
    """Say again who spoke; who no longer counts as having spoken reads nothing of it from now on.

    Raises NotInYourSight, NotAllowed, Invalid("speaker").
    """
    with house.deed(reader, specification_id) as deed:
        sight = deed.sight()
        item = get_speech(sight, finding_id)
        demand(reader, Action.SPEECH_KEEP)
        before = [one.person_id for one in speakers(sight.content, item)]
        after = names(speaker_ids)
        _let_read(deed, sight.content, item.label, after)
        deed.record("set_speakers", Subject(SubjectKind.FINDING, item.id), item.label, before=before, after=list(after))


def consolidate(
    house: House, reader: Reader, specification_id: str, finding_id: str, wanted: NewFinding
) -> tuple[str, str]:
    """Write a finding for the firm out of what was said, in new words that name nobody, and return (id, code).

    The link between the two is as secret as what was said (L6). Raises NotInYourSight, NotAllowed, Invalid("names_speaker")
    with the `name` that must go, Invalid("same_words") with the `words` that are those of the recording.
    """
    with house.deed(reader, specification_id) as deed:
        sight = deed.sight()
        said = get_speech(sight, finding_id)
        demand(reader, Action.SPEECH_KEEP)
        demand_situation(sight, wanted.situation_id)
        demand_unit(sight, wanted.unit_id)
        _demand_new_words(sight, said, f"{wanted.title} {wanted.text}")
        label = N2.canonical()
        made = _finding(deed, wanted, new_id(), FINDING_PREFIXES[Register.WORK], label)
        subject = Subject(SubjectKind.FINDING, made.id)
        text = from_plain(passage(wanted.text, most=LONGEST, empty=True))
        planting.write_text(deed, subject, "finding", label, text, shared=True)
        deed.record("add_finding", subject, label, after={"code": made.code, "title": made.title})
        origin = Subject(SubjectKind.FINDING, said.id)
        write_link(deed, deed.sight(), subject, origin, LinkKind.DERIVES_FROM, "")
        return made.id, made.code


def get_speech(sight: Sight, finding_id: str) -> Finding:
    """Return what was said, to who reads it. Raises NotInYourSight, also for a finding that is none."""
    item = get_finding(sight, finding_id)
    if not is_speech(item.label):
        raise NotInYourSight
    return item


def speakers(content: SpecificationContent, item: Finding) -> list[Member]:
    """Return who spoke and takes part now, by name."""
    opened = speech_compartments(Label.parse(item.label).compartments)
    return [one for one in content.members if one.role in SPEAKERS and opened & set(one.compartments)]


def possible_speakers(revealer: Revealer) -> list[tuple[str, str]]:
    """Return who may be said to have spoken, as (id, name), to who keeps what was said."""
    if not may(revealer.reader, Action.SPEECH_KEEP):
        return []
    return [(one.person_id, one.name) for one in revealer.members() if one.role in SPEAKERS]


def _finding(deed: Deed, wanted: NewFinding, finding_id: str, prefix: str, label: str) -> Finding:
    finding = Finding(
        id=finding_id,
        code=planting.give_code(deed, prefix),
        title=line(wanted.title, most=300, empty=False),
        register=Register.WORK,
        evidence=EvidenceKind.INTERVIEW,
        severity=choice(wanted.severity, Severity),
        status=FindingStatus.NOTED,
        situation_id=wanted.situation_id,
        unit_id=wanted.unit_id,
        text=planting.unwritten("finding", label),
        label=label,
    )
    origin_rows.insert_finding(deed.connection, deed.reader.project_id, finding, deed.at)
    return finding


def _let_read(deed: Deed, content: SpecificationContent, label: str, person_ids: Iterable[str]) -> None:
    """Open a recording to these people and to nobody else."""
    (opened,) = speech_compartments(Label.parse(label).compartments)
    keepers = [one.person_id for one in content.members if one.role is Role.CONSULTANT_WORK]
    deed.recheck_people.extend(keepers)
    wanted, known = set(person_ids), {one.person_id: one for one in content.members}
    if not wanted <= known.keys():
        raise NotInYourSight
    if any(known[one].role not in SPEAKERS for one in wanted):
        raise Invalid("speaker")
    for member in content.members:
        if (member.person_id in wanted) == (opened in member.compartments):
            continue
        kept = [one for one in member.compartments if one != opened]
        kept += [opened] if member.person_id in wanted else []
        membership_rows.update_membership(deed.connection, member.membership_id, compartments=kept)
        deed.touch(Subject(SubjectKind.MEMBERSHIP, member.membership_id))
        deed.recheck_people.append(member.person_id)


def _demand_new_words(sight: Sight, said: Finding, text: str) -> None:
    """A finding names nobody who spoke and repeats no long phrase: its readers could tell who said it."""
    written = _words(text)
    for member in speakers(sight.content, said):
        if any(len(name) > 1 and name in written for name in _words(member.name)):
            raise Invalid("names_speaker", name=member.name)
    spoken = _words(f"{said.title} {plain_text(parse(said.text.tree))}")
    phrases = {tuple(spoken[at : at + SAME_WORDS]) for at in range(len(spoken) - SAME_WORDS + 1)}
    for at in range(len(written) - SAME_WORDS + 1):
        if tuple(written[at : at + SAME_WORDS]) in phrases:
            raise Invalid("same_words", words=" ".join(written[at : at + SAME_WORDS]))


def _words(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in fold(text)).split()
