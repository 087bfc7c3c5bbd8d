"""A text is kept only if it follows the schema to the letter, and equal texts have equal JSON."""

import json
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.richtext import (
    REASONS,
    SCHEMA,
    Mark,
    RichTextRefused,
    document,
    from_plain,
    is_empty,
    paragraph,
    parse,
    plain_text,
    schema_json,
    text_blocks,
    text_node,
    walk,
)
from server.domain.words import LANGUAGES, say
from tests.crdt.trees import doc, items, random_tree
from tests.crdt.trees import say as words

ID: Final = "A" * 22
PICTURE: Final = {"type": "image", "attrs": {"attachment": ID, "alt": "plan"}}
MENTION: Final = {"type": "mention", "attrs": {"kind": "person", "ref": ID, "text": "Inès"}}


def inline(*nodes: object) -> dict[str, Any]:
    return doc({"type": "paragraph", "content": list(nodes)})


def run(text: str, *marks: object) -> dict[str, Any]:
    return {"type": "text", "text": text, "marks": list(marks)}


def cell(**attrs: object) -> dict[str, Any]:
    row = {"type": "table_row", "content": [{"type": "table_cell", "attrs": attrs, "content": [words("x")]}]}
    return doc({"type": "table", "content": [row]})


def nested(levels: int) -> dict[str, Any]:
    tree = items([words("x")])
    for _ in range(levels):
        tree = items([words("x"), tree])
    return doc(tree)


REFUSED: Final[dict[str, tuple[str, str, object]]] = {
    "not an object": ("shape", "", []),
    "a node without a type": ("shape", "content.0", doc({})),
    "a key of its own": ("shape", "content.0.style", doc({"type": "paragraph", "style": "x"})),
    "content that is no list": ("shape", "content.0.content", doc({"type": "paragraph", "content": "x"})),
    "text that is no text": ("shape", "content.0.content.0", inline({"type": "text", "text": 3})),
    "marks on a picture": ("shape", "content.0.content.0.marks", inline(PICTURE | {"marks": []})),
    "attributes that are a list": ("shape", "content.0.attrs", doc({"type": "ordered_list", "attrs": []})),
    "an unknown node": ("node", "content.0", doc({"type": "script"})),
    "an unknown mark": ("mark", "content.0.content.0.marks.0", inline(run("a", {"type": "underline"}))),
    "one mark twice": ("mark", "content.0.content.0.marks", inline(run("a", {"type": "em"}, {"type": "em"}))),
    "an unknown attribute": ("attribute", "content.0.attrs.class", doc(words("x") | {"attrs": {"class": "x"}})),
    "a picture without its file": ("attribute", "content.0.content.0.attrs.attachment", inline({"type": "image"})),
    "a picture by address": (
        "attribute",
        "content.0.content.0.attrs.attachment",
        inline({"type": "image", "attrs": {"attachment": "https://a.fr/x.png"}}),
    ),
    "a mention of another kind": (
        "attribute",
        "content.0.content.0.attrs.kind",
        inline({"type": "mention", "attrs": {"kind": "team", "ref": ID, "text": "x"}}),
    ),
    "a mention without words": (
        "attribute",
        "content.0.content.0.attrs.text",
        inline({"type": "mention", "attrs": {"kind": "code", "ref": ID, "text": ""}}),
    ),
    "a script link": (
        "link",
        "content.0.content.0.marks.0.attrs.href",
        inline(run("a", {"type": "link", "attrs": {"href": "javascript:alert(1)"}})),
    ),
    "a link without an address": (
        "link",
        "content.0.content.0.marks.0.attrs.href",
        inline(run("a", {"type": "link"})),
    ),
    "an empty run": ("text", "content.0.content.0", inline(run(""))),
    "a control character": ("text", "content.0.content.0", inline(run("a\x07"))),
    "a lone surrogate": ("text", "content.0.content.0", inline(run("a\ud83d"))),
    "words outside a paragraph": ("content", "", doc(run("a"))),
    "an empty document": ("content", "", doc()),
    "a list without items": ("content", "content.0", doc(items())),
    "an item that begins with a list": ("content", "content.0.content.0", doc(items([items([words("x")])]))),
    "a row outside a table": ("content", "", doc({"type": "table_row", "content": []}) | {}),
    "a cell outside a row": (
        "content",
        "content.0",
        doc({"type": "table", "content": [{"type": "table_cell", "content": [words("x")]}]}),
    ),
    "a document in a document": ("content", "", doc(doc(words("x")))),
    "a paragraph alone": ("content", "type", words("x")),
    "65 levels": ("depth", "", nested(40)),
    "a span of zero": ("attribute", "content.0.content.0.content.0.attrs.colspan", cell(colspan=0)),
    "a span of 51": ("attribute", "content.0.content.0.content.0.attrs.rowspan", cell(rowspan=51)),
    "a span that is true": ("attribute", "content.0.content.0.content.0.attrs.colspan", cell(colspan=True)),
    "a span that is text": ("attribute", "content.0.content.0.content.0.attrs.colspan", cell(colspan="2")),
    "a span that is a fraction": ("attribute", "content.0.content.0.content.0.attrs.colspan", cell(colspan=1.0)),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_the_schema_does_not_know_is_refused_with_the_place(name: str) -> None:
    reason, path, tree = REFUSED[name]
    with pytest.raises(RichTextRefused) as refusal:
        parse(tree)
    assert refusal.value.reason == reason
    assert refusal.value.path.startswith(path)


def test_every_reason_has_an_example_and_a_sentence_in_each_language() -> None:
    assert {reason for reason, _, _ in REFUSED.values()} == set(REASONS)
    for language in LANGUAGES:
        assert all(say(RichTextRefused(reason, "x").key, language) for reason in REASONS)


@given(st.integers(0, 10_000))
def test_the_json_of_a_text_reads_back_as_the_same_text(seed: int) -> None:
    tree = random_tree(seed)
    assert parse(json.loads(json.dumps(tree.json()))) == tree


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5), st.lists, max_leaves=5))
def test_any_other_json_is_refused_and_never_breaks_the_reader(value: object) -> None:
    for tree in (
        value,
        doc({"type": value}),
        doc({"type": "paragraph", "content": value, "attrs": value}),
        inline(value),
    ):
        try:
            assert parse(tree).type == "doc"
        except RichTextRefused as refusal:
            assert refusal.reason in REASONS  # noqa: PT017


def test_equal_texts_have_equal_json_whatever_the_order_of_marks_and_the_cut_of_runs() -> None:
    strong, em = {"type": "strong"}, {"type": "em", "attrs": {}}
    one = parse(inline(run("ab", strong, em)))
    other = parse(inline(run("a", em, strong), run("b", strong, em)))
    assert one == other
    assert json.dumps(one.json()) == json.dumps(other.json())
    assert [mark.type for mark in one.content[0].content[0].marks] == ["em", "strong"]


def test_absent_attributes_take_their_defaults() -> None:
    (table,) = parse(cell()).content
    assert table.content[0].content[0].attrs == {"colspan": 1, "rowspan": 1}


def test_a_text_may_be_64_levels_deep() -> None:
    assert parse(nested(30)).type == "doc"


@pytest.mark.parametrize(
    "href", ["https://a.fr", "http://a.fr:8080/x?y=é#z", "mailto:ines@a.fr", "HTTPS://A.FR/", "https://[::1]/"]
)
def test_links_to_the_web_and_to_addresses_are_kept(href: str) -> None:
    tree = inline(run("a", {"type": "link", "attrs": {"href": href}}))
    assert parse(tree).content[0].content[0].marks == (Mark("link", {"href": href}),)


@pytest.mark.parametrize(
    "href",
    [
        "", "a.fr", "//a.fr", "/x", "#x", "javascript:x", "JaVaScRiPt:x", " https://a.fr", "https://a.fr ", "java\nscript:x",
        "data:text/html,x", "vbscript:x", "file:///etc/passwd", "ftp://a.fr", "https:", "https://", "https:a.fr", "mailto:",
        "https://a.fr\\@b.fr", "https://[::1", "https://a.fr/" + "x" * 2_000, "\x01https://a.fr", "blob:https://a.fr/x", 3, None,
    ],
)  # fmt: skip
def test_every_other_link_is_refused(href: object) -> None:
    with pytest.raises(RichTextRefused, match="link"):
        parse(inline(run("a", {"type": "link", "attrs": {"href": href}})))


def test_plain_text_has_a_line_per_paragraph_and_reads_mentions_and_pictures() -> None:
    tree = parse(
        doc(
            {
                "type": "paragraph",
                "content": [run("Voir "), MENTION, run(", "), PICTURE, {"type": "hard_break"}, run("fin")],
            },
            items([words("un")], [words("deux")]),
        )
    )
    assert text_blocks(tree) == ("Voir Inès, plan\nfin", "un", "deux")
    assert plain_text(tree) == "Voir Inès, plan\nfin\nun\ndeux"


def test_a_plain_text_becomes_one_paragraph_per_line() -> None:
    tree = from_plain("un\r\n\ndeux\x00")
    assert tree == document(paragraph(text_node("un")), paragraph(), paragraph(text_node("deux")))
    assert parse(tree.json()) == tree
    assert plain_text(tree) == "un\n\ndeux"


@pytest.mark.parametrize(
    ("tree", "empty"),
    [
        (document(), True),
        (document(paragraph(text_node("  \u00a0"))), True),
        (parse(inline({"type": "hard_break"})), True),
        (parse(inline(PICTURE)), False),
        (parse(inline(MENTION)), False),
        (parse(cell()), False),
        (from_plain("a"), False),
    ],
)
def test_a_text_is_empty_when_it_says_nothing(tree: Any, empty: bool) -> None:
    assert is_empty(tree) is empty


def test_walking_goes_in_reading_order() -> None:
    tree = parse(doc(words("a"), items([words("b")], [words("c")]), words("d")))
    assert [node.text for node in walk(tree) if node.type == "text"] == ["a", "b", "c", "d"]


def test_the_schema_for_the_browser_says_all_that_the_server_checks() -> None:
    made = schema_json()
    assert json.loads(json.dumps(made)) == made
    assert list(made["nodes"]) == list(SCHEMA.nodes)
    assert list(made["marks"]) == ["link", "em", "strong"]
    assert made["nodes"]["list_item"] == {"content": "paragraph block*"}
    assert made["nodes"]["mention"]["atom"] is True
    assert made["nodes"]["table_cell"]["attrs"]["colspan"] == {"validate": "number", "default": 1}
    assert made["marks"]["link"]["attrs"] == {"href": {"validate": "string"}}
