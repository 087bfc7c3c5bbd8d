"""Running text as HTML: the same tags the editor draws, so that mounting an editor moves nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from markupsafe import Markup, escape

from server.domain.authorship import BY
from server.domain.content import RichTextJson
from server.domain.redline import DELETED, INSERTED
from server.domain.richtext import SCHEMA, Mark, Node, parse
from server.domain.typography import typeset
from server.domain.words import Language, say

_TAGS: Final = {
    "bullet_list": Markup("ul"),
    "list_item": Markup("li"),
    "table_row": Markup("tr"),
}
_MARKS: Final = {"strong": Markup("strong"), "em": Markup("em")}
TINTS: Final = 6
"""How many tints of people the style sheet has."""

_CHANGES: Final = {DELETED.type: Markup("del"), INSERTED.type: Markup("ins")}


@dataclass(frozen=True, slots=True)
class _Hand:
    """How a text is drawn: its language, where pictures are, and who the authors of its words are called."""

    language: Language | str
    url: Callable[[str], str]
    authors: Sequence[str] = ()


def render_text(tree: RichTextJson, language: Language | str, attachment_url: Callable[[str], str]) -> Markup:
    """Return the HTML of a text, set with the spacing of `language`; pictures point where `attachment_url` says."""
    return _blocks(parse(tree), _Hand(language, attachment_url))


def render_redline(tree: Node, language: Language | str, attachment_url: Callable[[str], str]) -> Markup:
    """Return the HTML of a redline: `del` and `ins`, each said to those who do not see them, on blocks a class."""
    return _blocks(tree, _Hand(language, attachment_url))


def render_signed(
    tree: Node, authors: Sequence[str], language: Language | str, attachment_url: Callable[[str], str]
) -> Markup:
    """Return the HTML of a text whose runs bear the places of their authors: a tint, and the name for who sees none."""
    return _blocks(tree, _Hand(language, attachment_url, authors))


def _blocks(tree: Node, hand: _Hand) -> Markup:
    return Markup("").join(_block(node, hand) for node in tree.content)


def _block(node: Node, hand: _Hand) -> Markup:
    if node.type == "paragraph":
        return Markup("<p{}>{}</p>").format(_whole(node), _inline(node.content, hand))
    inside = _blocks(node, hand)
    match node.type:
        case "ordered_list":
            start = int(node.attrs["order"] or 1)
            shown = Markup("") if start == 1 else Markup(' start="{}"').format(start)
            return Markup("<ol{}{}>{}</ol>").format(_whole(node), shown, inside)
        case "table":
            return Markup(
                '<div class="scroll-x" tabindex="0" role="group"><table{}><tbody>{}</tbody></table></div>'
            ).format(_whole(node), inside)
        case "table_cell" | "table_header":
            tag = Markup("td") if node.type == "table_cell" else Markup("th")
            return Markup("<{}{}{}>{}</{}>").format(tag, _whole(node), _spans(node), inside, tag)
        case _:
            tag = _TAGS[node.type]
            return Markup("<{}{}>{}</{}>").format(tag, _whole(node), inside, tag)


def _whole(node: Node) -> Markup:
    """Return the class of a block that left or came whole."""
    around = _around(node)
    return Markup(' class="whole-{}"').format(around.type) if around else Markup("")


def _around(node: Node) -> Mark | None:
    """Return the mark that tells what became of a node, or who wrote it."""
    return next((mark for mark in node.marks if mark.type not in SCHEMA.marks), None)


def _spans(cell: Node) -> Markup:
    spans = ((name, int(cell.attrs[name] or 1)) for name in ("colspan", "rowspan"))
    return Markup("").join(Markup(' {}="{}"').format(name, count) for name, count in spans if count != 1)


def _inline(nodes: tuple[Node, ...], hand: _Hand) -> Markup:
    words, at = typeset("".join(node.text for node in nodes), hand.language), 0
    made = Markup("")
    for around, together in groupby(nodes, key=_around):
        inside = Markup("")
        for node in together:
            inside += _piece(node, words[at : at + len(node.text)], hand.url)
            at += len(node.text)
        if around is None:
            made += inside
        elif around.type == BY:
            made += _signed(int(around.attrs["author"]), inside, hand)
        else:
            made += _changed(around, inside, hand.language)
    return made or Markup("<br>")


def _signed(author: int, inside: Markup, hand: _Hand) -> Markup:
    said = typeset(say("past.by", hand.language, name=hand.authors[author]), hand.language)
    return Markup('<span class="by by-{}"><span class="vh">{}</span>{}</span>').format(author % TINTS + 1, said, inside)


def _changed(change: Mark, inside: Markup, language: Language | str) -> Markup:
    tag, said = _CHANGES[change.type], typeset(say(f"redline.{change.type}", language), language)
    return Markup('<{}><span class="vh">{}</span>{}</{}>').format(tag, said, inside, tag)


def _piece(node: Node, words: str, url: Callable[[str], str]) -> Markup:
    if node.type != "text":
        return _atom(node, url)
    return _marked(escape(words), tuple(mark for mark in node.marks if mark.type in SCHEMA.marks))


def _marked(run: Markup, marks: tuple[Mark, ...]) -> Markup:
    for mark in reversed(marks):
        if mark.type == "link":
            run = Markup('<a href="{}" rel="noopener noreferrer">{}</a>').format(mark.attrs["href"], run)
        else:
            tag = _MARKS[mark.type]
            run = Markup("<{}>{}</{}>").format(tag, run, tag)
    return run


def _atom(node: Node, url: Callable[[str], str]) -> Markup:
    match node.type:
        case "hard_break":
            return Markup("<br>")
        case "image":
            address = url(str(node.attrs["attachment"]))
            return Markup('<img src="{}" alt="{}" data-attachment="{}">').format(
                address, node.attrs["alt"], node.attrs["attachment"]
            )
        case _:
            return Markup('<span class="mention" data-kind="{}" data-ref="{}">{}</span>').format(
                node.attrs["kind"], node.attrs["ref"], node.attrs["text"]
            )
