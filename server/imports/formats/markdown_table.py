"""Reading Markdown as rows: each table is one; a document without a table is one row for each paragraph or item, with its heading."""

from markdown_it import MarkdownIt
from markdown_it.token import Token

from server.imports.sheets import Sheet, one_or_more, sheet_of
from server.imports.source import decode

_MARKDOWN = MarkdownIt("commonmark").enable("table")


def read(data: bytes, name: str) -> tuple[Sheet, ...]:
    """Return the tables of a Markdown document, or its paragraphs as rows. Raises Invalid, TooLarge."""
    tokens = _MARKDOWN.parse(decode(data))
    tables = _tables(tokens)
    if tables:
        return one_or_more(sheet_of(title or name, grid) for title, grid in tables)
    rows = [("Titre", "Texte"), *_paragraphs(tokens)]
    return one_or_more([sheet_of(name, rows)])


def _tables(tokens: list[Token]) -> list[tuple[str, list[list[str]]]]:
    """Each table with the heading it stands under."""
    found: list[tuple[str, list[list[str]]]] = []
    heading = ""
    for place, token in enumerate(tokens):
        match token.type:
            case "heading_open":
                heading = _plain(tokens[place + 1])
            case "table_open":
                found.append((heading, []))
            case "tr_open":
                found[-1][1].append([])
            case "th_open" | "td_open":
                found[-1][1][-1].append(_plain(tokens[place + 1]))
            case _:
                pass
    return found


def _paragraphs(tokens: list[Token]) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    heading = ""
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            heading = _plain(tokens[place + 1])
        elif token.type == "paragraph_open":
            rows.append((heading, _plain(tokens[place + 1])))
    return rows


def _plain(token: Token) -> str:
    pieces = (
        "\n" if part.type in ("softbreak", "hardbreak") else "" if part.type.endswith("_close") else part.content
        for part in token.children or ()
    )
    return "".join(pieces).strip()
