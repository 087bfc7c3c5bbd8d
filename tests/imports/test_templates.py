"""The five templates say what the domain guide says: every requirement, criterion, flexibility, origin, task and label."""

from pathlib import Path
from typing import NamedTuple

import pytest

from server.domain.blueprint import Blueprint, ProposedCriterion, ProposedRequirement
from server.domain.requirement import Dimension, Operator
from server.domain.richtext import is_empty, parse, plain_text
from server.domain.tracing import FindingStatus, Register, SituationCondition
from server.imports import check_template, read_template

TEMPLATES = Path(__file__).parents[2] / "spec_templates"

CHAPTERS = (
    "Pour quoi faire",
    "Périmètre, binôme, qui parle au fournisseur",
    "Règles de partage, glossaire",
    "Travail et production aujourd’hui",
    "Situations de demain",
    "Fonctions et exigences",
    "Contraintes, interfaces, données",
    "Hors outil, papier, lots suivants",
    "Déploiement, formation, essai, réversibilité",
    "Recette et indicateurs de suivi",
    "Cadre de réponse",
    "Historique",
)


class Row(NamedTuple):
    """One line of the guide's tables. A criterion is `sign value unit (qualifier) [limit]` with absent parts left out."""

    statement: str
    criteria: tuple[str, ...]
    flexibility: str
    origin: str
    tasks: str
    label: str


GUIDE = {
    "gpao": {
        "PLA-01": Row(
            "Lorsque l’ordonnanceur déclare un aléa, le module doit proposer deux plannings révisés.",
            ("≤ 60 s (pour 200 OF)",), "F1", "D-P-01", "Ordonnancer", "N0",
        ),
        "PLA-02": Row(
            "Le module doit soumettre chaque replanification à l’accord de l’ordonnanceur avant diffusion.",
            ("= 0",), "F0", "S-01", "Ordonnancer, Conduire l’atelier", "N0",
        ),
        "PLA-03": Row(
            "Le module doit afficher, pour chaque OF déplacé, la contrainte à l’origine du déplacement.",
            ("≥ 95 %",), "F1", "S-02", "Ordonnancer, Monter", "N0",
        ),
        "PLA-04": Row(
            "Lorsqu’un opérateur signale une opération infaisable, le module doit alerter l’ordonnanceur.",
            ("≤ 3 gestes", "≤ 1 min"), "F1", "D-T-02", "Monter, Usiner", "N0",
        ),
        "PLA-05": Row(
            "Le module doit échanger articles, gammes, stocks et OF avec le progiciel par une interface documentée.",
            ("= 0", "publié"), "F0", "D-P-03", "Administrer les données", "N1",
        ),
        "PLA-06": Row(
            "Le module doit éditer la fiche suiveuse à partir du planning en cours.",
            ("= 1 page", "≤ 10 s"), "F2", "D-T-04", "Régler, Monter", "N0",
        ),
        "PLA-07": Row(
            "Le module doit restituer les temps par poste et famille de produits, sans nom de personne.",
            ("= 0",), "F0", "S-03", "*", "N0",
        ),
        "PLA-08": Row(
            "Le fournisseur doit former les utilisateurs au poste, sur leurs propres OF.",
            ("= 2 × ½ journée (par équipe)",), "F2", "D-T-05", "Ordonnancer, Conduire l’atelier", "N0",
        ),
    },
    "mes": {
        "MES-01": Row(
            "Le MES doit reprendre l’ordre et le libellé des opérations des gammes en vigueur.",
            ("= 100 %",), "F0", "D-P-01", "Assembler, Contrôler", "N1",
        ),
        "MES-02": Row(
            "Lorsque l’opérateur termine une opération, le MES doit enregistrer la déclaration.",
            ("≤ 3 gestes", "≤ 10 s (avec gants)"), "F1", "S-01", "Assembler", "N0",
        ),
        "MES-03": Row(
            "Le MES doit afficher, pour chaque donnée saisie, son usage et ses destinataires.",
            ("= 100 %",), "F1", "S-02", "Assembler, Contrôler, Conduire machine", "N0",
        ),
        "MES-04": Row(
            "Tant que l’équipe est en poste, le MES doit accepter la correction d’une saisie par son auteur.",
            ("≤ 30 s", "tracée"), "F1", "D-T-02", "Assembler, Contrôler", "N0",
        ),
        "MES-05": Row(
            "Le MES doit limiter les saisies demandées par poste.",
            ("≤ 12 saisies (par équipe) [16]",), "F1", "D-C-01", "Assembler", "N0",
        ),
        "MES-06": Row(
            "Si le réseau est indisponible, alors le MES doit conserver les saisies du poste jusqu’au rétablissement.",
            ("≥ 8 h", "= 0"), "F0", "S-03", "*", "N0",
        ),
        "MES-07": Row(
            "Lorsqu’un client signale un défaut, le MES doit restituer les lots matière concernés.",
            ("≤ 5 min [15]",), "F2", "D-P-04", "Suivre la qualité", "N0",
        ),
        "MES-08": Row(
            "Le MES doit accepter la collecte automatique d’un signal machine sans modifier les données existantes.",
            ("= 1 signal (par poste ; lot 2)",), "F3", "S-04", "Conduire machine", "N0",
        ),
    },
    "flux-erp": {
        "FLX-01": Row(
            "Lorsque le montage termine un portail, le système doit annoncer au laquage teinte, format et priorité.",
            ("≥ 2 h (pour 95 % des pièces)",), "F1", "D-C-01", "Monter, Préparer le laquage", "N0",
        ),
        "FLX-02": Row(
            "Le système doit présenter l’avancement à chaque service sur le support que ce service a retenu.",
            ("= 5/5", "≤ 5 min"), "F2", "S-01", "Expédier, Vendre, Acheter", "N0",
        ),
        "FLX-03": Row(
            "Le système doit appliquer la séquence de teintes modifiée par le laqueur.",
            ("≤ 1 min", "facultatif"), "F1", "D-T-02", "Laquer", "N0",
        ),
        "FLX-04": Row(
            "Le système doit exporter OF, nomenclatures, stocks et expéditions dans un format documenté et ouvert.",
            ("= 4 objets (sur 4)", "par tiers"), "F0", "D-P-03", "Administrer les données", "N1",
        ),
        "FLX-05": Row(
            "Le système doit réutiliser toute donnée de commande saisie une première fois.",
            ("= 0 champs [2]",), "F1", "D-P-04", "Vendre, Ordonnancer", "N0",
        ),
        "FLX-06": Row(
            "Le système doit imprimer la fiche de cotes utilisée au montage.",
            ("= 1 m", "A4"), "F2", "D-T-05", "Monter", "N0",
        ),
        "FLX-07": Row(
            "Le système doit regrouper les alertes par poste.",
            ("≤ 5 alertes (par équipe)",), "F2", "S-02", "*", "N0",
        ),
        "FLX-08": Row(
            "Tant que la zone tampon est pleine, le système doit suspendre les ordres d’acheminement.",
            ("≤ 1 (par jour)",), "F1", "S-03", "Acheminer, Laquer", "N1",
        ),
    },
    "cobot-ligne": {
        "LIG-01": Row(
            "La ligne doit réaliser la densification sans présence dans la zone d’émission.",
            ("= 0 (hors aléa)",), "F0", "D-T-01", "Densifier", "N0",
        ),
        "LIG-02": Row(
            "La ligne doit laisser autour du cobot un passage libre chariot compris.",
            ("≥ 1,20 m [0,90]",), "F1", "S-01", "Alimenter la ligne, Circuler", "N1",
        ),
        "LIG-03": Row(
            "La ligne doit présenter les outillages à hauteur de travail réglable.",
            ("≤ 15 kg", "= 85–110 cm"), "F0", "D-T-02", "Préparer le kit, Décharger", "N0",
        ),
        "LIG-04": Row(
            "Lorsque l’opérateur demande une pause, la ligne doit s’arrêter en fin de pli.",
            ("≤ 60 s", "= 0"), "F1", "S-02", "Conduire la ligne", "N0",
        ),
        "LIG-05": Row(
            "La ligne doit recevoir un stock amont de kits.", ("≥ 4 kits [3]",), "F2", "D-P-03", "Approvisionner", "N1",
        ),
        "LIG-06": Row(
            "La ligne doit accepter un changement de variante fait par un opérateur formé.",
            ("≤ 30 min (sans fournisseur)",), "F1", "S-03", "Régler, Programmer", "N0",
        ),
        "LIG-07": Row(
            "Le fournisseur doit mesurer les efforts de contact à chaque point de coactivité.",
            ("= 100 %", "remis"), "F0", "S-04", "Conduire la ligne, Maintenir", "N0",
        ),
        "LIG-08": Row(
            "La ligne doit reproduire la séquence de plis de l’annexe réservée.",
            ("≤ 1 °",), "F1", "D-P-05", "Draper", "N1",
        ),
    },
    "telegestion": {
        "TLG-01": Row(
            "Lorsque l’arrivée est validée dans la marge convenue, l’application doit enregistrer la visite sans alerte.",
            ("± 15 min (réglable par secteur)",), "F1", "S-01", "Intervenir, Se déplacer", "N0",
        ),
        "TLG-02": Row(
            "L’application doit relever la position uniquement à la validation de début et de fin.",
            ("= 0",), "F0", "S-02", "Se déplacer", "N0",
        ),
        "TLG-03": Row(
            "Tant que le téléphone est hors réseau, l’application doit garder tournée et saisies accessibles.",
            ("≥ 24 h", "= 0"), "F0", "D-T-01", "Intervenir", "N0",
        ),
        "TLG-04": Row(
            "L’application doit accepter une transmission dictée.",
            ("≤ 60 s", "relue avant envoi"), "F2", "D-T-02", "Transmettre", "N0",
        ),
        "TLG-05": Row(
            "Lorsque le secteur modifie une tournée à moins de 12 h, l’application doit demander l’accord de l’intervenante.",
            ("= 0 (hors urgence)",), "F1", "S-03", "Planifier les tournées, Intervenir", "N0",
        ),
        "TLG-06": Row(
            "L’application doit accepter la rectification d’une heure par l’intervenante avec motif.",
            ("≤ 5 jours", "visible du secteur"), "F1", "S-04", "Intervenir, Établir la paie", "N0",
        ),
        "TLG-07": Row(
            "L’application doit afficher des notifications sans donnée de santé.",
            ("= 0", "HDS"), "F0", "D-C-01", "Transmettre", "N0",
        ),
        "TLG-08": Row(
            "Le fournisseur doit conduire un essai avec deux équipes avant généralisation, réglages compris dans le prix.",
            ("= 8 semaines [6]", "partagé"), "F1", "S-05", "*", "N0",
        ),
    },
}  # fmt: skip

RESULTS = {
    "gpao": {"S-01": "risk", "S-02": "need", "S-03": "risk"},
    "mes": {"S-01": "risk", "S-02": "expectation", "S-03": "risk", "S-04": "opportunity"},
    "flux-erp": {"S-01": "need", "S-02": "risk", "S-03": "risk"},
    "cobot-ligne": {"S-01": "risk", "S-02": "risk", "S-03": "need", "S-04": "risk"},
    "telegestion": {"S-01": "risk", "S-02": "risk", "S-03": "expectation", "S-04": "risk", "S-05": "need"},
}

PARTS: dict[str, dict[str, tuple[str, ...]]] = {
    "gpao": {
        "Fonctions et exigences": ("Ordonnancer", "Réagir aux aléas", "Informer l’atelier", "Ajuster avec le terrain"),
        "Contraintes, interfaces, données": ("Progiciel en place et futur ERP", "Données et temps relevés"),
    },
    "mes": {"Fonctions et exigences": ("Suivre l’ordre de fabrication", "Saisir", "Rendre visible", "Tracer")},
    "flux-erp": {
        "Fonctions et exigences": ("Annoncer", "Séquencer", "Rendre visible"),
        "Contraintes, interfaces, données": ("Interfaces avec l’ERP", "Données de commande"),
    },
    "cobot-ligne": {
        "Travail et production aujourd’hui": ("Étude des flux", "Étude du travail"),
        "Situations de demain": ("Étude d’implantation", "Une demi-journée au rythme de la ligne"),
        "Fonctions et exigences": ("Draper", "Densifier", "Alimenter", "Intervenir"),
        "Contraintes, interfaces, données": ("Implantation", "Sécurité machine"),
    },
    "telegestion": {
        "Fonctions et exigences": ("Planifier", "Intervenir", "Transmettre", "Ajuster"),
        "Contraintes, interfaces, données": ("Données de santé", "Géolocalisation"),
    },
}

EACH = pytest.mark.parametrize("name", sorted(GUIDE))


def template(name: str, language: str = "fr") -> Blueprint:
    return read_template(TEMPLATES / name, language)


def written(criterion: ProposedCriterion) -> str:
    parts = [str(criterion.operator), criterion.value, criterion.unit]
    parts += [f"({criterion.qualifier})"] if criterion.qualifier else []
    parts += [f"[{criterion.acceptance_limit}]"] if criterion.acceptance_limit else []
    return " ".join(filter(None, parts))


def tasks_of(blueprint: Blueprint, row: Row) -> tuple[str, ...]:
    return tuple(task.name for task in blueprint.tasks) if row.tasks == "*" else tuple(row.tasks.split(", "))


@pytest.mark.parametrize("folder", sorted(folder.name for folder in TEMPLATES.iterdir() if folder.is_dir()))
def test_every_shipped_template_is_free_of_problems(folder: str) -> None:
    assert [problem.sentence("fr") for problem in check_template(TEMPLATES / folder)] == []


@EACH
def test_a_template_holds_the_requirements_of_the_guide_word_for_word(name: str) -> None:
    requirements = {one.key: one for one in template(name).all_requirements()}

    assert {key: plain_text(one.statement.tree) for key, one in requirements.items()} == {
        key: row.statement for key, row in GUIDE[name].items()
    }


@EACH
def test_a_template_holds_the_levels_limits_and_flexibilities_of_the_guide(name: str) -> None:
    requirements = {one.key: one for one in template(name).all_requirements()}

    for key, row in GUIDE[name].items():
        assert tuple(map(written, requirements[key].criteria)) == row.criteria, key
        assert {str(one.flexibility) for one in requirements[key].criteria} == {row.flexibility}, key


@EACH
def test_a_template_holds_the_origins_tasks_and_labels_of_the_guide(name: str) -> None:
    blueprint = template(name)
    requirements = {one.key: one for one in blueprint.all_requirements()}

    for key, row in GUIDE[name].items():
        assert [trace.to for trace in requirements[key].traces] == [row.origin], key
        assert requirements[key].tasks == tasks_of(blueprint, row), key
        assert requirements[key].statement.label.text == row.label, key


@EACH
def test_a_template_has_the_twelve_chapters_and_its_own_parts(name: str) -> None:
    blueprint = template(name)

    assert tuple(chapter.title for chapter in blueprint.sections) == CHAPTERS
    for chapter in blueprint.sections:
        if chapter.title in PARTS[name]:
            assert tuple(part.title for part in chapter.sections) == PARTS[name][chapter.title]


@EACH
def test_every_chapter_of_a_template_has_an_introduction_or_parts_that_have_one(name: str) -> None:
    for section in template(name).all_sections():
        assert not is_empty(section.intro.tree) or section.sections, section.title


@EACH
def test_a_template_is_green_every_requirement_has_an_origin_and_every_finding_a_follow_up(name: str) -> None:
    blueprint = template(name)
    reached = {trace.to for one in blueprint.all_requirements() for trace in one.traces}

    assert all(one.traces for one in blueprint.all_requirements())
    assert {one.key for one in blueprint.findings} | {one.key for one in blueprint.all_results()} == reached
    assert all(trace.reason for one in blueprint.all_requirements() for trace in one.traces)


@EACH
def test_a_template_has_good_and_bad_days_and_both_registers(name: str) -> None:
    blueprint = template(name)

    assert {one.condition for one in blueprint.situations} == set(SituationCondition)
    assert {one.register for one in blueprint.findings} & {Register.PRODUCTION, Register.COMMON}
    assert Register.WORK in {one.register for one in blueprint.findings}
    assert {one.status for one in blueprint.findings} == {FindingStatus.VALIDATED}
    assert {one.key: str(one.kind) for one in blueprint.all_results()} == RESULTS[name]


@EACH
def test_a_template_covers_the_six_dimensions_and_says_why(name: str) -> None:
    requirements = template(name).all_requirements()

    assert {dimension for one in requirements for dimension in one.dimensions} == set(Dimension)
    assert not any(is_empty(one.rationale.tree) for one in requirements)
    assert all(criterion.verification for one in requirements for criterion in one.criteria)


@EACH
def test_every_text_of_a_template_follows_the_rich_text_schema(name: str) -> None:
    blueprint = template(name)
    texts = [section.intro for section in blueprint.all_sections()]
    texts += [part for one in blueprint.all_requirements() for part in (one.statement, one.rationale)]
    texts += [one.text for one in blueprint.findings] + [one.text for one in blueprint.all_results()]
    texts += [one.story for one in blueprint.situations]

    assert all(parse(text.tree.json()) == text.tree for text in texts)


def test_the_know_how_of_the_layup_is_replaced_by_a_sentence_for_those_who_may_not_read_it() -> None:
    requirement = requirement_of("cobot-ligne", "LIG-08")

    assert requirement.label.text == "N0"
    assert {requirement.statement.label.text, requirement.rationale.label.text} == {"N1"}
    assert [one.label.text for one in requirement.criteria] == ["N1"]
    assert requirement.statement.substitute is not None
    assert requirement.statement.substitute.label.text == "N0"
    assert requirement.statement.substitute.text == (
        "Séquence de n plis, angles et tolérances remis après accord de confidentialité."
    )


@pytest.mark.parametrize(("name", "key"), [("gpao", "PLA-05"), ("flux-erp", "FLX-04")])
def test_a_link_to_the_erp_strategy_is_as_secret_as_the_strategy(name: str, key: str) -> None:
    assert [trace.label.text for trace in requirement_of(name, key).traces] == ["N4"]


def test_the_price_of_the_home_care_trial_stays_with_the_pair_and_automatic_collection_waits() -> None:
    assert requirement_of("telegestion", "TLG-08").rationale.label.text == "N4"
    assert {one.key: one.lot for one in template("mes").all_requirements() if one.lot > 1} == {"MES-08": 2}


def test_the_english_planning_template_says_the_same_as_the_french_one() -> None:
    french, english = template("gpao"), template("gpao", "en")

    assert english.language == "en"
    assert [len(one.sections) for one in english.sections] == [len(one.sections) for one in french.sections]
    assert [facts(one) for one in english.all_requirements()] == [facts(one) for one in french.all_requirements()]
    assert [(one.key, one.evidence, one.severity, one.label) for one in english.findings] == [
        (one.key, one.evidence, one.severity, one.label) for one in french.findings
    ]
    assert [(one.key, one.kind, one.register, one.label) for one in english.all_results()] == [
        (one.key, one.kind, one.register, one.label) for one in french.all_results()
    ]


def requirement_of(name: str, key: str) -> ProposedRequirement:
    return next(one for one in template(name).all_requirements() if one.key == key)


def facts(one: ProposedRequirement) -> tuple[object, ...]:
    criteria = [(c.operator, c.value if c.operator is not Operator.NONE else "", c.flexibility) for c in one.criteria]
    traces = [(trace.to, trace.kind, trace.label) for trace in one.traces]
    labels = (one.label, one.statement.label, one.rationale.label)
    return one.key, one.kind, one.priority, one.lot, one.dimensions, len(one.tasks), labels, criteria, traces
