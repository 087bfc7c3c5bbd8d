"""Every verb on the small project: the model says what becomes of it, the real services do it, and both are compared."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from server.domain.codes import SPEECH_PREFIX
from server.domain.content import Anchor
from server.domain.tracing import SubjectKind
from server.policy import labels
from server.services import (
    around,
    criteria,
    discussing,
    editing,
    exporting,
    linking,
    opening,
    reading,
    reclassifying,
    sections,
    speaking,
    tracing,
)
from server.services.planting import NewCriterion, NewRequirement
from tests.policy.model import CAN, SPEAKERS, Person, Thing, label
from tests.policy.pair import Pair


class Deeds(Pair):
    """Every verb: the model says what becomes of it, the services do it, and the model follows."""

    def add(self, who: Person, section: str) -> None:
        """Create a requirement with a criterion."""
        expected, made = self.model.asks(who, "add", section), self.model.made(who, section)
        expected = "refused" if expected == "possible" and made is None else expected
        wanted = NewRequirement(section, "Titre", status="discussion", criterion=NewCriterion("Critère"))
        new = self.compare(
            expected, lambda: editing.add_requirement(self.house, self.readers[who.name], self.spec, wanted)
        )
        if new and made is not None:
            self._note(new[0], section, made)

    def _note(self, name: str, section: str, under: Any) -> None:
        item = next(one for one in self.content().requirements if one.id == name)
        self.texts |= {item.statement.id, item.rationale.id}
        self.model.things[name] = Thing("requirement", under, section)
        for part in (item.statement.id, item.rationale.id, *(one.id for one in item.criteria)):
            self.model.things[part] = Thing("part", under, name)

    def criterion(self, who: Person, item: str) -> None:
        """Add a criterion."""
        expected = self.model.asks(who, "criterion", item)
        made = self.model.made(who, self.owner(item), item)
        expected = "refused" if expected == "possible" and made is None else expected
        new = self.compare(
            expected,
            lambda: criteria.add_criterion(
                self.house, self.readers[who.name], self.spec, item, NewCriterion("Critère")
            ),
        )
        if new and made is not None:
            self.model.things[new] = Thing("part", made, item)

    def edit(self, who: Person, item: str) -> None:
        """Rename a requirement to what it is called."""
        self.compare(
            self.model.asks(who, "edit", item),
            lambda: editing.set_requirement_field(
                self.house, self.readers[who.name], self.spec, item, field="title", value="Titre", before="Titre"
            ),
        )

    def relabel(self, who: Person, name: str, text: str) -> None:
        """Close at once, or propose to open and have the other seat confirm it."""
        thing, wanted = self.model.things[name], label(text)
        expected = self.model.asks(who, "relabel", name)
        if expected == "possible" and (
            wanted == thing.label or (thing.sort == "part" and not wanted <= self.model.things[thing.inside].label)
        ):
            expected = "conflict"
        subject, to = self.subject(name), self.real(text)
        done = self.compare(
            expected,
            lambda: reclassifying.change_label(
                self.house, self.readers[who.name], self.spec, subject, label=to, reason="Il le faut"
            ),
        )
        if not done:
            return
        assert done.done == (wanted <= thing.label)
        if not done.done:
            other = ({"steering_work", "steering_production"} - {who.name}).pop()
            reclassifying.confirm_label(self.house, self.readers[other], self.spec, done.proposal_id)
        self.model.relabel(name, wanted)

    def move(self, who: Person, item: str, section: str) -> None:
        """Put a requirement first in another section."""
        expected = self.model.asks(who, "move", item, section)
        if self.compare(
            expected,
            lambda: editing.move_requirement(
                self.house, self.readers[who.name], self.spec, item, section_id=section, after_id=None
            ),
        ):
            self.model.things[item].inside = section

    def move_section(self, who: Person, section: str, chapter: str) -> None:
        """Put a section into another one."""
        expected = self.model.asks(who, "move section", section)
        if expected == "possible" and not self.model.sees(who, chapter):
            expected = "absent"
        if expected == "possible" and section in self.model.lineage(chapter):
            expected = "conflict"
        if self.compare(
            expected,
            lambda: sections.move_section(
                self.house, self.readers[who.name], self.spec, section, parent_id=chapter, after_id=None
            ),
        ):
            self.model.things[section].inside = chapter

    def copy(self, who: Person, item: str) -> None:
        """Copy a requirement: what its maker does not read stays behind."""
        new = self.compare(
            self.model.asks(who, "copy", item),
            lambda: editing.duplicate_requirement(self.house, self.readers[who.name], self.spec, item),
        )
        if not new:
            return
        before = [one for one in self.content().requirements if one.id in (item, new[0])]
        old, made = sorted(before, key=lambda one: one.id != item)
        seen = [one.id for one in old.criteria if self.model.sees(who, one.id)]
        self.texts |= {made.statement.id, made.rationale.id}
        copies = {item: made.id, old.statement.id: made.statement.id, old.rationale.id: made.rationale.id}
        copies |= dict(zip(seen, (one.id for one in made.criteria), strict=True))
        self.model.copy(item, copies)
        links = [n for n in self.named("link") if self.model.things[n].ends[0] == item and self.model.sees(who, n)]
        known = set(self.named("link"))
        fresh = {one.target.id: one.id for one in self.content().links if one.id not in known}
        assert len(fresh) == len(links), "a copy has the links its maker sees"
        for name in links:
            thing = self.model.things[name]
            self.model.things[fresh[thing.ends[1]]] = replace(thing, ends=(made.id, thing.ends[1]))

    def find(self, who: Person, text: str) -> None:
        """Write down a finding under a label; only who keeps the register may."""
        writers = {"steering_work", "steering_production", "consultant_work"}
        if who.role not in writers or who.kind not in label(text):
            return
        made, _ = tracing.add_finding(
            self.house, self.readers[who.name], self.spec, title="Constat", register="work", evidence="document",
            label=self.real(text),
        )  # fmt: skip
        self.model.things[made] = Thing("finding", label(text))

    def link(self, who: Person, item: str, other: str) -> None:
        """Link a requirement to a finding or to another requirement."""
        expected = self.model.asks(who, "link", item, other)
        ends = {one.ends for one in self.model.things.values() if one.sort == "link"}
        aside = self.model.things[item].aside or self.model.things[other].aside
        said = self.model.things[other].sort == "speech"  # no requirement comes straight from what was said
        if expected == "possible" and (said or aside or item == other or (item, other) in ends):
            expected = "conflict"
        new = self.compare(
            expected,
            lambda: linking.add_link(
                self.house, self.readers[who.name], self.spec, source=self.subject(item), target=self.subject(other),
                kind="covers", reason="",
            ),
        )  # fmt: skip
        if new:
            under = self.model.things[item].label & self.model.things[other].label
            self.model.things[new] = Thing("link", under, ends=(item, other))

    def speak(self, who: Person) -> None:
        """Keep what somebody said; nobody but its keeper reads it yet."""
        expected = "possible" if who.role in CAN["speak"] and not who.capped else "refused"
        if who.role == "administrator":
            return
        made = self.compare(
            expected, lambda: speaking.record_speech(self.house, self.readers[who.name], self.spec, title="Entretien")
        )
        if made:
            self.model.things[made] = Thing("speech", label("N2|PAROLE"))
            self.read_anew()

    def name_speaker(self, who: Person, said: str, name: str) -> None:
        """Say that one person spoke, and nobody else."""
        expected = self.model.asks(who, "speak", said)
        if expected == "possible" and name not in SPEAKERS:
            expected = "conflict"
        reader, ids = self.readers[who.name], [self.people[name]]
        if self.compare(expected, lambda: speaking.set_speakers(self.house, reader, self.spec, said, speaker_ids=ids)):
            self.model.things[said].open_to = {name}
            self.read_anew()

    def consolidate(self, who: Person, said: str) -> None:
        """Write a finding for the firm out of what was said: its link is as secret as that."""
        known = set(self.named("link"))
        made = self.compare(
            self.model.asks(who, "speak", said),
            lambda: speaking.consolidate(
                self.house, self.readers[who.name], self.spec, said, speaking.NewFinding("Autrement dit")
            ),
        )
        if made:
            self.model.things[made[0]] = Thing("finding", label("N2"))
            fresh = next(one.id for one in self.content().links if one.id not in known)
            self.model.things[fresh] = Thing("link", label("N2|PAROLE"), ends=(made[0], said))

    def whisper(self, who: Person, item: str, among: str) -> None:
        """Begin a thread that is heard within a closed set only."""
        if who.supplier:
            return  # a supplier speaks in its offer only
        expected, under = self.model.asks(who, "talk", item), self.model.spoken(who, item, among=among)
        expected = "absent" if expected == "possible" and who.kind not in under else expected
        item_label = next(one.label for one in self.content().requirements if one.id == item)
        to = labels.join(labels.Label.parse(item_label), self.real(f"N2|{among}"))
        new = self.compare(
            expected,
            lambda: discussing.raise_thread(
                self.house, self.readers[who.name], self.spec, subject=self.subject(item), kind="remark", text="Bas",
                label=to,
            ),
        )  # fmt: skip
        if new:
            self.model.things[new[0]] = Thing("thread", under, ends=(item,))

    def unlink(self, who: Person, name: str) -> None:
        """Remove a link."""
        if self.compare(
            self.model.asks(who, "unlink", name),
            lambda: linking.remove_link(self.house, self.readers[who.name], self.spec, name),
        ):
            del self.model.things[name]

    def talk(self, who: Person, item: str, part: str = "") -> None:
        """Begin a thread about a requirement, or about a phrase of one of its texts."""
        expected = self.model.asks(who, "quote" if part else "talk", item, *([part] if part else []))
        under = self.model.spoken(who, item, part)
        expected = "refused" if expected == "possible" and who.kind not in under else expected
        anchor = Anchor(part, "", "", "Mot", "", "") if part else None
        new = self.compare(
            expected,
            lambda: discussing.raise_thread(
                self.house, self.readers[who.name], self.spec, subject=self.subject(item), kind="remark", text="Bien",
                anchor=anchor,
            ),
        )  # fmt: skip
        if new:
            ends = (item, part) if part else (item,)
            self.model.things[new[0]] = Thing("thread", under, ends=ends, by=who.supplier)

    def quote(self, who: Person, part: str) -> None:
        """Begin a thread about a phrase."""
        if self.subject(part).kind is SubjectKind.TEXT:
            self.talk(who, self.owner(part), part)

    def share(self, who: Person, section: str, letter: str) -> None:
        """Open a section to a supplier."""
        expected = self.model.asks(who, "share", section)
        if who.supplier not in ("", letter) and expected != "absent":
            expected = "absent"
        if expected == "possible" and letter in self.model.things[section].open_to:
            expected = "conflict"
        new = self.compare(
            expected,
            lambda: opening.open_section(
                self.house, self.readers[who.name], self.spec, section_id=section, organization_id=self.letters[letter]
            ),
        )
        if new:
            self.openings[section, letter] = new
            self.model.things[section].open_to.add(letter)

    def revoke(self, who: Person, section: str, letter: str) -> None:
        """Close it again."""
        if (section, letter) not in self.openings:
            return
        expected = self.model.asks(who, "revoke", section)
        if who.supplier not in ("", letter) and expected != "absent":
            expected = "absent"
        closed = self.openings[section, letter]
        if self.compare(expected, lambda: opening.close_section(self.house, self.readers[who.name], self.spec, closed)):
            del self.openings[section, letter]
            self.model.things[section].open_to.discard(letter)

    def withdraw(self, who: Person, item: str) -> None:
        """Take a requirement out of the text."""
        self._set_aside(who, item, "withdraw", editing.withdraw_requirement, aside=True)

    def restore(self, who: Person, item: str) -> None:
        """Bring it back."""
        self._set_aside(who, item, "restore", editing.restore_requirement, aside=False)

    def _set_aside(self, who: Person, item: str, verb: str, deed: Callable[..., None], *, aside: bool) -> None:
        expected = self.model.asks(who, verb, item)
        if expected == "possible" and self.model.things[item].aside == aside:
            expected = "conflict"
        if self.compare(expected, lambda: deed(self.house, self.readers[who.name], self.spec, item)):
            self.model.things[item].aside = aside

    def given(self, who: Person) -> set[str]:
        """Everything one reader is given by the page and by the talk about it."""
        view = reading.open_specification(self.house, self.readers[who.name], self.spec)
        shown = (*view.requirements, *view.set_aside)
        given = {one.id for one in view.sections} | {one.id for one in shown} | {one.id for one in view.findings}
        given |= {part.part_id for one in shown for part in (one.statement, one.rationale) if part}
        given |= {one.id for item in shown for one in item.criteria}
        given |= {one.id for links in (*(r.links for r in shown), *(f.links for f in view.findings)) for one in links}
        return given | {one.id for one in around.open_threads(self.house, self.readers[who.name], self.spec)}

    def look(self, who: Person) -> None:
        """Compare everything one reader is given."""
        given = self.given(who)
        expected = {name for name in self.model.things if self._is_shown(who, name)}
        assert given == expected, f"{who.name}: {self._told(given ^ expected)}"

    def _is_shown(self, who: Person, name: str) -> bool:
        """What is seen is shown, but for what was set aside: that is for who may restore it."""
        thing = self.model.things[name]
        if not self.model.sees(who, name):
            return False
        if who.role in {"steering_work", "steering_production"} or thing.sort in {
            "thread",
            "section",
            "finding",
            "speech",
        }:
            return True
        ends = thing.ends or (self.owner(name) if thing.sort == "part" else name,)
        return not all(self.model.things[end].aside for end in ends)

    def _told(self, names: set[str]) -> list[str]:
        return [f"{self.model.things[one].sort} {sorted(self.model.things[one].label)}" for one in names]

    def export(self, who: Person) -> None:
        """Compare what a file of the working text holds."""
        if who.role == "administrator":
            return
        file = exporting.export(self.house, self.readers[who.name], self.spec, language="fr", format_name="json")
        text = json.dumps(json.loads(file.content))
        codes = {one.id: f'"{one.code}"' for one in self.content().requirements}
        assert SPEECH_PREFIX not in text, f"{who.name} is given what was said in a file"
        for name in self.named("requirement"):
            seen, found = self.model.sees(who, name), codes[name] in text
            assert seen or not found, f"{who.name} is given {codes[name]} in a file"
            assert found or not seen or self.model.things[name].aside, f"{who.name} misses {codes[name]} in a file"
