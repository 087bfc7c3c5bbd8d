"""The past of a text: told by moments to who may know it, and brought back as an edit (RULES.md, H1–H5)."""

from dataclasses import fields
from datetime import datetime, timedelta

import pytest

from server.domain.content import TextPart
from server.domain.errors import Conflict, Invalid, NotAllowed, NotInYourSight
from server.domain.moments import MOST, Edit, moments_of
from server.domain.richtext import Node, document, from_plain, paragraph, parse, plain_text
from server.domain.tracing import Subject, SubjectKind
from server.domain.words import Language
from server.policy.labels import N2, N3, Label
from server.policy.view.past import PastView
from server.services import opening, reclassifying, replaying, replays, restoring
from server.services.house import Told
from server.services.writing import LiveDesk
from tests.services.scene import Scene
from tests.services.typing import type_in

TITLE = "Signaler une opération"
FRENCH = Language.FRENCH


def part(scene: Scene) -> TextPart:
    return scene.requirement(TITLE).statement


@pytest.fixture
def begun(scene: Scene) -> datetime:
    """When the people of these tests begin to write."""
    return scene.house.clock() + timedelta(hours=1)


def past(scene: Scene, name: str = "claire") -> PastView:
    return replaying.see_past(scene.house, scene.reader(name), scene.specification_id, part(scene).id)


def typed(scene: Scene, name: str, text: str | Node, at: datetime) -> None:
    tree = from_plain(text) if isinstance(text, str) else text
    type_in(scene.house, scene.people[name], part(scene).generation, tree, at)


def html(scene: Scene, at: datetime, name: str = "claire") -> str:
    return replaying.draw_moment(scene.house, scene.reader(name), scene.specification_id, part(scene).id, at, FRENCH)


def between(scene: Scene, since: datetime, at: datetime) -> str:
    return replaying.draw_difference(
        scene.house, scene.reader("claire"), scene.specification_id, part(scene).id, since, at, FRENCH
    )


def restore(scene: Scene, at: datetime, seen: datetime, name: str = "claire") -> datetime:
    return restoring.restore_text(
        scene.house, scene.reader(name), scene.specification_id, part(scene).id, at=at, seen=seen
    )


def text(scene: Scene) -> str:
    return plain_text(parse(part(scene).tree))


def relabel(scene: Scene, name: str, label: Label, reason: str = "") -> reclassifying.Relabelled:
    subject = Subject(SubjectKind.TEXT, part(scene).id)
    return reclassifying.change_label(
        scene.house, scene.reader(name), scene.specification_id, subject, label=label, reason=reason
    )


def test_h3_each_word_is_told_with_who_wrote_it_and_the_first_text_is_nobodys(scene: Scene, begun: datetime) -> None:
    first = text(scene)
    typed(scene, "claire", f"{first} Vite.", begun)
    typed(scene, "bruno", f"{first} Très vite.", begun + timedelta(hours=1))

    told = past(scene)

    names = {member.person_id: member.name for member in scene.content().members}
    assert [author.name for author in told.authors] == [names[scene.people[one]] for one in ("claire", "bruno")]
    assert [moment.authors for moment in told.moments] == [(), (0,), (1,)]
    assert [moment.at for moment in told.moments][1:] == [begun, begun + timedelta(hours=1)]
    last = html(scene, told.moments[-1].at)
    assert 'class="by by-1"' in last
    assert f'<span class="by by-2"><span class="vh">{told.authors[1].name}\u00a0: </span>Très vite</span>' in last
    assert "by-" not in html(scene, told.moments[0].at)


def test_h3_nothing_is_counted_by_person(scene: Scene, begun: datetime) -> None:
    for place in range(5):
        typed(scene, "claire", f"Essai {place}.", begun + timedelta(seconds=place))

    told = past(scene)

    assert [moment.authors for moment in told.moments] == [(), (0,)]
    assert {one.name for one in fields(told.moments[0])} - {"seal"} == {"at", "authors", "restorable"}


def test_two_moments_are_compared_in_ins_and_del(scene: Scene, begun: datetime) -> None:
    typed(scene, "claire", "Le poste est réglable.", begun)
    typed(scene, "bruno", "Le poste est lisible.", begun + timedelta(hours=1))

    drawn = between(scene, begun, begun + timedelta(hours=1))

    assert '<del><span class="vh">supprimé\u00a0: </span>réglable</del>' in drawn
    assert '<ins><span class="vh">ajouté\u00a0: </span>lisible</ins>' in drawn


def test_h1_suppliers_and_observers_replay_nothing_even_of_what_is_open_to_them(scene: Scene, begun: datetime) -> None:
    typed(scene, "claire", "Le poste est réglable.", begun)
    section = scene.requirement(TITLE).section_id
    suppliers = [name for name in scene.people if scene.reader(name).is_supplier]
    for name in suppliers:
        organization = scene.reader(name).organization_id
        if not any(o.organization_id == organization and o.section_id == section for o in scene.content().openings):
            opening.open_section(
                scene.house,
                scene.reader("claire"),
                scene.specification_id,
                section_id=section,
                organization_id=organization,
            )
        with pytest.raises((NotAllowed, NotInYourSight)):
            past(scene, name)
        with pytest.raises((NotAllowed, NotInYourSight)):
            html(scene, begun, name)
        with pytest.raises((NotAllowed, NotInYourSight)):
            restore(scene, begun, begun, name)


def test_h1_a_text_that_is_not_seen_has_no_past(scene: Scene, begun: datetime) -> None:
    typed(scene, "claire", "Le poste est réglable.", begun)
    assert past(scene, "samir").moments

    relabel(scene, "claire", N3)

    with pytest.raises(NotInYourSight):
        past(scene, "samir")


def test_h2_lowering_leaves_the_past_and_its_authors_behind(scene: Scene, begun: datetime) -> None:
    relabel(scene, "claire", N3)
    typed(scene, "bruno", "Un secret de Bruno, puis rien.", begun)
    typed(scene, "bruno", "Puis rien.", begun + timedelta(hours=1))
    scene.house.clock = lambda: begun + timedelta(hours=2)
    proposal = relabel(scene, "claire", N2, "Ouvrir").proposal_id or ""
    reclassifying.confirm_label(scene.house, scene.reader("bruno"), scene.specification_id, proposal)

    lower, higher = past(scene, "samir"), past(scene, "bruno")

    assert [moment.authors for moment in lower.moments][-1:] == [()]
    assert lower.authors == ()
    assert "secret" not in "".join(html(scene, moment.at, "samir") for moment in lower.moments)
    with pytest.raises(NotInYourSight):
        html(scene, begun, "samir")
    assert "secret" in html(scene, begun, "bruno")
    assert [moment.restorable for moment in higher.moments][-1] is True
    with pytest.raises(Invalid):
        restore(scene, begun, higher.moments[-1].at, "bruno")


def test_h4_a_text_is_restored_as_an_edit_and_the_edit_can_be_undone(scene: Scene, begun: datetime) -> None:
    typed(scene, "claire", "Le poste est réglable.", begun)
    typed(scene, "bruno", "Le poste est lisible.", begun + timedelta(hours=1))
    scene.house.clock = lambda: begun + timedelta(hours=2)
    heard: list[Told] = []
    scene.house.tell = heard.append

    made = restore(scene, begun, begun + timedelta(hours=1))

    assert text(scene) == "Le poste est réglable."
    assert [moment.authors for moment in past(scene).moments] == [(), (0,), (1,), (0,)]
    assert past(scene).moments[-1].at == made
    assert heard[-1].written[0].generation == part(scene).generation
    assert "lisible" in html(scene, begun + timedelta(hours=1))

    scene.house.clock = lambda: begun + timedelta(hours=3)
    restore(scene, begun + timedelta(hours=1), made)
    assert text(scene) == "Le poste est lisible."


def test_h4_a_text_that_moved_on_is_not_restored_over(scene: Scene, begun: datetime) -> None:
    typed(scene, "claire", "Un.", begun)
    typed(scene, "bruno", "Deux.", begun + timedelta(hours=1))
    typed(scene, "bruno", "Trois.", begun + timedelta(hours=2))

    with pytest.raises(Conflict, match="text_moved"):
        restore(scene, begun, begun + timedelta(hours=1))
    with pytest.raises(Conflict, match="same_text"):
        restore(scene, begun + timedelta(hours=2), begun + timedelta(hours=2))
    assert text(scene) == "Trois."


def test_h4_only_who_may_write_now_restores(scene: Scene, begun: datetime) -> None:
    typed(scene, "claire", "Un.", begun)
    typed(scene, "claire", "Deux.", begun + timedelta(hours=1))
    readers = [name for name in scene.people if not scene.reader(name).is_supplier and not past(scene, name).may_write]
    assert readers
    for name in readers:
        with pytest.raises(NotAllowed):
            restore(scene, begun, begun + timedelta(hours=1), name)


def mentioning(kind: str, ref: str, words: str) -> Node:
    return document(paragraph(Node("mention", {"kind": kind, "ref": ref, "text": words})))


def test_h5_names_that_may_not_be_known_are_neither_shown_nor_restored(scene: Scene, begun: datetime) -> None:
    other = next(
        one
        for one in scene.content().requirements
        if one.id != scene.requirement(TITLE).id and one.label in {"N0", "N2"}
    )
    typed(scene, "claire", mentioning("code", other.id, other.code), begun)
    typed(scene, "claire", "Rien.", begun + timedelta(hours=1))
    subject = Subject(SubjectKind.REQUIREMENT, other.id)
    reclassifying.change_label(scene.house, scene.reader("claire"), scene.specification_id, subject, label=N3)

    assert other.code in html(scene, begun, "claire")
    assert other.code not in html(scene, begun, "samir")
    with pytest.raises(Conflict, match="restored_mention"):
        restore(scene, begun, begun + timedelta(hours=1))
    assert text(scene) == "Rien."


def test_a_long_past_is_replayed_from_the_states_kept_on_the_way(
    scene: Scene, begun: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replays, "STRIDE", 3)
    for place in range(11):
        typed(scene, "claire", f"Essai {place}.", begun + timedelta(hours=place))
    for place in (10, 4, 7, 0, 9):
        drawn = html(scene, begun + timedelta(hours=place))
        assert f"{place}</span>" in drawn or f"Essai {place}." in drawn


def test_a_checkpoint_keeps_the_past(scene: Scene, begun: datetime) -> None:
    typed(scene, "claire", "Un.", begun)
    typed(scene, "claire", "Deux.", begun + timedelta(hours=1))
    LiveDesk(scene.house.database).checkpoint(part(scene).generation)
    assert "Un" in html(scene, begun)


def test_a_document_nobody_opened_has_one_moment(scene: Scene) -> None:
    told = past(scene)
    assert [moment.authors for moment in told.moments] == [()]
    assert html(scene, told.moments[0].at)
    assert between(scene, told.moments[0].at, told.moments[0].at) == html(scene, told.moments[0].at)


def test_edits_are_gathered_into_moments() -> None:
    start = datetime.fromisoformat("2026-11-26T08:00:00+00:00")

    def edits(*given: tuple[str | None, int]) -> list[Edit]:
        return [Edit(person, start + timedelta(seconds=second)) for person, second in given]

    def told(*given: tuple[str | None, int]) -> list[tuple[str | None, ...]]:
        return [moment.people for moment in moments_of(edits(*given))]

    assert told((None, 0), ("a", 1), ("a", 60), ("a", 359)) == [(None,), ("a",)]
    assert told(("a", 0), ("a", 301)) == [("a",), ("a",)]
    assert told(("a", 0), ("b", 10), ("a", 15)) == [("a", "b")]
    assert told(("a", 0), ("b", 30)) == [("a",), ("b",)]
    assert len(told(*(("a", 60 * minute) for minute in range(60)))) == 4
    assert len(told(*(("ab"[place % 2], 3600 * place) for place in range(3000)))) <= MOST
