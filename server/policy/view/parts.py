"""The smallest things the gate reveals: labels, texts, criteria, and the organisations one may know of."""

from collections.abc import Iterable
from typing import Final, cast

from server.domain.content import Criterion, Organization, RichTextJson, SpecificationContent, Substitute, TextPart
from server.domain.roles import OrganizationKind
from server.policy.labels import Label, circle_compartment
from server.policy.reader import Reader
from server.policy.view._seal import SEAL
from server.policy.view.sight import Purpose, Sight
from server.policy.view.types import CriterionView, LabelView, Level, OrganizationView, TextView


def sentence_tree(text: str) -> dict[str, object]:
    """Return the rich-text tree of one plain paragraph."""
    return {
        "type": "doc",
        "content": [{"type": "paragraph", "content": [{"type": "text", "text": text}] if text else []}],
    }


def reveal_organizations(reader: Reader, organizations: Iterable[Organization]) -> tuple[OrganizationView, ...]:
    """Return the organisations this reader may know of: a supplier is told of the firm and itself only."""
    return tuple(
        OrganizationView(id=item.id, name=item.name, kind=item.kind, seal=SEAL)
        for item in sorted(organizations, key=lambda o: (o.kind, o.name))
        if not reader.is_supplier or item.id == reader.organization_id or item.kind is OrganizationKind.FIRM
    )


_UNKNOWN: Final[RichTextJson] = {"type": "text", "text": "…"}


class PartRevealer:
    """Reveals parts of one content to one reader; `Revealer` puts them together."""

    def __init__(self, content: SpecificationContent, reader: Reader, purpose: Purpose = Purpose.LIVE) -> None:
        self.content, self.reader, self.purpose = content, reader, purpose
        self.sight = Sight(content, reader, purpose)
        self._organizations = {item.id: item for item in content.organizations}
        self._circles = {circle_compartment(item.id): item.name for item in content.circles}
        self._labels: dict[str, LabelView] = {}

    def label(self, canonical: str) -> LabelView:
        """Reveal a label; rival suppliers and their compartments are dropped from what a supplier is told."""
        if canonical not in self._labels:
            self._labels[canonical] = self._label(canonical)
        return self._labels[canonical]

    def _label(self, canonical: str) -> LabelView:
        label = Label.parse(canonical)
        suppliers = tuple(sorted(label.suppliers))
        compartments = tuple(sorted(label.compartments))
        if self.reader.is_supplier:
            suppliers = tuple(s for s in suppliers if s == self.reader.organization_id)
            compartments = tuple(c for c in compartments if c in self.reader.compartments)
        names = tuple(self._organizations[s].name for s in suppliers if s in self._organizations)
        key = (
            f"N{label.level}"
            + (":" + ",".join(suppliers) if suppliers else "")
            + "".join(f"|{c}" for c in compartments)
        )
        return LabelView(
            key=key,
            level=cast(Level, label.level),
            suppliers=suppliers,
            supplier_names=names,
            compartments=compartments,
            closed=tuple(sorted(self._circles[c] for c in compartments if c in self._circles)),
            name=self.content.level_names[label.level] if label.level < len(self.content.level_names) else "",
            seal=SEAL,
        )

    def text(self, part: TextPart, *, may_write: bool = False, may_propose: bool = False) -> TextView | None:
        """Reveal a text part: itself, or the sentence shown instead, or nothing."""
        if self.sight.label(part.label):
            working = self.purpose is Purpose.LIVE
            live = working and self.knows_all(part.tree)
            return TextView(
                part_id=part.id,
                kind=part.kind,
                tree=self.known_mentions(part.tree),
                label=self.label(part.label),
                document=part.generation if live else None,
                may_write=may_write and live,
                may_propose=may_propose and live,
                substitute=False,
                others_read=self._others_read(part.substitute),
                names_closed=may_write and working and not live,
                seal=SEAL,
            )
        instead = self.sight.instead(part.substitute)
        if instead is None:
            return None
        return TextView(
            part_id=part.id,
            kind=part.kind,
            tree=sentence_tree(instead.text),
            label=self.label(instead.label),
            document=None,
            may_write=False,
            may_propose=False,
            substitute=True,
            others_read=None,
            seal=SEAL,
        )

    def _others_read(self, substitute: Substitute | None) -> str | None:
        """What is read instead of a part by those below it: told inside the firm only, for a supplier it would name rivals."""
        instead = None if self.reader.is_supplier else self.sight.instead(substitute)
        return instead.text if instead else None

    def known_mentions(self, tree: RichTextJson) -> RichTextJson:
        """The same text, with « … » for people and codes this reader may not know (L12)."""
        if tree.get("type") == "mention":
            attrs = tree["attrs"]
            return tree if self.knows(str(attrs["kind"]), str(attrs["ref"])) else _UNKNOWN
        content = tree.get("content")
        if not content:
            return tree
        known = [self.known_mentions(child) for child in content]
        changed = any(new is not old for new, old in zip(known, content, strict=True))
        return {**tree, "content": known} if changed else tree

    def knows_all(self, tree: RichTextJson) -> bool:
        """Whether this reader may know all that a text names; only then is its live document theirs to open (L12)."""
        return self.known_mentions(tree) is tree

    def knows(self, kind: str, ref: str) -> bool:
        """Whether this reader may know whom or what a mention names (L12)."""
        if kind == "person":
            return not self.reader.is_supplier
        return ref in self.sight.requirements or ref in self.sight.findings or ref in self.sight.results

    def criterion(self, criterion: Criterion) -> CriterionView | None:
        """Reveal a criterion: itself, or the sentence shown instead, or nothing."""
        if self.sight.label(criterion.label):
            return CriterionView(
                id=criterion.id,
                name=criterion.name,
                operator=criterion.operator,
                value=criterion.value,
                unit=criterion.unit,
                qualifier=criterion.qualifier,
                acceptance_limit=criterion.acceptance_limit,
                flexibility=criterion.flexibility,
                verification=criterion.verification,
                verification_note=criterion.verification_note,
                label=self.label(criterion.label),
                substitute=False,
                others_read=self._others_read(criterion.substitute),
                seal=SEAL,
            )
        return self._criterion_instead(criterion.id, criterion.substitute)

    def _criterion_instead(self, criterion_id: str, substitute: Substitute | None) -> CriterionView | None:
        instead = self.sight.instead(substitute)
        if instead is None:
            return None
        blank = Criterion.blank(criterion_id, instead.text, instead.label)
        return CriterionView(
            id=blank.id,
            name=blank.name,
            operator=blank.operator,
            value="",
            unit="",
            qualifier="",
            acceptance_limit="",
            flexibility=blank.flexibility,
            verification=None,
            verification_note="",
            label=self.label(blank.label),
            substitute=True,
            others_read=None,
            seal=SEAL,
        )
