// Generated from the OpenAPI document by `make generate`; not edited by hand.

/** A requirement of a case: where it stands in the text, and its statement as plain text. */
export interface AboutLine {
  id: string;
  code: string;
  title: string;
  status: Status;
  href: string;
  statement: string;
}

/** A requirement a case is about. */
export interface AboutView {
  id: string;
  code: string;
  title: string;
  status: Status;
}

/** Accepting although the passage changed: the mark of the text that was looked at. */
export interface AcceptForm {
  despite?: string;
}

/** A person's own choices; what is absent stays. */
export interface AccountForm {
  language?: Language | null;
  theme?: string | null;
  single_keys?: boolean | null;
  seen_by_management?: boolean | null;
}

/** After which sibling; none: first. */
export interface AfterForm {
  after_id?: string | null;
}

/** Where in a text part a thread hangs: relative positions of the browser plus the quoted words around. */
export interface Anchor {
  part_id: string;
  start: string;
  end: string;
  quote: string;
  prefix: string;
  suffix: string;
}

/** A phrase of a text. */
export interface AnchorForm {
  part_id: string;
  start: string;
  end: string;
  quote: string;
  prefix?: string;
  suffix?: string;
}

/** A supplier's answer. */
export interface AnswerForm {
  compliance: Compliance;
  comment?: string;
  reach?: Reach;
}

/** One line of a supplier's answer table, with the threads it hears about the requirement. */
export interface AnswerLine {
  requirement_id: string;
  section: string;
  code: string;
  title: string;
  statement: string;
  criteria: CriterionView[];
  answer: AnswerView | null;
  threads: ThreadView[];
}

/** A supplier's answer to one requirement; `reach` is how far in the firm it is read. */
export interface AnswerView {
  id: string;
  requirement_id: string;
  organization_id: string;
  organization: string;
  release_id: string;
  compliance: Compliance;
  comment: string;
  at: string;
  reach: Reach;
}

/** What surrounds a requirement, a section or a finding; `topics` begins with the thing itself. */
export interface Around {
  subject: Subject;
  code: string;
  title: string;
  threads: ThreadView[];
  links: LinkView[];
  changes: Change[];
  texts: ReplayedText[];
  answers: AnswerView[];
  topics: Topic[];
  people: MemberView[];
  can: string[];
}

/** What becomes of a part on its way: it is read, a sentence stands in its place, or nothing does. */
export type Arrival = "read" | "replaced" | "hidden";

/** Whose voices are asked for. */
export interface AskedForm {
  person_ids: string[];
}

/** One line of the matrix; `task` is the name of a task when it is one. */
export interface AspectView {
  key: string;
  task: string;
}

/** Who said something: insiders are named to insiders; a supplier reads a function, never a name (domain guide §3.6). Who speaks as a `team` or through somebody (`relayed_by`) has no name there, but to themselves and to who relays (T5). */
export interface AuthorView {
  name: string | null;
  role: Role;
  organization: string;
  team: string;
  relayed_by: string;
  mine: boolean;
}

/** A frozen version. `status` is proposed or confirmed; `mine` when this seat froze it. */
export interface Baseline {
  id: string;
  name: string;
  at: string;
  author: string;
  digest: string;
  status: "proposed" | "confirmed";
  mine: boolean;
  requirement_count: number;
}

/** The same, and the rows that are accepted. */
export interface BringInForm {
  sheet: SheetForm;
  kind: "finding" | "task" | "situation" | "result" | "requirement";
  mapping: Record<string, string>;
  given: Record<string, string>;
  left_out: string[];
  accepted: number[];
}

/** How many things were added, and where to see them. */
export interface BroughtIn {
  count: number;
  href: string;
}

/** A case with what its screen needs: who reads it in words, who may be asked, and the levels an option may have. */
export interface CaseAnswer {
  case: CaseView;
  about: AboutLine[];
  reads: string;
  people: MemberView[];
  suppliers: Named[];
  labels: LabelView[];
  sheet: string;
}

/** A question to be decided, about which requirements, and what it comes from. */
export interface CaseForm {
  question: string;
  requirement_ids: string[];
  origin?: SubjectForm | null;
  label_key?: string | null;
}

/** A case in the list. `decided` is the option that was chosen; `awaits` says that something awaits the reader. */
export interface CaseLine {
  id: string;
  question: string;
  codes: string[];
  stage: string;
  label: LabelView;
  decided: string | null;
  at: string;
  awaits: boolean;
  href: string;
}

/** A case as this reader may know it. `asked` and `given` count the voices; `asked_ids` names who was asked to who runs the round. `decisions` has what was written, the first first; the last one made is the decision. `split` when the seats disagree, `awaits` when something awaits this reader: their voice, or a decision to sign or to make. */
export interface CaseView {
  id: string;
  question: string;
  ground: Ground;
  label: LabelView;
  about: AboutView[];
  by: AuthorView;
  opened_at: string;
  stage: Stage;
  aspects: AspectView[];
  options: OptionView[];
  asked: number;
  given: number;
  asked_ids: string[];
  own: OwnVoiceView | null;
  said: SaidView[];
  questions: QuestionView[];
  decisions: DecisionView[];
  split: boolean;
  awaits: boolean;
  may_prepare: boolean;
  may_weigh: boolean;
  may_add_option: boolean;
  may_open_round: boolean;
  may_close_round: boolean;
  may_speak: boolean;
  may_ask: boolean;
  may_decide: boolean;
  may_sign: boolean;
  may_settle: boolean;
  may_change: boolean;
}

/** What stops a supplier who asks a question. */
export type Cause = "ambiguous" | "missing" | "contradiction" | "alternative";

/** What is wrong in a cell (column empty: with the row), in words. */
export interface CellRefused {
  column: string;
  words: string;
}

/** One fact of the past, in words: who did what, before and after; `about` names the criterion it is of, if any. */
export interface Change {
  id: string;
  at: string;
  about: string;
  person: string | null;
  deed: string;
  field: string;
  before: string | null;
  after: string | null;
}

/** Other words for the statement of a requirement, and why. */
export interface ChangeForm {
  requirement_id: string;
  text: string;
  reason: string;
}

/** A first-level section of a template. */
export interface Chapter {
  number: string;
  title: string;
}

/** One line of what a requirement must have before it is signed (E4; domain guide §3.2). */
export type Check = "statement" | "origin" | "criterion" | "task" | "imperative" | "threads";

/** One line of the gate (E4), and whether it is met. */
export interface CheckView {
  check: Check;
  met: boolean;
}

/** A requirement that a case may be about. */
export interface Choice {
  id: string;
  code: string;
  title: string;
}

/** A closed set of people: the pair, and these. */
export interface Circle {
  id: string;
  name: string;
  person_ids: string[];
}

/** A circle: what it is called and who is in it besides the pair. */
export interface CircleForm {
  name: string;
  person_ids?: string[];
}

/** A message. */
export interface CommentForm {
  text: string;
  mentions?: string[];
}

/** One message. */
export interface CommentView {
  id: string;
  author: AuthorView;
  text: string;
  at: string;
  edited: boolean;
  may_edit: boolean;
}

/** A supplier's answer to one requirement. */
export type Compliance = "C" | "CP" | "NC" | "clarify";

/** Two requirements that contradict each other, by their ids, and the link that says so. */
export interface Conflict {
  link_id: string;
  one_id: string;
  other_id: string;
}

/** Something new: its id, its code when it has one, and where to go to see it. */
export interface Created {
  id: string;
  code: string | null;
  href: string | null;
}

/** A criterion in words, then and now; None when it was not there. */
export interface CriterionChange {
  then: string | null;
  now: string | null;
}

/** A new criterion. */
export interface CriterionForm {
  name: string;
  operator?: Operator;
  value?: string;
  unit?: string;
  qualifier?: string;
  acceptance_limit?: string;
  flexibility?: Flexibility;
  verification?: Verification | null;
}

/** One criterion; with `substitute`, only `name` is set and holds the sentence shown instead. */
export interface CriterionView {
  id: string;
  name: string;
  operator: Operator;
  value: string;
  unit: string;
  qualifier: string;
  acceptance_limit: string;
  flexibility: Flexibility;
  verification: Verification | null;
  verification_note: string;
  label: LabelView;
  substitute: boolean;
  others_read: string | null;
}

/** A decision one seat has written: the other seat signs it or refuses; a sponsor's is made at once. */
export type DecisionState = "proposed" | "refused" | "made";

/** A decision in writing: by whom, signed or refused by whom. `mark` stands for its words. */
export interface DecisionView {
  id: string;
  option_id: string;
  option: string;
  text: string;
  reasons: string;
  given_up: string;
  dissent: string;
  review_on: string;
  state: DecisionState;
  seat: Seat | null;
  by: AuthorView;
  at: string;
  refusal: string;
  other: AuthorView | null;
  closed_at: string | null;
  mark: string;
}

/** What is being decided and what was; to a supplier only what it was asked. The last four serve to open a case. */
export interface Decisions {
  cases: CaseLine[];
  questions: QuestionView[];
  put_off: PutOffLine[];
  supplier: boolean;
  can: string[];
  requirements: Choice[];
  conflicts: Conflict[];
  answers: AnswerView[];
  labels: LabelView[];
}

/** Everything requirements come from, and what was set aside and may be brought back. `texts` are those of findings, results and situations, drawn; `speakers` are the people whose words may be recorded, for who keeps them. */
export interface Diagnosis {
  origins: OriginsView;
  set_aside: SetAside[];
  texts: DrawnText[];
  speakers: PersonNamed[];
  can: string[];
}

/** The six dimensions under which a work tool is examined (domain guide §2). */
export type Dimension = "accessibility" | "utility" | "adaptability" | "usability" | "intelligibility" | "contestability";

/** A voice about one option, without a name; `register` is told only where at least three spoke for each. */
export interface DotView {
  stance: number;
  register: Register | null;
}

/** HTML drawn by the server, to be put in place as it is. */
export interface Drawn {
  html: string;
}

/** A running text as it is shown: HTML. */
export interface DrawnText {
  part_id: string;
  html: string;
}

/** What every row would become; nothing is written. */
export interface DryRun {
  rows: RowPlanned[];
}

/** A table, as what it is to be brought in, the field of each column, values for the others, columns that are left out. */
export interface DryRunForm {
  sheet: SheetForm;
  kind: "finding" | "task" | "situation" | "result" | "requirement";
  mapping: Record<string, string>;
  given: Record<string, string>;
  left_out: string[];
}

/** What an option does under one aspect, and what the screen showed before. */
export interface EffectForm {
  aspect: string;
  words: string;
  grade?: number | null;
  words_before?: string;
  grade_before?: number | null;
}

/** What an option does under one aspect; `grade` from −2 to +2, None when it was not weighed. */
export interface EffectView {
  aspect: string;
  words: string;
  grade: number | null;
}

/** One's own address, typed again. */
export interface EraseForm {
  confirmation: string;
}

/** What a finding rests on. */
export type EvidenceKind = "observation" | "interview" | "measurement" | "document" | "activity_analysis";

/** A requirement's facts with what its form may offer, and the cases about it (the decided ones too), by question. */
export interface Facts {
  requirement: RequirementView;
  statuses: Status[];
  owners: PersonNamed[];
  tasks: Named[];
  decisions: Named[];
  can: string[];
}

/** Whether it is feasible, and on which conditions. */
export interface FeasibilityForm {
  feasible: Feasible;
  words?: string;
}

/** What a supplier says of what it was asked. */
export type Feasible = "yes" | "conditions" | "no";

/** The five buttons under a function on the phone: what it does to who works with it. */
export type Feeling = "helps" | "hinders" | "worry" | "idea" | "unclear";

/** One field changed: what it held on the screen, and what it shall hold. */
export interface FieldForm {
  field: string;
  value: string | string[] | number | null;
  before: string | string[] | number | null;
}

/** A new finding. */
export interface FindingForm {
  title: string;
  register: Register;
  evidence: EvidenceKind;
  severity?: Severity;
  text?: string;
  situation_id?: string | null;
  unit_id?: string | null;
}

/** The life of a finding (domain guide §3.2). */
export type FindingStatus = "noted" | "shared" | "contested" | "validated" | "common" | "closed";

/** A finding's next status. */
export interface FindingStatusForm {
  to: FindingStatus;
  reason?: string;
}

/** A finding; `uncovered` tells of one that is validated and from which no requirement follows. With `speakers` it is raw speech, and these people spoke. */
export interface FindingView {
  id: string;
  code: string;
  title: string;
  register: Register;
  evidence: EvidenceKind;
  severity: Severity;
  status: FindingStatus;
  situation_id: string | null;
  situation_title: string;
  unit_id: string | null;
  unit_name: string;
  text: TextView | null;
  label: LabelView;
  links: LinkView[];
  uncovered: Gap;
  may_edit: boolean;
  speakers: MemberView[] | null;
}

/** How far a level may move (F0 not at all … F3 freely), independent of priority. */
export type Flexibility = "F0" | "F1" | "F2" | "F3";

/** What would change and for whom. `label` is what is borne then; `default` that of what is added to the new section. `substitutes` are the parts whose sentence shown instead would go, `visas` how many would no longer stand. */
export interface Foretold {
  label: LabelView;
  default: LabelView | null;
  audiences: ForetoldAudience[];
  substitutes: ForetoldPart[];
  visas: number;
}

/** Readers for whom the same changes: people of the firm, or a supplier (`organization`) with its people. */
export interface ForetoldAudience {
  organization: string | null;
  people: string[];
  no_longer: ForetoldPart[];
  newly: ForetoldPart[];
}

/** So many parts of one kind (envelope, statement, rationale, criterion, link or thread) of one requirement. */
export interface ForetoldPart {
  code: string;
  kind: string;
  count: number;
}

/** Whether a requirement lacks an origin, or a finding or a result a follow-up, as far as it can be told. */
export type Gap = "none" | "unseen" | "certain";

/** Where to go now. */
export interface Goes {
  href: string;
}

/** What a case is opened from. */
export type Ground = "conflict" | "refusal" | "non_compliance" | "cost" | "talk";

/** A document to look at before it is imported. */
export interface ImportForm {
  name: string;
  markdown: string;
}

/** Someone invited who has not come yet. */
export interface Invitation {
  id: string;
  email: string;
  name: string;
  role: Role;
  organization_id: string;
  at: string;
  expires_at: string;
}

/** An invitation into a project. */
export interface InvitationForm {
  email: string;
  name: string;
  role: Role;
  organization_id: string;
  task_ids?: string[];
}

/** A family of entries. */
export interface KindNamed {
  kind: RegisterKind;
  name: string;
}

/** The roles that people of one kind of organisation may have. */
export interface KindRoles {
  kind: OrganizationKind;
  roles: Role[];
}

/** A level one may give, what it takes (`current`, `now` or `both_seats`), and who then reads no longer or newly. */
export interface LabelChoice {
  label: LabelView;
  how: "current" | "now" | "both_seats";
  readers: string;
  no_longer: Readership[];
  newly: Readership[];
}

/** Who may read one part, and what it would take to change that. */
export interface LabelChoices {
  subject: Subject;
  code: string;
  part: string;
  current: LabelView;
  choices: LabelChoice[];
  suppliers: OrganizationView[];
  substitute: string | null;
  suggested: string | null;
  proposal: LabelProposal | null;
  received: ReceivedVersion[];
  seats: SeatState[];
  can: string[];
}

/** Who shall read a part. */
export interface LabelForm {
  label_key: string;
  reason?: string;
}

/** A lowering that waits for the other seat. */
export interface LabelProposal {
  id: string;
  label: LabelView;
  reason: string;
  proposed_by: string;
  at: string;
  mine: boolean;
}

/** A label as this reader may know it: a supplier is told no other supplier's name. `key` is its canonical text then. `closed` names the circles it is kept in; `name` is what the pair calls the level, if not as usual. */
export interface LabelView {
  key: string;
  level: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;
  suppliers: string[];
  supplier_names: string[];
  compartments: string[];
  closed: string[];
  name: string;
}

/** The languages of the tool's own words; people's text stays in theirs. */
export type Language = "fr" | "en";

/** The highest level somebody reads; -1 for none. */
export interface LevelForm {
  level: number;
}

/** What the levels of a project are called, from N0 on; none for the usual names. */
export interface LevelNamesForm {
  names: string[];
}

/** A link between two things. */
export interface LinkForm {
  source: SubjectForm;
  target: SubjectForm;
  kind: LinkKind;
  reason?: string;
}

/** How one thing comes from, answers or bears on another. */
export type LinkKind = "derives_from" | "mitigates" | "covers" | "refines" | "conflicts_with" | "depends_on";

/** One trace link seen from one of its ends. `outgoing` when that end is the source. `code` and `title` are the other end's; `register` its register, when it has one. */
export interface LinkView {
  id: string;
  kind: LinkKind;
  reason: string;
  outgoing: boolean;
  other: Subject;
  code: string;
  title: string;
  register: Register | null;
  label: LabelView;
}

/** A text as one opens it: which of the texts of its owner, its part, its live document, and whether one writes there. */
export interface LiveText {
  kind: string;
  part_id: string;
  document: string;
  may_write: boolean;
}

/** The texts of a thing that are live for this reader. */
export interface LiveTexts {
  texts: LiveText[];
}

/** What was lost of the last version sent to the same supplier, under its own number. */
export interface LossBefore {
  number: number;
  loss: number;
}

/** What one supplier would not read of a passage, how much of what must not move is hidden there, and drafts not sent. */
export interface LossHere {
  organization: OrganizationView;
  loss: number;
  imperative: number;
  drafts: number;
  lost: LostPartView[];
  href: string;
}

/** What an audience would not read, with the requirements of which something is lost; `href` leads to all of it. */
export interface LossTold {
  loss: number;
  recovers: number;
  before: LossBefore | null;
  requirements: RequirementLossView[];
  drafts: number;
  whole: boolean;
  href: string;
}

/** What each supplier would not read of a requirement, part by part, or of a section as a whole. */
export interface LossesHere {
  suppliers: LossHere[];
}

/** A part that does not arrive whole. `share` is what it makes of the loss of everything, `recovers` what a sentence in its place would give back of that; `subject` is what such a sentence is written for (None: nothing can stand there). */
export interface LostPartView {
  part: Part;
  name: string;
  arrival: Arrival;
  label: LabelView;
  share: number;
  recovers: number;
  subject: Subject | null;
}

/** A requirement made of what was said, and in one sentence what its author is told. */
export interface MadeForm {
  title: string;
  reason?: string;
}

/** A content, by its mark. */
export interface MarkForm {
  mark: string;
}

/** A person of the project, named to insiders. */
export interface MemberView {
  person_id: string;
  name: string;
  role: Role;
  organization_id: string;
}

/** Someone or something that may be named: `kind` is person or code, `ref` its id, `text` what is written. */
export interface Mentionable {
  kind: string;
  ref: string;
  text: string;
  detail: string;
}

/** People and codes a text may name. */
export interface Mentions {
  mentions: Mentionable[];
}

/** The requirement that is put into this one. */
export interface MergeForm {
  other_id: string;
}

/** A moment of a text. `authors` are places among the authors of its past; none is the server's own writing. `restorable` is False before a change of level: what was written then is read, and not brought back. */
export interface MomentView {
  at: string;
  authors: number[];
  restorable: boolean;
}

/** A name. */
export interface NameForm {
  name: string;
}

/** Something by id and name. */
export interface Named {
  id: string;
  name: string;
}

/** Somebody of the firm who has no e-mail address. */
export interface NewcomerForm {
  name: string;
  role: Role;
  organization_id: string;
  task_ids?: string[];
}

/** A section one supplier reads live, and where it writes too while `writes`. */
export interface Opening {
  id: string;
  section_id: string;
  section_number: string;
  section_title: string;
  organization_id: string;
  organization: string;
  since: string;
  writes: boolean;
}

/** A section opened live to a supplier. */
export interface OpeningForm {
  section_id: string;
  organization_id: string;
}

/** The comparison between what is measured and the wanted level; NONE for a level in words. */
export type Operator = "≤" | "≥" | "=" | "<" | ">" | "±" | "";

/** One more option. */
export interface OptionForm {
  title: string;
  summary?: string;
  label_key?: string | null;
}

/** What an option is: a change, the same in stages, or leaving things as they are. */
export type OptionKind = "change" | "staged" | "nothing";

/** One option. `divided` when voices stand on both sides; nothing is summed. */
export interface OptionView {
  id: string;
  kind: OptionKind;
  title: string;
  summary: string;
  label: LabelView;
  effects: EffectView[];
  voices: DotView[];
  divided: boolean;
}

/** A new organisation. */
export interface OrganizationForm {
  name: string;
  kind: OrganizationKind;
}

/** What an organisation is to the project. */
export type OrganizationKind = "firm" | "consultancy" | "supplier";

/** An organisation this reader may know of: a supplier knows its own and the firm, never a rival. */
export interface OrganizationView {
  id: string;
  name: string;
  kind: OrganizationKind;
}

/** A finding or a result one may link to. */
export interface OriginChoice {
  subject: Subject;
  code: string;
  title: string;
  register: Register;
}

/** What a new requirement comes from, how, and why. */
export interface OriginForm {
  target: SubjectForm;
  kind: LinkKind;
  reason?: string;
}

/** Findings and results found. */
export interface Origins {
  origins: OriginChoice[];
}

/** Everything requirements come from, and the requirements without origin, in reading order. `every_origin` tells that no origin can be hidden from this reader (O3). */
export interface OriginsView {
  findings: FindingView[];
  results: ResultView[];
  simulations: SimulationView[];
  situations: SituationView[];
  tasks: TaskView[];
  units: UnitView[];
  orphans: OrphanView[];
  every_origin: boolean;
}

/** A requirement of which this reader is told that it comes from nowhere. */
export interface OrphanView {
  id: string;
  code: string;
  title: string;
}

/** What came of a thread: every thread ends with one (domain guide §3.2). */
export type Outcome = "changes_requirement" | "new_requirement" | "not_kept" | "to_arbitration";

/** What came of a thread. */
export interface OutcomeForm {
  outcome: Outcome;
  reason?: string;
  requirement_id?: string | null;
}

/** The sections in reading order, what was set aside, and what one may do with them. */
export interface Outline {
  sections: SectionView[];
  set_aside: SetAside[];
  can: string[];
}

/** The reader's own voice, when they were asked: each stance by option. `given` once they have spoken. `representative` says that it will be read as one of the employees' representatives. */
export interface OwnVoiceView {
  register: Register | null;
  stances: Record<string, number>;
  words: string;
  given: boolean;
  representative: boolean;
}

/** What a requirement says, and what is said around it; REQUIREMENT is all of it at once. */
export type Part = "requirement" | "statement" | "criterion" | "rationale" | "origin" | "introduction" | "link" | "picture";

/** A requirement that is split off, with the places of its pieces of the statement and the ids of what goes with it. */
export interface PartForm {
  title: string;
  pieces?: number[];
  criterion_ids?: string[];
  link_ids?: string[];
  thread_ids?: string[];
}

/** The moments of a text, the oldest first, and all who wrote in it, in the order they began. */
export interface PastView {
  part_id: string;
  kind: string;
  authors: AuthorView[];
  moments: MomentView[];
  may_write: boolean;
}

/** The people of a project, for those who may know them. */
export interface People {
  people: PersonLine[];
  invitations: Invitation[];
  organizations: OrganizationView[];
  seats: SeatState[];
  roles: KindRoles[];
  tasks: Named[];
  circles: Circle[];
  levels: ProjectLevel[];
  can: string[];
}

/** Someone of the project; `level` is the highest they read, told to who decides on it. Who comes in `by_card` has no address: `email` is empty. */
export interface PersonLine {
  membership_id: string;
  person_id: string;
  name: string;
  email: string;
  by_card: boolean;
  role: Role;
  organization_id: string;
  task_ids: string[];
  level: number | null;
}

/** Someone by id and name. */
export interface PersonNamed {
  person_id: string;
  name: string;
}

/** Where a requirement goes. */
export interface PlaceForm {
  section_id: string;
  after_id?: string | null;
}

/** Where a section goes. */
export interface PlaceSectionForm {
  parent_id?: string | null;
  after_id?: string | null;
}

/** What an import would make of a document; `kept_as_text` counts the paragraphs that stay running text. */
export interface Preview {
  title: string;
  sections: PreviewedSection[];
  requirement_count: number;
  kept_as_text: number;
}

/** What an audience would read, drawn, and what is lost on the way to a supplier. */
export interface PreviewAnswer {
  organization: string;
  html: string;
  requirement_count: number;
  loss: LossTold | null;
}

/** A section that an import would make, and how many requirements it would hold itself. */
export interface PreviewedSection {
  number: string;
  title: string;
  requirements: number;
}

/** MoSCoW: whether the function is in this lot at all. */
export type Priority = "must" | "should" | "could" | "wont";

/** What is answered instead: a stable code, a sentence to show, and for a field edited twice both values. */
export interface Problem {
  code: string;
  message: string;
  yours?: string | null;
  theirs?: string | null;
}

/** A first project: from a template, a Markdown document, or a blank page. */
export interface ProjectForm {
  name: string;
  firm_id?: string | null;
  firm_name?: string;
  template?: string | null;
  markdown?: string | null;
  file_name?: string;
  seat: Seat;
  other_pilot_email?: string;
  other_pilot_name?: string;
  language?: Language;
}

/** A level, what the pair calls it (empty: as usual), and who of the firm reads it. */
export interface ProjectLevel {
  level: number;
  name: string;
  readers: string[];
}

/** A finding made of what was said. */
export interface PromoteForm {
  title: string;
  register?: Register;
}

/** A proposal as a card: `html` is its redline, empty when it can no longer be brought together with its text. `text` is the proposed text itself, for its author to write on in while it is a draft (`document`). */
export interface ProposalCard {
  id: string;
  part_id: string;
  kind: string;
  owner: Subject;
  code: string;
  state: ProposalState;
  author: AuthorView;
  at: string;
  reason: string;
  label: LabelView;
  html: string;
  text: string;
  document: string | null;
  same_block: boolean;
  against: string | null;
  decided_by: AuthorView | null;
  decided_at: string | null;
  decision_reason: string;
  unseen: boolean;
  may_decide: boolean;
  may_withdraw: boolean;
  reopens: boolean;
}

/** The life of a proposal: written by its author alone, open to a decision, then settled for good. */
export type ProposalState = "draft" | "open" | "accepted" | "declined" | "withdrawn";

/** What is proposed. */
export interface Proposals {
  proposals: ProposalCard[];
}

/** A requirement that is not for now, or not at all. */
export interface PutOffLine {
  code: string;
  title: string;
  status: Status;
  lot: number;
  reason: string;
  at: string | null;
  href: string;
}

/** What a supplier is asked. */
export interface QuestionForm {
  organization_id: string;
  text: string;
}

/** What one supplier was asked, what it answered, what it is told of the decision. No name of a case is in it. */
export interface QuestionView {
  id: string;
  organization: string;
  text: string;
  asked_at: string;
  feasible: Feasible | null;
  answer: string;
  answered_at: string | null;
  reply: string;
  may_answer: boolean;
  may_reply: boolean;
}

/** Who in the firm reads what a supplier answers: the pair and management, also its consultants, or everybody. */
export type Reach = "pair" | "offers" | "firm";

/** People who read alike: of the firm, or of a supplier (`organization`), which reads even when nobody came for it yet. */
export interface Readership {
  organization: string | null;
  people: string[];
}

/** A reason, which may be empty where none is needed. */
export interface ReasonForm {
  reason?: string;
}

/** A version in which a supplier received a part. */
export interface ReceivedVersion {
  organization: string;
  number: number;
  at: string;
}

/** Why a visa was refused last. */
export interface RefusalView {
  by: AuthorView;
  at: string;
  reason: string;
}

/** The two registers that weigh the same, and their common ground. */
export type Register = "work" | "production" | "common";

/** The register, the latest first; `all_shown` tells whether there are no more. It is kept for `months`. */
export interface RegisterAnswer {
  lines: RegisterLine[];
  all_shown: boolean;
  kinds: KindNamed[];
  months: number;
}

/** The families of entries, by which the register is filtered. */
export type RegisterKind = "sign_in" | "rights" | "label" | "view_as" | "sharing" | "export" | "download" | "keeping";

/** One entry as it is read; `person` is empty where it is not told, and with `whole_day` there is no hour. */
export interface RegisterLine {
  at: string;
  whole_day: boolean;
  kind: RegisterKind;
  kind_name: string;
  person: string;
  organization: string;
  what: string;
  reason: string;
}

/** A version sent. */
export interface Release {
  id: string;
  baseline_id: string;
  number: number;
  organization: string;
  language: Language;
  at: string;
  author: string;
  digest: string;
  acknowledged_at: string | null;
  formats: string[];
}

/** Versions frozen and sent, what is open live, and (to insiders) whether suppliers are told of what is kept from them. */
export interface ReleaseBoard {
  baselines: Baseline[];
  releases: Release[];
  openings: Opening[];
  organizations: OrganizationView[];
  sections: SectionNamed[];
  teams: Team[];
  seats: SeatState[];
  shows_reserved: boolean | null;
  can: string[];
}

/** A version sent to a supplier; `reason` says why, when something imperative is hidden in it. */
export interface ReleaseForm {
  baseline_id: string;
  organization_id: string;
  language?: Language;
  message?: string;
  reason?: string;
}

/** A text whose past may be replayed: its id, and which text of the thing it is. */
export interface ReplayedText {
  part_id: string;
  kind: string;
}

/** A new requirement, with its origin when it has one. */
export interface RequirementForm {
  section_id: string;
  after_id?: string | null;
  title: string;
  kind?: RequirementKind;
  priority?: Priority;
  status?: Status;
  task_ids?: string[];
  statement?: string;
  rationale?: string;
  criterion?: CriterionForm | null;
  link?: OriginForm | null;
}

/** What the requirement bears on. */
export type RequirementKind = "functional" | "constraint" | "interface" | "organization" | "experiment" | "follow_up";

/** What is lost of one requirement. `imperative` tells that what must not move is hidden and nothing stands in its place (D6), `without_meaning` that the audience reads a title and not what is asked. */
export interface RequirementLossView {
  id: string;
  section_id: string;
  code: string;
  title: string;
  flexibility: Flexibility | null;
  importance: number;
  loss: number;
  imperative: boolean;
  without_meaning: boolean;
  lost: LostPartView[];
}

/** A requirement. None for a text this reader may not read and for which nothing is shown instead. `signed_by` has the seats whose visa stands; None when that is not told (E7), or it is not yet to be signed. `reserved` are the codes of those that come right after it and are kept from this reader, who is told so (L16). */
export interface RequirementView {
  id: string;
  section_id: string;
  code: string;
  title: string;
  kind: RequirementKind;
  priority: Priority;
  lot: number;
  status: Status;
  owner_id: string | null;
  owner_name: string | null;
  dimensions: Dimension[];
  task_ids: string[];
  task_names: string[];
  label: LabelView;
  statement: TextView | null;
  rationale: TextView | null;
  criteria: CriterionView[];
  links: LinkView[];
  orphan: Gap;
  may_edit: boolean;
  signed_by: Seat[] | null;
  reserved: string[];
}

/** Whether suppliers are told that requirements are kept from them. */
export interface ReservedForm {
  shown: boolean;
}

/** The moment to bring back, and the last one that was seen. */
export interface RestoreForm {
  at: string;
  seen: string;
}

/** The moment that a restored text makes. */
export interface Restored {
  at: string;
}

/** What a simulation brought to light. */
export interface ResultForm {
  simulation_id: string;
  title: string;
  text?: string;
  kind: ResultKind;
  register: Register;
  situation_id?: string | null;
}

/** What the simulation of tomorrow's work brought to light. */
export type ResultKind = "risk" | "opportunity" | "need" | "expectation";

/** The life of a simulation result; only confirmed ones may reach a supplier. */
export type ResultStatus = "raw" | "confirmed" | "parked";

/** A result's next status. */
export interface ResultStatusForm {
  to: ResultStatus;
}

/** A simulation result; `uncovered` as for findings. */
export interface ResultView {
  id: string;
  code: string;
  simulation_id: string;
  title: string;
  kind: ResultKind;
  register: Register;
  status: ResultStatus;
  situation_id: string | null;
  situation_title: string;
  text: TextView | null;
  label: LabelView;
  links: LinkView[];
  uncovered: Gap;
  may_edit: boolean;
}

/** A rich-text node as ProseMirror JSON; the root is a `doc`. */
export interface RichText {
  type: "doc" | "paragraph" | "bullet_list" | "ordered_list" | "list_item" | "table" | "table_row" | "table_cell" | "table_header" | "text" | "hard_break" | "image" | "mention";
  attrs?: Record<string, string | number | null>;
  marks?: RichTextMark[];
  content?: RichText[];
  text?: string;
}

export interface RichTextMark {
  type: "link" | "em" | "strong";
  attrs?: Record<string, string>;
}

/** A person's role in one project (domain guide §3.3). */
export type Role = "steering_work" | "steering_production" | "sponsor" | "employee" | "line_manager" | "employee_rep" | "consultant_work" | "consultant_production" | "supplier" | "facilitator" | "observer" | "administrator";

/** A member's role. */
export interface RoleForm {
  role: Role;
}

/** What one row would become: its title, what else it says in words by field, the columns kept as notes, and what is wrong. `twin` is the code or the title of what is there already. */
export interface RowPlanned {
  line: number;
  title: string;
  says: Record<string, string>;
  notes: string[];
  refused: CellRefused[];
  twin: string;
}

/** A decision in writing. */
export interface RulingForm {
  option_id: string;
  text: string;
  reasons: string;
  given_up: string;
  dissent?: string;
  review_on: string;
}

/** Why somebody thinks so, without a name; that of an employees' representative says that it is theirs. */
export interface SaidView {
  words: string;
  register: Register | null;
  representative: boolean;
}

/** A requirement shown as an example. */
export interface Sample {
  code: string;
  statement: string;
  criterion: string;
}

/** Something found. */
export interface SearchResult {
  subject: Subject;
  code: string;
  title: string;
  excerpt: string;
  href: string;
}

/** What was found, best first. */
export interface SearchResults {
  results: SearchResult[];
}

/** One of the two places of the steering pair; they weigh the same. */
export type Seat = "work" | "production";

/** A seat of the pair and who holds it. */
export interface SeatState {
  seat: Seat;
  name: string | null;
  mine: boolean;
}

/** A new section after a sibling. */
export interface SectionForm {
  title: string;
  parent_id?: string | null;
  after_id?: string | null;
  prefix?: string | null;
}

/** A section by number and title. */
export interface SectionNamed {
  id: string;
  number: string;
  title: string;
}

/** A section with its number among those this reader sees (« 6.2 »), its depth from 1, and its requirements in order. `open_to` names the suppliers who read it live and `written_by` those who write there too, to those of the firm; `open_to_me` and `written_by_me` tell one of them. `reserved` as for requirements, before the first of them. */
export interface SectionView {
  id: string;
  parent_id: string | null;
  number: string;
  depth: number;
  title: string;
  prefix: string;
  label: LabelView;
  default_label: LabelView | null;
  intro: TextView | null;
  requirement_ids: string[];
  open_to: string[];
  written_by: string[];
  open_to_me: boolean;
  written_by_me: boolean;
  withdrawn: boolean;
  reserved: string[];
}

/** A signed-in browser, to its owner; `capped_as` is the supplier organisation it is held to. */
export interface SessionLine {
  id: string;
  device: string;
  since: string;
  last_used: string;
  current: boolean;
  capped_as: string | null;
}

/** Something taken out of the text or of what it comes from, which the reader may bring back. */
export interface SetAside {
  subject: Subject;
  code: string;
  title: string;
}

/** How much a finding weighs on those who live with it. */
export type Severity = "low" | "medium" | "high";

/** A table as it was read, cells corrected by hand perhaps: `lines` are the numbers of its rows in the file. */
export interface SheetForm {
  name: string;
  columns: string[];
  rows: string[][];
  lines: number[];
}

/** How who began a thread appears in it: by name, as their team, or through somebody who relays it. */
export type Signature = "name" | "team" | "relayed";

/** A requirement to be signed: as a file shows it (`html`), what is still missing, who has signed, what one may do. */
export interface SigningCard {
  requirement_id: string;
  code: string;
  title: string;
  status: Status;
  href: string;
  html: string;
  seats: VisaView[];
  checks: CheckView[];
  mark: string;
  exempt: boolean;
  refusal: RefusalView | null;
  since: Since | null;
  may_sign: boolean;
  may_withdraw: boolean;
  may_refuse: boolean;
  may_carry: boolean;
}

/** A new simulation. */
export interface SimulationForm {
  title: string;
  held_on?: string;
  support?: string;
  group?: string;
  situation_id?: string | null;
}

/** A simulation and the ids of its results this reader sees. */
export interface SimulationView {
  id: string;
  title: string;
  held_on: string;
  support: string;
  group: string;
  situation_id: string | null;
  situation_title: string;
  label: LabelView;
  result_ids: string[];
}

/** What changed since one's own visa. `title` is the one it had then, None when it is the same; `html` is the redline of the statement, empty when it is the same. */
export interface Since {
  title: string | null;
  html: string;
  criteria: CriterionChange[];
}

/** Whether a work situation is an ordinary day, a variable one or a bad one. */
export type SituationCondition = "normal" | "variable" | "degraded";

/** A new work situation. */
export interface SituationForm {
  title: string;
  story?: string;
  condition?: SituationCondition;
  unit_id?: string | null;
  task_ids?: string[];
}

/** A scene of work. */
export interface SituationView {
  id: string;
  title: string;
  condition: SituationCondition;
  unit_id: string | null;
  unit_name: string;
  task_ids: string[];
  task_names: string[];
  story: TextView | null;
  label: LabelView;
}

/** Who spoke. */
export interface SpeakersForm {
  speaker_ids: string[];
}

/** What people said, and who they are. */
export interface SpeechForm {
  title: string;
  text?: string;
  speaker_ids?: string[];
}

/** How a requirement is split; `mark` stands for what it said on the screen, `kept_link_ids` for links it keeps as well. */
export interface SplitForm {
  mark: string;
  parts: PartForm[];
  kept_link_ids?: string[];
}

/** The requirements that were split off, in order. */
export interface SplitOff {
  made: Created[];
}

/** A piece of the statement; pieces of one `block` are in one paragraph or list. */
export interface SplitPiece {
  block: number;
  text: string;
}

/** What of a requirement may be distributed when it is split. */
export interface Splitting {
  code: string;
  mark: string;
  pieces: SplitPiece[];
  criteria: CriterionView[];
  links: LinkView[];
  threads: ThreadView[];
}

/** A finding written out of what people said. */
export interface SpokenFindingForm {
  title: string;
  text?: string;
  severity?: Severity;
  situation_id?: string | null;
  unit_id?: string | null;
}

/** Where a case stands: options are written, voices are given in silence, they are read, it is decided. */
export type Stage = "options" | "voices" | "heard" | "decided";

/** What one thinks of one option. */
export interface StanceForm {
  option_id: string;
  stance: number;
}

/** The editorial life of a requirement (domain guide §3.2). */
export type Status = "draft" | "discussion" | "arbitration" | "to_sign" | "validated" | "baselined" | "revised" | "deferred" | "rejected" | "withdrawn";

/** A requirement's next status. */
export interface StatusForm {
  to: Status;
  reason?: string;
}

/** One thing, by kind and identifier. */
export interface Subject {
  kind: SubjectKind;
  id: string;
}

/** A thing by kind and id. */
export interface SubjectForm {
  kind: SubjectKind;
  id: string;
}

/** The kinds of things that links, threads, labels and changes point at. */
export type SubjectKind = "specification" | "section" | "requirement" | "criterion" | "finding" | "result" | "simulation" | "situation" | "task" | "unit" | "link" | "thread" | "proposal" | "answer" | "text" | "attachment" | "opening" | "release" | "membership" | "arbitration";

/** The sentence shown instead, or none. */
export interface SubstituteForm {
  text: string | null;
}

/** A table of a file, and for each kind what the names of its columns give away. */
export interface TableFound {
  name: string;
  columns: string[];
  rows: string[][];
  lines: number[];
  guesses: Record<string, Record<string, string>>;
}

/** The tables of a file. */
export interface TablesFound {
  tables: TableFound[];
}

/** A new task. */
export interface TaskForm {
  name: string;
  unit_id?: string | null;
  support?: TaskSupport;
  support_reason?: string;
}

/** On what a task is done: some deserve to stay on paper. */
export type TaskSupport = "tool" | "paper" | "mixed";

/** What someone does. */
export interface TaskView {
  id: string;
  name: string;
  unit_id: string | null;
  unit_name: string;
  support: TaskSupport;
  support_reason: string;
}

/** A member's own tasks. */
export interface TasksForm {
  task_ids: string[];
}

/** The people who take part for a supplier, by name. */
export interface Team {
  organization_id: string;
  people: string[];
}

/** A template as the wizard shows it. */
export interface Template {
  name: string;
  title: string;
  summary: string;
  icon: string;
  language: Language;
  chapters: Chapter[];
  sample: Sample | null;
}

/** Words. */
export interface TextForm {
  text: string;
}

/** A running text. `document` names its live document (None: not live here). With `substitute` the tree is the sentence shown instead of a part this reader may not read; `others_read` is that sentence, told to those who read the part itself. `names_closed` tells who would write in it that it does not open because it names something closed to them, drawn as « … » (L12). */
export interface TextView {
  part_id: string;
  kind: string;
  tree: RichText;
  label: LabelView;
  document: string | null;
  may_write: boolean;
  may_propose: boolean;
  substitute: boolean;
  others_read: string | null;
  names_closed: boolean;
}

/** The first words of a thread. */
export interface ThreadForm {
  subject: SubjectForm;
  kind: ThreadKind;
  text: string;
  anchor?: AnchorForm | null;
  label_key?: string | null;
  cause?: Cause | null;
  mentions?: string[];
}

/** What the first words of a thread are. */
export type ThreadKind = "effect" | "expectation" | "worry" | "proposal" | "question" | "remark";

/** An open thread hung on a phrase; `number` counts the marks this reader sees, in reading order. `place` is what the phrase stands in, `text` which of its texts. */
export interface ThreadMark {
  id: string;
  number: number;
  anchor: Anchor;
  place: Subject;
  text: string;
}

/** The marked phrases of a specification. */
export interface ThreadMarks {
  threads: ThreadMark[];
}

/** Whether a thread still waits for an end. */
export type ThreadStatus = "open" | "resolved";

/** A thread. `cause` is what stops the supplier who asks, `led_to` what came of it, told to who sees that. */
export interface ThreadView {
  id: string;
  subject: Subject;
  subject_code: string;
  subject_title: string;
  anchor: Anchor | null;
  kind: ThreadKind;
  cause: Cause | null;
  feeling: Feeling | null;
  signature: Signature;
  status: ThreadStatus;
  outcome: Outcome | null;
  outcome_reason: string;
  led_to: Subject | null;
  led_to_code: string;
  finding_code: string;
  picture_ids: string[];
  began_at: string;
  ended_at: string | null;
  agreed_at: string | null;
  checked_at: string | null;
  author: AuthorView;
  label: LabelView;
  comments: CommentView[];
  may_reply: boolean;
  may_resolve: boolean;
  may_reopen: boolean;
  may_check: boolean;
  may_note: boolean;
}

/** What is to be signed, one's own first. */
export interface ToSign {
  cards: SigningCard[];
}

/** What a new thread may be about, and who may be made to hear it, from the default on. */
export interface Topic {
  subject: Subject;
  title: string;
  audiences: LabelView[];
}

/** What a deed that was taken back had been done to. */
export interface Undone {
  subject: Subject;
}

/** A place of the firm. */
export interface UnitView {
  id: string;
  name: string;
}

/** How one will see that a criterion is met. */
export type Verification = "demonstration" | "test" | "measurement" | "document" | "observation";

/** As which supplier to look. */
export interface ViewAsForm {
  organization_id: string;
}

/** What one signs, by its mark, and why no criterion has a level. */
export interface VisaForm {
  mark: string;
  reason?: string;
}

/** One seat: who holds it, and its visa. `signed` when it stands; `fallen` when the content has changed since. `by` gave it, `at` then; `reason` is what it was given with. */
export interface VisaView {
  seat: Seat;
  holder: string | null;
  signed: boolean;
  fallen: boolean;
  by: AuthorView | null;
  at: string | null;
  reason: string;
}

/** A voice: an opinion about each option, and why. */
export interface VoiceForm {
  register: Register;
  stances: StanceForm[];
  words?: string;
}

/** Words that are being written as a statement, and of which requirement, if it is there already. */
export interface WordingForm {
  text: string;
  requirement_id?: string | null;
}

/** What a rule remarks: the words from `start` up to `end`, counted as browsers count (UTF-16), and what to do about it. `instead` is what could stand there, in the language of the text; empty when nothing fits every case. */
export interface WordingRemark {
  rule: string;
  start: number;
  end: number;
  words: string;
  instead: string;
  name: string;
  why: string;
  advice: string;
}

/** Remarks in reading order. */
export interface WordingRemarks {
  remarks: WordingRemark[];
}

/** Whether a supplier may write where it reads live. */
export interface WritesForm {
  writes: boolean;
}

/** Every operation: how it is asked for and what it answers (undefined: nothing). */
export interface Operations {
  accept_proposal: { method: "POST"; path: `/api/specifications/${string}/proposals/${string}/accept`; query: undefined; body: AcceptForm; answer: undefined };
  acknowledge_decision: { method: "POST"; path: `/api/specifications/${string}/proposals/${string}/acknowledge`; query: undefined; body: undefined; answer: undefined };
  acknowledge_release: { method: "POST"; path: `/api/specifications/${string}/releases/${string}/acknowledge`; query: undefined; body: undefined; answer: undefined };
  add_circle: { method: "POST"; path: `/api/projects/${string}/circles`; query: undefined; body: CircleForm; answer: People };
  add_criterion: { method: "POST"; path: `/api/specifications/${string}/requirements/${string}/criteria`; query: undefined; body: CriterionForm; answer: Facts };
  add_finding: { method: "POST"; path: `/api/specifications/${string}/findings`; query: undefined; body: FindingForm; answer: FindingView };
  add_link: { method: "POST"; path: `/api/specifications/${string}/links`; query: undefined; body: LinkForm; answer: LinkView };
  add_option: { method: "POST"; path: `/api/specifications/${string}/arbitrations/${string}/options`; query: undefined; body: OptionForm; answer: CaseAnswer };
  add_organization: { method: "POST"; path: `/api/projects/${string}/organizations`; query: undefined; body: OrganizationForm; answer: People };
  add_picture: { method: "POST"; path: `/api/specifications/${string}/texts/${string}/pictures`; query: undefined; body: Blob; answer: Created };
  add_proposed_picture: { method: "POST"; path: `/api/specifications/${string}/proposals/${string}/pictures`; query: undefined; body: Blob; answer: Created };
  add_requirement: { method: "POST"; path: `/api/specifications/${string}/requirements`; query: undefined; body: RequirementForm; answer: Created };
  add_result: { method: "POST"; path: `/api/specifications/${string}/results`; query: undefined; body: ResultForm; answer: ResultView };
  add_section: { method: "POST"; path: `/api/specifications/${string}/sections`; query: undefined; body: SectionForm; answer: Created };
  add_simulation: { method: "POST"; path: `/api/specifications/${string}/simulations`; query: undefined; body: SimulationForm; answer: SimulationView };
  add_situation: { method: "POST"; path: `/api/specifications/${string}/situations`; query: undefined; body: SituationForm; answer: SituationView };
  add_task: { method: "POST"; path: `/api/specifications/${string}/tasks`; query: undefined; body: TaskForm; answer: TaskView };
  add_unit: { method: "POST"; path: `/api/specifications/${string}/units`; query: undefined; body: NameForm; answer: UnitView };
  add_without_mail: { method: "POST"; path: `/api/projects/${string}/members`; query: undefined; body: NewcomerForm; answer: People };
  answer_question: { method: "POST"; path: `/api/specifications/${string}/feasibility/${string}/answer`; query: undefined; body: FeasibilityForm; answer: Decisions };
  ask_supplier: { method: "POST"; path: `/api/specifications/${string}/arbitrations/${string}/questions`; query: undefined; body: QuestionForm; answer: CaseAnswer };
  begin_proposal: { method: "POST"; path: `/api/specifications/${string}/texts/${string}/proposals`; query: undefined; body: undefined; answer: ProposalCard };
  bring_in: { method: "POST"; path: `/api/specifications/${string}/tables`; query: undefined; body: BringInForm; answer: BroughtIn };
  carry_visas: { method: "POST"; path: `/api/specifications/${string}/requirements/${string}/visa/carry`; query: undefined; body: MarkForm; answer: SigningCard };
  change_account: { method: "PATCH"; path: `/api/account`; query: undefined; body: AccountForm; answer: undefined };
  change_circle: { method: "PUT"; path: `/api/projects/${string}/circles/${string}`; query: undefined; body: CircleForm; answer: People };
  change_criterion: { method: "PATCH"; path: `/api/specifications/${string}/criteria/${string}`; query: undefined; body: FieldForm; answer: Facts };
  change_finding: { method: "PATCH"; path: `/api/specifications/${string}/findings/${string}`; query: undefined; body: FieldForm; answer: FindingView };
  change_label: { method: "POST"; path: `/api/specifications/${string}/labels/${string}/${string}`; query: undefined; body: LabelForm; answer: LabelChoices };
  change_option: { method: "PATCH"; path: `/api/specifications/${string}/arbitration-options/${string}`; query: undefined; body: FieldForm; answer: CaseAnswer };
  change_requirement: { method: "PATCH"; path: `/api/specifications/${string}/requirements/${string}`; query: undefined; body: FieldForm; answer: Facts };
  change_result: { method: "PATCH"; path: `/api/specifications/${string}/results/${string}`; query: undefined; body: FieldForm; answer: ResultView };
  change_role: { method: "POST"; path: `/api/projects/${string}/members/${string}/role`; query: undefined; body: RoleForm; answer: People };
  change_section: { method: "PATCH"; path: `/api/specifications/${string}/sections/${string}`; query: undefined; body: FieldForm; answer: SectionView };
  change_simulation: { method: "PATCH"; path: `/api/specifications/${string}/simulations/${string}`; query: undefined; body: FieldForm; answer: SimulationView };
  change_situation: { method: "PATCH"; path: `/api/specifications/${string}/situations/${string}`; query: undefined; body: FieldForm; answer: SituationView };
  change_task: { method: "PATCH"; path: `/api/specifications/${string}/tasks/${string}`; query: undefined; body: FieldForm; answer: TaskView };
  change_unit: { method: "PATCH"; path: `/api/specifications/${string}/units/${string}`; query: undefined; body: FieldForm; answer: UnitView };
  check_in_use: { method: "POST"; path: `/api/specifications/${string}/threads/${string}/check`; query: undefined; body: undefined; answer: ThreadView };
  close_round: { method: "POST"; path: `/api/specifications/${string}/arbitrations/${string}/round/close`; query: undefined; body: undefined; answer: CaseAnswer };
  close_section: { method: "POST"; path: `/api/specifications/${string}/openings/${string}/close`; query: undefined; body: undefined; answer: ReleaseBoard };
  confirm_baseline: { method: "POST"; path: `/api/specifications/${string}/baselines/${string}/confirm`; query: undefined; body: undefined; answer: ReleaseBoard };
  confirm_label: { method: "POST"; path: `/api/specifications/${string}/label-proposals/${string}/confirm`; query: undefined; body: undefined; answer: LabelChoices };
  consolidate: { method: "POST"; path: `/api/specifications/${string}/speech/${string}/finding`; query: undefined; body: SpokenFindingForm; answer: Created };
  create_project: { method: "POST"; path: `/api/projects`; query: undefined; body: ProjectForm; answer: Created };
  decline_baseline: { method: "POST"; path: `/api/specifications/${string}/baselines/${string}/decline`; query: undefined; body: ReasonForm; answer: ReleaseBoard };
  decline_label: { method: "POST"; path: `/api/specifications/${string}/label-proposals/${string}/decline`; query: undefined; body: ReasonForm; answer: LabelChoices };
  decline_proposal: { method: "POST"; path: `/api/specifications/${string}/proposals/${string}/decline`; query: undefined; body: ReasonForm; answer: undefined };
  download_baseline: { method: "GET"; path: `/api/specifications/${string}/baselines/${string}/files/${string}`; query: { language?: Language; organization?: string | null; }; body: undefined; answer: Blob };
  download_own_data: { method: "GET"; path: `/api/account/data/${string}`; query: undefined; body: undefined; answer: Blob };
  download_register: { method: "GET"; path: `/api/projects/${string}/register/files/${string}`; query: { kind?: RegisterKind | null; since?: string | null; until?: string | null; }; body: undefined; answer: Blob };
  download_release: { method: "GET"; path: `/api/specifications/${string}/releases/${string}/files/${string}`; query: undefined; body: undefined; answer: Blob };
  download_sheet: { method: "GET"; path: `/api/specifications/${string}/arbitrations/${string}/sheet`; query: { language?: Language; }; body: undefined; answer: Blob };
  download_working: { method: "GET"; path: `/api/specifications/${string}/files/${string}`; query: { language?: Language; }; body: undefined; answer: Blob };
  duplicate_requirement: { method: "POST"; path: `/api/specifications/${string}/requirements/${string}/duplicate`; query: undefined; body: undefined; answer: Created };
  duplicate_section: { method: "POST"; path: `/api/specifications/${string}/sections/${string}/duplicate`; query: undefined; body: undefined; answer: Created };
  edit_comment: { method: "PATCH"; path: `/api/specifications/${string}/comments/${string}`; query: undefined; body: TextForm; answer: ThreadView };
  end_membership: { method: "POST"; path: `/api/projects/${string}/members/${string}/end`; query: undefined; body: undefined; answer: People };
  end_organization: { method: "POST"; path: `/api/projects/${string}/organizations/${string}/end`; query: undefined; body: undefined; answer: People };
  erase_me: { method: "POST"; path: `/api/account/erase`; query: undefined; body: EraseForm; answer: Goes };
  find_mentions: { method: "GET"; path: `/api/specifications/${string}/texts/${string}/mentions`; query: { q?: string; }; body: undefined; answer: Mentions };
  find_origins: { method: "GET"; path: `/api/specifications/${string}/origins`; query: { q?: string; }; body: undefined; answer: Origins };
  freeze_baseline: { method: "POST"; path: `/api/specifications/${string}/baselines`; query: undefined; body: NameForm; answer: ReleaseBoard };
  give_visa: { method: "POST"; path: `/api/specifications/${string}/requirements/${string}/visa`; query: undefined; body: VisaForm; answer: SigningCard };
  give_voice: { method: "POST"; path: `/api/specifications/${string}/arbitrations/${string}/voice`; query: undefined; body: VoiceForm; answer: CaseAnswer };
  invite: { method: "POST"; path: `/api/projects/${string}/invitations`; query: undefined; body: InvitationForm; answer: People };
  let_write: { method: "POST"; path: `/api/specifications/${string}/openings/${string}/writing`; query: undefined; body: WritesForm; answer: ReleaseBoard };
  make_requirement: { method: "POST"; path: `/api/specifications/${string}/threads/${string}/requirement`; query: undefined; body: MadeForm; answer: ThreadView };
  merge_requirement: { method: "POST"; path: `/api/specifications/${string}/requirements/${string}/merge`; query: undefined; body: MergeForm; answer: undefined };
  move_criterion: { method: "POST"; path: `/api/specifications/${string}/criteria/${string}/move`; query: undefined; body: AfterForm; answer: Facts };
  move_requirement: { method: "POST"; path: `/api/specifications/${string}/requirements/${string}/move`; query: undefined; body: PlaceForm; answer: undefined };
  move_section: { method: "POST"; path: `/api/specifications/${string}/sections/${string}/move`; query: undefined; body: PlaceSectionForm; answer: undefined };
  name_levels: { method: "PUT"; path: `/api/projects/${string}/levels`; query: undefined; body: LevelNamesForm; answer: People };
  note_finding: { method: "POST"; path: `/api/specifications/${string}/threads/${string}/finding`; query: undefined; body: PromoteForm; answer: ThreadView };
  open_case: { method: "POST"; path: `/api/specifications/${string}/arbitrations`; query: undefined; body: CaseForm; answer: Created };
  open_proposal: { method: "POST"; path: `/api/specifications/${string}/proposals/${string}/open`; query: undefined; body: ReasonForm; answer: undefined };
  open_round: { method: "POST"; path: `/api/specifications/${string}/arbitrations/${string}/round`; query: undefined; body: AskedForm; answer: CaseAnswer };
  open_section: { method: "POST"; path: `/api/specifications/${string}/openings`; query: undefined; body: OpeningForm; answer: ReleaseBoard };
  preview_baseline: { method: "GET"; path: `/api/specifications/${string}/baselines/${string}/preview`; query: { language?: Language; organization?: string | null; }; body: undefined; answer: PreviewAnswer };
  preview_import: { method: "POST"; path: `/api/imports/preview`; query: undefined; body: ImportForm; answer: Preview };
  propose_change: { method: "POST"; path: `/api/specifications/${string}/arbitrations/${string}/changes`; query: undefined; body: ChangeForm; answer: CaseAnswer };
  propose_decision: { method: "POST"; path: `/api/specifications/${string}/arbitrations/${string}/decision`; query: undefined; body: RulingForm; answer: CaseAnswer };
  raise_thread: { method: "POST"; path: `/api/specifications/${string}/threads`; query: undefined; body: ThreadForm; answer: ThreadView };
  read_around: { method: "GET"; path: `/api/specifications/${string}/context`; query: { requirement?: string | null; section?: string | null; finding?: string | null; result?: string | null; situation?: string | null; }; body: undefined; answer: Around };
  read_board: { method: "GET"; path: `/api/specifications/${string}/releases`; query: undefined; body: undefined; answer: ReleaseBoard };
  read_case: { method: "GET"; path: `/api/specifications/${string}/arbitrations/${string}`; query: undefined; body: undefined; answer: CaseAnswer };
  read_decisions: { method: "GET"; path: `/api/specifications/${string}/arbitrations`; query: undefined; body: undefined; answer: Decisions };
  read_diagnosis: { method: "GET"; path: `/api/specifications/${string}/diagnosis`; query: undefined; body: undefined; answer: Diagnosis };
  read_facts: { method: "GET"; path: `/api/specifications/${string}/requirements/${string}/facts`; query: undefined; body: undefined; answer: Facts };
  read_levels: { method: "GET"; path: `/api/specifications/${string}/labels/${string}/${string}`; query: undefined; body: undefined; answer: LabelChoices };
  read_losses: { method: "GET"; path: `/api/specifications/${string}/losses`; query: { requirement?: string | null; section?: string | null; finding?: string | null; result?: string | null; situation?: string | null; }; body: undefined; answer: LossesHere };
  read_merging: { method: "GET"; path: `/api/specifications/${string}/requirements/${string}/merging/${string}`; query: undefined; body: undefined; answer: Foretold };
  read_moment: { method: "GET"; path: `/api/specifications/${string}/texts/${string}/moment`; query: { at: string; since?: string | null; }; body: undefined; answer: Drawn };
  read_moving: { method: "GET"; path: `/api/specifications/${string}/requirements/${string}/moving/${string}`; query: undefined; body: undefined; answer: Foretold };
  read_outline: { method: "GET"; path: `/api/specifications/${string}/outline`; query: undefined; body: undefined; answer: Outline };
  read_past: { method: "GET"; path: `/api/specifications/${string}/texts/${string}/past`; query: undefined; body: undefined; answer: PastView };
  read_people: { method: "GET"; path: `/api/projects/${string}/people`; query: undefined; body: undefined; answer: People };
  read_proposals: { method: "GET"; path: `/api/specifications/${string}/proposals`; query: { requirement?: string | null; section?: string | null; }; body: undefined; answer: Proposals };
  read_register: { method: "GET"; path: `/api/projects/${string}/register`; query: { kind?: RegisterKind | null; since?: string | null; until?: string | null; }; body: undefined; answer: RegisterAnswer };
  read_signing: { method: "GET"; path: `/api/specifications/${string}/requirements/${string}/signing`; query: undefined; body: undefined; answer: SigningCard };
  read_splitting: { method: "GET"; path: `/api/specifications/${string}/requirements/${string}/splitting`; query: undefined; body: undefined; answer: Splitting };
  read_table: { method: "POST"; path: `/api/specifications/${string}/tables/read`; query: undefined; body: Blob; answer: TablesFound };
  read_texts: { method: "GET"; path: `/api/specifications/${string}/texts`; query: { requirement?: string | null; section?: string | null; finding?: string | null; result?: string | null; situation?: string | null; }; body: undefined; answer: LiveTexts };
  read_thread: { method: "GET"; path: `/api/specifications/${string}/threads/${string}`; query: undefined; body: undefined; answer: ThreadView };
  read_thread_marks: { method: "GET"; path: `/api/specifications/${string}/thread-marks`; query: undefined; body: undefined; answer: ThreadMarks };
  read_to_sign: { method: "GET"; path: `/api/specifications/${string}/to-sign`; query: undefined; body: undefined; answer: ToSign };
  read_wording: { method: "GET"; path: `/api/specifications/${string}/requirements/${string}/wording`; query: undefined; body: undefined; answer: WordingRemarks };
  record_answer: { method: "PUT"; path: `/api/specifications/${string}/releases/${string}/answers/${string}`; query: undefined; body: AnswerForm; answer: AnswerView };
  record_speech: { method: "POST"; path: `/api/specifications/${string}/speech`; query: undefined; body: SpeechForm; answer: Created };
  refuse_decision: { method: "POST"; path: `/api/specifications/${string}/arbitrations/${string}/decision/refuse`; query: undefined; body: ReasonForm; answer: CaseAnswer };
  refuse_visa: { method: "POST"; path: `/api/specifications/${string}/requirements/${string}/visa/refuse`; query: undefined; body: ReasonForm; answer: SigningCard };
  remark_wording: { method: "POST"; path: `/api/specifications/${string}/wording`; query: undefined; body: WordingForm; answer: WordingRemarks };
  remove_circle: { method: "POST"; path: `/api/projects/${string}/circles/${string}/remove`; query: undefined; body: undefined; answer: People };
  remove_link: { method: "POST"; path: `/api/specifications/${string}/links/${string}/withdraw`; query: undefined; body: undefined; answer: undefined };
  remove_option: { method: "DELETE"; path: `/api/specifications/${string}/arbitration-options/${string}`; query: undefined; body: undefined; answer: CaseAnswer };
  reopen_thread: { method: "POST"; path: `/api/specifications/${string}/threads/${string}/reopen`; query: undefined; body: TextForm; answer: ThreadView };
  reply: { method: "POST"; path: `/api/specifications/${string}/threads/${string}/comments`; query: undefined; body: CommentForm; answer: ThreadView };
  reply_to_supplier: { method: "POST"; path: `/api/specifications/${string}/feasibility/${string}/reply`; query: undefined; body: TextForm; answer: CaseAnswer };
  resolve_thread: { method: "POST"; path: `/api/specifications/${string}/threads/${string}/resolve`; query: undefined; body: OutcomeForm; answer: ThreadView };
  restore_origin: { method: "POST"; path: `/api/specifications/${string}/origins/${string}/${string}/restore`; query: undefined; body: undefined; answer: undefined };
  restore_requirement: { method: "POST"; path: `/api/specifications/${string}/requirements/${string}/restore`; query: undefined; body: undefined; answer: undefined };
  restore_section: { method: "POST"; path: `/api/specifications/${string}/sections/${string}/restore`; query: undefined; body: undefined; answer: undefined };
  restore_text: { method: "POST"; path: `/api/specifications/${string}/texts/${string}/restore`; query: undefined; body: RestoreForm; answer: Restored };
  revoke_other_sessions: { method: "POST"; path: `/api/account/sessions/revoke-others`; query: undefined; body: undefined; answer: undefined };
  revoke_session: { method: "POST"; path: `/api/account/sessions/${string}/revoke`; query: undefined; body: undefined; answer: undefined };
  search: { method: "GET"; path: `/api/specifications/${string}/search`; query: { q?: string; }; body: undefined; answer: SearchResults };
  send_release: { method: "POST"; path: `/api/specifications/${string}/releases`; query: undefined; body: ReleaseForm; answer: ReleaseBoard };
  set_effect: { method: "POST"; path: `/api/specifications/${string}/arbitration-options/${string}/effects`; query: undefined; body: EffectForm; answer: CaseAnswer };
  set_finding_status: { method: "POST"; path: `/api/specifications/${string}/findings/${string}/status`; query: undefined; body: FindingStatusForm; answer: FindingView };
  set_level: { method: "POST"; path: `/api/projects/${string}/members/${string}/level`; query: undefined; body: LevelForm; answer: People };
  set_requirement_status: { method: "POST"; path: `/api/specifications/${string}/requirements/${string}/status`; query: undefined; body: StatusForm; answer: Facts };
  set_result_status: { method: "POST"; path: `/api/specifications/${string}/results/${string}/status`; query: undefined; body: ResultStatusForm; answer: ResultView };
  set_speakers: { method: "PUT"; path: `/api/specifications/${string}/speech/${string}/speakers`; query: undefined; body: SpeakersForm; answer: undefined };
  set_substitute: { method: "PUT"; path: `/api/specifications/${string}/labels/${string}/${string}/substitute`; query: undefined; body: SubstituteForm; answer: LabelChoices };
  set_tasks: { method: "POST"; path: `/api/projects/${string}/members/${string}/tasks`; query: undefined; body: TasksForm; answer: People };
  settle_case: { method: "POST"; path: `/api/specifications/${string}/arbitrations/${string}/decision/settle`; query: undefined; body: RulingForm; answer: CaseAnswer };
  show_reserved: { method: "PUT"; path: `/api/specifications/${string}/reserved`; query: undefined; body: ReservedForm; answer: ReleaseBoard };
  sign_decision: { method: "POST"; path: `/api/specifications/${string}/arbitrations/${string}/decision/sign`; query: undefined; body: MarkForm; answer: CaseAnswer };
  split_requirement: { method: "POST"; path: `/api/specifications/${string}/requirements/${string}/split`; query: undefined; body: SplitForm; answer: SplitOff };
  try_table: { method: "POST"; path: `/api/specifications/${string}/tables/try`; query: undefined; body: DryRunForm; answer: DryRun };
  undo_deed: { method: "POST"; path: `/api/specifications/${string}/deeds/${string}/undo`; query: undefined; body: undefined; answer: Undone };
  view_as: { method: "POST"; path: `/api/specifications/${string}/view-as`; query: undefined; body: ViewAsForm; answer: Goes };
  withdraw_criterion: { method: "POST"; path: `/api/specifications/${string}/criteria/${string}/withdraw`; query: undefined; body: undefined; answer: Facts };
  withdraw_invitation: { method: "POST"; path: `/api/projects/${string}/invitations/${string}/withdraw`; query: undefined; body: undefined; answer: People };
  withdraw_origin: { method: "POST"; path: `/api/specifications/${string}/origins/${string}/${string}/withdraw`; query: undefined; body: undefined; answer: undefined };
  withdraw_proposal: { method: "POST"; path: `/api/specifications/${string}/proposals/${string}/withdraw`; query: undefined; body: undefined; answer: undefined };
  withdraw_requirement: { method: "POST"; path: `/api/specifications/${string}/requirements/${string}/withdraw`; query: undefined; body: undefined; answer: undefined };
  withdraw_section: { method: "POST"; path: `/api/specifications/${string}/sections/${string}/withdraw`; query: undefined; body: undefined; answer: undefined };
  withdraw_visa: { method: "POST"; path: `/api/specifications/${string}/requirements/${string}/visa/withdraw`; query: undefined; body: undefined; answer: SigningCard };
}
