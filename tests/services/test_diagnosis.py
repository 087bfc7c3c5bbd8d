"""The page of origins follows what happens (A8), and tells each reader what they see and nothing of the rest (A3, P46)."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from server.domain.content import TraceLink
from server.domain.errors import NotInYourSight
from server.domain.richtext import from_plain
from server.domain.tracing import Register, Subject, SubjectKind
from server.policy.labels import N2, N4, Label, circle_compartment
from server.services import (
    circling,
    correcting,
    diagnosis,
    editing,
    linking,
    reclassifying,
    simulating,
    speaking,
    tracing,
)
from server.services.diagnosis import Diagnosis, origins_news, see_diagnosis
from server.services.house import House
from server.services.planting import NewRequirement
from server.services.writing import project
from server.storage.shelf import Shelf
from tests.services.deeds import remark, retitle_finding, set_field
from tests.services.scene import Scene

Act = Callable[[Scene], object]


def pages(scene: Scene) -> dict[str, Diagnosis]:
    """The page of origins of everybody who has one, from the database alone: nothing in memory is used."""
    fresh, found = House(scene.house.settings, scene.house.database, Shelf()), {}
    for name in scene.people:
        try:
            found[name] = see_diagnosis(fresh, scene.reader(name), scene.specification_id)
        except NotInYourSight:
            continue
    return found


def everything_else(page: Diagnosis) -> list[object]:
    """What a page shows besides its texts."""
    return [diagnosis._without_words(page.origins), page.set_aside]


@contextmanager
def every_page_follows(scene: Scene, *, talk: bool = False) -> Iterator[None]:
    """Assert for everybody that the news bring their page to what they would load now; with `talk`, that threads changed."""
    before = {name: see_diagnosis(scene.house, scene.reader(name), scene.specification_id) for name in pages(scene)}
    yield
    after = pages(scene)
    for name, old in before.items():
        new = after[name]
        cursor, message = origins_news(scene.house, scene.reader(name), scene.specification_id, old.cursor)
        assert cursor == new.cursor, name
        same_texts, same_rest = old.texts == new.texts, everything_else(old) == everything_else(new) and not talk
        if message is None:
            assert (same_texts, same_rest, cursor) == (True, True, old.cursor), name
            continue
        news = json.loads(message)
        assert not (same_texts and same_rest), name
        if news["facts"]:
            assert not same_rest, name
        else:
            assert same_rest, name
            assert {**old.texts} | {one["part"]: one["html"] for one in news["texts"]} == new.texts, name


def _finding(scene: Scene, register: Register = Register.WORK) -> Subject:
    return Subject(SubjectKind.FINDING, next(one.id for one in scene.content().findings if one.register is register))


def _follow_up(scene: Scene) -> TraceLink:
    """A link by which a requirement comes from a finding."""
    kinds = (SubjectKind.REQUIREMENT, SubjectKind.FINDING)
    return next(one for one in scene.content().links if (one.source.kind, one.target.kind) == kinds)


def type_in_a_finding(scene: Scene) -> None:
    """The live room stores what was typed."""
    part = next(one.text for one in scene.content().findings if one.id == _finding(scene).id)
    with scene.house.database.write() as connection:
        assert project(connection, part.generation, from_plain("Mesuré lundi."), 0, scene.house.clock())


def note_a_finding(scene: Scene) -> str:
    """Somebody notes a finding."""
    made, _ = tracing.add_finding(
        scene.house,
        scene.reader("nadia"),
        scene.specification_id,
        title="Le monte-charge attend",
        register=Register.WORK,
        evidence="observation",
        severity="high",
        text=from_plain("Trois minutes.").json(),
    )
    return made


def keep_what_was_said(scene: Scene) -> str:
    """Somebody's words are kept, and only their page and the keeper's show them."""
    return speaking.record_speech(
        scene.house,
        scene.reader("nadia"),
        scene.specification_id,
        title="Au poste",
        text=from_plain("On attend.").json(),
        speaker_ids=[scene.people["samir"]],
    )


def make_it_a_finding(scene: Scene) -> None:
    """What was said becomes a finding."""
    said = keep_what_was_said(scene)
    wanted = speaking.NewFinding("Les plans manquent")
    speaking.consolidate(scene.house, scene.reader("nadia"), scene.specification_id, said, wanted)


def say_that_another_spoke(scene: Scene) -> None:
    """Somebody else reads what was said, and who read it no longer does."""
    said = keep_what_was_said(scene)
    people = [scene.people["lucie"]]
    speaking.set_speakers(scene.house, scene.reader("nadia"), scene.specification_id, said, speaker_ids=people)


def put_a_finding_in_a_circle(scene: Scene) -> None:
    """A finding is for a few people from now on."""
    made = circling.add_circle(scene.house, scene.reader("claire"), name="Cercle", person_ids=[scene.people["samir"]])
    label = Label(N2.level, frozenset(), frozenset({circle_compartment(made)}))
    reclassifying.change_label(
        scene.house, scene.reader("claire"), scene.specification_id, _finding(scene), label=label
    )


def rename_a_finding(scene: Scene) -> None:
    """A finding is called otherwise."""
    retitle_finding(scene, _finding(scene).id, "Dit autrement")


def unlink(scene: Scene) -> None:
    """A requirement loses its origin."""
    one = _follow_up(scene)
    linking.remove_link(scene.house, scene.reader("claire"), scene.specification_id, one.id)


def rename_a_requirement(scene: Scene) -> None:
    """What a finding leads to is called otherwise."""
    one = _follow_up(scene)
    item = next(item for item in scene.content().requirements if item.id == one.source.id)
    set_field(scene, item, "title", "Une suite dite autrement")


def hide_a_text(scene: Scene) -> None:
    """A finding's text becomes the pair's own."""
    part = next(one.text for one in scene.content().findings if one.id == _finding(scene).id)
    subject = Subject(SubjectKind.TEXT, part.id)
    reclassifying.change_label(scene.house, scene.reader("claire"), scene.specification_id, subject, label=N4)


def talk_about_a_finding(scene: Scene) -> None:
    """Somebody says something about a finding."""
    remark(scene, _finding(scene), "Vu aussi le soir.")


def add_a_requirement(scene: Scene) -> None:
    """A requirement without origin."""
    section = next(one for one in scene.content().requirements).section_id
    editing.add_requirement(
        scene.house,
        scene.reader("claire"),
        scene.specification_id,
        NewRequirement(section_id=section, title="Sans origine"),
    )


def rename_an_orphan(scene: Scene) -> None:
    """The requirement without origin is called otherwise."""
    set_field(scene, scene.requirement("Sans origine"), "title", "Toujours sans origine")


def type_in_a_requirement(scene: Scene) -> None:
    """Words that this page does not show, in a requirement that has its origin."""
    link = _follow_up(scene)
    part = next(one.statement for one in scene.content().requirements if one.id == link.source.id)
    with scene.house.database.write() as connection:
        assert project(connection, part.generation, from_plain("Autrement."), 0, scene.house.clock())


DEEDS: dict[str, Act] = {
    "typing": type_in_a_finding,
    "typing elsewhere": type_in_a_requirement,
    "a new finding": note_a_finding,
    "what was said": keep_what_was_said,
    "a finding made of what was said": make_it_a_finding,
    "another who spoke": say_that_another_spoke,
    "a finding's title": rename_a_finding,
    "a link taken away": unlink,
    "a requirement's title": rename_a_requirement,
    "a hidden text": hide_a_text,
    "a requirement without origin": add_a_requirement,
    "a requirement without origin, renamed": rename_an_orphan,
    "a finding set aside": lambda s: correcting.withdraw(
        s.house, s.reader("claire"), s.specification_id, _finding(s, Register.PRODUCTION)
    ),
    "a new place": lambda s: tracing.add_unit(s.house, s.reader("claire"), s.specification_id, name="Le quai"),
    "a simulation": lambda s: simulating.add_simulation(
        s.house, s.reader("claire"), s.specification_id, title="Un essai", held_on="", support="", group=""
    ),
    "a finding in a circle": put_a_finding_in_a_circle,
}


def test_every_open_page_of_origins_follows_every_deed(scene: Scene) -> None:
    for deed in DEEDS.values():
        with every_page_follows(scene):
            deed(scene)


def test_what_is_typed_in_requirements_draws_no_page_of_origins_anew(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = see_diagnosis(scene.house, scene.reader("claire"), scene.specification_id)
    type_in_a_requirement(scene)
    monkeypatch.delattr(diagnosis, "_look")

    news = origins_news(scene.house, scene.reader("claire"), scene.specification_id, page.cursor)

    assert news == (page.cursor, None)


def test_deeds_in_a_row_are_followed_from_any_page_in_between(scene: Scene) -> None:
    with every_page_follows(scene):
        type_in_a_finding(scene)
        with every_page_follows(scene):
            note_a_finding(scene)
            rename_a_finding(scene)
        with every_page_follows(scene):
            hide_a_text(scene)


def test_a_thread_is_news_to_who_hears_it(scene: Scene) -> None:
    with every_page_follows(scene, talk=True):
        talk_about_a_finding(scene)


def test_what_is_typed_above_a_reader_changes_nothing_for_them_not_even_the_cursor(scene: Scene) -> None:
    hide_a_text(scene)
    before = pages(scene)

    type_in_a_finding(scene)

    after = pages(scene)
    assert after["samir"].cursor == before["samir"].cursor
    assert after["bruno"].cursor != before["bruno"].cursor
    house, spec = scene.house, scene.specification_id
    assert origins_news(house, scene.reader("samir"), spec, before["samir"].cursor) == (before["samir"].cursor, None)


def test_a_cursor_that_is_not_known_asks_for_everything(scene: Scene) -> None:
    for cursor in ("origins.", "origins.none of ours"):
        _, message = origins_news(scene.house, scene.reader("bruno"), scene.specification_id, cursor)
        news = json.loads(message or "")
        assert (news["texts"], news["facts"]) == ([], True)


def test_who_is_told_no_origins_is_told_to_reload_whatever_they_ask(scene: Scene) -> None:
    known = pages(scene)["claire"].cursor
    supplier = next(name for name in scene.people if scene.reader(name).is_supplier)

    for cursor in (known, "origins.x"):
        news = origins_news(scene.house, scene.reader(supplier), scene.specification_id, cursor)
        assert news == (cursor, '{"type": "reload"}')
    with pytest.raises(NotInYourSight):
        see_diagnosis(scene.house, scene.reader(supplier), scene.specification_id)
