"""A real document comes in with nothing lost: words, headings, lists, tables and links; its binding sentences are requirements."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.domain.blueprint import Blueprint, ProposedSection
from server.domain.errors import Invalid
from server.domain.requirement import Status
from server.domain.richtext import Node, parse, plain_text, walk
from server.imports import read_document

FIXTURES = Path(__file__).parent / "fixtures"
WORD = re.compile(r"[^\W_]+")


@pytest.fixture(scope="module")
def workshop() -> Blueprint:
    return read_document((FIXTURES / "cahier-atelier.md").read_bytes(), "cahier-atelier.md")


def trees(blueprint: Blueprint) -> Iterator[Node]:
    """Yield every text in reading order."""
    for section in blueprint.all_sections():
        yield section.intro.tree
        for one in section.requirements:
            yield from (one.statement.tree, one.rationale.tree)


def written(blueprint: Blueprint) -> str:
    """Return every word of the specification, link addresses included."""
    titles = " ".join(section.title for section in blueprint.all_sections())
    texts = " ".join(map(plain_text, trees(blueprint)))
    links = " ".join(address for text, address in links_of(blueprint) if address != text)
    return f"{titles} {texts} {links}"


def links_of(blueprint: Blueprint) -> list[tuple[str, str]]:
    nodes = [node for tree in trees(blueprint) for node in walk(tree)]
    return [(node.text, str(mark.attrs["href"])) for node in nodes for mark in node.marks if mark.type == "link"]


def words(text: str) -> Counter[str]:
    return Counter(WORD.findall(text))


def headings(sections: tuple[ProposedSection, ...]) -> list[object]:
    return [(one.title, headings(one.sections)) if one.sections else one.title for one in sections]


def lists_of(tree: Node) -> list[tuple[str, list[str]]]:
    return [
        (node.type, [plain_text(item) for item in node.content]) for node in walk(tree) if node.type.endswith("_list")
    ]


def section(blueprint: Blueprint, title: str) -> ProposedSection:
    return next(one for one in blueprint.all_sections() if one.title == title)


def test_no_word_of_the_document_is_lost_and_none_is_said_twice(workshop: Blueprint) -> None:
    source = (FIXTURES / "cahier-atelier.md").read_text(encoding="utf-8")
    numbering = words("1 2 3")

    assert words(source) - words(written(workshop)) == numbering
    assert words(written(workshop)) - words(source) == words("Introduction")


def test_the_headings_keep_their_tree(workshop: Blueprint) -> None:
    assert headings(workshop.sections) == [
        "Introduction",
        (
            "Suivi des outils coupants",
            [("Contexte", ["Chiffres relevés"]), ("Ce que nous demandons", ["Détail des emprunts"])],
        ),
        "Annexes",
    ]
    assert workshop.title == "Suivi des outils coupants"


def test_the_binding_sentences_are_the_requirements_a_person_would_pick(workshop: Blueprint) -> None:
    assert [(one.title, plain_text(one.statement.tree)) for one in workshop.all_requirements()] == [
        (
            "Indiquer sa place",
            "Lorsque le régleur demande un outil, le système doit indiquer sa place.",
        ),
        (
            "Le système devra",
            "Le système devra :\naccepter un emprunt en deux gestes ;\nrappeler les retours du soir.",
        ),
        ("Rester lisibles à un mètre", "Les textes doivent rester lisibles à un mètre."),
        (
            "N’afficher aucun nom",
            "Le système ne doit afficher aucun nom.\nSeul le poste compte :\nnuméro,\nlieu.",
        ),
        ("Document every message", "The supplier shall document every message."),
    ]


def test_text_after_a_requirement_stays_with_it_so_that_the_reading_order_holds(workshop: Blueprint) -> None:
    after = [plain_text(one.rationale.tree) for one in workshop.all_requirements()]

    assert after == [
        "Neuf recherches ont été comptées en deux jours.",
        "Confort de lecture",
        "Le bleu est la couleur du magasin.",
        "Tout le reste est libre.",
        "POST /emprunt\nLe fournisseur qui doit intervenir préviendra la veille.",
    ]
    assert plain_text(section(workshop, "Ce que nous demandons").intro.tree) == "Ces demandes viennent de l'atelier."


def test_lists_keep_their_sort_their_order_and_their_nesting(workshop: Blueprint) -> None:
    context = section(workshop, "Contexte").intro.tree

    assert lists_of(context) == [
        (
            "ordered_list",
            [
                "le régleur cherche l'outil ;",
                "il demande à la ronde ;\nd'abord au poste voisin,\npuis au magasin ;",
                "il revient souvent sans rien.",
            ],
        ),
        ("bullet_list", ["d'abord au poste voisin,", "puis au magasin ;"]),
    ]


def test_a_list_that_is_split_around_a_requirement_stays_a_list(workshop: Blueprint) -> None:
    rest = [lists_of(one.rationale.tree) for one in workshop.all_requirements()]

    assert rest == [
        [],
        [("bullet_list", ["Confort de lecture"])],
        [("bullet_list", ["Le bleu est la couleur du magasin."])],
        [("bullet_list", ["Tout le reste est libre."])],
        [],
    ]


def test_tables_keep_their_cells(workshop: Blueprint) -> None:
    tree = section(workshop, "Chiffres relevés").intro.tree
    rows = [[(cell.type, plain_text(cell)) for cell in node.content] for node in walk(tree) if node.type == "table_row"]

    assert rows == [
        [("table_header", "Mesure"), ("table_header", "Lundi"), ("table_header", "Mardi")],
        [("table_cell", "Recherches"), ("table_cell", "4"), ("table_cell", "5")],
        [("table_cell", "Durée totale"), ("table_cell", "38 min"), ("table_cell", "51 min")],
        [("table_cell", "Remarque"), ("table_cell", "T-12 absent"), ("table_cell", "")],
    ]


def test_links_lead_where_they_led_and_others_are_written_out(workshop: Blueprint) -> None:
    text = written(workshop)

    assert links_of(workshop) == [
        ("plan général", "https://atelier.example/plan"),
        ("mailto:atelier@exemple.example", "mailto:atelier@exemple.example"),
    ]
    assert "plan général (plan de 2025)" in text
    assert "note interne (notes/outils.md)" in text
    assert "Armoire à outils (images/armoire.png)" in text
    assert "ancien lien (javascript:alert(1))" in text
    assert "devis : https://atelier.example/devis" in text


def test_emphasis_is_kept(workshop: Blueprint) -> None:
    set_apart = {(node.text, node.marks[0].type) for tree in trees(workshop) for node in walk(tree) if node.marks}

    assert {("12 mars", "strong"), ("douze", "em"), ("totale", "em"), ("deux gestes", "strong")} <= set_apart


def test_what_comes_in_is_a_draft_for_the_firm_alone(workshop: Blueprint) -> None:
    requirements = workshop.all_requirements()

    assert {one.status for one in requirements} == {Status.DRAFT}
    assert {one.label.text for one in requirements} | {one.label.text for one in workshop.all_sections()} == {"N2"}


def test_each_chapter_has_its_own_prefix_and_its_parts_share_it(workshop: Blueprint) -> None:
    prefixes = [one.prefix for one in workshop.sections]

    assert len(set(prefixes)) == len(prefixes) == 3
    assert {one.prefix for one in workshop.sections[1].sections} == {prefixes[1]}
    assert all(re.fullmatch(r"[A-Z]{3}", prefix) for prefix in prefixes)


def test_a_document_in_english_is_read_as_english() -> None:
    blueprint = read_document(b"Some words for the tool.\n\n# The need\n\nThe tool shall work.\n", "need.md")

    assert blueprint.language == "en"
    assert [one.title for one in blueprint.sections] == ["Introduction", "The need"]


def test_a_front_matter_gives_the_title_and_stays_in_the_text() -> None:
    blueprint = read_document(b"---\ntitle: Mon cahier\nauteur: Ana\n---\n\nBonjour.\n", "x.md")

    assert blueprint.title == "Mon cahier"
    assert plain_text(blueprint.sections[0].intro.tree) == "title: Mon cahier\nauteur: Ana\nBonjour."


def test_two_rules_that_frame_the_top_of_a_text_are_not_a_front_matter() -> None:
    blueprint = read_document(b"---\n\nNote: lire.\n\n# Titre\n\n---\n\nFin.\n", "x.md")

    assert headings(blueprint.sections) == ["Introduction", "Titre"]
    assert plain_text(blueprint.sections[0].intro.tree) == "Note: lire."


def test_a_front_matter_whose_values_stand_for_each_other_stays_text() -> None:
    blueprint = read_document(b"---\na: &x [1]\nb: [*x, *x]\n---\n\nFin.\n", "x.md")

    assert words("a x 1 b x x Fin") - words(written(blueprint)) == words("")


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("Bonjour.\n\n## Contexte\n\n### Détail\n\n## Suite\n", "Contexte"),
        ("## Avant-propos\n\n# Le vrai titre\n", "Le vrai titre"),
        ("Le portail\n----------\n\nTexte.\n", "Le portail"),
        ("##\n\n### Un **titre** gras\n", "Un titre gras"),
    ],
)
def test_a_document_takes_the_title_of_its_first_heading_whatever_its_level(source: str, title: str) -> None:
    assert read_document(source.encode(), "dossier/cahier 3.md").title == title


def test_a_document_without_title_takes_the_name_of_its_file() -> None:
    assert read_document(b"Bonjour.\n", "dossier/cahier 3.md").title == "cahier 3"


def test_a_heading_that_is_a_whole_paragraph_is_cut_between_words_and_its_end_opens_the_text() -> None:
    blueprint = read_document(("# " + "mot " * 100 + "\n\nSuite.\n").encode(), "x.md")
    (only,) = blueprint.sections

    assert len(only.title) <= 300
    assert words(only.title) + words(plain_text(only.intro.tree)) == words("mot " * 100 + "Suite")


def test_a_heading_without_words_is_a_section_without_title() -> None:
    assert read_document("#\n\nTexte déjà là.\n".encode(), "x.md").sections[0].title == "Sans titre"


def test_cells_beyond_the_last_column_are_kept() -> None:
    blueprint = read_document(b"| a | b |\n|---|---|\n| un | deux | trois | quatre |\n", "t.md")

    assert "trois" in written(blueprint)
    assert "quatre" in written(blueprint)


def test_a_sentence_that_introduces_binding_items_is_not_a_requirement_itself() -> None:
    text = "Les règles suivantes doivent être tenues :\n\n- Le système doit imprimer.\n- Le poste doit rester libre.\n"

    blueprint = read_document(text.encode(), "r.md")

    assert [one.title for one in blueprint.all_requirements()] == ["Imprimer", "Rester libre"]
    assert plain_text(blueprint.sections[0].intro.tree) == "Les règles suivantes doivent être tenues :"


def test_raw_html_stays_as_text() -> None:
    blueprint = read_document("<script>alert(1)</script>\n\nAvant <b>gras</b> après.\n".encode(), "h.md")

    assert "<script>alert(1)</script>" in written(blueprint)
    assert "Avant <b>gras</b> après." in written(blueprint)


def test_an_empty_document_is_refused() -> None:
    with pytest.raises(Invalid) as refused:
        read_document(b"\n \n", "vide.md")

    assert refused.value.detail == "empty_document"


VOCABULARY = (
    "roue",
    "le",
    "système",
    "doit",
    "tourner",
    "si",
    "outil",
    "été",
    "must",
    "shall",
    "qui",
    "planning",
    "nœud",
)
WORDS = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=6).map(" ".join)
INLINE = st.one_of(
    WORDS,
    WORDS.map("**{}**".format),
    WORDS.map("*{}*".format),
    WORDS.map("`{}`".format),
    WORDS.map("[{}](https://lieu.example/page)".format),
    WORDS.map("[{}](chemin/local)".format),
    WORDS.map("![{}](image/seule)".format),
)
LINE = st.lists(INLINE, min_size=1, max_size=4).map(" ".join)
LEAF = st.one_of(
    LINE,
    st.tuples(LINE, LINE).map("\n".join),
    st.tuples(st.integers(1, 6), LINE).map(lambda pair: f"{'#' * pair[0]} {pair[1]}"),
    LINE.map("> {}".format),
    WORDS.map("```\n{}\n```".format),
    st.tuples(WORDS, WORDS, WORDS, WORDS).map(lambda row: "| {} | {} |\n|---|---|\n| {} | {} |".format(*row)),
)


def indented(block: str, marker: str) -> str:
    first, *rest = block.split("\n")
    return "\n".join([marker + first, *(" " * len(marker) + line for line in rest)])


BLOCK = st.recursive(
    LEAF,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda items: "\n".join(indented(item, "- ") for item in items)),
        st.lists(inner, min_size=1, max_size=3).map(lambda items: "\n\n".join(indented(item, "- ") for item in items)),
        st.tuples(LINE, inner).map(lambda pair: indented(f"{pair[0]}\n\n{pair[1]}", "* ")),
        inner.map(lambda block: "\n".join(f"> {line}" for line in block.split("\n"))),
    ),
    max_leaves=6,
)
DOCUMENT = st.lists(BLOCK, min_size=1, max_size=8).map("\n\n".join)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DOCUMENT)
def test_whatever_is_written_in_markdown_every_word_arrives_exactly_once(text: str) -> None:
    blueprint = read_document(text.encode(), "x.md")
    introduction = words("Introduction") if blueprint.sections[0].title == "Introduction" else Counter[str]()

    assert words(written(blueprint)) - introduction == words(text)
    assert all(parse(tree.json()) == tree for tree in trees(blueprint))


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="abé doit \n\n#*_`>-+|[]()<!~\\", min_size=1, max_size=120).filter(WORD.search))
def test_however_crooked_the_markdown_no_word_is_lost(text: str) -> None:
    blueprint = read_document(text.encode(), "x.md")

    assert not Counter(letters(text)) - Counter(letters(written(blueprint)))
    assert all(parse(tree.json()) == tree for tree in trees(blueprint))


def letters(text: str) -> list[str]:
    return [letter for letter in text if letter.isalpha()]
