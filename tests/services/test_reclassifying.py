"""Labels move as RULES.md says: raised by one, lowered by both, and the past never crosses."""

import pytest

from server.domain.content import Requirement
from server.domain.errors import Conflict, Invalid, NotAllowed, NotInYourSight, SeatVacant
from server.domain.tracing import Subject, SubjectKind
from server.policy.labels import N0, N2, N3, N4, Label, named
from server.policy.reader import sees
from server.services import discussing, inviting, levels, reclassifying
from server.services.audience import Readership
from server.services.house import Told
from server.services.writing import LiveDesk
from server.storage import journal, label_rows
from tests.services.scene import Scene

TITLE = "Signaler une opération"


def item(scene: Scene, title: str = TITLE) -> Requirement:
    return scene.requirement(title)


def statement(scene: Scene, title: str = TITLE) -> Subject:
    return Subject(SubjectKind.TEXT, item(scene, title).statement.id)


def envelope(scene: Scene, title: str = TITLE) -> Subject:
    return Subject(SubjectKind.REQUIREMENT, item(scene, title).id)


def change(scene: Scene, name: str, subject: Subject, label: Label, reason: str = "") -> reclassifying.Relabelled:
    return reclassifying.change_label(
        scene.house, scene.reader(name), scene.specification_id, subject, label=label, reason=reason
    )


def confirm(scene: Scene, name: str, proposal_id: str) -> None:
    reclassifying.confirm_label(scene.house, scene.reader(name), scene.specification_id, proposal_id)


def told_by(scene: Scene) -> list[Told]:
    heard: list[Told] = []
    scene.house.tell = heard.append
    return heard


def test_l8_one_seat_raises_at_once_and_the_open_document_is_closed(scene: Scene) -> None:
    old, heard = item(scene).statement, told_by(scene)

    done = change(scene, "bruno", statement(scene), N3)

    new = item(scene).statement
    assert done.done
    assert (new.label, new.tree) == ("N3", old.tree)
    assert new.generation != old.generation
    assert heard[-1].closed_documents == (old.generation,)


def test_l9_the_old_document_accepts_and_shows_nothing_more(scene: Scene) -> None:
    old, desk = item(scene).statement.generation, LiveDesk(scene.house.database)
    assert old in desk.load([old])

    change(scene, "claire", statement(scene), N3)

    new = item(scene).statement.generation
    loaded = desk.load([old, new])
    assert set(loaded) == {new}
    assert len(loaded[new].tail) == 1


def test_l9_links_threads_and_history_follow_upwards(scene: Scene) -> None:
    subject = envelope(scene, "Garder la main")
    thread_id, _ = discussing.raise_thread(
        scene.house,
        scene.reader("samir"),
        scene.specification_id,
        subject=subject,
        kind="remark",
        text="Bien",
        label=N0,
    )

    change(scene, "claire", subject, N4)

    links = [one for one in scene.content().links if subject in (one.source, one.target)]
    with scene.house.database.read() as connection:
        past = journal.load_history(connection, scene.project_id, [subject.id, thread_id])
    assert links
    assert {one.label for one in links} == {"N4"}
    assert {entry.label for entry in past} == {"N4"}
    with pytest.raises(NotInYourSight):
        discussing.reply(scene.house, scene.reader("samir"), scene.specification_id, thread_id, text="?")


def test_l7_raising_an_envelope_raises_its_parts(scene: Scene) -> None:
    change(scene, "claire", envelope(scene), N3)

    now = item(scene)
    assert {now.label, now.statement.label, now.rationale.label, *(c.label for c in now.criteria)} == {"N3"}


def test_l7_a_part_is_never_lowered_below_its_envelope(scene: Scene) -> None:
    with pytest.raises(Conflict):
        change(scene, "claire", statement(scene, "Signaler la surcharge"), N0, "Pour les fournisseurs")


def test_l8_lowering_takes_both_seats_and_a_reason(scene: Scene) -> None:
    subject = envelope(scene, "Signaler la surcharge")

    with pytest.raises(Invalid):
        change(scene, "claire", subject, N2)
    proposed = change(scene, "claire", subject, N2, "Utile à tous")
    assert proposed.proposal_id is not None
    with pytest.raises(Conflict):
        change(scene, "bruno", subject, N2, "Encore")
    with pytest.raises(NotAllowed):
        confirm(scene, "claire", proposed.proposal_id)
    before = item(scene, "Signaler la surcharge").label
    confirm(scene, "bruno", proposed.proposal_id)

    now = item(scene, "Signaler la surcharge")
    assert (before, now.label, now.statement.label) == ("N3", "N2", "N3")
    with pytest.raises(NotInYourSight):
        confirm(scene, "bruno", proposed.proposal_id)


def test_l9_a_lowered_text_goes_on_without_its_past(scene: Scene) -> None:
    change(scene, "claire", statement(scene), N3)
    old, desk = item(scene).statement.generation, LiveDesk(scene.house.database)
    desk.load([old])
    proposed = change(scene, "claire", statement(scene), N2, "Plus rien de secret")

    confirm(scene, "bruno", proposed.proposal_id or "")

    new = item(scene).statement
    loaded = desk.load([old, new.generation])
    assert (new.label, set(loaded)) == ("N2", {new.generation})
    assert not loaded[new.generation].leases
    with scene.house.database.read() as connection:
        past = journal.load_history(connection, scene.project_id, [new.id])
    assert {entry.label for entry in past} == {"N3"}


def test_l8_sideways_takes_both_seats_too(scene: Scene) -> None:
    rival = named(scene.reader("paul").organization_id)

    proposed = change(scene, "claire", statement(scene), named(scene.reader("anne").organization_id))
    sideways = change(scene, "claire", statement(scene), rival, "Aussi pour Orsane")

    assert proposed.done
    assert not sideways.done


def test_a_raise_overtakes_a_proposal_that_waited(scene: Scene) -> None:
    subject = envelope(scene, "Signaler la surcharge")
    proposed = change(scene, "claire", subject, N2, "Utile à tous")

    change(scene, "bruno", subject, N4)

    with pytest.raises(NotInYourSight):
        confirm(scene, "bruno", proposed.proposal_id or "")


def test_a_proposal_can_be_declined(scene: Scene) -> None:
    subject = envelope(scene, "Signaler la surcharge")
    proposed = change(scene, "claire", subject, N2, "Utile à tous")

    reclassifying.decline_label(
        scene.house, scene.reader("bruno"), scene.specification_id, proposed.proposal_id or "", reason="Trop tôt"
    )

    with scene.house.database.read() as connection:
        assert label_rows.find_act_on(connection, subject) is None
    assert item(scene, "Signaler la surcharge").label == "N3"


def test_nobody_confirms_for_a_seat_that_is_vacant(scene: Scene) -> None:
    bruno = next(one for one in scene.content().members if one.person_id == scene.people["bruno"])
    inviting.end_membership(scene.house, scene.reader("claire"), bruno.membership_id)

    with pytest.raises(SeatVacant):
        change(scene, "claire", envelope(scene, "Signaler la surcharge"), N2, "Utile à tous")


def test_r1_only_the_pair_moves_labels(scene: Scene) -> None:
    for name in ("nadia", "olivier", "samir", "lucie"):
        with pytest.raises(NotAllowed):
            change(scene, name, statement(scene), N2)
    for name in ("anne", "paul"):
        with pytest.raises(NotInYourSight):
            change(scene, name, statement(scene), N0)


def test_r10_a_label_names_suppliers_of_this_project_only(scene: Scene) -> None:
    with pytest.raises(NotInYourSight):
        change(scene, "claire", statement(scene), named("A" * 22))


def test_l10_a_substitute_is_less_secret_than_what_it_stands_for(scene: Scene) -> None:
    spec, pilot, subject = scene.specification_id, scene.reader("claire"), statement(scene)

    with pytest.raises(Invalid):
        reclassifying.set_substitute(scene.house, pilot, spec, subject, text="Une phrase")
    change(scene, "claire", subject, N3)
    reclassifying.set_substitute(scene.house, pilot, spec, subject, text="Une phrase")
    with pytest.raises(Invalid):
        reclassifying.set_substitute(scene.house, pilot, spec, subject, text="Une phrase", label=N3)

    kept = item(scene).statement.substitute
    assert kept is not None
    assert (kept.text, kept.label) == ("Une phrase", "N0")
    reclassifying.set_substitute(scene.house, pilot, spec, subject, text=None)
    assert item(scene).statement.substitute is None


def test_l10_a_substitute_goes_when_the_part_is_no_longer_more_secret(scene: Scene) -> None:
    spec, pilot, subject = scene.specification_id, scene.reader("claire"), statement(scene)
    change(scene, "claire", subject, N3)
    reclassifying.set_substitute(scene.house, pilot, spec, subject, text="Une phrase", label=N2)
    proposed = change(scene, "claire", subject, N2, "Plus rien de secret")

    confirm(scene, "bruno", proposed.proposal_id or "")

    assert item(scene).statement.substitute is None


def test_l8_who_would_no_longer_read_or_newly_is_named_before(scene: Scene) -> None:
    content, found = scene.content(), statement(scene)
    told = levels.levels_of(scene.house, scene.reader("claire"), scene.specification_id, found)
    by_key = {one.label.key: one for one in told.choices}
    suppliers = {one.id: one.name for one in content.organizations if one.kind == "supplier"}
    theirs = {(suppliers[one.organization_id], one.name) for one in content.members if one.organization_id in suppliers}
    current = Label.parse(told.current.key)

    def named_in(readers: tuple[Readership, ...]) -> set[tuple[str | None, str]]:
        return {(one.organization, name) for one in readers for name in one.people}

    people = [
        ((suppliers.get(one.organization_id), one.name), scene.reader(one.name.split()[0].lower()))
        for one in content.members
    ]
    for key, choice in by_key.items():
        label = Label.parse(key)
        fewer = {name for name, reader in people if sees(reader, current) and not sees(reader, label)}
        more = {name for name, reader in people if sees(reader, label) and not sees(reader, current)}
        assert (named_in(choice.no_longer), named_in(choice.newly)) == (fewer, more), key
    assert theirs <= named_in(by_key["N2"].no_longer if current.level < 2 else by_key["N0"].newly)
