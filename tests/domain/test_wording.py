"""Help with wording: each rule on its own examples, on sentences of the templates, and on what must not trouble it."""

import pytest

from server.domain.wording import RULES, Example, remarks_on
from server.domain.wording.duplicates import duplicates
from server.domain.words import Language

EXAMPLES = [(rule.code, example) for rule in RULES for example in rule.examples]


def rules_on(text: str, language: str = "fr", *, firm: bool = False) -> set[str]:
    return {one.rule for one in remarks_on(text, language, firm=firm)}


@pytest.mark.parametrize(("code", "example"), EXAMPLES, ids=lambda one: getattr(one, "language", one))
def test_a_rule_remarks_its_example_and_nothing_of_it_once_it_is_said_better(code: str, example: Example) -> None:
    assert code in rules_on(example.before, example.language)
    assert rules_on(example.after, example.language) == set()


def test_every_rule_has_an_example_and_a_finder_in_both_languages() -> None:
    assert all({one.language for one in rule.examples} == set(Language) for rule in RULES)
    assert all(set(rule.finds) == set(Language) for rule in RULES)


REMARKED = [
    ("Un outil convivial.", "vague", "convivial"),
    ("Le module doit afficher régulièrement l’avancement.", "vague", "régulièrement"),
    ("Le cas échéant, le module doit prévenir l’atelier.", "escape", "Le cas échéant"),
    ("Le module doit exporter les gammes, les articles…", "open", "…"),
    ("Le module doit afficher la cote/tolérance.", "and_or", "cote/tolérance"),
    ("L’OF est-il affiché au poste ?", "passive", "est-il affiché"),
    ("Les temps ne sont pas transmis au fournisseur.", "passive", "sont pas transmis"),
    ("La contrainte doit être affichée.", "passive", "être affichée"),
    ("Le module doit doser, peser ou trier les lots.", "several", " ou trier"),
    ("Le module doit dater la saisie et doit prévenir l’atelier.", "several", "et doit"),
    ("Le module doit tenir 4 à 6.", "no_unit", "6"),
    ("L’opérateur doit cliquer pour valider.", "solution", "cliquer"),
    ("Le module doit s’ouvrir dans Excel.", "solution", "Excel"),
    ("Mme Le Goff doit valider le planning.", "person", "Mme Le Goff"),
    ("Le module ne devra jamais arrêter la ligne.", "negative", "ne devra jamais"),
    ("L’opérateur signale l’aléa. Celui-ci doit être daté.", "pronoun", "Celui-ci"),
    ("Le module doit être capable de peser un lot.", "ability", "capable de"),
    ("Le module doit peser le lot pour éviter une ressaisie.", "purpose", "pour éviter"),
    ("Tous les postes doivent afficher l’OF.", "absolute", "Tous"),
]


@pytest.mark.parametrize(("sentence", "rule", "words"), REMARKED, ids=lambda one: one if " " not in one else "")
def test_what_is_remarked_is_the_words_themselves(sentence: str, rule: str, words: str) -> None:
    found = [one for one in remarks_on(sentence, "fr") if one.rule == rule]

    assert words in [one.words for one in found]
    assert all(sentence[one.start : one.end] == one.words for one in found)


SOUND = [
    "Lorsque l’ordonnanceur déclare un aléa, le module doit proposer deux plannings révisés.",
    "Le module doit soumettre chaque replanification à l’accord de l’ordonnanceur avant diffusion.",
    "Le module doit afficher, pour chaque OF déplacé, la contrainte à l’origine du déplacement.",
    "Lorsqu’un opérateur signale une opération infaisable, le module doit alerter l’ordonnanceur.",
    "Le fournisseur doit former les utilisateurs au poste, sur leurs propres OF.",
    "Le module doit afficher l’alerte en moins de 1 min, sur 200 OF.",
    "Le lot 2 doit reprendre l’article 5 de la norme EN 16271.",
    "La ligne doit peser chaque pièce tous les 10 lots.",
    "Si le réseau est coupé, alors le poste doit garder les saisies pendant 8 h.",
]


@pytest.mark.parametrize("sentence", SOUND)
def test_nothing_is_remarked_in_a_sound_statement(sentence: str) -> None:
    assert {(one.rule, one.words) for one in remarks_on(sentence, "fr")} <= {("passive", "est coupé")}


def test_a_prohibition_is_sound_where_it_is_mandatory() -> None:
    sentence = "Le module ne doit pas diffuser un planning refusé."

    assert rules_on(sentence) == {"negative"}
    assert rules_on(sentence, firm=True) == set()


def test_a_passive_whose_actor_is_named_is_none() -> None:
    assert "passive" not in rules_on("Le planning sera validé par l’ordonnanceur.")
    assert "passive" in rules_on("Le planning sera validé par défaut.")
    assert "passive" not in rules_on("L’ordonnanceur est allé à l’atelier.")


def test_a_regular_passive_is_turned_round_in_what_is_suggested() -> None:
    (found,) = remarks_on("L’alerte sera affichée à l’atelier.", "fr")

    assert found.instead == "‹qui› doit afficher …"


def test_remarks_come_in_reading_order_and_a_language_without_rules_has_none() -> None:
    found = remarks_on("Le module doit, si possible, être rapide.", "fr")

    assert [one.words for one in found] == ["si possible", "rapide"]
    assert remarks_on("rapide", "de") == ()


def test_no_break_spaces_and_curled_apostrophes_hide_nothing() -> None:
    assert rules_on("Le module doit, si\u00a0possible, peser d’autres lots.") == {"escape"}


def test_statements_that_say_nearly_the_same_are_told_whatever_the_order_of_their_words() -> None:
    statements = {
        "a": "Lorsque l’opérateur signale un aléa au poste, le module doit alerter l’ordonnanceur.",
        "b": "Le module doit alerter l’ordonnanceur lorsque l’opérateur signale un aléa au poste.",
        "c": "Le module doit peser chaque lot à l’entrée de la ligne.",
        "d": "",
        "e": "Le module doit.",
        "f": "Le module doit.",
    }

    assert duplicates(statements) == [("a", "b")]
