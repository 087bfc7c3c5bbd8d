"""The gate: content goes in, one reader's sealed view comes out, and nothing leaves the server another way (A3)."""

from server.policy.view.losing import LossView, LostPartView, RequirementLossView, SectionLossView, measure_loss
from server.policy.view.origins import reveal_origins
from server.policy.view.parts import reveal_organizations, sentence_tree
from server.policy.view.proposing import Compared, ProposalView, reveal_proposals
from server.policy.view.reveal import Revealer, reveal
from server.policy.view.sight import Purpose, Sight, in_order
from server.policy.view.talk import reveal_answers, reveal_threads
from server.policy.view.types import (
    AnswerView,
    AuthorView,
    CommentView,
    CriterionView,
    FindingView,
    LabelView,
    LinkView,
    MemberView,
    OrganizationView,
    OriginsView,
    OrphanView,
    RequirementView,
    ResultView,
    SectionView,
    SimulationView,
    SituationView,
    SpecificationView,
    TaskView,
    TextView,
    ThreadView,
    UnitView,
)

__all__ = [
    "AnswerView",
    "AuthorView",
    "CommentView",
    "Compared",
    "CriterionView",
    "FindingView",
    "LabelView",
    "LinkView",
    "LossView",
    "LostPartView",
    "MemberView",
    "OrganizationView",
    "OriginsView",
    "OrphanView",
    "ProposalView",
    "Purpose",
    "RequirementLossView",
    "RequirementView",
    "ResultView",
    "Revealer",
    "SectionLossView",
    "SectionView",
    "Sight",
    "SimulationView",
    "SituationView",
    "SpecificationView",
    "TaskView",
    "TextView",
    "ThreadView",
    "UnitView",
    "in_order",
    "measure_loss",
    "reveal",
    "reveal_answers",
    "reveal_organizations",
    "reveal_origins",
    "reveal_proposals",
    "reveal_threads",
    "sentence_tree",
]
