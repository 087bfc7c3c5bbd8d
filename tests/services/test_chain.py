"""The pair names the levels of its project and says how many there are; what each means stays (L17)."""

import pytest

from server.domain.errors import Conflict, Invalid, NotAllowed, NotInYourSight
from server.domain.tracing import Subject, SubjectKind
from server.domain.words import Language
from server.policy.labels import Label
from server.policy.view import Revealer
from server.services import around, chain, exporting, inviting, looking, reclassifying
from server.services.levels import levels_of
from server.services.looking import revealing
from server.web.past import Teller
from tests.services.scene import Scene

NAMES = ("Consultation", "Désignés", "Atelier", "Comité", "Direction", "Binôme seul")


def name(scene: Scene, *names: str, who: str = "claire") -> None:
    chain.name_levels(scene.house, scene.reader(who), names)


def finding(scene: Scene) -> Subject:
    return Subject(SubjectKind.FINDING, next(one.id for one in scene.content().findings if one.label == "N2"))


def reads(scene: Scene, who: str, subject: Subject) -> bool:
    try:
        looking.see_finding(scene.house, scene.reader(who), scene.specification_id, subject.id)
    except NotInYourSight:
        return False
    return True


def test_l17_usually_there_are_five_levels_with_their_usual_names(scene: Scene) -> None:
    found = chain.levels_of_project(scene.house, scene.reader("claire"))

    assert [(one.level, one.name) for one in found] == [(level, "") for level in range(5)]
    assert set(found[3].readers) == {"Bruno Lacaze", "Claire Montel", "Nadia Ferrand", "Olivier Sabat"}


def test_l17_what_bears_a_level_is_told_its_new_name_on_the_page_in_the_past_and_in_files(scene: Scene) -> None:
    subject = finding(scene)
    name(scene, *NAMES)
    reclassifying.change_label(scene.house, scene.reader("claire"), scene.specification_id, subject, label=Label(3))

    seen = looking.see_finding(scene.house, scene.reader("claire"), scene.specification_id, subject.id)
    teller = Teller(Revealer(scene.content(), scene.reader("claire")), Language.FRENCH)
    file = exporting.export(
        scene.house, scene.reader("claire"), scene.specification_id, language="fr", format_name="html"
    )

    assert seen.label.name == "Comité"
    assert teller._label("N3") == "N3 Comité"
    assert "N3 Comité" in file.content.decode()


def test_l17_a_level_above_the_others_is_read_by_the_pair_and_by_whom_it_lets_read_so_far(scene: Scene) -> None:
    subject = finding(scene)
    name(scene, *NAMES)
    member = next(one.membership_id for one in scene.content().members if one.person_id == scene.people["nadia"])
    reclassifying.change_label(scene.house, scene.reader("claire"), scene.specification_id, subject, label=Label(5))
    before = {one for one in scene.people if reads(scene, one, subject)}

    inviting.set_member_level(scene.house, scene.reader("claire"), member, level=5)

    assert before == {"claire", "bruno"}
    assert {one for one in scene.people if reads(scene, one, subject)} == {"claire", "bruno", "nadia"}


def test_l17_the_levels_of_the_project_are_those_that_are_offered(scene: Scene) -> None:
    def offered() -> set[str]:
        found = levels_of(scene.house, scene.reader("claire"), scene.specification_id, finding(scene))
        with revealing(scene.house, scene.reader("claire"), scene.specification_id) as revealer:
            heard = {one.key for one in around.audiences(revealer, finding(scene)) if "|" not in one.key}
        levels = {one.label.key for one in found.choices if one.label.level >= 2}
        assert levels == heard
        return levels

    assert offered() == {"N2", "N3", "N4"}
    name(scene, *NAMES)
    assert offered() == {"N2", "N3", "N4", "N5"}


def test_l17_a_level_where_something_is_kept_does_not_go(scene: Scene) -> None:
    name(scene, *NAMES)
    subject = finding(scene)
    reclassifying.change_label(scene.house, scene.reader("claire"), scene.specification_id, subject, label=Label(5))

    with pytest.raises(Conflict):
        name(scene, *NAMES[:5])
    with pytest.raises(Conflict):
        name(scene)


def test_l17_an_empty_level_goes_and_the_usual_names_come_back(scene: Scene) -> None:
    name(scene, *NAMES)
    name(scene, *NAMES[:5])
    name(scene)

    assert scene.content().level_names == ()


@pytest.mark.parametrize("names", [("A", "B"), tuple("ABCDEFGHI"), ("A", "B", "C", ""), ("A", "B", "C", "c")])
def test_l17_names_that_cannot_be_are_refused(scene: Scene, names: tuple[str, ...]) -> None:
    with pytest.raises(Invalid):
        name(scene, *names)


@pytest.mark.parametrize("who", ["nadia", "samir", "anne"])
def test_l17_only_the_pair_names_them(scene: Scene, who: str) -> None:
    with pytest.raises(NotAllowed):
        name(scene, *NAMES, who=who)
    with pytest.raises(NotAllowed):
        chain.levels_of_project(scene.house, scene.reader(who))
