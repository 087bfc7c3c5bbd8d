"""A project in which every part holds a canary, at every label: what is written before the version is sent."""

from typing import Any

from server.domain.blueprint import (
    Blueprint,
    DemoBlueprint,
    DemoOrganization,
    DemoPerson,
    ProposedCriterion,
    ProposedFinding,
    ProposedLabel,
    ProposedRequirement,
    ProposedResult,
    ProposedSection,
    ProposedSimulation,
    ProposedSituation,
    ProposedSubstitute,
    ProposedTask,
    ProposedText,
    ProposedTrace,
    ProposedUnit,
)
from server.domain.requirement import Flexibility, Operator, Priority, RequirementKind, Status, Verification
from server.domain.richtext import Node, from_plain
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
from tests.leaks.canary import Aviary, Kind

LABELS = ("N0", "N1:A", "N1:B", "N1:A,B", "N2", "N3", "N4")
ORGANIZATIONS = {"firm": ("", OrganizationKind.FIRM), "advice": ("", OrganizationKind.CONSULTANCY)} | {
    letter: (letter, OrganizationKind.SUPPLIER) for letter in "AB"
}
CAST = {
    "claire": (Role.STEERING_WORK, "firm"),
    "bruno": (Role.STEERING_PRODUCTION, "firm"),
    "diane": (Role.SPONSOR, "firm"),
    "samir": (Role.EMPLOYEE, "firm"),
    "lucie": (Role.LINE_MANAGER, "firm"),
    "remi": (Role.EMPLOYEE_REP, "firm"),
    "anne": (Role.CONSULTANT_WORK, "advice"),
    "paul": (Role.CONSULTANT_PRODUCTION, "advice"),
    "fanny": (Role.FACILITATOR, "advice"),
    "olga": (Role.OBSERVER, "firm"),
    "theo": (Role.ADMINISTRATOR, "firm"),
    "alice": (Role.SUPPLIER, "A"),
    "bilal": (Role.SUPPLIER, "B"),
    "spare": (Role.LINE_MANAGER, "firm"),
}
"""Everybody by the name the tests call them; `spare` is there to be sent away."""


class Planter:
    """Writes the blueprint and plants as it goes."""

    def __init__(self, aviary: Aviary, project: str = "main") -> None:
        self._plant, self._project = aviary.plant, project
        self.titles: dict[str, str] = {}
        """The title of each requirement and section of the blueprint, by what the tests call it."""

    def word(self, what: str, kind: Kind, *labels: str, **more: Any) -> str:
        """Plant in something that is in the version."""
        return self._plant(what, kind, *labels, project=self._project, **more)

    def demo(self) -> DemoBlueprint:
        """Return the whole project, to be staged."""
        return DemoBlueprint(
            short_name="canaris",
            project_name="Projet",
            firm="Entreprise",
            blueprint=self._blueprint(),
            organizations=tuple(
                DemoOrganization(key, self._organization(key, letter), kind, letter)
                for key, (letter, kind) in ORGANIZATIONS.items()
            ),
            people=tuple(self._person(key, role, organization) for key, (role, organization) in CAST.items()),
            owners=(("whole N2 opened to A", "samir"),),
            threads=(),
        )

    def _organization(self, key: str, letter: str) -> str:
        if not letter:
            return key
        return self.word("name of a supplier", Kind.SUPPLIER, of=letter)

    def _person(self, key: str, role: Role, organization: str) -> DemoPerson:
        of = organization if organization in "AB" else "firm"
        seen = "N2" if of == "firm" else "N0"
        name, address = (
            self.word(f"{what} of {key}", Kind.PERSON, seen, of=of, person=key) for what in ("name", "address")
        )
        return DemoPerson(key, f"{key} {name}", f"{address}@exemple.fr", role, organization, "fr", ("used task",))

    def _blueprint(self) -> Blueprint:
        unit = self._place("unit")
        purpose = self.word("purpose", Kind.PROJECT, "N2", wanted=False)
        situations = tuple(self._situation(label, unit) for label in LABELS)
        findings = tuple(self._finding(label, ready, unit) for label in LABELS for ready in (True, False))
        return Blueprint(
            title="Cahier",
            language="fr",
            purpose=purpose,
            suppliers=("A", "B"),
            units=(ProposedUnit(unit),),
            tasks=(
                ProposedTask("used task", unit, TaskSupport.TOOL, self._place("support reason of a used task")),
                ProposedTask(
                    self._place("name of an unused task"), "", TaskSupport.PAPER, self._place("support reason")
                ),
            ),
            situations=situations,
            findings=findings,
            simulations=tuple(self._simulation(label) for label in LABELS),
            sections=(
                self._filled("opened to A"),
                self._filled("opened to B"),
                self._filled("closed"),
                *(self._bare(label) for label in LABELS),
                self._family(),
                self._sacrifice(),
            ),
        )

    def _titled(self, key: str, what: str, *labels: str, **more: Any) -> str:
        self.titles[key] = self.word(what, Kind.TEXT, *labels, **more)
        return self.titles[key]

    def _place(self, what: str) -> str:
        return self.word(what, Kind.TASK, "N2")

    def _text(self, what: str, kind: Kind, *labels: str, **more: Any) -> Node:
        return from_plain("Mot " + self.word(what, kind, *labels, **more))

    def _situation(self, label: str, unit: str) -> ProposedSituation:
        return ProposedSituation(
            title=f"situation {label} {self.word('title of a situation', Kind.ORIGIN, label)}",
            condition=SituationCondition.DEGRADED,
            unit=unit,
            tasks=("used task",),
            story=ProposedText(self._text("story", Kind.ORIGIN, label), ProposedLabel.parse(label)),
            label=ProposedLabel.parse(label),
        )

    def _finding(self, label: str, ready: bool, unit: str) -> ProposedFinding:
        key, at = f"finding {label} {ready}", ProposedLabel.parse(label)
        return ProposedFinding(
            key=key,
            title=self.word("title of a finding", Kind.ORIGIN, label, ready=ready),
            register=Register.WORK,
            evidence=EvidenceKind.OBSERVATION,
            severity=Severity.HIGH,
            status=FindingStatus.VALIDATED if ready else FindingStatus.NOTED,
            situation="",
            unit=unit,
            text=ProposedText(self._text("text of a finding", Kind.ORIGIN, label, ready=ready), at),
            label=at,
        )

    def _simulation(self, label: str) -> ProposedSimulation:
        at = ProposedLabel.parse(label)
        said = {
            name: self.word(f"{name} of a simulation", Kind.ORIGIN, label, "N2")
            for name in ("title", "support", "group")
        }
        result = ProposedResult(
            key=f"result {label}",
            title=self.word("title of a result", Kind.ORIGIN, label),
            kind=ResultKind.RISK,
            register=Register.PRODUCTION,
            status=ResultStatus.CONFIRMED,
            situation="",
            text=ProposedText(self._text("text of a result", Kind.ORIGIN, label), at),
            label=at,
        )
        return ProposedSimulation(**said, held_on="2026-03-12", situation="", label=at, results=(result,))

    def _filled(self, section: str) -> ProposedSection:
        requirements = [one for label in LABELS for one in (self._whole(label, section), self._parts(label, section))]
        return ProposedSection(
            title=self._titled(section, "title of a section", "N0", section=section),
            prefix="ABC",
            label=ProposedLabel(0),
            default_label=ProposedLabel(2),
            intro=ProposedText(self._text("introduction", Kind.TEXT, "N0", section=section), ProposedLabel(0)),
            requirements=(*requirements, self._draft(section)),
        )

    def _bare(self, label: str) -> ProposedSection:
        at = ProposedLabel.parse(label)
        return ProposedSection(
            title=self.word("title of a section", Kind.TEXT, label),
            prefix="SEC",
            label=at,
            default_label=at,
            intro=ProposedText(self._text("introduction", Kind.TEXT, label), at),
            requirements=(self._requirement(f"in section {label}", "N0", (label,), "", "N0"),),
        )

    def _family(self) -> ProposedSection:
        """A part open to all under a chapter of the firm: as closed as the chapter."""
        open_to_all = ProposedLabel(0)
        part = ProposedSection(
            title=self.word("title of a part of a closed chapter", Kind.TEXT, "N0", "N2"),
            prefix="FAM",
            label=open_to_all,
            default_label=open_to_all,
            intro=ProposedText(self._text("introduction", Kind.TEXT, "N0", "N2"), open_to_all),
        )
        return ProposedSection(
            "Famille", "FAM", ProposedLabel(2), ProposedLabel(2), ProposedText(from_plain("")), (), (part,)
        )

    def _sacrifice(self) -> ProposedSection:
        """What the walk of the routes changes, moves and withdraws."""
        blank, firm = ProposedText(from_plain("Rien.")), ProposedLabel(2)
        inside = tuple(
            ProposedRequirement(
                f"sacrifice {n}", f"Sacrifice {n}", RequirementKind.FUNCTIONAL, Priority.SHOULD, 1, Status.DISCUSSION,
                (), ("used task",), firm, blank, blank, (self._plain_criterion(), self._plain_criterion()),
                (ProposedTrace("finding N2 True", LinkKind.COVERS, "", firm),),
            )
            for n in range(4)
        )  # fmt: skip
        part = ProposedSection("Partie sacrifiée", "SAC", firm, firm, ProposedText(from_plain("")))
        return ProposedSection("Sacrifice", "SAC", firm, firm, blank, inside, (part,))

    def _plain_criterion(self) -> ProposedCriterion:
        return ProposedCriterion("Durée", Operator.AT_MOST, "3", "min", "", "", Flexibility.F2, Verification.TEST)

    def _whole(self, label: str, section: str) -> ProposedRequirement:
        return self._requirement(f"whole {label} {section}", label, (label,), section, label)

    def _draft(self, section: str) -> ProposedRequirement:
        return self._requirement(f"draft {section}", "N0", ("N0",), section, "N0", ready=False)

    def _parts(self, label: str, section: str) -> ProposedRequirement:
        """An envelope that everyone sees, around parts under `label` with sentences shown instead."""
        return self._requirement(f"parts {label} {section}", "N0", (label,), section, label, instead=label != "N0")

    def _requirement(
        self,
        key: str,
        envelope: str,
        under: tuple[str, ...],
        section: str,
        label: str,
        *,
        ready: bool = True,
        instead: bool = False,
    ) -> ProposedRequirement:
        around = (envelope,) if key.startswith("parts") else (envelope, *under)
        inside = (*around, label)
        where: dict[str, Any] = {"section": section, "ready": ready}

        def text(what: str) -> ProposedText:
            tree = self._text(what, Kind.TEXT, *inside, **where)
            return ProposedText(
                tree, ProposedLabel.parse(label), self._substitute(what, around, inside, where) if instead else None
            )

        return ProposedRequirement(
            key=key,
            title=self._titled(key, "title of a requirement", *around, **where),
            kind=RequirementKind.FUNCTIONAL,
            priority=Priority.MUST,
            lot=1,
            status=Status.DISCUSSION if ready else Status.DRAFT,
            dimensions=(),
            tasks=("used task",),
            label=ProposedLabel.parse(envelope),
            statement=text("statement"),
            rationale=text("rationale"),
            criteria=(self._criterion(label, inside, around, where, instead=instead),),
            traces=tuple(self._traces(label, inside, key)),
        )

    def _substitute(
        self, what: str, around: tuple[str, ...], inside: tuple[str, ...], where: dict[str, Any]
    ) -> ProposedSubstitute:
        word = self.word(f"sentence instead of a {what}", Kind.TEXT, *around, stands_for=inside, **where)
        return ProposedSubstitute(f"Au lieu {word}", ProposedLabel(0))

    def _criterion(
        self, label: str, inside: tuple[str, ...], around: tuple[str, ...], where: dict[str, Any], *, instead: bool
    ) -> ProposedCriterion:
        said = {
            name: self.word(f"{name} of a criterion", Kind.TEXT, *inside, **where)
            for name in ("name", "value", "unit", "qualifier", "acceptance_limit")
        }
        return ProposedCriterion(
            **said,
            operator=Operator.NONE,
            flexibility=Flexibility.F1,
            verification=Verification.TEST,
            label=ProposedLabel.parse(label),
            substitute=self._substitute("criterion", around, inside, where) if instead else None,
        )

    def _traces(self, label: str, inside: tuple[str, ...], key: str) -> list[ProposedTrace]:
        """A link as open as both its ends, one more closed than them, and one to a finding not validated."""
        if not key.startswith("whole"):
            return []
        own = self.word("reason of a link", Kind.LINK, *inside)
        raw = self.word("reason of a link to a raw finding", Kind.LINK, *inside, ready=False)
        closed = self.word("reason of a closed link", Kind.LINK, *inside, "N3")
        return [
            ProposedTrace(f"finding {label} True", LinkKind.DERIVES_FROM, own, ProposedLabel.parse(label)),
            ProposedTrace(f"finding {label} False", LinkKind.DERIVES_FROM, raw, ProposedLabel.parse(label)),
            ProposedTrace(f"result {label}", LinkKind.COVERS, closed, ProposedLabel(3)),
        ]
