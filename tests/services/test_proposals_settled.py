"""Proposals as RULES.md says: settled once, talked about, and carried over when their text is relabelled (P5–P8)."""

from functools import partial

from server.crdt.lib0 import state_vector
from server.crdt.replica import Replica
from server.crdt.seeding import FIRST_SERVER_CLIENT
from server.domain.ids import new_id
from server.domain.proposal import ProposalState
from server.domain.requirement import Status
from server.domain.richtext import parse, plain_text
from server.domain.tracing import Subject, SubjectKind
from server.domain.words import Language
from server.policy.labels import N3
from server.services import discussing, proposing, reading, reclassifying
from server.services.house import Told
from server.services.writing import LiveDesk
from server.storage import account_rows, proposal_rows
from tests.services.proposals import (
    WORDS,
    accept,
    begin,
    item,
    kept,
    lines,
    log_of,
    opening_for,
    proposed,
    refusal,
    seen_by,
    set_status,
    set_text,
    submit,
    to_sign,
    write,
)
from tests.services.scene import Scene
from tests.services.snapshot import every_page_follows


def test_p5_accepting_writes_one_update_of_the_servers_kept_as_the_authors(scene: Scene) -> None:
    to_sign(scene)
    set_text(scene, lines(WORDS))
    made = proposed(scene, "samir", lines(WORDS, "À tout moment."))
    heard: list[Told] = []
    scene.house.tell = heard.append
    generation = item(scene).statement.generation
    before = log_of(scene, generation)

    accept(scene, "claire", made)

    added = [row for row in log_of(scene, generation) if row not in before]
    assert [(row.person_id, row.update) for row in added] == [(scene.people["samir"], heard[-1].written[0].content)]
    known = state_vector(Replica.replay(row.update for row in log_of(scene, generation)).state_vector())
    before_known = state_vector(Replica.replay(row.update for row in before).state_vector())
    assert all(client >= FIRST_SERVER_CLIENT for client in known.keys() - before_known.keys())
    assert len(known) == len(before_known) + 1
    assert heard[-1].written[0].previous == before[-1].seq


def test_p5_a_validated_requirement_goes_back_to_revision_when_a_proposal_is_accepted(scene: Scene) -> None:
    to_sign(scene)
    set_text(scene, lines(WORDS))
    made = proposed(scene, "samir", lines(WORDS, "À tout moment."))
    set_status(scene, Status.VALIDATED)
    assert seen_by(scene, "claire")[made].reopens

    accept(scene, "claire", made)

    assert item(scene).status is Status.REVISED


def test_p5_a_mention_that_the_text_may_not_hold_does_not_come_in_with_a_proposal(scene: Scene) -> None:
    to_sign(scene)
    hidden = next(one for one in scene.content().findings if one.label != "N0")
    mention = {"type": "mention", "attrs": {"kind": "code", "ref": hidden.id, "text": hidden.code}}
    wanted = parse({"type": "doc", "content": [{"type": "paragraph", "content": [mention]}]})
    assert item(scene).statement.label == "N0"

    made = proposed(scene, "samir", wanted)

    assert refusal(lambda: accept(scene, "claire", made)) == "Conflict proposal_unreadable"


def test_p6_the_pair_declines_with_a_reason_and_the_author_is_told(scene: Scene) -> None:
    to_sign(scene)
    made = proposed(scene, "samir", lines("Tout autre chose."))
    house, spec = scene.house, scene.specification_id
    assert (
        refusal(lambda: proposing.decline_proposal(house, scene.reader("nadia"), spec, made, reason="Non"))
        == "NotAllowed"
    )
    assert (
        refusal(lambda: proposing.decline_proposal(house, scene.reader("claire"), spec, made, reason=""))
        == "Invalid reason"
    )

    proposing.decline_proposal(house, scene.reader("claire"), spec, made, reason="Le besoin est ailleurs.")

    view = seen_by(scene, "samir")[made]
    assert (view.state, view.decision_reason, view.unseen) == (ProposalState.DECLINED, "Le besoin est ailleurs.", True)
    assert made not in seen_by(scene, "claire")
    with house.database.read() as connection:
        (mail,) = connection.exec_driver_sql("SELECT subject, body FROM mails ORDER BY queued_at DESC LIMIT 1").all()
    assert "proposition" in mail[0]
    assert not any(word in mail[1] for word in ("Tout autre chose", "ailleurs", item(scene).code))
    assert refusal(lambda: accept(scene, "claire", made)) == "Conflict proposal_settled"
    assert refusal(lambda: proposing.acknowledge_decision(house, scene.reader("bruno"), spec, made)) == "NotAllowed"
    proposing.acknowledge_decision(house, scene.reader("samir"), spec, made)
    assert made not in seen_by(scene, "samir")
    about = Subject(SubjectKind.REQUIREMENT, item(scene).id)
    assert [view.id for view in proposing.see_proposals(house, scene.reader("samir"), spec, about)] == [made]


def test_p6_only_the_pair_decides_and_never_as_somebody_else(scene: Scene) -> None:
    to_sign(scene)
    house, spec = scene.house, scene.specification_id
    made = proposed(scene, "samir", lines("Tout autre chose."))
    pilots = {name for name in scene.people if scene.reader(name).is_pilot}
    readers = {name: scene.reader(name) for name in scene.people.keys() - pilots}
    readers["as a supplier"] = scene.seen_as("claire", "anne")

    for reader in readers.values():
        for deed in (proposing.accept_proposal, partial(proposing.decline_proposal, reason="Non")):
            assert refusal(partial(deed, house, reader, spec, made)) in {"NotAllowed", "NotInYourSight"}
    assert (
        refusal(partial(proposing.accept_proposal, house, scene.reader("claire"), spec, new_id())) == "NotInYourSight"
    )
    assert kept(scene, made).state is ProposalState.OPEN


def test_p6_the_author_withdraws_and_nobody_else(scene: Scene) -> None:
    to_sign(scene)
    house, spec = scene.house, scene.specification_id
    made = proposed(scene, "samir", lines("Tout autre chose."))
    assert refusal(lambda: proposing.withdraw_proposal(house, scene.reader("claire"), spec, made)) == "NotAllowed"

    proposing.withdraw_proposal(house, scene.reader("samir"), spec, made)

    assert made not in seen_by(scene, "claire")
    assert kept(scene, made).state is ProposalState.WITHDRAWN
    draft = begin(scene, "samir")
    proposing.withdraw_proposal(house, scene.reader("samir"), spec, draft)
    assert seen_by(scene, "samir") == {}


def test_p7_a_thread_about_a_proposal_is_heard_by_who_reads_it(scene: Scene) -> None:
    opening_for(scene, "anne")
    made = proposed(scene, "anne", lines("Autre chose."))
    house, spec = scene.house, scene.specification_id
    thread, _ = discussing.raise_thread(
        house,
        scene.reader("claire"),
        spec,
        subject=Subject(SubjectKind.PROPOSAL, made),
        kind="question",
        text="Pourquoi ?",
    )

    discussing.reply(house, scene.reader("anne"), spec, thread, text="Parce que.")

    for other in ("paul", "samir", "lucie"):
        assert (
            refusal(partial(discussing.reply, house, scene.reader(other), spec, thread, text="Ah")) == "NotInYourSight"
        )


def test_p8_a_raised_text_takes_its_proposals_into_new_documents(scene: Scene) -> None:
    to_sign(scene)
    set_text(scene, lines(WORDS, "Un secret effacé."))
    set_text(scene, lines(WORDS))
    draft, waits = begin(scene, "nadia"), proposed(scene, "claire", lines(WORDS, "La fin."))
    write(scene, "nadia", draft, lines("Avant.", WORDS))
    old = {one: kept(scene, one).text.generation for one in (draft, waits)}
    heard: list[Told] = []
    scene.house.tell = heard.append

    subject = Subject(SubjectKind.TEXT, item(scene).statement.id)
    reclassifying.change_label(scene.house, scene.reader("claire"), scene.specification_id, subject, label=N3)

    assert set(old.values()) < set(heard[-1].closed_documents)
    for one in (draft, waits):
        new = kept(scene, one)
        assert new.label == new.text.label == "N3"
        assert new.text.generation != old[one]
        everything = b"".join(row.update for row in log_of(scene, new.text.generation))
        assert "effacé".encode() not in everything
        vector = state_vector(Replica.replay(row.update for row in log_of(scene, new.text.generation)).state_vector())
        assert all(client >= FIRST_SERVER_CLIENT for client in vector)
    assert plain_text(parse(kept(scene, draft).text.tree)) == f"Avant.\n{WORDS}"
    accept(scene, "bruno", waits)
    assert plain_text(parse(item(scene).statement.tree)) == f"{WORDS}\nLa fin."
    assert LiveDesk(scene.house.database).load(list(old.values())) == {}


def test_the_pages_of_all_follow_what_is_proposed_and_settled(scene: Scene) -> None:
    to_sign(scene)
    set_text(scene, lines(WORDS))
    with every_page_follows(scene):
        made = begin(scene, "samir")
        write(scene, "samir", made, lines(WORDS, "La fin."))
    before = reading.open_page(scene.house, scene.reader("claire"), scene.specification_id, Language.FRENCH).page.cursor
    with every_page_follows(scene):
        submit(scene, "samir", made)
    after = reading.open_page(scene.house, scene.reader("claire"), scene.specification_id, Language.FRENCH).page.cursor
    assert before != after
    with every_page_follows(scene):
        accept(scene, "claire", made)


def test_nobody_writes_on_in_a_fork_under_an_id_of_the_text_it_came_from(scene: Scene) -> None:
    to_sign(scene)
    set_text(scene, lines(WORDS))
    name = kept(scene, begin(scene, "samir")).text.generation

    loaded = LiveDesk(scene.house.database).load([name])[name]

    vector = state_vector(Replica.replay(loaded.pieces()).state_vector())
    assert {client: loaded.leases[client] for client in vector} == dict.fromkeys(vector, "")


def test_a_proposal_spoilt_by_its_author_cannot_be_accepted_and_harms_nothing(scene: Scene) -> None:
    to_sign(scene)
    set_text(scene, lines(WORDS))
    made = proposed(scene, "samir", lines(WORDS, "La fin."))
    fork = kept(scene, made).text.generation
    with scene.house.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM checkpoints")
        proposal_rows.update_proposal(connection, made, seen=False)
        connection.exec_driver_sql(
            f"DELETE FROM updates WHERE generation = '{fork}' AND seq = "
            f"(SELECT min(seq) FROM updates WHERE generation = '{fork}')"
        )
        connection.exec_driver_sql(f"DELETE FROM updates WHERE generation = '{item(scene).statement.generation}'")

    assert seen_by(scene, "claire")[made].redline is None
    assert refusal(lambda: accept(scene, "claire", made)) == "Conflict proposal_unreadable"
    assert item(scene).status is Status.TO_SIGN


def test_p6_the_pair_is_told_that_a_proposal_waits_and_the_mail_holds_none_of_its_words(scene: Scene) -> None:
    proposed(scene, "samir", lines("Tout autre chose."))

    with scene.house.database.read() as connection:
        mails = connection.exec_driver_sql("SELECT recipient, subject, body FROM mails").all()
        addresses = {
            name: account.email
            for name in ("claire", "bruno")
            if (account := account_rows.find_account(connection, scene.people[name])) is not None
        }

    assert sorted(mail[0] for mail in mails) == sorted(addresses.values())
    assert {mail[1] for mail in mails} == {"Une proposition attend votre réponse"}
    assert not any(word in mail[2] for mail in mails for word in ("Tout autre chose", "glossaire", item(scene).code))
