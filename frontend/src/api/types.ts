// The shapes of what the server answers, by the names the islands use. They are generated from its OpenAPI document.
import type * as api from "../generated/api";

export type {
  Cause, Reach,
  AboutLine, Anchor, AnswerLine, AnswerView, AuthorView, CaseAnswer, CaseLine, CommentView, Compliance, Created, CriterionView, DecisionView, Dimension, EvidenceKind, Feasible, FindingStatus,
  FindingView, Flexibility, LabelChoice, LabelView, LinkKind, LinkView, LiveText, MemberView, MomentView, Operator, OptionView, OrganizationKind, OrganizationView, OriginsView, Outcome, PastView, PersonLine,
  Priority, ProposalCard, PutOffLine, QuestionView, Readership, Register, RegisterKind, RequirementKind, RequirementView, ResultKind, ResultStatus, ResultView, RichText, Role, SearchResult, Seat,
  SectionView, Severity, SigningCard, SimulationView, SituationCondition, SituationView, Status, Subject, SubjectKind, TaskSupport, TaskView, Team, TextView,
  ThreadKind, ThreadView, Undone, UnitView, Verification,
} from "../generated/api";

export type BaselineView = api.Baseline;
export type ChangeHow = api.LabelChoice["how"];
export type ChangeView = api.Change;
export type ContextView = api.Around;
export type DecisionsView = api.Decisions;
export type DiagnosisView = api.Diagnosis;
export type FactsView = api.Facts;
export type ImportPreview = api.Preview;
export type ForetoldPart = api.ForetoldPart;
export type ForetoldView = api.Foretold;
export type InvitationView = api.Invitation;
export type LabelChoicesView = api.LabelChoices;
export type LabelProposalView = api.LabelProposal;
export type Level = api.LabelView["level"];
export type LossOfSupplier = api.LossHere;
export type LossView = api.LossTold;
export type LostPart = api.LostPartView;
export type OpeningView = api.Opening;
export type OutlineAnswer = api.Outline;
export type PeopleView = api.People;
export type CircleLine = api.Circle;
export type ProjectLevel = api.ProjectLevel;
export type PreviewView = api.PreviewAnswer;
export type RegisterLineView = api.RegisterLine;
export type RegisterView = api.RegisterAnswer;
export type ReleaseBoardView = api.ReleaseBoard;
export type ReleaseView = api.Release;
export type RequirementLoss = api.RequirementLossView;
export type SeatView = api.SeatState;
export type SessionView = api.SessionLine;
export type SetAsideView = api.SetAside;
export type SplitPart = Required<api.PartForm>;
export type SplittingView = api.Splitting;
export type TemplateView = api.Template;

/** What an operation answers. */
export type Answer<Name extends keyof api.Operations> = api.Operations[Name]["answer"];

/** What an operation is sent. */
export type Body<Name extends keyof api.Operations> = api.Operations[Name]["body"];
