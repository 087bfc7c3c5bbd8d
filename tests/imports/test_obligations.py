"""Which sentences are requirements, and which function they ask for: the rule of `server.imports.obligations`."""

import pytest

from server.imports.obligations import MAX_TITLE, obliged_function

BINDING = [
    ("Le système doit proposer deux plannings.", "Proposer deux plannings"),
    ("Lorsqu’un aléa survient, le module doit alerter le chef.", "Alerter le chef"),
    (
        "Tant que l'équipe est en poste, le MES doit accepter la correction d'une saisie.",
        "Accepter la correction d'une saisie",
    ),
    ("Si le réseau est coupé, alors le MES doit conserver les saisies.", "Conserver les saisies"),
    ("Le module doit afficher, pour chaque OF déplacé, la contrainte.", "Afficher"),
    ("Les écrans ne doivent pas clignoter.", "Ne pas clignoter"),
    ("Le système, en cas de panne, doit garder les saisies.", "Garder les saisies"),
    ("L’application doit :", "L’application doit"),
    ("La solution devra donc fonctionner hors ligne ; le reste suivra.", "Fonctionner hors ligne"),
    ("Les données devront être exportables.", "Être exportables (les données)"),
    ("Le journal est tenu. Il doit montrer chaque changement.", "Montrer chaque changement"),
    ("Le module qui gère le planning doit proposer un ordre.", "Proposer un ordre"),
    ("Le chef ainsi que l’ordonnanceur doivent viser le plan.", "Viser le plan"),
    ("La solution doit s’adapter à M. Durand et à son équipe.", "S’adapter à M. Durand et à son équipe"),
    ("The tool shall keep each entry.", "Keep each entry"),
    ("When the network is down, the tool must keep entries.", "Keep entries"),
    ("The tool shall not show names.", "Not show names"),
    ("LE SYSTÈME DOIT IMPRIMER LA FICHE.", "IMPRIMER LA FICHE"),
]

FREE = [
    "Le planning est refait chaque matin.",
    "Ils sont dans la position où ils doivent ré-expliquer.",
    "Chacun sait que le système doit répondre.",
    "La personne qui doit signer est absente.",
    "L’application se doit d’être simple.",
    "On doit noter que tout va bien.",
    "Ici on ne doit pas fumer",
    "Le système doit-il alerter le chef ?",
    "Le système doit alerter le chef ?",
    "Il ne doit pas forcément répondre.",
    "Cela doit sans doute suffire.",
    "Le chef devrait valider.",
    "C’est un must pour l’équipe.",
    "Quand le module doit attendre",
    "The person who must sign is away.",
    "I must say it works.",
    "If the tool must wait",
    "Doit",
    "",
]


@pytest.mark.parametrize(("text", "function"), BINDING, ids=[text for text, _ in BINDING])
def test_a_sentence_that_obliges_gives_its_function(text: str, function: str) -> None:
    assert obliged_function(text) == function


@pytest.mark.parametrize("text", FREE)
def test_a_sentence_that_does_not_oblige_gives_none(text: str) -> None:
    assert obliged_function(text) is None


def test_a_long_function_is_cut_between_two_words() -> None:
    function = obliged_function("Le système doit " + "raconter " * 40)

    assert function is not None
    assert len(function) <= MAX_TITLE
    assert set(function.lower().split()) == {"raconter"}
