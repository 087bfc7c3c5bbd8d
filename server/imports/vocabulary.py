"""The words in which templates are written, in French or in English, and what each of them means."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final, TypeVar

from server.domain.discussion import Outcome, ThreadKind
from server.domain.folding import fold
from server.domain.requirement import Dimension, Flexibility, Operator, Priority, RequirementKind, Status, Verification
from server.domain.roles import OrganizationKind, Role
from server.domain.tracing import (
    EvidenceKind,
    FindingStatus,
    LinkKind,
    Register,
    ResultKind,
    ResultStatus,
    Severity,
    SituationCondition,
    TaskSupport,
)
from server.domain.words import Language

Choice = TypeVar("Choice", bound=StrEnum)

_CHOICES: Final[Mapping[type[StrEnum], Mapping[StrEnum, tuple[str, str]]]] = {
    RequirementKind: {
        RequirementKind.FUNCTIONAL: ("fonction", "function"),
        RequirementKind.CONSTRAINT: ("contrainte", "constraint"),
        RequirementKind.INTERFACE: ("interface", "interface"),
        RequirementKind.ORGANIZATION: ("organisation", "organisation"),
        RequirementKind.EXPERIMENT: ("expérimentation", "experiment"),
        RequirementKind.FOLLOW_UP: ("suivi", "follow-up"),
    },
    Priority: {
        Priority.MUST: ("indispensable", "must"),
        Priority.SHOULD: ("importante", "should"),
        Priority.COULD: ("souhaitable", "could"),
        Priority.WONT: ("pas dans ce lot", "not in this lot"),
    },
    Verification: {
        Verification.DEMONSTRATION: ("démonstration", "demonstration"),
        Verification.TEST: ("essai", "test"),
        Verification.MEASUREMENT: ("mesure", "measurement"),
        Verification.DOCUMENT: ("document", "document"),
        Verification.OBSERVATION: ("observation", "observation"),
    },
    Dimension: {
        Dimension.ACCESSIBILITY: ("accessibilité", "accessibility"),
        Dimension.UTILITY: ("utilité", "utility"),
        Dimension.ADAPTABILITY: ("adaptabilité", "adaptability"),
        Dimension.USABILITY: ("utilisabilité", "usability"),
        Dimension.INTELLIGIBILITY: ("intelligibilité", "intelligibility"),
        Dimension.CONTESTABILITY: ("discutabilité", "contestability"),
    },
    Status: {
        Status.DRAFT: ("brouillon", "draft"),
        Status.DISCUSSION: ("en discussion", "in discussion"),
        Status.ARBITRATION: ("en arbitrage", "in arbitration"),
        Status.TO_SIGN: ("à viser", "to sign"),
        Status.DEFERRED: ("reportée", "deferred"),
    },
    EvidenceKind: {
        EvidenceKind.OBSERVATION: ("observation", "observation"),
        EvidenceKind.INTERVIEW: ("entretien", "interview"),
        EvidenceKind.MEASUREMENT: ("mesure", "measurement"),
        EvidenceKind.DOCUMENT: ("document", "document"),
        EvidenceKind.ACTIVITY_ANALYSIS: ("analyse de l’activité", "activity analysis"),
    },
    Severity: {
        Severity.LOW: ("faible", "low"),
        Severity.MEDIUM: ("moyenne", "medium"),
        Severity.HIGH: ("forte", "high"),
    },
    FindingStatus: {
        FindingStatus.NOTED: ("relevé", "noted"),
        FindingStatus.SHARED: ("partagé", "shared"),
        FindingStatus.CONTESTED: ("contesté", "contested"),
        FindingStatus.VALIDATED: ("validé", "validated"),
        FindingStatus.COMMON: ("commun", "common"),
        FindingStatus.CLOSED: ("clos", "closed"),
    },
    SituationCondition: {
        SituationCondition.NORMAL: ("normale", "normal"),
        SituationCondition.VARIABLE: ("variable", "variable"),
        SituationCondition.DEGRADED: ("dégradée", "degraded"),
    },
    TaskSupport: {
        TaskSupport.TOOL: ("outil", "tool"),
        TaskSupport.PAPER: ("papier", "paper"),
        TaskSupport.MIXED: ("mixte", "mixed"),
    },
    ResultKind: {
        ResultKind.RISK: ("risque", "risk"),
        ResultKind.OPPORTUNITY: ("opportunité", "opportunity"),
        ResultKind.NEED: ("besoin", "need"),
        ResultKind.EXPECTATION: ("attente", "expectation"),
    },
    ResultStatus: {
        ResultStatus.RAW: ("brut", "raw"),
        ResultStatus.CONFIRMED: ("confirmé", "confirmed"),
        ResultStatus.PARKED: ("mis de côté", "parked"),
    },
    Register: {
        Register.WORK: ("travail", "work"),
        Register.PRODUCTION: ("production", "production"),
        Register.COMMON: ("commun", "common"),
    },
    LinkKind: {
        LinkKind.DERIVES_FROM: ("découle de", "derives from"),
        LinkKind.MITIGATES: ("atténue", "mitigates"),
        LinkKind.COVERS: ("couvre", "covers"),
        LinkKind.REFINES: ("précise", "refines"),
        LinkKind.CONFLICTS_WITH: ("contredit", "conflicts with"),
        LinkKind.DEPENDS_ON: ("dépend de", "depends on"),
    },
    ThreadKind: {
        ThreadKind.EFFECT: ("effet sur ma tâche", "effect on my task"),
        ThreadKind.EXPECTATION: ("attente", "expectation"),
        ThreadKind.WORRY: ("crainte", "worry"),
        ThreadKind.PROPOSAL: ("proposition", "proposal"),
        ThreadKind.QUESTION: ("question", "question"),
        ThreadKind.REMARK: ("remarque", "remark"),
    },
    Outcome: {
        Outcome.CHANGES_REQUIREMENT: ("modifie l’exigence", "changes the requirement"),
        Outcome.NEW_REQUIREMENT: ("nouvelle exigence", "new requirement"),
        Outcome.NOT_KEPT: ("pas retenu", "not kept"),
        Outcome.TO_ARBITRATION: ("en arbitrage", "to arbitration"),
    },
    Operator: {
        Operator.AT_MOST: ("≤", "<="),
        Operator.AT_LEAST: ("≥", ">="),
        Operator.EQUAL: ("=", "="),
        Operator.BELOW: ("<", "<"),
        Operator.ABOVE: (">", ">"),
        Operator.ABOUT: ("±", "+-"),
        Operator.NONE: ("", ""),
    },
    **{kind: {one: (str(one), str(one)) for one in kind} for kind in (Flexibility, Role, OrganizationKind)},
}
"""What may be written for each kind of choice; statuses that only visas or freezing give are not among them."""

PARTS: Final = {
    "tasks": ("Équipes et tâches", "Teams and tasks"),
    "situations": ("Situations de travail", "Work situations"),
    "findings": ("Constats", "Findings"),
    "simulations": ("Simulations", "Simulations"),
    "specification": ("Cahier des charges", "Specification"),
    "changes": ("Changements", "Changes"),
    "threads": ("Échanges", "Threads"),
}
"""The first-level headings of a template or of the demo."""

REQUIREMENT_PARTS: Final = {
    "rationale": ("Pourquoi", "Why"),
    "criteria": ("Critères", "Criteria"),
    "origin": ("Origine", "Origin"),
    "substitute": ("Texte de substitution", "Substitute text"),
    "rationale_substitute": ("Substitut du pourquoi", "Substitute for why"),
}
"""The headings under a requirement."""

NAMES: Final = {
    "kind": ("Nature", "Kind"),
    "priority": ("Priorité", "Priority"),
    "lot": ("Lot", "Lot"),
    "tasks": ("Tâches", "Tasks"),
    "dimensions": ("Dimensions", "Dimensions"),
    "status": ("État", "Status"),
    "label": ("Confidentialité", "Confidentiality"),
    "statement_label": ("Confidentialité de l’énoncé", "Statement confidentiality"),
    "rationale_label": ("Confidentialité du pourquoi", "Why confidentiality"),
    "default_label": ("Confidentialité par défaut", "Default confidentiality"),
    "prefix": ("Préfixe", "Prefix"),
    "condition": ("Condition", "Condition"),
    "unit": ("Équipe", "Team"),
    "situation": ("Situation", "Situation"),
    "evidence": ("Preuve", "Evidence"),
    "severity": ("Gravité", "Severity"),
    "register": ("Registre", "Register"),
    "held_on": ("Date", "Date"),
    "support": ("Support", "Support"),
    "group": ("Groupe", "Group"),
    "task": ("Tâche", "Task"),
    "reason": ("Raison", "Reason"),
    "criterion": ("Critère", "Criterion"),
    "operator": ("Signe", "Sign"),
    "value": ("Valeur", "Value"),
    "measure": ("Unité", "Unit"),
    "qualifier": ("Précision", "Detail"),
    "limit": ("Limite", "Limit"),
    "flexibility": ("Flexibilité", "Flexibility"),
    "verification": ("Vérification", "Verification"),
    "substitute": ("Substitut", "Substitute"),
    "key": ("Repère", "Key"),
    "owner": ("Responsable", "Owner"),
    "quote": ("Phrase", "Phrase"),
    "outcome": ("Issue", "Outcome"),
}
"""Fields (`- Nom : valeur`) and columns."""


def _folded(words: tuple[str, str]) -> set[str]:
    return {fold(word) for word in words}


def meaning_of(word: str, kind: type[Choice]) -> Choice | None:
    """Return what `word` means among the values of `kind`, capitals and accents apart; None for an unknown word."""
    meanings = (one for one, words in _CHOICES[kind].items() if fold(word) in _folded(words))
    return next((one for one in meanings if isinstance(one, kind)), None)


def words_for(kind: type[StrEnum], language: str) -> str:
    """Return the words one may write for `kind`, for the sentence of a problem."""
    return ", ".join(filter(None, (_in(words, language) for words in _CHOICES[kind].values())))


def meanings(kind: type[StrEnum], language: str) -> tuple[tuple[str, str], ...]:
    """Return the values of `kind` that may be written, each with its word."""
    return tuple((one.value, _in(words, language)) for one, words in _CHOICES[kind].items() if _in(words, language))


def name_of(text: str, names: Mapping[str, tuple[str, str]], among: Iterable[str]) -> str | None:
    """Return which of the names `among` is meant by `text`; None when it is none of them."""
    return next((name for name in among if fold(text) in _folded(names[name])), None)


def names_for(names: Mapping[str, tuple[str, str]], among: Iterable[str], language: str) -> str:
    """Return how the names `among` are written, for the sentence of a problem."""
    return ", ".join(_in(names[name], language) for name in among)


def _in(words: tuple[str, str], language: str) -> str:
    return words[1] if language == Language.ENGLISH else words[0]
