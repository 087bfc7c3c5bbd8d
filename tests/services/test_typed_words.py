"""What is typed and acknowledged is never left behind: not by a version, not by a file, not by a change of level."""

from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from server.domain.live import Append
from server.domain.richtext import parse, plain_text
from server.domain.tracing import Subject, SubjectKind
from server.policy.labels import N3
from server.services import exporting, reclassifying, releasing
from server.services.frozen import content_of
from server.services.writing import LiveDesk
from tests.services.scene import Scene

TITLE = "Signaler une opération"
CLIENT = 4242
WORDS = "MOTS-TAPÉS "


def type_words(scene: Scene) -> str:
    """Type into a statement as a browser would, acknowledged and not yet projected; return the document's name."""
    name, desk = scene.requirement(TITLE).statement.generation, LiveDesk(scene.house.database)
    loaded = desk.load([name])[name]
    doc: Doc[XmlFragment] = Doc(client_id=CLIENT)
    doc["text"] = fragment = XmlFragment()
    for logged in loaded.tail:
        doc.apply_update(logged.content)
    before = doc.get_state()
    paragraph = fragment.children[0]
    assert isinstance(paragraph, XmlElement)
    words = paragraph.children[0]
    assert isinstance(words, XmlText)
    words.insert(0, WORDS)
    update = doc.get_update(before)
    desk.append([Append(name, scene.people["samir"], update, frozenset({CLIENT}))])
    return name


def test_v1_a_version_holds_what_was_typed_before_it_was_frozen(scene: Scene) -> None:
    type_words(scene)

    baseline_id = releasing.freeze_baseline(scene.house, scene.reader("claire"), scene.specification_id)

    with scene.house.database.read() as connection:
        version = content_of(connection, baseline_id)
    item = next(one for one in version.requirements if one.title.startswith(TITLE))
    assert plain_text(parse(item.statement.tree)).startswith(WORDS)
    assert item.statement.generation == ""


def test_a_file_of_the_working_text_holds_what_was_typed(scene: Scene) -> None:
    type_words(scene)

    file = exporting.export(
        scene.house, scene.reader("samir"), scene.specification_id, language="fr", format_name="json"
    )

    assert WORDS.strip() in file.content.decode()


def test_l9_a_relabelled_text_keeps_its_words_and_none_of_its_writers(scene: Scene) -> None:
    old = type_words(scene)
    part = Subject(SubjectKind.TEXT, scene.requirement(TITLE).statement.id)

    reclassifying.change_label(scene.house, scene.reader("claire"), scene.specification_id, part, label=N3)

    new, desk = scene.requirement(TITLE).statement, LiveDesk(scene.house.database)
    loaded = desk.load([old, new.generation])
    assert plain_text(parse(new.tree)).startswith(WORDS)
    assert set(loaded) == {new.generation}
    assert not loaded[new.generation].leases


def test_l9_typing_into_a_sealed_document_is_refused(scene: Scene) -> None:
    old = type_words(scene)
    part = Subject(SubjectKind.TEXT, scene.requirement(TITLE).statement.id)
    reclassifying.change_label(scene.house, scene.reader("claire"), scene.specification_id, part, label=N3)

    answer = LiveDesk(scene.house.database).append([Append(old, scene.people["samir"], b"\x00\x00")])

    assert list(answer) == ["sealed"]
