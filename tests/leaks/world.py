"""The planted project as it lives: talked about, frozen, sent to both suppliers, answered, and written on since."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from server.domain.content import Anchor, Requirement, SpecificationContent, TextPart
from server.domain.richtext import document, from_plain, paragraph, parse, text_node
from server.domain.tracing import Subject, SubjectKind
from server.policy.labels import Label
from server.policy.reader import Reader
from server.services import (
    answering,
    attaching,
    correcting,
    criteria,
    discussing,
    editing,
    opening,
    proposing,
    reclassifying,
    releasing,
    rights,
    sections,
)
from server.services.house import House
from server.services.staging import stage
from tests.leaks.canary import Aviary, Canary, Kind, When
from tests.leaks.pictures import own_bytes, picture
from tests.leaks.planting import LABELS, Planter
from tests.leaks.reasons import give_reasons
from tests.services.typing import type_in

SUPPLIERS = {"A": "alice", "B": "bilal"}
SECTIONS = ("opened to A", "opened to B", "closed")


@dataclass
class World:
    """Where everything is. Requirements and sections are found by what the blueprint called them."""

    house: House
    specification_id: str
    aviary: Aviary
    titles: dict[str, str]
    people: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    releases: dict[str, str] = field(default_factory=dict)
    baseline_id: str = ""
    threads: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)
    openings: dict[str, str] = field(default_factory=dict)
    lowerings: list[str] = field(default_factory=list)
    cases: dict[str, str] = field(default_factory=dict)
    questions: dict[str, str] = field(default_factory=dict)
    pasts: dict[str, datetime] = field(default_factory=dict)
    """When each of these texts said something that was deleted since."""
    other: "World | None" = None

    def content(self) -> SpecificationContent:
        """Return everything, as it is committed."""
        with self.house.database.read() as connection:
            return self.house.shelf.content(connection, self.specification_id)

    @property
    def project_id(self) -> str:
        """The project."""
        return self.content().project_id

    def person(self, key: str) -> str:
        """Return the id of somebody."""
        return self.people[key]

    def reader(self, key: str) -> Reader:
        """Return somebody as they may read now."""
        return rights.reader_for(self.house, self.person(key), self.project_id)

    def requirement(self, key: str) -> Requirement:
        """Return a requirement by what the blueprint called it."""
        return next(one for one in self.content().requirements if one.id == self.ids[key])

    def label(self, text: str) -> Label:
        """Return a label whose letters are the two suppliers."""
        named = frozenset(self.reader(SUPPLIERS[letter]).organization_id for letter in text[3:].split(",") if letter)
        return Label(int(text[1]), named)

    def write_twice(self, part: TextPart) -> dict[str, str]:
        """Write twice in a text, and return when: the moment to go back to, and the last one."""
        now = self.house.clock()
        moments = (now, now + timedelta(milliseconds=1))
        for at in moments:
            type_in(self.house, self.person("claire"), part.generation, from_plain(f"Écrit {at}"), at)
        return dict(zip(("at", "seen"), (at.isoformat() for at in moments), strict=True))


def plant(house: House) -> World:
    """Write the planted project and a second one of another firm, with all that happens before the version is sent and after."""
    aviary = Aviary()
    world = _stage(house, aviary, "main")
    world.other = _stage(house, aviary, "other")
    _show_pictures(world)
    _talk(world)
    give_reasons(world)
    _send(world)
    _answer(world)
    _open(world)
    _propose(world)
    _regret(world)
    _go_on(world)
    return world


def _stage(house: House, aviary: Aviary, project: str) -> World:
    planter = Planter(aviary, project)
    specification_id = stage(house, planter.demo())
    world = World(house, specification_id, aviary, planter.titles)
    content = world.content()
    by_title = {one.title: one.id for one in content.requirements} | {one.title: one.id for one in content.sections}
    world.ids = {key: by_title[title] for key, title in planter.titles.items()}
    world.ids |= {title.lower(): one for title, one in by_title.items() if "acrifi" in title or title == "Famille"}
    world.people = {member.name.split()[0]: member.person_id for member in content.members}
    _forbid_ids(world, project)
    return world


def _forbid_ids(world: World, project: str) -> None:
    """The identifiers of a rival and of its people say that there is one."""
    content = world.content()
    for letter, key in SUPPLIERS.items():
        member = next(m for m in content.members if m.name.startswith(f"{key} "))
        for what, word in (("id of a supplier", member.organization_id), ("id of its person", member.person_id)):
            _literal(world, word, what, Kind.SUPPLIER, (), letter, project)


def _literal(
    world: World,
    word: str,
    what: str,
    kind: Kind,
    labels: tuple[str, ...],
    of: str,
    project: str = "main",
    *,
    wanted: bool = False,
) -> None:
    world.aviary.watch(Canary(word, what, kind, labels, of=of, project=project, wanted=wanted))


def _show_pictures(world: World) -> None:
    for label in LABELS:
        part = world.requirement(f"parts {label} opened to A").statement
        name = world.aviary.plant("name of a picture", Kind.NOBODY)
        shown = picture(world.aviary.plant("what the camera told", Kind.NOBODY))
        made = attaching.add_picture(
            world.house, world.reader("claire"), world.specification_id, part.id, name=f"{name}.png", content=shown
        )
        world.pictures[label] = made
        kept = attaching.get_picture(world.house, world.reader("claire"), world.specification_id, made).content
        _literal(world, own_bytes(kept), "a picture's own bytes", Kind.TEXT, ("N0", label), "", wanted=True)


def _talk(world: World) -> None:
    """Insiders talk at every label about a requirement that everyone reads."""
    about = world.requirement("whole N0 opened to A")
    for label in LABELS:
        said, quoted, instead = (
            world.aviary.plant(what, Kind.THREAD, label)
            for what in ("thread", "quote of a thread", "words around a quote")
        )
        world.threads[label] = _raise(
            world, "claire", about, said, label, Anchor(about.statement.id, "", "", quoted, instead, "")
        )
        heard = "anne" if label == "N3" else "bruno"
        answered = world.aviary.plant("reply", Kind.THREAD, label)
        discussing.reply(world.house, world.reader(heard), world.specification_id, world.threads[label], text=answered)
    for label in ("N0", "N1:B", "N3"):
        ended = _raise(world, "claire", about, world.aviary.plant("closed thread", Kind.THREAD, label), label)
        why = world.aviary.plant("why a thread ended", Kind.THREAD, label)
        discussing.resolve(
            world.house, world.reader("claire"), world.specification_id, ended, outcome="not_kept", reason=why
        )
        world.threads[f"closed {label}"] = ended


def _raise(world: World, who: str, about: Requirement, text: str, label: str, anchor: Anchor | None = None) -> str:
    made, _ = discussing.raise_thread(
        world.house,
        world.reader(who),
        world.specification_id,
        subject=Subject(SubjectKind.REQUIREMENT, about.id),
        kind="remark",
        text=text,
        anchor=anchor,
        label=world.label(label) if label else None,
    )
    return made


def _send(world: World) -> None:
    house, claire, bruno, spec = world.house, world.reader("claire"), world.reader("bruno"), world.specification_id
    title = world.aviary.plant("name of a version", Kind.TASK, "N0")
    world.baseline_id = releasing.freeze_baseline(house, claire, spec, title=title)
    releasing.confirm_baseline(house, bruno, spec, world.baseline_id)
    secret = world.aviary.plant("name of a version not confirmed", Kind.HISTORY, "N4", wanted=False)
    releasing.freeze_baseline(house, claire, spec, title=secret)
    for letter, key in SUPPLIERS.items():
        message = world.aviary.plant("message", Kind.MESSAGE, f"N1:{letter}", of=letter, wanted=False)
        why = world.aviary.plant("reason of a sending", Kind.HISTORY, "N4", wanted=False)
        to = {"organization_id": world.reader(key).organization_id, "message": message, "reason": why}
        world.releases[letter] = releasing.send_release(
            house, claire, spec, baseline_id=world.baseline_id, language="fr", **to
        )
        _literal(world, world.releases[letter], "id of a release", Kind.SUPPLIER, (), letter)


def _answer(world: World) -> None:
    about = "whole N0 opened to A"
    for letter, key in SUPPLIERS.items():
        reader, own = world.reader(key), f"N1:{letter}|OFFRE:{letter}"
        told = dict.fromkeys((about, f"whole N1:{letter} closed", "parts N1:A,B opened to B"), "offers")
        told |= {"whole N0 opened to B": "pair", "parts N0 closed": "firm"}
        for name, reach in told.items():
            label = {"offers": own, "pair": f"N4|OFFRE:{letter}", "firm": f"N1:{letter}"}[reach]
            said = world.aviary.plant("comment of an answer", Kind.ANSWER, label, of=letter)
            answering.record_answer(
                world.house,
                reader,
                world.specification_id,
                release_id=world.releases[letter],
                requirement_id=world.ids[name],
                compliance="CP",
                comment=said,
                reach=reach,
            )
        thread = world.aviary.plant("thread of a supplier", Kind.THREAD, own, of=letter)
        world.threads[f"of {letter}"] = _raise(world, key, world.requirement(about), thread, "")
        for heard in ("N0", f"N1:{letter}", "N1:A,B"):
            said = world.aviary.plant("reply of a supplier", Kind.THREAD, heard, of=letter)
            discussing.reply(world.house, reader, world.specification_id, world.threads[heard], text=said)


def _open(world: World) -> None:
    for letter, key in SUPPLIERS.items():
        world.openings[letter] = opening.open_section(
            world.house,
            world.reader("claire"),
            world.specification_id,
            section_id=world.ids[f"opened to {letter}"],
            organization_id=world.reader(key).organization_id,
        )
        _literal(world, world.openings[letter], "id of an opening", Kind.SUPPLIER, (), letter)


def _propose(world: World) -> None:
    """Insiders propose at every label and each supplier in what is open to it; one draft waits, one answer is no."""
    for label in LABELS:
        read = ("N2", label) if label[1] < "3" else (label,)
        word, why = (world.aviary.plant(what, Kind.PROPOSAL, *read) for what in ("proposed text", "why it is proposed"))
        _proposal(world, "claire", world.requirement(f"parts {label} opened to A").statement, word, why)
    for letter, key in SUPPLIERS.items():
        own = f"N1:{letter}|OFFRE:{letter}"
        word, why = (
            world.aviary.plant(what, Kind.PROPOSAL, own, of=letter)
            for what in ("text a supplier proposes", "why it proposes it")
        )
        _proposal(world, key, world.requirement(f"whole N0 opened to {letter}").statement, word, why)
    refused = world.requirement("whole N0 closed").statement
    words = [world.aviary.plant(f"declined {what}", Kind.PROPOSAL, "N2") for what in ("text", "reason", "answer")]
    made = _proposal(world, "claire", refused, *words[:2])
    proposing.decline_proposal(world.house, world.reader("bruno"), world.specification_id, made, reason=words[2])
    for one in [one for one in world.aviary.canaries.values() if one.what == "picture of a proposal"][-1:]:
        world.aviary.canaries[one.word] = replace(one, kind=Kind.NOBODY, wanted=False)
    draft = world.aviary.plant("draft of a proposal", Kind.PROPOSAL, "N2", person="anne")
    _proposal(world, "anne", refused, draft, "")


def _proposal(world: World, who: str, part: TextPart, word: str, why: str) -> str:
    """Propose that a text ends with one more word; without a reason it stays a draft."""
    house, reader, spec = world.house, world.reader(who), world.specification_id
    made = proposing.begin_proposal(house, reader, spec, part.id)
    item = next(one for one in world.content().proposals if one.id == made)
    content = picture(world.aviary.plant("what the camera told", Kind.NOBODY))
    shown = attaching.propose_picture(house, reader, spec, made, name="x.png", content=content)
    own = own_bytes(attaching.get_picture(house, reader, spec, shown).content)
    world.aviary.watch(replace(world.aviary.canaries[word], word=own, what="picture of a proposal"))
    world.pictures[made] = shown
    text = parse(item.text.tree)
    type_in(house, reader.person_id, item.text.generation, document(*text.content, paragraph(text_node(word))))
    if why:
        proposing.open_proposal(house, reader, spec, made, reason=why)
    return made


def _regret(world: World) -> None:
    """Words written in a text and taken out again: at every label, in origins, and before a level was lowered."""
    section = "opened to A"
    for label in LABELS:
        for shape, envelope in (("whole", label), ("parts", "N0")):
            _write_and_delete(world, world.requirement(f"{shape} {label} {section}").statement, envelope, label)
    for finding in world.content().findings:
        if finding.status == "validated":
            _write_and_delete(world, finding.text, _letters(world, finding.label))
    _write_and_delete(world, next(one.intro for one in world.content().sections if one.id == world.ids[section]), "N0")
    _lower(world)


def _lower(world: World) -> None:
    house, claire, spec = world.house, world.reader("claire"), world.specification_id
    subject = Subject(SubjectKind.TEXT, world.requirement("sacrifice 3").rationale.id)
    reclassifying.change_label(house, claire, spec, subject, label=Label(4))
    _write_and_delete(world, world.requirement("sacrifice 3").rationale, "N4")
    done = reclassifying.change_label(house, claire, spec, subject, label=Label(2), reason="Ouvrir")
    reclassifying.confirm_label(house, world.reader("bruno"), spec, done.proposal_id or "")


def _write_and_delete(world: World, part: TextPart, *labels: str) -> None:
    word, now, pilot = (
        world.aviary.plant("deleted words", Kind.PAST, *labels),
        world.house.clock(),
        world.person("claire"),
    )
    text = parse(part.tree)
    type_in(world.house, pilot, part.generation, document(*text.content, *from_plain(f"Regret {word}").content), now)
    type_in(world.house, pilot, part.generation, text, now + timedelta(milliseconds=1))
    world.pasts[part.id] = now


def _go_on(world: World) -> None:
    """What is written after the version was sent; running texts are typed by `typed_since`."""
    house, claire, spec = world.house, world.reader("claire"), world.specification_id
    for section in SECTIONS:
        now = next(one for one in world.content().sections if one.id == world.ids[section]).title
        new = world.aviary.plant("title of a section", Kind.TEXT, "N0", when=When.LIVE, section=section)
        sections.set_section_field(house, claire, spec, world.ids[section], field="title", value=new, before=now)
        for label in LABELS:
            for shape, envelope in (("whole", label), ("parts", "N0")):
                _rename(world, claire, f"{shape} {label} {section}", envelope, label, section)
    for finding in world.content().findings:
        if finding.status == "validated":
            label = _letters(world, finding.label)
            new = world.aviary.plant("title of a finding", Kind.ORIGIN, label, when=When.LIVE)
            about = Subject(SubjectKind.FINDING, finding.id)
            correcting.correct(house, claire, spec, about, field="title", value=new, before=finding.title)


def _rename(world: World, claire: Reader, key: str, envelope: str, label: str, section: str) -> None:
    item = world.requirement(key)
    new = world.aviary.plant("title of a requirement", Kind.TEXT, envelope, when=When.LIVE, section=section)
    editing.set_requirement_field(
        world.house, claire, world.specification_id, item.id, field="title", value=new, before=item.title
    )
    one = item.criteria[0]
    new = world.aviary.plant("name of a criterion", Kind.TEXT, envelope, label, when=When.LIVE, section=section)
    note = world.aviary.plant("note of a verification", Kind.TEXT, envelope, label, when=When.LIVE, section=section)
    for name, value, before in (("name", new, one.name), ("verification_note", note, one.verification_note)):
        criteria.set_criterion_field(
            world.house, claire, world.specification_id, one.id, field=name, value=value, before=before
        )


def _letters(world: World, canonical: str) -> str:
    for letter, key in SUPPLIERS.items():
        canonical = canonical.replace(world.reader(key).organization_id, letter)
    level, _, named = canonical.partition(":")
    return level + (":" + ",".join(sorted(named.split(","))) if named else "")


def texts_to_type(world: World) -> Iterator[tuple[TextPart, str]]:
    """Yield running texts with a word to type into each."""
    for section in SECTIONS:
        for label in LABELS:
            for shape, envelope in (("whole", label), ("parts", "N0")):
                item = world.requirement(f"{shape} {label} {section}")
                yield (
                    item.statement,
                    world.aviary.plant("statement", Kind.TEXT, envelope, label, when=When.LIVE, section=section),
                )
        intro = next(one for one in world.content().sections if one.id == world.ids[section]).intro
        yield intro, world.aviary.plant("introduction", Kind.TEXT, "N0", when=When.LIVE, section=section)
    for finding in world.content().findings:
        if finding.status == "validated":
            word = world.aviary.plant("text of a finding", Kind.ORIGIN, _letters(world, finding.label), when=When.LIVE)
            yield finding.text, word
