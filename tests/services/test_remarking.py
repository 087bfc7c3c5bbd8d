"""What people at work say of a function: how they appear, once each, and the path of what they said."""

import io

import pytest
from PIL import Image

from server.domain.errors import Conflict, Invalid, NotAllowed, NotInYourSight
from server.domain.ids import new_id
from server.domain.richtext import from_plain, parse, plain_text
from server.domain.words import Language
from server.policy.labels import N2, Label
from server.policy.view import ThreadView
from server.services import (
    around,
    at_work,
    attaching,
    cards,
    discussing,
    editing,
    inviting,
    promoting,
    proposing,
    remarking,
)
from server.services.remarking import Remark
from tests.services.scene import Scene
from tests.services.typing import type_in

TITLE = "Expliquer pourquoi"
SAID = "Le plan change pendant que je monte."


def _send(scene: Scene, who: str = "samir", **more: object) -> str:
    remark = Remark(**{"feeling": "worry", "text": SAID, "key": new_id(), **more})  # type: ignore[arg-type]
    item = scene.requirement(TITLE)
    return remarking.send_remark(scene.house, scene.reader(who), scene.specification_id, item.id, remark)


def _heard(scene: Scene, thread_id: str, who: str = "claire") -> ThreadView:
    return around.see_thread(scene.house, scene.reader(who), scene.specification_id, thread_id)


def _hire(scene: Scene, count: int) -> list[str]:
    """Let people without an address work beside Samir; return their memberships."""
    task = next(one.id for one in scene.content().tasks if one.name == "Monter")
    firm, claire = scene.reader("claire").organization_id, scene.reader("claire")
    return [
        cards.add_without_mail(scene.house, claire, cards.Newcomer(f"Monteur {number}", "employee", firm, [task]))
        for number in range(count)
    ]


def test_t5_signed_by_name_a_remark_is_the_firms_and_names_its_author(scene: Scene) -> None:
    made = _heard(scene, _send(scene))

    assert (made.author.name, made.author.role) == ("Samir Haddou", "employee")
    assert (made.feeling, made.kind, made.label.key) == ("worry", "worry", "N2")
    with pytest.raises(NotInYourSight):
        _heard(scene, made.id, "anne")


def test_t5_signed_by_the_team_nobody_but_the_author_reads_a_name_however_often_they_write(scene: Scene) -> None:
    _hire(scene, 3)
    made = _send(scene, signature="team")
    discussing.reply(scene.house, scene.reader("samir"), scene.specification_id, made, text="Et le soir aussi")

    for who in ("claire", "bruno", "nadia", "lucie", "olivier"):
        seen = _heard(scene, made, who)
        assert "Samir" not in repr(seen), who
        assert [one.author.team for one in seen.comments] == ["Montage", "Montage"]
    mine = _heard(scene, made, "samir")
    assert mine.author.mine
    assert mine.author.name == "Samir Haddou"


def test_t5_a_team_under_three_does_not_sign_and_is_named_no_more_once_it_is_that_small(scene: Scene) -> None:
    with pytest.raises(Invalid, match="team"):
        _send(scene, signature="team")
    members = _hire(scene, 2)
    team = [one for one in scene.content().members if one.membership_id in members]
    assert len(team) == 2
    made = _send(scene, signature="team")
    assert _heard(scene, made).author.team == "Montage"

    inviting.end_membership(scene.house, scene.reader("claire"), members[0])
    inviting.end_membership(scene.house, scene.reader("claire"), members[1])

    assert _heard(scene, made).author.team == ""
    assert "Samir" not in repr(_heard(scene, made))


def test_t5_relayed_only_who_relays_reads_the_name_and_a_supplier_is_told_of_neither(scene: Scene) -> None:
    made = _send(scene, signature="relayed", relay_id=scene.people["nadia"])

    assert _heard(scene, made).author.name is None
    assert _heard(scene, made).author.relayed_by == "Nadia Ferrand"
    assert _heard(scene, made, "nadia").author.name == "Samir Haddou"
    assert "Samir" not in repr(_heard(scene, made, "bruno"))
    for relay in (scene.people["samir"], scene.people["bruno"], scene.people["anne"], None):
        with pytest.raises(Invalid, match="relay"):
            _send(scene, signature="relayed", relay_id=relay)


def test_t6_sent_again_under_its_key_a_remark_is_the_same_one_and_another_person_may_use_the_key(scene: Scene) -> None:
    key = new_id()

    first, again = _send(scene, key=key), _send(scene, key=key, text="Autrement")
    other = _send(scene, "lucie", key=key)

    assert first == again != other
    assert _heard(scene, first).comments[0].text == SAID
    with pytest.raises(Invalid):
        _send(scene, key="trop court")


def test_t6_a_photograph_is_drawn_anew_and_seen_by_who_hears_the_remark(scene: Scene) -> None:
    out, told = io.BytesIO(), Image.Exif()
    told[0x010E] = "Pris chez Samir"
    Image.new("RGB", (40, 30), "red").save(out, "JPEG", exif=told)

    made = _heard(scene, _send(scene, photo=out.getvalue()))

    where = (scene.specification_id, made.picture_ids[0])
    seen = attaching.get_picture(scene.house, scene.reader("claire"), *where)
    assert b"Samir" in out.getvalue()
    assert b"Samir" not in seen.content
    assert Image.open(io.BytesIO(seen.content)).size == (40, 30)
    with pytest.raises(NotInYourSight):
        attaching.get_picture(scene.house, scene.reader("anne"), *where)
    with pytest.raises(Invalid, match="picture"):
        _send(scene, photo=b"not a picture")


def test_the_buttons_that_say_enough_take_no_words_and_the_others_do(scene: Scene) -> None:
    assert _heard(scene, _send(scene, feeling="helps", text="")).comments[0].text == "Ça m’aide"
    for feeling in ("worry", "idea"):
        with pytest.raises(Invalid):
            _send(scene, feeling=feeling, text="  ")
    with pytest.raises(Invalid):
        _send(scene, feeling="angry")


def test_t7_what_changes_the_text_names_it_with_before_and_after_until_it_was_checked_in_work(scene: Scene) -> None:
    spec, samir, claire = scene.specification_id, scene.reader("samir"), scene.reader("claire")
    item, made = scene.requirement(TITLE), _send(scene)
    with pytest.raises(Conflict):
        discussing.check_in_use(scene.house, claire, spec, made)
    proposed = proposing.begin_proposal(scene.house, claire, spec, item.statement.id)
    _rewrite(scene, proposed, "Le module doit afficher, au poste et la nuit, la contrainte du déplacement.")
    proposing.open_proposal(scene.house, claire, spec, proposed, reason="La nuit")
    proposing.accept_proposal(scene.house, scene.reader("bruno"), spec, proposed)
    discussing.resolve(scene.house, claire, spec, made, outcome="changes_requirement", reason="Dit pour la nuit")

    told = at_work.follow_up(scene.house, samir, spec, made, Language.FRENCH)

    assert told.requirement is not None
    assert told.requirement.code == item.code
    assert "<ins" in told.change
    assert "la nuit" in told.change
    assert told.written
    news = at_work.my_work(scene.house, samir, spec).news
    assert [one.id for one in news] == [made]
    with pytest.raises(NotInYourSight):
        at_work.follow_up(scene.house, scene.reader("lucie"), spec, made, Language.FRENCH)
    with pytest.raises(NotAllowed):
        discussing.agree(scene.house, claire, spec, made)
    with pytest.raises(NotAllowed):
        discussing.check_in_use(scene.house, samir, spec, made)
    discussing.agree(scene.house, samir, spec, made)
    discussing.check_in_use(scene.house, claire, spec, made)
    assert at_work.my_work(scene.house, samir, spec).news == ()
    assert _heard(scene, made).checked_at is not None


def _rewrite(scene: Scene, proposal_id: str, words: str) -> None:
    one = next(item for item in scene.content().proposals if item.id == proposal_id)
    type_in(scene.house, one.author_id, one.text.generation, from_plain(words))


def test_sent_to_arbitration_the_requirement_is_there_when_its_status_lets_it(scene: Scene) -> None:
    spec, claire, made = scene.specification_id, scene.reader("claire"), _send(scene)

    discussing.resolve(scene.house, claire, spec, made, outcome="to_arbitration", reason="À trancher")

    assert scene.requirement(TITLE).status == "arbitration"
    assert _heard(scene, made, "samir").led_to_code == scene.requirement(TITLE).code


def test_my_tasks_are_mine_and_the_functions_are_those_of_the_text_i_see(scene: Scene) -> None:
    spec, claire = scene.specification_id, scene.reader("claire")
    item = scene.requirement(TITLE)
    editing.withdraw_requirement(scene.house, claire, spec, scene.requirement("Montrer la semaine").id)

    work = at_work.my_work(scene.house, scene.reader("samir"), spec)

    assert {one.task.name for one in work.tasks} == {"Monter", "Régler"}
    mounted = next(one for one in work.tasks if one.task.name == "Monter")
    assert item.id in {one.id for one in mounted.functions}
    assert "Montrer la semaine à l’entrée de l’atelier" not in {one.title for one in mounted.functions}
    shown = at_work.function_at_work(
        scene.house, scene.reader("samir"), spec, item.id, Language.FRENCH, mounted.task.id
    )
    assert shown.today
    assert shown.tomorrow
    assert shown.reasons
    with pytest.raises(NotInYourSight):
        at_work.my_work(scene.house, scene.reader("anne"), spec)
    reserved = scene.requirement("Signaler la surcharge").id
    with pytest.raises(NotInYourSight):
        at_work.function_at_work(scene.house, scene.reader("samir"), spec, reserved, Language.FRENCH)


def test_t8_what_was_said_becomes_a_finding_once_and_tells_who_said_it_as_they_appear(scene: Scene) -> None:
    spec, made = scene.specification_id, _send(scene, signature="relayed", relay_id=scene.people["nadia"])
    with pytest.raises(NotAllowed):
        promoting.finding_from_thread(scene.house, scene.reader("samir"), spec, made, title="X", register="work")
    with pytest.raises(NotAllowed):
        promoting.finding_from_thread(scene.house, scene.reader("nadia"), spec, made, title="X", register="production")

    finding, code = promoting.finding_from_thread(
        scene.house, scene.reader("nadia"), spec, made, title="La nuit, nul ne sait pourquoi", register="work"
    )

    noted = next(one for one in scene.content().findings if one.id == finding)
    words = plain_text(parse(noted.text.tree))
    assert (noted.label, noted.status, noted.register) == ("N2", "noted", "work")
    assert SAID in words
    assert "relayé par Nadia Ferrand" in words
    assert "Samir" not in words
    assert _heard(scene, made).finding_code == code
    with pytest.raises(Conflict):
        promoting.finding_from_thread(scene.house, scene.reader("claire"), spec, made, title="X", register="work")


def test_t8_an_idea_becomes_a_requirement_that_its_author_reads_of(scene: Scene) -> None:
    spec, samir, claire = scene.specification_id, scene.reader("samir"), scene.reader("claire")
    about, made = scene.requirement(TITLE), _send(scene, feeling="idea")
    with pytest.raises(NotAllowed):
        promoting.requirement_from_thread(scene.house, samir, spec, made, title="X", reason="")

    item_id, code = promoting.requirement_from_thread(
        scene.house, claire, spec, made, title="Dire pourquoi la nuit", reason="Bonne idée"
    )

    item = next(one for one in scene.content().requirements if one.id == item_id)
    assert (item.section_id, item.task_ids) == (about.section_id, about.task_ids)
    assert "Samir Haddou" in plain_text(parse(item.rationale.tree))
    assert Label.parse(item.label) == N2
    told = at_work.follow_up(scene.house, samir, spec, made, Language.FRENCH)
    assert (told.thread.outcome, told.thread.led_to_code) == ("new_requirement", code)
    assert told.written
    with pytest.raises(Conflict):
        promoting.requirement_from_thread(scene.house, claire, spec, made, title="X", reason="")
