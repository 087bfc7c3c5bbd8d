"""A redline holds both moments to the letter, and shows changes the way people read them."""

from collections.abc import Callable, Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain import alignment
from server.domain.alignment import common
from server.domain.redline import DELETED, INSERTED, redline
from server.domain.richtext import Mark, Node, document, from_plain, join_runs, paragraph, parse, text_node
from tests.crdt.trees import doc, items, random_tree, say


def without(node: Node, left_out: Mark) -> Node:
    """Return a redline as one of its two moments."""
    content = tuple(without(child, left_out) for child in node.content if left_out not in child.marks)
    marks = tuple(mark for mark in node.marks if mark not in (DELETED, INSERTED))
    return Node(node.type, node.attrs, marks, join_runs(content), node.text)


def written(node: Node) -> str:
    """Return the words of a redline, what left in [-…] and what came in [+…]."""
    if node.type != "text":
        return "".join(map(written, node.content)) + ("\n" if node.type == "paragraph" else "")
    sign = "-" if DELETED in node.marks else "+" if INSERTED in node.marks else ""
    return f"[{sign}{node.text}]" if sign else node.text


def between(old: str, new: str) -> str:
    return written(redline(from_plain(old), from_plain(new))).rstrip("\n")


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("son usage et ses utilisateurs.", "son usage et ses destinataires.", "son usage et ses [-utilisateurs][+destinataires]."),
        ("par son auteur.", "par son auteur ou par l’équipe suivante.", "par son auteur[+ ou par l’équipe suivante]."),
        ("le poste est réglable", "la table est réglable", "[-le poste][+la table] est réglable"),
        ("≤ 15 s", "≤ 10 s", "≤ [-15][+10] s"),
        ("un\ndeux\ntrois", "un\ntrois", "un\n[-deux]\ntrois"),
        ("un", "", "[-un]"),
        ("", "un", "[+un]"),
        ("tout autre chose ici", "rien de commun", "[-tout autre chose ici]\n[+rien de commun]"),
        ("l’e\u0301te\u0301", "l’ete", "l’[-e\u0301te\u0301][+ete]"),
        ("égal", "égal", "égal"),
    ],
)  # fmt: skip
def test_words_are_shown_as_people_would_mark_them(old: str, new: str, shown: str) -> None:
    assert between(old, new) == shown


def test_a_link_that_leads_elsewhere_is_a_change() -> None:
    old, new = (document(paragraph(text_node("ici", (Mark("link", {"href": f"https://{host}.fr"}),)))) for host in "ab")
    assert written(redline(old, new)) == "[-ici][+ici]\n"


def test_items_and_cells_that_changed_are_not_replaced_whole() -> None:
    old = parse(doc(items([say("un poste réglable")], [say("un écran lisible")])))
    new = parse(doc(items([say("un poste")], [say("un poste réglable")], [say("un écran très lisible")])))
    assert written(redline(old, new)) == "[+un poste]\nun poste réglable\nun écran [+très ]lisible\n"
    cells = [parse(doc(_table(["≤", "15 s", word]))) for word in ("avant", "après")]
    assert written(redline(*cells)) == "≤\n15 s\n[-avant]\n[+après]\n"


def _table(words: Sequence[str]) -> dict[str, object]:
    row = [{"type": "table_cell", "content": [say(word)]} for word in words]
    return {"type": "table", "content": [{"type": "table_row", "content": row}]}


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_a_redline_holds_both_moments(one: int, other: int) -> None:
    old, new = random_tree(one), random_tree(other)
    compared = redline(old, new)
    assert without(compared, INSERTED) == old
    assert without(compared, DELETED) == new


@given(st.integers(0, 10_000), st.integers(0, 10_000), st.data())
def test_texts_that_share_blocks_keep_them(one: int, other: int, data: st.DataObject) -> None:
    old = random_tree(one)
    kept = [block for block in old.content if data.draw(st.booleans())]
    new = document(*kept, *random_tree(other).content)
    compared = redline(old, new)
    assert without(compared, INSERTED) == old
    assert without(compared, DELETED) == new
    assert redline(old, old) == old


def longest(old: Sequence[int], new: Sequence[int]) -> int:
    """Return the length of a longest common subsequence, by the table everybody knows."""
    row = [0] * (len(new) + 1)
    for here in old:
        before = row
        row = [0]
        for place, there in enumerate(new):
            row.append(before[place] + 1 if here == there else max(before[place + 1], row[-1]))
    return row[-1]


@given(st.lists(st.integers(0, 4), max_size=30), st.lists(st.integers(0, 4), max_size=30))
def test_as_much_as_possible_is_common(old: list[int], new: list[int]) -> None:
    pairs = common(old, new)
    assert all(old[here] == new[there] for here, there in pairs)
    assert pairs == sorted(set(pairs))
    assert len(pairs) == longest(old, new)


def _shuffled(count: int) -> list[int]:
    numbers = list(range(count))
    Random(7).shuffle(numbers)  # noqa: S311  a shuffle that can be made again
    return numbers


@pytest.mark.parametrize("make", [lambda count: [0, 1] * count, lambda count: [1, 1, 0] * count, _shuffled])
def test_long_sequences_are_aligned_within_bounds(make: Callable[[int], list[int]]) -> None:
    old, new = list(range(2000)), make(2000)
    pairs = common(old, new)
    assert all(old[here] == new[there] for here, there in pairs)
    assert [here for here, _ in pairs] == sorted({here for here, _ in pairs})
    assert [there for _, there in pairs] == sorted({there for _, there in pairs})


def test_long_sequences_with_many_changes_keep_what_each_holds_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alignment, "MAX_EDITS", 4)
    old = [0, 0, 0, 1, 0, 0, 0, 2, 0]
    new = [5, 5, 5, 1, 5, 5, 5, 2, 0]
    assert common(old, new) == [(3, 3), (7, 7), (8, 8)]
