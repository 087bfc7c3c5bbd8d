"""Pictures in proposals (P9): as secret as the proposal, given to the text with it, or gone without a trace."""

from collections.abc import Callable

import pytest

from server.domain.errors import Invalid, NotInYourSight, TooLarge
from server.domain.richtext import Node, document, paragraph, parse, pictures_in, text_node
from server.domain.tracing import Subject, SubjectKind
from server.policy.labels import N3
from server.services import attaching, proposing, reclassifying
from tests.services.proposals import accept, begin, item, opening_for, refusal, submit, to_sign, write
from tests.services.scene import Scene
from tests.services.test_attaching import picture


def put(scene: Scene, name: str, proposal_id: str, size: tuple[int, int] = (8, 6)) -> str:
    spec, reader = scene.specification_id, scene.reader(name)
    return attaching.propose_picture(
        scene.house, reader, spec, proposal_id, name="poste.png", content=picture("PNG", size)
    )


def showing(*attachments: str) -> Node:
    shown = [Node("image", {"attachment": one, "alt": "le poste"}) for one in attachments]
    return document(paragraph(text_node("Voici le poste. "), *shown))


def reads(scene: Scene, name: str, attachment_id: str) -> bool:
    try:
        attaching.get_picture(scene.house, scene.reader(name), scene.specification_id, attachment_id)
    except NotInYourSight:
        return False
    return True


def kept_bytes(scene: Scene) -> int:
    with scene.house.database.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM blobs").scalar_one())


def test_p9_a_draft_s_picture_is_its_author_s_alone_then_for_who_reads_the_proposal(scene: Scene) -> None:
    to_sign(scene)
    made = begin(scene, "samir")
    shown = put(scene, "samir", made)
    write(scene, "samir", made, showing(shown))
    before = [reads(scene, name, shown) for name in ("samir", "claire", "nadia", "anne")]

    submit(scene, "samir", made)

    assert before == [True, False, False, False]
    assert [reads(scene, name, shown) for name in ("samir", "claire", "nadia", "anne")] == [True, True, True, False]


def test_p9_accepting_gives_the_picture_to_the_text_and_erases_what_the_text_does_not_show(scene: Scene) -> None:
    to_sign(scene)
    made = begin(scene, "samir")
    shown, left_out = put(scene, "samir", made), put(scene, "samir", made, (9, 9))
    write(scene, "samir", made, showing(shown))
    submit(scene, "samir", made)

    accept(scene, "bruno", made)

    text = scene.requirement("Signaler une opération").statement
    assert pictures_in(parse(text.tree)) == {shown}
    assert reads(scene, "lucie", shown)
    assert not reads(scene, "samir", left_out)
    assert kept_bytes(scene) == 1


@pytest.mark.parametrize("how", ["decline", "withdraw", "withdraw a draft"])
def test_p9_a_picture_of_what_was_not_kept_leaves_nothing(scene: Scene, how: str) -> None:
    house, spec = scene.house, scene.specification_id
    to_sign(scene)
    made = begin(scene, "samir")
    shown = put(scene, "samir", made)
    write(scene, "samir", made, showing(shown))
    if how != "withdraw a draft":
        submit(scene, "samir", made)

    if how == "decline":
        proposing.decline_proposal(house, scene.reader("claire"), spec, made, reason="Non")
    else:
        proposing.withdraw_proposal(house, scene.reader("samir"), spec, made)

    assert not any(reads(scene, name, shown) for name in ("samir", "claire", "bruno", "nadia"))
    assert kept_bytes(scene) == 0


def test_p9_a_supplier_s_picture_is_never_its_rival_s_and_goes_up_with_the_text(scene: Scene) -> None:
    opening_for(scene, "anne")
    opening_for(scene, "paul")
    made = begin(scene, "anne")
    shown = put(scene, "anne", made)
    write(scene, "anne", made, showing(shown))
    submit(scene, "anne", made)
    firm = [reads(scene, name, shown) for name in ("anne", "claire", "paul", "samir")]

    part = Subject(SubjectKind.TEXT, item(scene).statement.id)
    reclassifying.change_label(scene.house, scene.reader("claire"), scene.specification_id, part, label=N3)

    assert firm == [True, True, False, False]
    assert [reads(scene, name, shown) for name in ("anne", "claire", "paul")] == [False, True, False]


def test_p9_pictures_go_into_one_s_own_draft_only_under_the_usual_limits_and_without_metadata(scene: Scene) -> None:
    to_sign(scene)
    made = begin(scene, "samir")
    spec, samir = scene.specification_id, scene.reader("samir")

    def send(content: bytes, name: str = "samir") -> Callable[[], object]:
        return lambda: attaching.propose_picture(
            scene.house, scene.reader(name), spec, made, name="x.png", content=content
        )

    refused = [refusal(send(picture(), "claire")), refusal(send(b"<svg/>"))]
    refused.append(refusal(send(b"x" * (scene.house.settings.limits.attachment_bytes + 1))))
    shown = put(scene, "samir", made)
    write(scene, "samir", made, showing(shown))
    submit(scene, "samir", made)
    refused.append(refusal(send(picture())))

    assert refused == [NotInYourSight.__name__, f"{Invalid.__name__} picture", TooLarge.__name__, "NotInYourSight"]
    assert b"SECRET-EXIF" not in attaching.get_picture(scene.house, samir, spec, shown).content
