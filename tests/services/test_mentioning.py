"""Naming people and codes in a text: never more than all its readers may know (L12)."""

from dataclasses import replace

from server.domain.content import Requirement
from server.domain.words import Language, say
from server.policy.view import Purpose, Revealer
from server.services.mentioning import may_mention, mentionable
from server.services.writing import open_documents
from tests.services.scene import Scene

OPEN = "Expliquer"
TEAM = "Signaler la surcharge"


def _mention(kind: str, ref: str, words: str) -> dict[str, object]:
    node = {"type": "mention", "attrs": {"kind": kind, "ref": ref, "text": words}}
    return {"type": "doc", "content": [{"type": "paragraph", "content": [node]}]}


def _drawn(scene: Scene, reader: str, item: Requirement) -> str:
    content = scene.content()
    requirements = tuple(item if one.id == item.id else one for one in content.requirements)
    sight = Revealer(replace(content, requirements=requirements), scene.reader(reader), Purpose.RELEASE)
    view = sight.requirement(item)
    assert view is not None
    assert view.statement is not None
    return str(view.statement.tree)


def test_l12_an_open_text_names_open_codes_and_nobody(scene: Scene) -> None:
    open_text = scene.requirement(OPEN).statement
    assert may_mention(scene.house, open_text.generation, "code", scene.requirement("Éditer").id)
    assert not may_mention(scene.house, open_text.generation, "code", scene.requirement(TEAM).id)
    assert not may_mention(scene.house, open_text.generation, "person", scene.people["bruno"])


def test_l12_a_text_of_the_team_names_its_codes_and_people(scene: Scene) -> None:
    closed_text = scene.requirement(TEAM).statement
    assert may_mention(scene.house, closed_text.generation, "code", scene.requirement(TEAM).id)
    assert may_mention(scene.house, closed_text.generation, "person", scene.people["bruno"])
    assert not may_mention(scene.house, closed_text.generation, "person", "x" * 22)


def test_l12_only_what_may_be_named_is_offered(scene: Scene) -> None:
    open_text = scene.requirement(OPEN).statement
    offered = mentionable(scene.house, scene.reader("claire"), scene.specification_id, open_text.id, "")
    assert {one.kind for one in offered} == {"code"}
    assert scene.requirement(TEAM).code not in {one.text for one in offered}


def test_l12_a_mention_closed_afterwards_is_drawn_as_an_ellipsis(scene: Scene) -> None:
    item, hidden = scene.requirement(OPEN), scene.requirement(TEAM)
    naming = replace(item, statement=replace(item.statement, tree=_mention("code", hidden.id, hidden.code)))
    assert hidden.code in _drawn(scene, "claire", naming)
    assert hidden.code not in _drawn(scene, "anne", naming)


def test_l12_a_text_that_names_what_was_closed_is_open_live_only_to_who_may_know_it(scene: Scene) -> None:
    item, hidden = scene.requirement(OPEN), scene.requirement(TEAM)
    naming = replace(item, statement=replace(item.statement, tree=_mention("code", hidden.id, hidden.code)))
    content = scene.content()
    others = tuple(one for one in content.requirements if one.id != item.id)
    named, name = replace(content, requirements=(*others, naming)), item.statement.generation

    assert name in open_documents(named, scene.reader("claire"), [name])
    assert name in open_documents(content, scene.reader("samir"), [name])
    assert name not in open_documents(named, scene.reader("samir"), [name])


def test_l12_a_supplier_reads_no_name_of_a_person(scene: Scene) -> None:
    item = scene.requirement(OPEN)
    tree = _mention("person", scene.people["bruno"], "@Bruno Lacaze")
    naming = replace(item, statement=replace(item.statement, tree=tree))
    assert "Bruno" in _drawn(scene, "samir", naming)
    assert "Bruno" not in _drawn(scene, "anne", naming)


def test_l12_who_would_write_is_told_why_a_text_does_not_open_in_words_that_betray_nothing(scene: Scene) -> None:
    item, hidden = scene.requirement(OPEN), scene.requirement(TEAM)
    naming = replace(item, statement=replace(item.statement, tree=_mention("code", hidden.id, hidden.code)))
    writer, reader = (Revealer(scene.content(), scene.reader(name)) for name in ("samir", "claire"))

    told, whole = (one.text(naming.statement, may_write=True) for one in (writer, reader))

    assert told is not None
    assert whole is not None
    assert (told.names_closed, whole.names_closed) == (True, False)
    for language in Language:
        sentence = say("spec.names_closed", language)
        assert not any(word in sentence for word in (hidden.code, hidden.title, "N3", "N4"))
