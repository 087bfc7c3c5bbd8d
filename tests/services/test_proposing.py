"""Proposals as RULES.md says: who begins one, who reads it, and what it is read as (P1–P4)."""

import pytest

from server.domain.live import Append, NotAppended, Scope
from server.domain.proposal import ProposalState
from server.domain.redline import DELETED, INSERTED
from server.domain.requirement import Status
from server.domain.richtext import parse, plain_text, walk
from server.policy.labels import offer
from server.services import opening, proposing
from server.services.writing import LiveDesk, open_documents
from tests.services.proposals import (
    WORDS,
    accept,
    begin,
    item,
    kept,
    lines,
    opening_for,
    proposed,
    refusal,
    seen_by,
    set_text,
    submit,
    to_sign,
    write,
)
from tests.services.scene import Scene


@pytest.mark.parametrize(
    ("name", "expected"),
    [("claire", ""), ("nadia", ""), ("samir", ""), ("lucie", "NotAllowed"), ("paul", "NotInYourSight")],
)
def test_p1_who_may_propose_begins_a_draft_and_others_are_refused(scene: Scene, name: str, expected: str) -> None:
    to_sign(scene)

    if expected:
        assert refusal(lambda: begin(scene, name)) == expected
    else:
        draft = kept(scene, begin(scene, name))
        assert (draft.state, draft.author_id) == (ProposalState.DRAFT, scene.people[name])
        assert parse(draft.text.tree) == parse(item(scene).statement.tree)
        assert begin(scene, name) == draft.id


def test_p1_a_supplier_proposes_in_what_is_open_to_it_and_nowhere_else(scene: Scene) -> None:
    opened = opening_for(scene, "anne")

    made = kept(scene, begin(scene, "anne"))

    mine = offer(scene.reader("anne").organization_id)
    assert made.label == mine.canonical()
    opening.close_section(scene.house, scene.reader("claire"), scene.specification_id, opened)
    assert refusal(lambda: submit(scene, "anne", made.id)) == "NotInYourSight"


def test_p2_a_draft_is_there_for_its_author_only_and_so_is_its_document(scene: Scene) -> None:
    to_sign(scene)
    made = begin(scene, "samir")
    name = kept(scene, made).text.generation

    assert made in seen_by(scene, "samir")
    assert all(made not in seen_by(scene, other) for other in ("claire", "bruno", "nadia"))
    doors = {who: open_documents(scene.content(), scene.reader(who), [name]) for who in scene.people}
    assert {who: scopes for who, scopes in doors.items() if scopes} == {"samir": {name: Scope.READ_WRITE}}
    assert refusal(lambda: accept(scene, "claire", made)) == "NotInYourSight"


def test_p2_a_suppliers_proposal_reaches_who_handles_offers_and_never_its_rival(scene: Scene) -> None:
    opening_for(scene, "anne")
    rival = next(n for n in scene.people if scene.reader(n).is_supplier and n != "anne")
    opening.open_section(
        scene.house,
        scene.reader("claire"),
        scene.specification_id,
        section_id=item(scene).section_id,
        organization_id=scene.reader(rival).organization_id,
    )
    made = proposed(scene, "anne", lines("Autre chose."))
    insiders = proposed(scene, "samir", lines("Encore autre chose."))

    readers = {name for name in scene.people if made in seen_by(scene, name)}
    assert {"anne", "claire", "bruno", "nadia"} <= readers
    assert not readers & {rival, "samir", "lucie"}
    assert {n for n in scene.people if insiders in seen_by(scene, n)} & {"anne", rival} == set()


def test_p3_a_proposal_is_opened_with_a_reason_and_a_change_and_stays_as_it_is(scene: Scene) -> None:
    to_sign(scene)
    set_text(scene, lines(WORDS))
    made = begin(scene, "samir")
    assert refusal(lambda: submit(scene, "samir", made)) == "Conflict nothing_proposed"
    write(scene, "samir", made, lines(WORDS, "À tout moment."))
    assert refusal(lambda: submit(scene, "samir", made, " ")) == "Invalid reason"

    submit(scene, "samir", made)

    late = Append(kept(scene, made).text.generation, scene.people["samir"], b"\x00\x00", frozenset())
    assert LiveDesk(scene.house.database).append([late]) == [NotAppended.SEALED]
    assert refusal(lambda: begin(scene, "samir")) == "Conflict proposed_already"
    view = seen_by(scene, "claire")[made]
    assert (view.state, view.reason, view.document) == (ProposalState.OPEN, "C’est le mot du glossaire.", None)


def test_p3_a_text_takes_twenty_proposals_at_most(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    to_sign(scene)
    assert (proposing.MOST_ON_A_TEXT, proposing.MOST_OF_A_PERSON) == (20, 50)
    monkeypatch.setattr(proposing, "MOST_ON_A_TEXT", 2)
    monkeypatch.setattr(proposing, "MOST_OF_A_PERSON", 2)
    begin(scene, "samir")
    begin(scene, "nadia")

    assert refusal(lambda: begin(scene, "claire")) == "Conflict too_many_proposals"
    begin(scene, "samir", item(scene).rationale.id)
    other = next(
        one for one in scene.content().requirements if one.status is Status.TO_SIGN and one.id != item(scene).id
    )
    assert refusal(lambda: begin(scene, "samir", other.statement.id)) == "Conflict too_many_proposals"


def test_p4_a_proposal_is_read_and_accepted_against_the_text_of_now(scene: Scene) -> None:
    to_sign(scene)
    set_text(scene, lines(WORDS, "Il garde la trace."))
    made = proposed(scene, "samir", lines(WORDS.replace("prévenir", "alerter"), "Il garde la trace."))
    set_text(scene, lines(WORDS, "Il garde la trace un an."))

    view = seen_by(scene, "bruno")[made]
    assert view.redline is not None
    changes = [(node.marks[0], node.text) for node in walk(view.redline) if node.marks]
    assert changes == [(DELETED, "prévenir"), (INSERTED, "alerter")]
    assert not view.same_block
    accept(scene, "bruno", made)

    assert (
        plain_text(parse(item(scene).statement.tree))
        == f"{WORDS.replace('prévenir', 'alerter')}\nIl garde la trace un an."
    )


def test_p4_when_the_same_passage_changed_accepting_takes_a_second_look(scene: Scene) -> None:
    to_sign(scene)
    set_text(scene, lines(WORDS))
    made = proposed(scene, "samir", lines(WORDS.replace("prévenir", "alerter")))
    set_text(scene, lines(WORDS.replace("Le module", "L’outil")))

    assert refusal(lambda: accept(scene, "claire", made)) == "Conflict same_block"
    view = seen_by(scene, "claire")[made]
    assert view.same_block
    assert view.against
    set_text(scene, lines(WORDS.replace("Le module", "Le logiciel")))
    assert refusal(lambda: accept(scene, "claire", made, view.against or "")) == "Conflict same_block"
    accept(scene, "claire", made, seen_by(scene, "claire")[made].against or "")

    wanted = WORDS.replace("Le module", "Le logiciel").replace("prévenir", "alerter")
    assert plain_text(parse(item(scene).statement.tree)) == wanted
