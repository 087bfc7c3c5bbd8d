"""Threads: who hears them, how they end, and that they are never more open than what they are about."""

import pytest

from server.domain.content import Anchor, Thread
from server.domain.discussion import ThreadStatus
from server.domain.errors import Conflict, Invalid, NotAllowed, NotInYourSight
from server.domain.tracing import Subject, SubjectKind
from server.domain.words import Language
from server.policy.labels import N0, N2, N3, Label, named, offer
from server.policy.view import Revealer
from server.services import discussing, opening
from server.services.hearing import who_reads
from server.storage import thread_rows
from tests.services.scene import Scene

OPENED = "Signaler une opération"


def subject(scene: Scene, title: str = OPENED) -> Subject:
    return Subject(SubjectKind.REQUIREMENT, scene.requirement(title).id)


def speak(scene: Scene, name: str, title: str = OPENED, **more: object) -> str:
    thread_id, _ = discussing.raise_thread(
        scene.house,
        scene.reader(name),
        scene.specification_id,
        subject=subject(scene, title),
        kind="question",
        text="Pourquoi ?",
        **more,  # type: ignore[arg-type]
    )
    return thread_id


def answer(scene: Scene, name: str, thread_id: str) -> str:
    said = discussing.reply(scene.house, scene.reader(name), scene.specification_id, thread_id, text="Parce que.")
    return said[0]


def kept(scene: Scene, thread_id: str) -> Thread:
    with scene.house.database.read() as connection:
        found = thread_rows.find_thread(connection, scene.specification_id, thread_id)
    assert found is not None
    return found


def open_to(scene: Scene, name: str) -> None:
    opening.open_section(
        scene.house,
        scene.reader("claire"),
        scene.specification_id,
        section_id=scene.requirement(OPENED).section_id,
        organization_id=scene.reader(name).organization_id,
    )


def test_t1_an_insiders_thread_is_for_the_firm_and_a_suppliers_is_its_own_offer(scene: Scene) -> None:
    open_to(scene, "anne")
    supplier = scene.reader("anne").organization_id

    inside, outside = speak(scene, "samir"), speak(scene, "anne")

    assert kept(scene, inside).label == N2.canonical()
    assert kept(scene, outside).label == offer(supplier).canonical()


def test_t1_a_thread_is_never_more_open_than_what_it_is_about(scene: Scene) -> None:
    secret = "Signaler la surcharge"

    assert kept(scene, speak(scene, "nadia", secret)).label == N3.canonical()
    with pytest.raises(Invalid):
        speak(scene, "nadia", secret, label=N2)
    assert kept(scene, speak(scene, "samir", label=N0)).label == N0.canonical()


def test_t1_a_thread_on_a_phrase_is_as_secret_as_the_text(scene: Scene) -> None:
    item = scene.requirement("Échanger les données")
    anchor = Anchor(item.rationale.id, "a", "b", "stratégie", "la ", " du groupe")

    thread_id = speak(scene, "claire", "Échanger les données", anchor=anchor)

    assert Label.parse(kept(scene, thread_id).label).level == 4
    with pytest.raises(NotInYourSight):
        speak(scene, "nadia", "Échanger les données", anchor=anchor)
    with pytest.raises(Invalid):
        speak(scene, "claire", OPENED, anchor=anchor)


def test_s3_rivals_never_hear_each_other_and_the_firm_hears_both(scene: Scene) -> None:
    open_to(scene, "anne")
    open_to(scene, "paul")
    of_anne = speak(scene, "anne")

    with pytest.raises(NotInYourSight):
        answer(scene, "paul", of_anne)
    with pytest.raises(NotInYourSight):
        answer(scene, "samir", of_anne)

    assert answer(scene, "claire", of_anne)
    assert answer(scene, "nadia", of_anne)
    assert answer(scene, "anne", of_anne)


def test_s3_a_supplier_hears_no_internal_thread(scene: Scene) -> None:
    open_to(scene, "anne")
    inside = speak(scene, "samir")

    with pytest.raises(NotInYourSight):
        answer(scene, "anne", inside)


def test_s4_a_supplier_says_nothing_about_what_is_not_open_to_it(scene: Scene) -> None:
    with pytest.raises(NotInYourSight):
        speak(scene, "anne")


def test_a_supplier_keeps_to_its_own_audience(scene: Scene) -> None:
    open_to(scene, "anne")

    for wider in (N0, N2, named(scene.reader("paul").organization_id)):
        with pytest.raises((Invalid, NotInYourSight)):
            speak(scene, "anne", label=wider)


def test_t2_only_who_reads_a_thread_is_mentioned_in_it(scene: Scene) -> None:
    reader, spec = scene.reader("claire"), scene.specification_id
    about, secret = subject(scene), subject(scene, "Signaler la surcharge")
    names = [scene.people[name] for name in ("samir", "claire")]

    _, told = discussing.raise_thread(scene.house, reader, spec, subject=about, kind="remark", text="@", mentions=names)
    for unheard in (scene.people["samir"], scene.people["anne"]):
        with pytest.raises(Invalid):
            discussing.raise_thread(
                scene.house, reader, spec, subject=secret, kind="remark", text="@", mentions=[unheard]
            )

    assert told == (scene.people["samir"],)


def test_people_correct_their_own_words_and_nobody_elses(scene: Scene) -> None:
    thread_id = speak(scene, "samir")
    comment = kept(scene, thread_id).comments[0]

    discussing.edit_comment(scene.house, scene.reader("samir"), scene.specification_id, comment.id, text="Mieux dit")
    with pytest.raises(NotAllowed):
        discussing.edit_comment(scene.house, scene.reader("claire"), scene.specification_id, comment.id, text="Non")

    corrected = kept(scene, thread_id).comments[0]
    assert (corrected.text, corrected.edited_at is not None) == ("Mieux dit", True)


def test_t3_a_thread_ends_with_an_outcome_and_not_kept_takes_a_reason(scene: Scene) -> None:
    thread_id, spec, pilot = speak(scene, "samir"), scene.specification_id, scene.reader("claire")

    with pytest.raises(NotAllowed):
        discussing.resolve(scene.house, scene.reader("lucie"), spec, thread_id, outcome="to_arbitration")
    with pytest.raises(Invalid):
        discussing.resolve(scene.house, pilot, spec, thread_id, outcome="not_kept")
    discussing.resolve(scene.house, pilot, spec, thread_id, outcome="not_kept", reason="Déjà couvert")
    with pytest.raises(Conflict):
        answer(scene, "samir", thread_id)

    assert (kept(scene, thread_id).status, kept(scene, thread_id).outcome) == (ThreadStatus.RESOLVED, "not_kept")


def test_t4_its_author_reopens_a_thread_once(scene: Scene) -> None:
    thread_id, spec, samir = speak(scene, "samir"), scene.specification_id, scene.reader("samir")
    outcome = "changes_requirement"

    def resolve() -> None:
        discussing.resolve(scene.house, scene.reader("claire"), spec, thread_id, outcome=outcome)

    resolve()
    with pytest.raises(NotAllowed):
        discussing.reopen(scene.house, scene.reader("bruno"), spec, thread_id, text="Encore")
    discussing.reopen(scene.house, samir, spec, thread_id, text="Encore")
    resolve()
    with pytest.raises(NotAllowed):
        discussing.reopen(scene.house, samir, spec, thread_id, text="Et encore")

    assert [one.text for one in kept(scene, thread_id).comments] == ["Pourquoi ?", "Encore"]


def test_people_read_in_words_who_will_read_and_a_supplier_is_told_no_rival(scene: Scene) -> None:
    anne, paul = scene.reader("anne").organization_id, scene.reader("paul").organization_id
    pilot = Revealer(scene.content(), scene.reader("claire"))
    supplier = Revealer(scene.content(), scene.reader("anne"))

    assert "Lineval et Orsane" in who_reads(pilot, named(anne, paul), Language.FRENCH)
    assert "Lineval" in who_reads(pilot, offer(anne), Language.FRENCH)
    assert "Orsane" not in who_reads(supplier, named(anne, paul), Language.FRENCH)
    assert who_reads(supplier, offer(anne), Language.ENGLISH) == "You and the company, never another supplier"
