"""A text is cut where one would cut it by hand, and its pieces make it whole again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.richtext import Node, Piece, cut, document, from_plain, gather, paragraph, plain_text, text_node
from tests.crdt.trees import random_tree


def words(tree: Node) -> list[str]:
    return [plain_text(document(piece.node)) for piece in cut(tree)]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Le système doit tenir. Il doit durer.", ["Le système doit tenir.", "Il doit durer."]),
        ("Est-ce vu\u00a0? Oui\u00a0! «\u00a0Bien\u00a0».", ["Est-ce vu\u00a0?", "Oui\u00a0!", "«\u00a0Bien\u00a0»."]),
        ("«\u00a0Cela va.\u00a0» Puis rien.", ["«\u00a0Cela va.\u00a0»", "Puis rien."]),
        ("Moins de 1.5 s, env. deux minutes", ["Moins de 1.5 s, env. deux minutes"]),
        ("Une ligne.\nUne autre.", ["Une ligne.", "Une autre."]),
        ("", []),
    ],
)
def test_a_paragraph_is_cut_between_sentences(text: str, pieces: list[str]) -> None:
    assert words(from_plain(text)) == pieces


def test_a_sentence_that_changes_its_marks_is_one_piece() -> None:
    tree = document(paragraph(text_node("Le système "), text_node("doit. Il"), text_node(" tient.")))

    assert words(tree) == ["Le système doit.", "Il tient."]


@given(st.integers(0, 10_000))
def test_all_pieces_of_a_text_together_are_that_text(seed: int) -> None:
    tree = random_tree(seed)
    there = document(*(block for block in tree.content if block.content))

    assert plain_text(gather(cut(there))).split() == plain_text(there).split()
    assert [piece.block for piece in cut(gather(cut(there)))] == [piece.block for piece in cut(there)]


@given(st.lists(st.lists(st.integers(0, 2), min_size=1, max_size=4), min_size=1, max_size=3))
def test_what_was_distributed_is_found_again_piece_by_piece(dealt: list[list[int]]) -> None:
    pieces = cut(from_plain("\n".join(" ".join(f"La règle {one}." for one in line) for line in dealt)))
    holders = [holder for line in dealt for holder in line]
    kept = [[piece for piece, holder in zip(pieces, holders, strict=True) if holder == one] for one in range(3)]

    again = [list(cut(gather(some))) for some in kept]

    assert gather(
        Piece(piece.block, again[holder].pop(0).node) for piece, holder in zip(pieces, holders, strict=True)
    ) == gather(pieces)
