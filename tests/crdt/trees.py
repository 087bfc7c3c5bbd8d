"""Random texts of every kind the schema allows."""

from random import Random
from typing import Any, Final

from server.domain.richtext import Node, parse

WORDS: Final = (
    "a",
    "é",
    "😀",
    "👩‍🔧",
    "ok ",
    "≤ 5 mm",
    "l’été ",
    " ",
    "𝒳y",
    "Le poste est réglable. ",
    "ligne\nsuivante",
)
MARKS: Final[tuple[dict[str, Any], ...]] = (
    {"type": "strong"},
    {"type": "em"},
    {"type": "link", "attrs": {"href": "https://a.fr/é?x=1"}},
)
ID: Final = "A" * 21


def random_tree(seed: int) -> Node:
    """Return a canonical document drawn from a seed, up to six levels deep."""
    dice = Random(seed)  # noqa: S311  a text that can be made again
    return parse({"type": "doc", "content": [_block(dice, 0) for _ in range(dice.randint(1, 5))]})


def say(text: str) -> dict[str, Any]:
    """Return a paragraph of words as ProseMirror JSON."""
    return {"type": "paragraph", "content": [{"type": "text", "text": text}]}


def items(*contents: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a bullet list of items as ProseMirror JSON."""
    return {"type": "bullet_list", "content": [{"type": "list_item", "content": content} for content in contents]}


def doc(*blocks: dict[str, Any]) -> dict[str, Any]:
    """Return a document as ProseMirror JSON."""
    return {"type": "doc", "content": list(blocks)}


def _block(dice: Random, depth: int) -> dict[str, Any]:
    kind = dice.choice(("paragraph", "paragraph", "list", "table")) if depth < 3 else "paragraph"
    if kind == "paragraph":
        return {"type": "paragraph", "content": [_inline(dice) for _ in range(dice.randint(0, 4))]}
    if kind == "table":
        rows = [[_cell(dice, depth + 1) for _ in range(dice.randint(1, 3))] for _ in range(dice.randint(1, 3))]
        return {"type": "table", "content": [{"type": "table_row", "content": row} for row in rows]}
    made = items(*([say("x"), *_blocks(dice, depth + 1)] for _ in range(dice.randint(1, 3))))
    return made if dice.random() < 0.5 else made | {"type": "ordered_list", "attrs": {"order": dice.randint(0, 9)}}


def _blocks(dice: Random, depth: int) -> list[dict[str, Any]]:
    return [_block(dice, depth) for _ in range(dice.randint(0, 2))]


def _cell(dice: Random, depth: int) -> dict[str, Any]:
    spans = {"colspan": dice.randint(1, 3), "rowspan": dice.randint(1, 50)}
    kind = dice.choice(("table_cell", "table_header"))
    return {"type": kind, "attrs": spans, "content": [_block(dice, depth), *_blocks(dice, depth)]}


def _inline(dice: Random) -> dict[str, Any]:
    kind = dice.choice(("text", "text", "text", "hard_break", "image", "mention"))
    if kind == "text":
        return {"type": "text", "text": dice.choice(WORDS), "marks": dice.sample(MARKS, dice.randint(0, 3))}
    if kind == "image":
        return {
            "type": "image",
            "attrs": {"attachment": ID + str(dice.randint(0, 9)), "alt": dice.choice(("", "plan"))},
        }
    if kind == "mention":
        return {"type": "mention", "attrs": {"kind": "code", "ref": ID + str(dice.randint(0, 9)), "text": "PLA-417"}}
    return {"type": "hard_break"}
