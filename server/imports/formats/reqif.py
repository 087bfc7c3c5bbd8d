"""Reading ReqIF and .reqifz as rows: one per object, in the order of the hierarchy, a column for each attribute it knows.

A file that breaks the schema in ways that real tools do (a reference that leads nowhere, no hierarchy, another prefix) is
read; one that declares a document type, or whose root is another, is refused.
"""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from server.domain.errors import Invalid
from server.imports.archives import open_archive, read_entry
from server.imports.sheets import Sheet, one_or_more, sheet_of

_DEPTH: Final = "Profondeur"
_ID: Final = "Identifiant"
_TYPE: Final = "Type d’objet"
_LINKS: Final = "Relations"
_BLOCKS: Final = frozenset({"p", "div", "li", "tr", "br", "h1", "h2", "h3", "h4", "h5", "h6", "table"})


def recognises(data: bytes) -> bool:
    """Tell whether these are the bytes of a ReqIF file or archive. Raises as `open_archive`."""
    if data.startswith(b"PK"):
        return any(_is_reqif(name) for name in open_archive(data).namelist())
    start = data[:4096].lower()
    return b"req-if" in start or "req-if".encode("utf-16-le") in start or "req-if".encode("utf-16-be") in start


def read(data: bytes, name: str) -> tuple[Sheet, ...]:
    """Return one table per file of requirements. Raises Invalid, TooLarge."""
    if not data.startswith(b"PK"):
        return one_or_more([_sheet(data, name)])
    archive = open_archive(data)
    names = sorted(one for one in archive.namelist() if _is_reqif(one))
    return one_or_more(_sheet(read_entry(archive, one), one) for one in names)


def _is_reqif(name: str) -> bool:
    return name.lower().endswith((".reqif", ".xml")) and not name.startswith("__MACOSX")


def _sheet(data: bytes, name: str) -> Sheet | None:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True
    )
    try:
        root = etree.fromstring(data.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Invalid("xml") from error
    if root.getroottree().docinfo.doctype:
        raise Invalid("hostile")
    if _tag(root) != "REQ-IF" or not any(_tag(one) == "CORE-CONTENT" for one in root):
        raise Invalid("not_reqif")
    return sheet_of(name, _grid(root))


def _grid(root: etree._Element) -> list[list[str]]:
    names = {one.get("IDENTIFIER", ""): one.get("LONG-NAME", "") for one in root.iter() if _tag(one) in _NAMED}
    labels = {one.get("IDENTIFIER", ""): one.get("LONG-NAME", "") for one in root.iter() if _tag(one) == "ENUM-VALUE"}
    objects = {one.get("IDENTIFIER", ""): one for one in root.iter() if _tag(one) == "SPEC-OBJECT"}
    defaults, links = _defaults(root, names, labels), _links(root)
    rows: list[dict[str, str]] = []
    for depth, identifier in _in_order(root, objects):
        kind = next(_references(objects[identifier], "TYPE"), "")
        row = {_ID: identifier, _DEPTH: str(depth) if depth else "", _TYPE: names.get(kind, "")}
        row |= defaults.get(kind, {}) | _values(objects[identifier], names, labels)
        row[_LINKS] = "\n".join(links.get(identifier, ()))
        rows.append(row)
    columns = list(dict.fromkeys(column for row in rows for column in row))
    return [columns, *([row.get(column, "") for column in columns] for row in rows)]


def _defaults(root: etree._Element, names: dict[str, str], labels: dict[str, str]) -> dict[str, dict[str, str]]:
    """By type, what an attribute says where an object does not say it."""
    found: dict[str, dict[str, str]] = {}
    for kind in (one for one in root.iter() if _tag(one) == "SPEC-OBJECT-TYPE"):
        for definition in (one for one in kind.iter() if _tag(one).startswith("ATTRIBUTE-DEFINITION-")):
            value = next((given for child in definition if _tag(child) == "DEFAULT-VALUE" for given in child), None)
            if value is not None and (words := _words(value, labels)):
                column = str(names.get(definition.get("IDENTIFIER", "")) or definition.get("IDENTIFIER", ""))
                found.setdefault(kind.get("IDENTIFIER", ""), {})[column] = words
    return found


def _links(root: etree._Element) -> dict[str, list[str]]:
    """By the object they start from, the objects that relations lead to; they may be of another file."""
    found: dict[str, list[str]] = {}
    for one in (one for one in root.iter() if _tag(one) == "SPEC-RELATION"):
        for source in _references(one, "SOURCE"):
            found.setdefault(source, []).extend(f"→ {target}" for target in _references(one, "TARGET"))
    return found


_NAMED: Final = frozenset(
    {"SPEC-OBJECT-TYPE"}
    | {
        f"ATTRIBUTE-DEFINITION-{kind}"
        for kind in ("STRING", "XHTML", "INTEGER", "REAL", "BOOLEAN", "DATE", "ENUMERATION")
    }
)


def _in_order(root: etree._Element, objects: dict[str, etree._Element]) -> Iterator[tuple[int, str]]:
    """Objects as the hierarchies name them, each once, then those that none names, at depth 0."""
    seen: set[str] = set()
    for place in root.iter():
        if _tag(place) == "SPEC-HIERARCHY":
            depth = sum(_tag(one) == "SPEC-HIERARCHY" for one in place.iterancestors()) + 1
            for identifier in _references(place, "OBJECT"):
                if identifier in objects and identifier not in seen:
                    seen.add(identifier)
                    yield depth, identifier
    yield from ((0, identifier) for identifier in objects if identifier not in seen)


def _references(element: etree._Element, name: str) -> Iterator[str]:
    for child in element:
        if _tag(child) == name:
            yield from ((one.text or "").strip() for one in child)


def _values(element: etree._Element, names: dict[str, str], labels: dict[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    if element.get("LONG-NAME"):
        found["LONG-NAME"] = element.get("LONG-NAME", "")
    if element.get("DESC"):
        found["DESC"] = element.get("DESC", "")
    for value in (one for child in element if _tag(child) == "VALUES" for one in child):
        definition = next(_references(value, "DEFINITION"), "")
        if not definition:
            raise Invalid("not_reqif")
        column = names.get(definition) or definition
        words = _words(value, labels)
        found[column] = "\n".join(filter(None, (found.get(column, ""), words)))
    return found


def _words(value: etree._Element, labels: dict[str, str]) -> str:
    return _enumerated(value, labels) if _tag(value).endswith("ENUMERATION") else _said(value)


def _enumerated(value: etree._Element, labels: dict[str, str]) -> str:
    return ", ".join(labels.get(one, one) for one in _references(value, "VALUES"))


def _said(value: etree._Element) -> str:
    if value.get("THE-VALUE") is not None:
        return str(value.get("THE-VALUE", ""))
    return next((_text(child) for child in value if _tag(child) == "THE-VALUE"), "")


def _text(element: etree._Element) -> str:
    """The words of XHTML, one line for each of its blocks."""
    pieces: list[str] = []
    for step, node in etree.iterwalk(element, events=("start", "end")):
        if _tag(node).lower() in _BLOCKS:
            pieces.append("\n")
        if step == "start" and _tag(node) == "object":
            pieces.append(f" [{node.get('data', '')}] ")
        pieces.append((node.text if step == "start" else node.tail if node is not element else "") or "")
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _tag(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
