"""Tables of any file: each kind and each way of writing it is read alike, and what is hostile is refused with its reason."""

import zipfile
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

from server.domain.errors import Invalid, TooLarge
from server.domain.tracing import SubjectKind
from server.imports import archives
from server.imports.formats import reqif
from server.imports.mapping import Known, guess, plan
from server.imports.sheets import MAX_CELL, MAX_COLUMNS, MAX_ROWS, Sheet, sheet_of
from server.imports.tables import MAX_FILE, read_tables

HEADING = ("Constat", "Gravité")
ROWS = (("Le plan change à midi", "forte"), ("L’œil fatigue ; la lampe aussi", "moyenne"))


def csv(separator: str = ";") -> str:
    lines = (separator.join(f'"{cell}"' for cell in row) for row in (HEADING, *ROWS))
    return "\r\n".join(lines) + "\r\n"


def xlsx(*sheets: Sequence[Sequence[object]], formula: str = "") -> bytes:
    held = BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    for grid in sheets:
        page = book.add_worksheet()
        for place, row in enumerate(grid):
            for at, cell in enumerate(row):
                if isinstance(cell, date):
                    page.write_datetime(place, at, cell, book.add_format({"num_format": "yyyy-mm-dd"}))
                elif isinstance(cell, str):
                    page.write_string(place, at, cell)
                else:
                    page.write(place, at, cell)
        if formula:
            page.write_formula(len(grid), 0, formula, value="42")
    book.close()
    return held.getvalue()


def archive(*entries: tuple[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", how) as file:
        for name, data in entries:
            file.writestr(name, data)
    return held.getvalue()


CSV_FILES = {
    "semicolons in UTF-8": csv().encode(),
    "semicolons in UTF-8 with a mark": csv().encode("utf-8-sig"),
    "semicolons in Windows-1252": csv().encode("cp1252"),
    "commas in UTF-8": csv(",").encode(),
    "commas in Windows-1252": csv(",").encode("cp1252"),
    "tabs in UTF-16": csv("\t").encode("utf-16"),
}


@pytest.mark.parametrize("name", CSV_FILES)
def test_csv_is_read_alike_however_it_was_saved(name: str) -> None:
    (sheet,) = read_tables(CSV_FILES[name], "constats.csv")

    assert (sheet.columns, sheet.rows, sheet.lines) == (HEADING, ROWS, (2, 3))


def test_a_workbook_gives_each_of_its_tables_with_the_values_its_cells_show() -> None:
    first: list[list[object]] = [
        ["Relevés de novembre"],
        [],
        ["Constat", "Note", "Vu le"],
        ["Le plan change", 3, date(2026, 11, 5)],
    ]
    (sheet, other) = read_tables(xlsx(first, [["A", "B"], ["x", 1.5]], [["vide"]]), "constats.xlsx")

    assert (sheet.columns, sheet.rows, sheet.lines) == (
        ("Constat", "Note", "Vu le"),
        (("Le plan change", "3", "2026-11-05"),),
        (4,),
    )
    assert other.rows == (("x", "1.5"),)


def test_of_a_formula_only_the_value_is_read_and_a_text_that_looks_like_one_stays_a_text() -> None:
    (sheet,) = read_tables(xlsx([["A", "B"], ["=1+1", "x"]], formula="=CMD()"), "x.xlsx")

    assert sheet.rows == (("=1+1", "x"), ("42", ""))


def test_markdown_gives_its_tables_or_else_its_paragraphs_under_their_headings() -> None:
    table = "# Relevés\n\n| Constat | Gravité |\n|--|--|\n| Le *plan* change | forte |\n"

    (sheet,) = read_tables(table.encode(), "notes.md")
    (rows,) = read_tables(b"# Atelier\n\nOn recopie.\n\n- Le soir\n", "notes.md")

    assert (sheet.name, sheet.columns, sheet.rows) == ("Relevés", HEADING, (("Le plan change", "forte"),))
    assert rows.rows == (("Atelier", "On recopie."), ("Atelier", "Le soir"))


def requirements(objects: str, prefix: str = "", head: str = "", more: str = "") -> bytes:
    space = f'xmlns{":" + prefix if prefix else ""}="http://www.omg.org/spec/ReqIF/20110401/reqif.xsd"'
    tag = f"{prefix}:" if prefix else ""
    text = f"""<?xml version="1.0" encoding="UTF-8"?>{head}
<REQ-IF {space}><CORE-CONTENT><REQ-IF-CONTENT>
<DATATYPES><DATATYPE-DEFINITION-ENUMERATION IDENTIFIER="e"><SPECIFIED-VALUES>
<ENUM-VALUE IDENTIFIER="v1" LONG-NAME="forte"/></SPECIFIED-VALUES></DATATYPE-DEFINITION-ENUMERATION></DATATYPES>
<SPEC-TYPES><SPEC-OBJECT-TYPE IDENTIFIER="t" LONG-NAME="Exigence"><SPEC-ATTRIBUTES>
<ATTRIBUTE-DEFINITION-XHTML IDENTIFIER="a1" LONG-NAME="ReqIF.Text"/>
<ATTRIBUTE-DEFINITION-ENUMERATION IDENTIFIER="a2" LONG-NAME="Gravité"/>
<ATTRIBUTE-DEFINITION-STRING IDENTIFIER="a3" LONG-NAME="Source"><DEFAULT-VALUE>
<ATTRIBUTE-VALUE-STRING THE-VALUE="client"/></DEFAULT-VALUE></ATTRIBUTE-DEFINITION-STRING>
</SPEC-ATTRIBUTES></SPEC-OBJECT-TYPE></SPEC-TYPES>
<SPEC-OBJECTS>{objects}</SPEC-OBJECTS>{more}</REQ-IF-CONTENT></CORE-CONTENT></REQ-IF>"""
    names = ("REQ-IF", "CORE-CONTENT") if prefix else ()
    for name in names:
        text = text.replace(f"<{name} ", f"<{tag}{name} ").replace(f"<{name}>", f"<{tag}{name}>")
        text = text.replace(f"</{name}>", f"</{tag}{name}>")
    return text.encode()


OBJECT = """<SPEC-OBJECT IDENTIFIER="o1"><TYPE><SPEC-OBJECT-TYPE-REF>t</SPEC-OBJECT-TYPE-REF></TYPE><VALUES>
<ATTRIBUTE-VALUE-XHTML><DEFINITION><ATTRIBUTE-DEFINITION-XHTML-REF>a1</ATTRIBUTE-DEFINITION-XHTML-REF></DEFINITION>
<THE-VALUE><x:div xmlns:x="http://www.w3.org/1999/xhtml"><x:p>Le module doit <x:b>peser</x:b>.</x:p><x:p>Deux.</x:p>
<x:object data="plan.png" type="image/png"/></x:div></THE-VALUE></ATTRIBUTE-VALUE-XHTML>
<ATTRIBUTE-VALUE-ENUMERATION><DEFINITION><ATTRIBUTE-DEFINITION-ENUMERATION-REF>a2</ATTRIBUTE-DEFINITION-ENUMERATION-REF>
</DEFINITION><VALUES><ENUM-VALUE-REF>v1</ENUM-VALUE-REF></VALUES></ATTRIBUTE-VALUE-ENUMERATION></VALUES></SPEC-OBJECT>"""
RELATION = """<SPEC-RELATIONS><SPEC-RELATION IDENTIFIER="r"><SOURCE><SPEC-OBJECT-REF>o1</SPEC-OBJECT-REF></SOURCE>
<TARGET><SPEC-OBJECT-REF>elsewhere</SPEC-OBJECT-REF></TARGET></SPEC-RELATION></SPEC-RELATIONS>"""


def row_of(sheet: Sheet) -> dict[str, str]:
    return dict(zip(sheet.columns, sheet.rows[0], strict=True))


@pytest.mark.parametrize("prefix", ["", "rif"])
def test_reqif_gives_a_row_for_each_object_with_text_choices_defaults_and_relations(prefix: str) -> None:
    (sheet,) = read_tables(requirements(OBJECT, prefix, more=RELATION), "x.reqif")

    assert row_of(sheet) == {
        "Identifiant": "o1",
        "Profondeur": "",
        "Type d’objet": "Exigence",
        "ReqIF.Text": "Le module doit peser.\nDeux.\n[plan.png]",
        "Gravité": "forte",
        "Source": "client",
        "Relations": "→ elsewhere",
    }


def test_an_archive_of_reqif_is_read_past_what_a_mac_leaves_in_it() -> None:
    data = archive(("a/x.reqif", requirements(OBJECT)), ("__MACOSX/x.reqif", b"\0"), ("a/.DS_Store", b"\0"))

    assert row_of(read_tables(data, "x.reqifz")[0])["Identifiant"] == "o1"


LAUGHS = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
FOREIGN = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
BOMB = b"\0" * (archives.RATIO_FROM + 1024)

HOSTILE = {
    "entities that multiply": (requirements(OBJECT, head=LAUGHS), "hostile"),
    "an entity of another file": (requirements(OBJECT.replace("peser", "&f;"), head=FOREIGN), "hostile"),
    "no end": (requirements(OBJECT)[:-20], "xml"),
    "a depth without end": (b"<REQ-IF><CORE-CONTENT>" + b"<a>" * 5000, "xml"),
    "values as attributes": (
        requirements(
            '<SPEC-OBJECT IDENTIFIER="o"><VALUES><ATTRIBUTE-VALUE-STRING THE-VALUE="x" DEFINITION="a"/></VALUES></SPEC-OBJECT>'
        ),
        "not_reqif",
    ),
    "another root": (b"<x>REQ-IF</x>", "not_reqif"),
    "a PDF": (b"%PDF-1.7 ", "file_kind"),
    "an archive of something": (archive(("a.txt", b"x")), "file_kind"),
    "a damaged archive": (b"PK\3\4" + b"\0" * 40, "archive"),
    "a workbook with a declaration": (
        archive(("xl/workbook.xml", b"<?xml version='1.0'?>" + FOREIGN.encode() + b"<workbook/>")),
        "hostile",
    ),
    "a workbook that is none": (archive(("xl/workbook.xml", b"<workbook/>")), "workbook"),
    "bytes": (b"\x81\0\1", "no_text"),
    "one row": (b"Constat;Note\n", "no_table"),
    "nothing": (b"", "no_table"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_hostile_broken_or_something_else_is_refused_with_its_reason(name: str) -> None:
    data, reason = HOSTILE[name]

    with pytest.raises(Invalid) as refused:
        read_tables(data, "x.csv")

    assert refused.value.detail == reason


TOO_MUCH = {
    "what unpacks to far more": (archive(("xl/workbook.xml", BOMB)), "archive"),
    "too many entries": (archive(*((f"{number}.xml", b"") for number in range(archives.MAX_ENTRIES + 1))), "archive"),
    "a file that is too big": (b"x" * (MAX_FILE + 1), "file"),
    "too many rows": (b"a;b\n" * (MAX_ROWS + 2), "table"),
    "too many columns": ((";".join("x" * (MAX_COLUMNS + 1)) + "\n").encode() * 2, "table"),
    "a cell that is too long": (b"a;b\n1;" + b"x" * (MAX_CELL + 1) + b"\n", "cell"),
}


@pytest.mark.parametrize("name", TOO_MUCH)
def test_what_is_too_much_is_refused_whole(name: str) -> None:
    data, reason = TOO_MUCH[name]

    with pytest.raises(TooLarge) as refused:
        read_tables(data, "x.csv")

    assert refused.value.detail == reason


def test_an_entry_that_lies_about_its_size_is_not_believed(tmp_path: Path) -> None:
    data = bytearray(archive(("x.reqif", b"x" * 1000)))
    place = data.rfind(b"PK\1\2") + 24
    data[place : place + 4] = (10).to_bytes(4, "little")

    with pytest.raises(Invalid):
        reqif.read(bytes(data), "x.reqifz")


def test_columns_of_one_name_and_without_a_name_are_told_apart() -> None:
    sheet = sheet_of("x", [["Note", "Note", "", "Vide"], ["1", "2", "3", ""]])

    assert sheet is not None
    assert sheet.columns == ("Note", "Note (2)", "Colonne 3", "Vide")


def test_the_names_of_columns_give_their_field_away_unless_its_cells_say_something_else() -> None:
    columns = ["Intitulé", "Constat", "Preuve :", "GRAVITÉ", "Équipe", "N° de fiche", "Registre"]
    sheet = sheet_of("x", [columns, ["a", "b", "observation", "forte", "c", "1", "celui du chef"]])
    assert sheet is not None

    assert guess(sheet, SubjectKind.FINDING) == {
        "Intitulé": "title",
        "Constat": "text",
        "Preuve :": "evidence",
        "GRAVITÉ": "severity",
        "Équipe": "unit",
    }


def test_a_title_is_made_of_the_first_words_where_no_column_gives_one() -> None:
    sheet = sheet_of("x", [["Constat"], ["On recopie les temps. Le soir, sur un cahier."], ["a " * 200]])
    assert sheet is not None
    known = Known({kind: frozenset() for kind in SubjectKind}, {})

    rows = plan(SubjectKind.SITUATION, sheet, {"Constat": "text"}, {}, frozenset(), known)

    assert rows[0].values["title"] == "On recopie les temps"
    assert rows[1].values["title"].endswith("…")
    assert len(rows[1].values["title"]) <= 120
