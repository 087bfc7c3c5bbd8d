"""Whoever writes a template is told every mistake, with its file, its line and what was expected."""

from pathlib import Path

import pytest

from server.domain.errors import Invalid, TooLarge
from server.imports import MAX_BYTES, NotUnderstood, check_template, read_document
from server.imports.formats import template

GOOD = """\
---
format: concerte-template
language: fr
title: Suivi des outils
purpose: Retrouver un outil.
prefix: OUT
suppliers: [A]
---

# Équipes et tâches

| Tâche | Équipe | Support | Raison |
|---|---|---|---|
| Régler | Usinage | mixte | |

# Situations de travail

## Chercher un outil

- Condition : dégradée
- Tâches : Régler

On demande à la ronde.

# Constats

## D-T-01 · On cherche les outils

- Preuve : observation
- Gravité : forte
- Situation : Chercher un outil

Neuf recherches en deux jours.

# Simulations

## Une matinée avec des fiches

- Date : 2026-04-02
- Support : fiches
- Groupe : usinage

### S-01 · Noter prend du temps

- Nature : risque
- Registre : travail

Plus personne ne notait.

# Cahier des charges

## Exigences

- Confidentialité : N0

Ce que nous demandons.

#### OUT-01 · Dire où est un outil

- Nature : fonction
- Priorité : indispensable
- Tâches : Régler
- Confidentialité : N1:A

Le système doit indiquer la place d’un outil.

##### Pourquoi

Chaque recherche arrête une machine.

##### Critères

| Critère | Signe | Valeur | Unité | Flexibilité | Vérification |
|---|---|---|---|---|---|
| durée | ≤ | 60 | s | F1 | essai |

##### Origine

- D-T-01, découle de : Neuf recherches.
- S-01, atténue (N3) : L’emprunt doit se noter sans fiche.
"""


def line_with(text: str, part: str) -> int:
    return next(number for number, line in enumerate(text.split("\n"), start=1) if part in line)


def problems_of(text: str) -> list[tuple[int, str]]:
    with pytest.raises(NotUnderstood) as refused:
        template.read(text.encode(), "fr.md")
    return [(problem.line, problem.key.removeprefix("import.")) for problem in refused.value.problems]


def test_the_template_that_the_mistakes_are_made_in_has_none() -> None:
    blueprint = template.read(GOOD.encode(), "fr.md")

    assert [one.key for one in blueprint.all_requirements()] == ["OUT-01"]


BROKEN = [
    ("an unknown label", "N1:A", "N7", "label_unknown", "N7"),
    ("a supplier nobody announced", "N1:A", "N1:B", "supplier_unknown", "N1:B"),
    (
        "a requirement more open than its chapter",
        "Confidentialité : N0",
        "Confidentialité : N3",
        "label_too_open",
        "N1:A",
    ),
    ("a link to nothing", "D-T-01, découle", "D-T-09, découle", "key_unknown", "D-T-09, découle"),
    ("an unknown kind of link", "S-01, atténue", "S-01, efface", "field_value", "S-01, efface"),
    ("a link without a reason", " : Neuf recherches.", " :", "trace_reason", "D-T-01, découle"),
    ("a link written otherwise", "- D-T-01, découle de : Neuf", "- Voir le constat. Neuf", "trace_form", "- Voir"),
    ("a link with a wrong label", "(N3)", "(N9)", "label_unknown", "(N9)"),
    ("a criterion without level", "| 60 |", "|  |", "level_missing", "| durée"),
    ("a wrong flexibility", "| F1 |", "| F7 |", "field_value", "| F7 |"),
    ("a wrong verification", "| essai |", "| intuition |", "field_value", "intuition"),
    ("a wrong sign", "| ≤ |", "| ~ |", "field_value", "| ~ |"),
    ("a criterion without verification", "| essai |", "|  |", "field_missing", "| durée"),
    ("an unknown column", "| Unité |", "| Mesure |", "column_unknown", "| Mesure |"),
    ("a missing column", "| Flexibilité |", "| Limite |", "column_missing", "| Limite |"),
    ("no statement", "Le système doit indiquer la place d’un outil.\n", "", "statement_missing", "#### OUT-01"),
    ("no criteria", "##### Critères", "##### Texte de substitution", "criteria_missing", "#### OUT-01"),
    ("a part of a requirement written twice", "##### Critères", "##### Pourquoi", "part_twice", None),
    ("an unknown part of a requirement", "##### Pourquoi", "##### Parce que", "part_unknown", "##### Parce que"),
    ("an unknown task", "- Tâches : Régler\n- Conf", "- Tâches : Souder\n- Conf", "task_unknown", "Souder"),
    ("an unknown situation", "- Situation : Chercher un outil", "- Situation : Dormir", "situation_unknown", "Dormir"),
    ("an unknown team", "- Condition : dégradée", "- Condition : dégradée\n- Équipe : Lune", "unit_unknown", "Lune"),
    ("an unknown condition", "dégradée", "étrange", "field_value", "étrange"),
    ("an unknown evidence", "- Preuve : observation", "- Preuve : rumeur", "field_value", "rumeur"),
    ("an unknown priority", "indispensable", "vitale", "field_value", "vitale"),
    ("a missing field", "- Priorité : indispensable\n", "", "field_missing", "#### OUT-01"),
    ("an unknown field", "- Priorité : ind", "- Urgence : haute\n- Priorité : ind", "field_unknown", "Urgence"),
    ("a field written twice", "- Priorité : ind", "- Nature : fonction\n- Priorité : ind", "field_twice", None),
    ("a field that is a sentence", "- Priorité : ind", "- Très urgent\n- Priorité : ind", "field_form", "Très urgent"),
    ("a wrong lot", "- Priorité : ind", "- Lot : zéro\n- Priorité : ind", "field_value", "zéro"),
    ("a wrong date", "2026-04-02", "2 avril", "field_value", "2 avril"),
    ("a requirement too high", "#### OUT-01", "### OUT-01", "heading_depth", "### OUT-01"),
    ("a heading nobody expects", "##### Pourquoi", "###### Pourquoi", "heading_depth", "###### Pourquoi"),
    ("a requirement without key", "#### OUT-01 · Dire", "#### Dire", "key_expected", "#### Dire"),
    ("a finding without key", "## D-T-01 · On", "## On", "key_expected", "## On cherche"),
    ("an unknown first-level part", "# Simulations", "# Essais", "part_unknown", "# Essais"),
    ("a part written twice", "# Simulations", "# Constats", "part_twice", None),
    ("text above every part", "# Équipes et tâches", "Bonjour.\n\n# Équipes et tâches", "text_astray", "Bonjour."),
    (
        "no table of tasks",
        "| Tâche | Équipe | Support | Raison |\n|---|---|---|---|\n",
        "",
        "table_expected",
        "# Équipes",
    ),
    ("a finding without text", "Neuf recherches en deux jours.\n", "", "text_missing", "## D-T-01"),
    ("a missing header entry", "purpose: Retrouver un outil.\n", "", "front_missing", None),
    ("an unknown header entry", "prefix: OUT", "prefix: OUT\ncouleur: bleu", "front_unknown", "couleur"),
    ("an unknown language", "language: fr", "language: it", "front_value", "language"),
    ("wrong suppliers", "[A]", "Acme", "front_value", "suppliers"),
    ("a header that cannot be read", "title: Suivi", "title: [Suivi", "bad_front_matter", None),
    ("no header", "---\nformat", "format", "no_front_matter", None),
    ("a heading that is too long", "## Exigences", "## " + "Exigences " * 40, "too_long", "## Exigences"),
    ("a value that is too long", "| durée |", "| " + "durée " * 50 + " |", "too_long", "durée durée"),
    ("a title that is too long", "title: Suivi", "title: " + "Suivi " * 60, "too_long", "title:"),
    ("a wrong prefix", "prefix: OUT", "prefix: outillage", "field_value", "## Exigences"),
]


@pytest.mark.parametrize(("before", "after", "key", "at"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_a_mistake_is_named_at_its_line(before: str, after: str, key: str, at: str | None) -> None:
    assert before in GOOD
    text = GOOD.replace(before, after, 1)

    found = problems_of(text)

    assert key in {name for _, name in found}
    if at is not None:
        assert (line_with(text, at), key) in found


def test_the_same_key_twice_is_named_at_its_second_place() -> None:
    text = GOOD + "\n#### OUT-01 · Encore\n" + GOOD.split("#### OUT-01 · Dire où est un outil\n")[1]

    assert (line_with(text, "#### OUT-01 · Encore"), "key_twice") in problems_of(text)


def test_requirements_that_derive_from_each_other_are_named() -> None:
    second = GOOD.split("#### OUT-01 · Dire où est un outil\n")[1].replace("D-T-01, découle de", "OUT-01, précise")
    text = GOOD.replace("D-T-01, découle de", "OUT-02, précise") + "\n#### OUT-02 · Encore\n" + second

    assert (len(text.split("\n")) - 2, "trace_loop") in problems_of(text)


def test_several_mistakes_are_told_at_once_in_the_order_of_the_lines() -> None:
    text = GOOD.replace("dégradée", "étrange").replace("| F1 |", "| F7 |").replace("N1:A", "N8")

    found = problems_of(text)

    assert [name for _, name in found] == ["field_value", "label_unknown", "field_value"]
    assert [line for line, _ in found] == sorted(line for line, _ in found)


def test_a_problem_reads_as_a_sentence_in_both_languages(tmp_path: Path) -> None:
    file = tmp_path / "fr.md"
    file.write_text(GOOD.replace("| F1 |", "| F7 |"), encoding="utf-8")

    (problem,) = check_template(tmp_path)

    where = f"{file}:{line_with(GOOD, '| F1 |')}"
    assert problem.sentence("fr") == f"{where}: « Flexibilité » ne peut pas être « F7 ». Attendu : F0, F1, F2, F3."
    assert problem.sentence("en") == f"{where}: “Flexibilité” cannot be “F7”. Expected: F0, F1, F2, F3."


def test_a_folder_without_template_says_so(tmp_path: Path) -> None:
    assert [problem.key for problem in check_template(tmp_path)] == ["import.no_template"]


def test_a_file_whose_name_gives_another_language_than_its_header_is_named(tmp_path: Path) -> None:
    (tmp_path / "en.md").write_text(GOOD, encoding="utf-8")

    assert [problem.key for problem in check_template(tmp_path)] == ["import.language_file"]


def test_a_template_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    (tmp_path / "fr.md").write_bytes(GOOD.encode("latin-1", "replace"))

    assert [problem.key for problem in check_template(tmp_path)] == ["refusal.invalid.not_utf8"]


def test_a_text_above_two_mebibytes_is_refused_whole() -> None:
    with pytest.raises(TooLarge):
        read_document(b"a" * (MAX_BYTES + 1), "big.md")


def test_lists_that_nest_without_end_are_refused() -> None:
    with pytest.raises(Invalid) as refused:
        read_document(("> " * 60 + "mot\n").encode(), "deep.md")

    assert refused.value.detail == "too_deep"


def test_the_example_of_the_documentation_is_a_template_without_problem() -> None:
    readme = Path(__file__).parents[2] / "spec_templates" / "README.md"
    example = readme.read_text(encoding="utf-8").split("```markdown\n")[1].split("```")[0]

    blueprint = template.read(example.encode(), "fr.md")

    assert [one.key for one in blueprint.all_requirements()] == ["OUT-01"]
    assert blueprint.suppliers == ("A",)
