"""Pictures: drawn anew without what the camera told, and as secret as the text that shows them."""

import io

import pytest
from PIL import Image

from server.domain.errors import Invalid, NotAllowed, NotInYourSight, TooLarge
from server.domain.tracing import Subject, SubjectKind
from server.policy.labels import N3
from server.services import attaching, reclassifying
from tests.services.scene import Scene

TITLE = "Signaler une opération"


def picture(kind: str = "PNG", size: tuple[int, int] = (8, 6)) -> bytes:
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x010E] = "SECRET-EXIF"
    Image.new("RGB", size, "teal").save(out, kind, exif=exif) if kind != "GIF" else Image.new("RGB", size).save(
        out, kind
    )
    return out.getvalue()


def add(scene: Scene, name: str = "claire", title: str = TITLE, content: bytes | None = None) -> str:
    part = scene.requirement(title).statement.id
    return attaching.add_picture(
        scene.house, scene.reader(name), scene.specification_id, part, name="plan.png", content=content or picture()
    )


def get(scene: Scene, name: str, attachment_id: str) -> attaching.PictureFile:
    return attaching.get_picture(scene.house, scene.reader(name), scene.specification_id, attachment_id)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_picture_is_drawn_anew_without_metadata(kind: str) -> None:
    media_type, clean = attaching.redraw(picture(kind))

    assert media_type == f"image/{kind.lower()}"
    assert b"SECRET-EXIF" not in clean
    drawn = Image.open(io.BytesIO(clean))
    assert (drawn.size, len(drawn.getexif())) == ((8, 6), 0)


@pytest.mark.parametrize("content", [b"", b"<svg/>", b"%PDF-1.7", picture()[:40], picture("JPEG")[:100]])
def test_what_is_not_a_picture_is_refused(content: bytes) -> None:
    with pytest.raises(Invalid):
        attaching.redraw(content)


def test_a_flood_of_pixels_is_refused_before_it_is_drawn() -> None:
    with pytest.raises(TooLarge):
        attaching.redraw(picture("PNG", (8000, 6000)))


def test_l6_a_picture_is_read_by_who_reads_its_text(scene: Scene) -> None:
    attachment_id = add(scene)
    part = Subject(SubjectKind.TEXT, scene.requirement(TITLE).statement.id)

    assert get(scene, "samir", attachment_id).media_type == "image/png"
    with pytest.raises(NotInYourSight):
        get(scene, "anne", attachment_id)
    reclassifying.change_label(scene.house, scene.reader("claire"), scene.specification_id, part, label=N3)
    with pytest.raises(NotInYourSight):
        get(scene, "samir", attachment_id)

    assert get(scene, "nadia", attachment_id).content


def test_only_who_writes_in_a_text_adds_pictures_to_it(scene: Scene) -> None:
    for name in ("lucie", "nadia"):
        with pytest.raises(NotAllowed):
            add(scene, name, "Garder la main")
    with pytest.raises(NotInYourSight):
        add(scene, "samir", "Signaler la surcharge")


def test_equal_pictures_are_kept_once_and_go_with_the_last(scene: Scene) -> None:
    one, two = add(scene), add(scene, title="Former au poste")

    attaching.remove_picture(scene.house, scene.reader("claire"), scene.specification_id, one)
    with pytest.raises(NotInYourSight):
        get(scene, "claire", one)
    still = get(scene, "claire", two)
    attaching.remove_picture(scene.house, scene.reader("claire"), scene.specification_id, two)

    assert still.content
    with pytest.raises(NotInYourSight):
        get(scene, "claire", two)


def test_a_file_over_the_limit_is_refused(scene: Scene) -> None:
    with pytest.raises(TooLarge):
        add(scene, content=b"x" * (scene.house.settings.limits.attachment_bytes + 1))
