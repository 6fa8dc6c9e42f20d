/**
 * The shapes of the wire: requests, answers and what is in them. Made from docs/schema by `npm run types`; never edited.
 */

/** One question of an editor. */
export interface Ask {
  /** What it is about. */
  kind: AskKind;
  /**
   * Where the cursor is, in bytes; an offset inside a character counts as the character's start, one past the end as the end.
   * `symbols` and `lens` are about the whole file.
   */
  offset?: number;
}

/** What an editor can ask. */
export type AskKind =
  /** What is known about the place. */
  | 'hover'
  /** What can be written at the place. */
  | 'complete'
  /** Where the thing is defined that the place refers to. */
  | 'define'
  /** What the file consists of. */
  | 'symbols'
  /** A line of facts for each table. */
  | 'lens';

/** What an editor shows about one file. */
export interface AssistRequest {
  /** What is asked. */
  ask: Ask;
  /** The lengths of the blobs behind the header, in bytes. */
  blobs: number[];
  /**
   * The file, and how it is checked: a name that ends with `.guard` is that of a Guard file, another one that of a template. Its
   * files are in the blobs of this request; its own `blobs` stay empty.
   */
  check: CheckRequest;
  do: 'assist';
  /** The version of this shape: 1. */
  version: number;
}

/** The answer: what was asked for is there, and nothing else. */
export interface AssistResponse {
  /** What can be written, in the order in which it is shown: what is required first. */
  completions?: Completion[];
  /** Where the thing is defined: places of the same file. */
  definitions?: Location[];
  /** The file, as the request named it. */
  file: string;
  /** What is known about the place; absent where nothing is. */
  hover?: Hover | null;
  /** A line for each table, in the order of the file. */
  lenses?: Lens[];
  /** What the file consists of, in the order of the file. */
  symbols?: Symbol[];
  /** The version of this shape: 1. */
  version: number;
}

/** A baseline file: what `--write-baseline` writes and `--baseline` reads. */
export interface Baseline {
  /**
   * The known findings of each template, by its path from the folder of the baseline; standard input is `-`. Paths are sorted, and
   * the findings by rule, place and fingerprint.
   */
  files: Record<string, KnownFinding[]>;
  /** The version of this shape: 1. */
  version: number;
}

/** How much of a run a baseline knows. */
export interface BaselineCounts {
  /** Findings that are known and were not found any more. */
  gone: number;
  /** Findings that are known. None of them fails a run. */
  known: number;
}

/** What of a baseline goes with the check of a template. */
export interface BaselineOfFile {
  /** What it knows of the template. */
  findings: KnownFinding[];
  /** Whether whatever is found is known, because the baseline is being written. */
  isWritten?: boolean;
  /** What reports call the baseline. */
  name: string;
}

/** Whether a finding is in the baseline. */
export type BaselineState =
  /** It is not. */
  | 'new'
  /** It is. */
  | 'known';

/** Where a blob of a call is. */
export type BlobSource =
  /** In the step. */
  | { blob: number }
  /** In a file. */
  | { most: number; path: string };

/** What an update does to the tables of a template. */
export interface Changes {
  /** Whether the template is deleted: its name is that of its earlier version. */
  deleted?: boolean;
  /** The earlier version, as the request named it; absent where there is none, and where only that is left. */
  earlier?: string | null;
  /** Every table of both versions, the worst outcome first, then in the order of the file. */
  tables: TableChange[];
}

/** What an update does to the tables of several templates: what `tablewarden changes --format json` prints. */
export interface ChangesReport {
  /** One element for each template, in the order of the request. */
  files: FileChanges[];
  /** What could not be compared, and what else is said about the comparison. */
  notices: Notice[];
  /** Clean, or incomplete or error where something could not be compared. */
  outcome: Outcome;
  /** The version of this shape: 1. */
  version: number;
}

/** Check one template. */
export interface CheckRequest {
  /** The account the stack is deployed to, twelve digits. */
  account?: string | null;
  /** The earlier version of the template, for the rules about changes. */
  against?: FileBlob | null;
  /** What a baseline knows of the template; absent: there is no baseline. */
  baseline?: BaselineOfFile | null;
  /** The lengths of the blobs behind the header, in bytes. */
  blobs: number[];
  /** Whether the answer says what happens to each table of both versions. */
  changes?: boolean;
  /** What a column counts. */
  columns?: ColumnUnit;
  /**
   * Whether the template is deleted, and `file` is its earlier version. Only what becomes of its tables is checked. The answer is
   * `skipped` where there is nothing to say.
   */
  deleted?: boolean;
  /** Whether the answer describes the rules that found something, for formats that list them. */
  describeRules?: boolean;
  /** Whose verdicts the rule files give. */
  dialect?: Dialect;
  /** Whether fixes have their difference too. */
  diffs?: boolean;
  do: 'check';
  /** Whether the answer carries the lines that it is about, so that it can be rendered as text without the files. */
  excerpts?: boolean;
  /** The least severity that makes the outcome `findings`; absent: what the settings say, or `warning`. */
  failOn?: FailOn | null;
  /** The template. */
  file: FileBlob;
  /** Whether findings have their fixes. */
  fixes?: boolean;
  /** Documents whose keys are added to the root of the template before the rule files are evaluated. */
  inputParameters?: FileBlob[];
  /** Caps on the input and on the work. */
  limits?: Limits;
  /**
   * Where an earlier version was looked for and is none: a revision, or a folder. A notice says so of a template with tables.
   */
  newSince?: string | null;
  /** Whether the built-in rules are left out. */
  noDefaultRules?: boolean;
  /** Epoch seconds. Absent: nothing that needs a clock is judged. */
  now?: number | null;
  /** Files of parameter values, as the tools of AWS take them; of one name the last counts. */
  parameterFiles?: FileBlob[];
  /** Values of parameters, each `NAME=VALUE`; of one name the last counts, and it counts before those of files. */
  parameters?: string[];
  /** The partition: `aws`, `aws-cn`, `aws-us-gov`. */
  partition?: string | null;
  /** Which rules are reported; absent: what the settings say, or `recommended`. */
  profile?: Profile | null;
  /** The region the stack is deployed to; it makes `AWS::Region` known. */
  region?: string | null;
  /** Rule files to be evaluated on the plain template, besides the built-in rules. */
  rules?: FileBlob[];
  /** The settings file; what this request says itself goes before it. */
  settings?: FileBlob | null;
  /**
   * Whether a file that is no template is passed over (true) or an error. One that cannot be read whole is passed over where
   * nothing in it is a sign of CloudFormation.
   */
  skipOtherFiles?: boolean;
  /** The stack of the template. The answer repeats it, and lists the stacks that are nested in the template. */
  stack?: Stack | null;
  /** Whether the answer has the status of each rule, which is most of an answer; it has if nothing is said. */
  statuses?: boolean;
  /** Whether the answer names the values that are not known, and what would make them known. */
  unknownValues?: boolean;
  /** The version of this shape: 1. */
  version: number;
}

/** The answer to a check. */
export interface CheckResponse {
  /** The baseline that the findings were compared with, as the request named it. */
  baseline?: string | null;
  /** What happens to each table; absent where it was not asked for. */
  changes?: Changes | null;
  /** What its columns count. */
  columns?: ColumnUnit;
  /** How many of each, listed or not. */
  counts: Counts;
  /** The lines that findings and notices are about, each once; empty where they were not asked for. */
  excerpts?: Excerpt[];
  /** The least severity that made the outcome `findings`; absent: `warning`. */
  failOn?: FailOn;
  /** The file, as the request named it. */
  file: string;
  /** What is neither waived nor known, by severity, then in the order of the file, then of the rule ids. */
  findings: Finding[];
  /**
   * What the baseline has and was not found any more; empty where the template could not be checked whole. A finding that this
   * check would not report is not in it.
   */
  gone?: KnownFinding[];
  /** What the baseline has, in the same order. Nothing of it fails a run, and the counts leave it out. */
  known?: Finding[];
  /** For each of these the parameter of the template that was meant; empty text where none is like it. */
  meantParameters?: string[];
  /** The stacks that are nested in the template, in its order; empty where the request had no stack. */
  nested?: NestedStack[];
  /** What the check says about itself. */
  notices: Notice[];
  /** What a host makes its exit code of. */
  outcome: Outcome;
  /** The rules that found something, in the order of their ids; empty where they were not asked for. */
  rules?: ReportedRule[];
  /** The settings file that counts for it, as the request named it. */
  settings?: string | null;
  /** True where the file is no template and was passed over. */
  skipped: boolean;
  /** Its stack, as the request had it. */
  stack?: Stack | null;
  /** Per rule file and rule; empty where the request wants none. */
  statuses?: RuleStatus[];
  /** The values that are not known, in the order of the file; empty where they were not asked for. */
  unknownValues?: UnknownValue[];
  /**
   * What is counted and not listed, by the ids of rules: a rule has more findings in this file than are listed of one.
   */
  unlisted?: Unlisted[];
  /** Parameters of the request that the template does not have. */
  unusedParameters?: string[];
  /** The version of this shape: 1. */
  version: number;
  /** What a waiver covers, in the same order; each says which. Nothing of it fails a run. */
  waived: Finding[];
  /** What the baseline is to have of the file, listed or not; empty where none is written. */
  written?: KnownFinding[];
}

/** Look rule files over for what is surely not meant. */
export interface CheckRulesRequest {
  /** The lengths of the blobs behind the header, in bytes. */
  blobs: number[];
  /** What a column counts. */
  columns?: ColumnUnit;
  /** Whose verdicts the rules give. */
  dialect?: Dialect;
  do: 'checkRules';
  /** Caps on the input and on the work for one test file. */
  limits?: Limits;
  /** Epoch seconds, for `now()`. */
  now?: number | null;
  /** The rule files. */
  rules: FileBlob[];
  /** The files of unit tests. */
  tests?: FileBlob[];
  /** The version of this shape: 1. */
  version: number;
}

/** The answer to a look over rule files. */
export interface CheckRulesResponse {
  /** What was noticed: gravity `notice`; and what is wrong: gravity `incomplete`. */
  notices: Notice[];
  /** `findings` where something was noticed, `incomplete` where a file could not be read. */
  outcome: Outcome;
  /** The same for people. */
  text: string;
  /** The version of this shape: 1. */
  version: number;
}

/** What one column counts. */
export type ColumnUnit =
  /** Bytes of UTF-8. */
  | 'utf-8'
  /** Code units of UTF-16, as browsers and editors count. */
  | 'utf-16';

/** Something that can be written. */
export interface Completion {
  /** One line about it. */
  detail?: string | null;
  /** What is written, as plain text. Further lines have their indentation already. */
  insert: string;
  /** What it is. */
  kind: CompletionKind;
  /** What the list shows, and what is compared with the text that is there. */
  label: string;
  /** What it replaces: a part of the cursor's line with the cursor in it or at its end. */
  span: Location;
}

/** What can be written. */
export type CompletionKind =
  /** The name of a property. */
  | 'property'
  /** A value of an enumeration. */
  | 'value'
  /** A resource type. */
  | 'type'
  /** The logical id of a resource. */
  | 'resource'
  /** A parameter, or one of CloudFormation's own. */
  | 'parameter'
  /** An attribute of a resource, or of a table's key. */
  | 'attribute'
  /** A condition. */
  | 'condition'
  /** A mapping. */
  | 'mapping'
  /** A rule. */
  | 'rule'
  /** A key of the facts about tables. */
  | 'fact'
  /** A variable of a Guard file. */
  | 'variable'
  /** The beginning of a comment. */
  | 'snippet';

/** How many of each. */
export interface Counts {
  /** Errors that are neither waived nor known. */
  errors: number;
  /** Notes that are neither waived nor known. */
  notes: number;
  /** Tables that were looked at. */
  tables: number;
  /** Values that cannot be known from the template. */
  unknownValues: number;
  /** Waived findings of any severity. */
  waived: number;
  /** Warnings that are neither waived nor known. */
  warnings: number;
}

/** Whose verdicts rule files give. */
export type Dialect =
  /** cfn-guard 3.2.0. */
  | '3.2.0'
  /** cfn-guard 3.2.1. */
  | '3.2.1';

/** Pictures of the tables of one template. */
export interface DrawRequest {
  /** The lengths of the blobs behind the header, in bytes. */
  blobs: number[];
  /**
   * The template, and how it is checked: what is found is marked in the pictures. Its files are in the blobs of this request;
   * its own `blobs` stay empty.
   */
  check: CheckRequest;
  do: 'draw';
  /** The form of the pictures. */
  format?: PictureFormat;
  /**
   * A line of the template, from 1: only the table is drawn whose resource has it, or that the resource there belongs to, or
   * else the first.
   */
  line?: number | null;
  /** The logical id of the one table that is drawn; absent: all are. */
  table?: string | null;
  /** The version of this shape: 1. */
  version: number;
}

/** The answer to a drawing. */
export interface DrawResponse {
  /** The file, as the request named it. */
  file: string;
  /** What the check says about itself. */
  notices: Notice[];
  /** That of the check. */
  outcome: Outcome;
  /** One for each table that is drawn, in the order of the template. */
  pictures: TablePicture[];
  /** The version of this shape: 1. */
  version: number;
}

/**
 * An answer of the engine, or one line why there is none: a file that cannot be read, an engine that stopped. One of the two is
 * there.
 */
export interface EngineAnswer {
  /** The answer as it came: index into the frame's blobs. */
  blob?: number | null;
  /** Why there is none. */
  error?: string | null;
}

/**
 * A call of the engine as a host makes it: it reads the files, writes the lengths of all blobs into the header, and puts the
 * frame together.
 */
export interface EngineCall {
  /** Where the blobs are, in their order. */
  blobs: BlobSource[];
  /** The header of the frame: a request of the engine, its `blobs` still empty. */
  header: Record<string, unknown>;
}

/** What can be in a folder. */
export type EntryKind =
  /** A file. */
  | 'file'
  /** A folder. */
  | 'folder'
  /** A symbolic link to whatever. */
  | 'link'
  /** A pipe, a device, a socket. */
  | 'other';

/** Variables of the environment. */
export interface Environment {
  /** Set on a build server. */
  CI?: string | null;
  /** The columns of the terminal. */
  COLUMNS?: string | null;
  /** Set, and neither empty nor `0`: colours, whatever standard output is. */
  FORCE_COLOR?: string | null;
  /** Set in a workflow of GitHub. */
  GITHUB_ACTIONS?: string | null;
  /** Set and not empty: no colours. */
  NO_COLOR?: string | null;
  /** `dumb`: the terminal has no colours. */
  TERM?: string | null;
}

/** The answer where a call could not be understood or carried out. */
export interface ErrorResponse {
  /** One line: what, where, what to do. */
  error: string;
  /** Always `error`. */
  outcome: Outcome;
  /** The version of this shape: 1. */
  version: number;
}

/** The line that a place starts on, cut to what fits a screen. */
export interface Excerpt {
  /** Offset in `text` of the first byte that the place covers. */
  coveredFrom: number;
  /** Offset in `text` one past the last byte that the place covers. */
  coveredTo: number;
  /** Whether the line starts before `text`. */
  cutBefore?: boolean;
  /** Whether the line goes on behind `text`. */
  cutBehind?: boolean;
  /** Offset one past the last byte of the place in the file. */
  endByte: number;
  /** The file of the place. */
  file: string;
  /** Offset of the first byte of the place in the file. */
  startByte: number;
  /** The line, or a part of it, without its line break. */
  text: string;
}

/** What one case says of one rule. */
export interface Expectation {
  /** What the rules of this name came to; one of them is to be what is expected. */
  evaluated: Status[];
  /** What is expected; absent where the case says nothing of the rule. */
  expected?: Status | null;
  /** Why a rule could not be evaluated. */
  message?: string | null;
  /** Whether the expectation is met; true where there is none. */
  met: boolean;
  /** The rule's name. */
  rule: string;
}

/** The facts about the tables of one template. */
export interface FactsRequest {
  /** The account the stack is deployed to, twelve digits. */
  account?: string | null;
  /** The lengths of the blobs behind the header, in bytes. */
  blobs: number[];
  do: 'facts';
  /** The template. */
  file: FileBlob;
  /** Caps on the input and on the work. */
  limits?: Limits;
  /** Files of parameter values, as the tools of AWS take them; of one name the last counts. */
  parameterFiles?: FileBlob[];
  /** Values of parameters, each `NAME=VALUE`; of one name the last counts, and it counts before those of files. */
  parameters?: string[];
  /** The partition: `aws`, `aws-cn`, `aws-us-gov`. */
  partition?: string | null;
  /** The region the stack is deployed to. */
  region?: string | null;
  /** The settings file, for region, account, partition and profile. */
  settings?: FileBlob | null;
  /** The version of this shape: 1. */
  version: number;
}

/** The answer to a question for facts. */
export interface FactsResponse {
  /**
   * The template with its facts under `DynamoDB`, in the order of the template; of a file with several templates, a list of
   * these.
   */
  document: unknown;
  /** The file, as the request named it. */
  file: string;
  /** What the check says about itself. */
  notices: Notice[];
  /** Clean, incomplete or error; facts never judge. */
  outcome: Outcome;
  /** The version of this shape: 1. */
  version: number;
}

/** The least severity that makes the outcome `findings`. */
export type FailOn =
  /** Errors only. */
  | 'error'
  /** Errors and warnings. */
  | 'warning'
  /** Everything that is reported. */
  | 'note'
  /** Nothing: findings are shown, the outcome is clean. */
  | 'never';

/** A file: the name that reports show, and which blob holds its bytes. */
export interface FileBlob {
  /** Index into the frame's blobs. */
  blob: number;
  /** The path that reports show: `/`-separated, relative to the root the host was given. */
  name: string;
}

/** What an update does to the tables of one template. */
export interface FileChanges {
  /** What happens to its tables. */
  changes: Changes;
  /** The template, as the request named it. */
  file: string;
}

/** A file that was checked or skipped; its findings and notices are the lines before it. */
export interface FileLine {
  /** The baseline that its findings were compared with. */
  baseline?: string | null;
  /** What the columns of its findings and notices count. */
  columns?: ColumnUnit;
  /** How many of each, listed or not. */
  counts: Counts;
  /** The file. */
  file: string;
  /** What the baseline has and was not found any more. */
  gone?: KnownFinding[];
  kind: 'file';
  /** For each of these the parameter of the template that was meant; empty text where none is like it. */
  meantParameters?: string[];
  /** What it came to. */
  outcome: Outcome;
  /** The settings file that counts for it. */
  settings?: string | null;
  /** True where the file is no template and was passed over. */
  skipped: boolean;
  /** Its stack, where it is one of an assembly. */
  stack?: Stack | null;
  /** The values of it that are not known, in its order. */
  unknownValues?: UnknownValue[];
  /** What is counted and not listed, by the ids of rules. */
  unlisted?: Unlisted[];
  /** Parameters of the request that the template does not have. */
  unusedParameters?: string[];
  /** The version of this shape: 1. */
  version: number;
}

/** One fault in a template. */
export interface Finding {
  /** Whether the baseline has it; absent where there is no baseline. What it has never fails a run. */
  baseline?: BaselineState | null;
  /** When it holds, where it does not hold always: "`IsProd` is false". */
  condition?: string | null;
  /** The CDK construct path of that resource, from its metadata. */
  constructPath?: string | null;
  /** The file, as the request named it. */
  file: string;
  /** The same for the same fault in a later version of the file: 16 hexadecimal digits. */
  fingerprint: string;
  /** How it can be fixed, one way at most; empty where fixes were not asked for. */
  fixes: Fix[];
  /** What to do about it: what the clause says behind `Fix: `, or else the rule. */
  help?: string | null;
  /** The logical id of the resource it stands in, where it stands in one. */
  logicalId?: string | null;
  /** What is there and what follows from it. */
  message: string;
  /** The rule's name, `provisioned-without-autoscaling`. */
  name: string;
  /**
   * Path of the place from the template's root: keys and 0-based indices joined by `/`, keys with `~0` for `~` and
   * `~1` for `/` (RFC 6901).
   */
  path: string;
  /** Second places. */
  related: Related[];
  /**
   * The fingerprints of the other places that have the same fault, such as other indexes; empty where there is no baseline.
   */
  relatedFingerprints?: string[];
  /** The rule's id, `DDB-B001`. */
  rule: string;
  /** How bad it is here. */
  severity: Severity;
  /** The bad thing itself; where something is missing, the key of its nearest parent. */
  span: Location;
  /** The waiver that covers it. A waived finding never fails a run. */
  waiver?: WaiverNote | null;
}

/** What was found; what is waived says so in `waiver`, what is known in `baseline`. */
export interface FindingLine {
  /** Whether the baseline has it; absent where there is no baseline. What it has never fails a run. */
  baseline?: BaselineState | null;
  /** When it holds, where it does not hold always: "`IsProd` is false". */
  condition?: string | null;
  /** The CDK construct path of that resource, from its metadata. */
  constructPath?: string | null;
  /** The file, as the request named it. */
  file: string;
  /** The same for the same fault in a later version of the file: 16 hexadecimal digits. */
  fingerprint: string;
  /** How it can be fixed, one way at most; empty where fixes were not asked for. */
  fixes: Fix[];
  /** What to do about it: what the clause says behind `Fix: `, or else the rule. */
  help?: string | null;
  kind: 'finding';
  /** The logical id of the resource it stands in, where it stands in one. */
  logicalId?: string | null;
  /** What is there and what follows from it. */
  message: string;
  /** The rule's name, `provisioned-without-autoscaling`. */
  name: string;
  /**
   * Path of the place from the template's root: keys and 0-based indices joined by `/`, keys with `~0` for `~` and
   * `~1` for `/` (RFC 6901).
   */
  path: string;
  /** Second places. */
  related: Related[];
  /**
   * The fingerprints of the other places that have the same fault, such as other indexes; empty where there is no baseline.
   */
  relatedFingerprints?: string[];
  /** The rule's id, `DDB-B001`. */
  rule: string;
  /** How bad it is here. */
  severity: Severity;
  /** The bad thing itself; where something is missing, the key of its nearest parent. */
  span: Location;
  /** The waiver that covers it. A waived finding never fails a run. */
  waiver?: WaiverNote | null;
}

/** A proposed edit of the template. */
export interface Fix {
  /** The same as a unified diff; absent where that was not asked for, and where its lines are too long to be read. */
  diff?: string | null;
  /** Replacements that do not overlap, in the order of the file. */
  edits: FixEdit[];
  /**
   * Whether there is one right value, and a deployment over an existing stack replaces, deletes and stops nothing.
   */
  isSafe: boolean;
  /** What it does, one line. */
  title: string;
}

/** One replacement in a file. */
export interface FixEdit {
  /** The file. */
  file: string;
  /** What is replaced. */
  span: Location;
  /** What comes in its place. */
  text: string;
}

/** Fix what a check finds in one file. */
export interface FixRequest {
  /** The lengths of the blobs behind the header, in bytes. */
  blobs: number[];
  /**
   * The file, and how it is checked: what this check reports is fixed. Its files are in the blobs of this request; its own `blobs`
   * stay empty.
   */
  check: CheckRequest;
  do: 'fix';
  /** The ids or names of the rules whose findings are fixed; none: those of every rule. */
  rules?: string[];
  /** Whether fixes that are a guess, or that add or remove something, are made too. */
  unsafe?: boolean;
  /** The version of this shape: 1. */
  version: number;
}

/** One thing in a folder. */
export interface FolderEntry {
  /** What it is itself, links not followed. */
  kind: EntryKind;
  /** Its name. What is no Unicode is replaced by U+FFFD. */
  name: string;
  /** Whether the name is no Unicode, so that nothing can be wished of it. */
  unreadableName?: boolean;
}

/** The form of a rendered output. */
export type Format =
  /** For people: excerpts with carets, and a summary. */
  | 'text'
  /** One line a finding. */
  | 'concise'
  /** For programs: [`crate::Report`]. */
  | 'json'
  /** For programs that read while it is written: a [`crate::ReportLine`] on each line. */
  | 'jsonl'
  /** SARIF 2.1.0. */
  | 'sarif'
  /** JUnit XML. */
  | 'junit'
  /** Annotations of GitHub Actions. */
  | 'github'
  /** A code quality report of GitLab. */
  | 'gitlab'
  /** The report of a validation plugin of the AWS CDK. */
  | 'cdk'
  /** A table for a pull request. */
  | 'markdown';

/** One rule file in the canonical form. */
export interface FormatRulesRequest {
  /** The lengths of the blobs behind the header, in bytes. */
  blobs: number[];
  /** What a column counts. */
  columns?: ColumnUnit;
  /** Which cfn-guard it is read like. */
  dialect?: Dialect;
  do: 'formatRules';
  /** The rule file. */
  file: FileBlob;
  /** The version of this shape: 1. */
  version: number;
}

/** The answer to a question for the canonical text. */
export interface FormatRulesResponse {
  /** The file, as the request named it. */
  file: string;
  /** The syntax errors. */
  notices: Notice[];
  /**
   * `clean` where the text is canonical already, `findings` where it is not, `incomplete` where it cannot be read.
   */
  outcome: Outcome;
  /** The canonical text; absent where the file cannot be read. */
  text?: string | null;
  /** The version of this shape: 1. */
  version: number;
}

/** Go on with the command that was started, now that its wishes are fulfilled. */
export interface GoOnRequest {
  /** The lengths of the blobs behind the header, in bytes. */
  blobs: number[];
  do: 'goOn';
  /** One for each wish of the step before, in their order. */
  replies: Reply[];
  /** The version of this shape: 1. */
  version: number;
}

/** What a [`Notice`] means for the outcome. */
export type Gravity =
  /** Everything was looked at. */
  | 'notice'
  /** A part was not. */
  | 'incomplete'
  /** Nothing was. */
  | 'error';

/** What is known about a place. */
export interface Hover {
  /** Markdown. */
  markdown: string;
  /** What it is about. */
  span: Location;
}

/** A finding of a baseline. */
export interface KnownFinding {
  /** How many findings have this fingerprint; absent: one. */
  count?: number;
  /** What it is known by. */
  fingerprint: string;
  /** The path of the place in the template when it was written, for people. */
  place: string;
  /** The fingerprints of the other places that have the same fault. It is known again at all or some of them. */
  related?: string[];
  /** The id of the rule, for people. */
  rule: string;
}

/** A line above a table. */
export interface Lens {
  /** The logical id of the table. */
  span: Location;
  /** The line. */
  title: string;
}

/** Caps. What goes over one is answered with its place, never by a crash or a silent pass. */
export interface Limits {
  /** Bytes of one template; 67108863 at most. */
  bytes?: number;
  /** Depth of nesting. */
  depth?: number;
  /**
   * How many findings of one rule are listed of one file; also how many of its notices of one gravity, its unknown values, and
   * the second places of one finding. Others are counted. Absent: what the settings say, or 100. 4294967295 lists all.
   */
  findings?: number | null;
  /** Nodes of one template, what aliases expand to included. */
  nodes?: number;
  /** Steps of the evaluation of rules on one template, of about twenty nanoseconds each. */
  steps?: number;
}

/** A range of a file, in bytes and in lines. */
export interface Location {
  /** Where the character after the last is. */
  end: Position;
  /** Offset one past the last byte. */
  endByte: number;
  /** Where the first character is. */
  start: Position;
  /** Offset of the first byte. */
  startByte: number;
}

/** A resource of the template that deploys another template. */
export interface NestedStack {
  /** The path of its construct. */
  constructPath?: string | null;
  /** Its logical id. */
  logicalId: string;
  /**
   * The file that its metadata names as its template, relative to the file that it is in; absent where it names none.
   */
  path?: string | null;
}

/** Something to know about the check itself: a syntax error, a cap, an unused waiver. */
export interface Notice {
  /** The file. */
  file: string;
  /** What it means for the outcome. */
  gravity: Gravity;
  /** One line. */
  message: string;
  /** Where, if it has a place. */
  span?: Location | null;
}

/** What the check says about itself. */
export interface NoticeLine {
  /** The file. */
  file: string;
  /** What it means for the outcome. */
  gravity: Gravity;
  kind: 'notice';
  /** One line. */
  message: string;
  /** Where, if it has a place. */
  span?: Location | null;
}

/**
 * The one word a host turns into an exit code: 0, 1, 2, 2. Ordered by weight: over several files the heaviest counts.
 */
export type Outcome =
  /** Everything was looked at, nothing fails. */
  | 'clean'
  /** Something fails. */
  | 'findings'
  /** Something could not be looked at. */
  | 'incomplete'
  /** Nothing could be looked at. */
  | 'error';

/** The parameters of one template. */
export interface ParametersRequest {
  /** The lengths of the blobs behind the header, in bytes. */
  blobs: number[];
  do: 'parameters';
  /** The template. */
  file: FileBlob;
  /** Caps on the input. */
  limits?: Limits;
  /** The version of this shape: 1. */
  version: number;
}

/** The answer to a question for parameters. */
export interface ParametersResponse {
  /** The file, as the request named it. */
  file: string;
  /** What could not be read. */
  notices: Notice[];
  /**
   * `incomplete` where a part of the file could not be read, `error` where it is no template: the parameters are then those
   * that could be read.
   */
  outcome: Outcome;
  /** In the order of the template. */
  parameters: TemplateParameter[];
  /** The version of this shape: 1. */
  version: number;
}

/** The syntax tree of one rule file. */
export interface ParseRulesRequest {
  /** The lengths of the blobs behind the header, in bytes. */
  blobs: number[];
  /** What a column counts. */
  columns?: ColumnUnit;
  /** Which cfn-guard it is read like. */
  dialect?: Dialect;
  do: 'parseRules';
  /** The rule file. */
  file: FileBlob;
  /** The version of this shape: 1. */
  version: number;
}

/** The answer to a question for a syntax tree. */
export interface ParseRulesResponse {
  /** The file, as the request named it. */
  file: string;
  /** The syntax errors. */
  notices: Notice[];
  /** `incomplete` where the file has syntax errors: the tree is then what could be read. */
  outcome: Outcome;
  /** The tree; spans are byte offsets. */
  tree: unknown;
  /** The version of this shape: 1. */
  version: number;
}

/** What can be at a path. */
export type PathKind =
  /** A file. */
  | 'file'
  /** A folder. */
  | 'folder'
  /** A pipe, a device, a socket. */
  | 'other'
  /** Nothing. */
  | 'missing';

/** The form of a picture. */
export type PictureFormat =
  /** A drawing. */
  | 'svg'
  /** A flowchart in the language of Mermaid. */
  | 'mermaid';

/** A line and a column, both from 1; the column in the units the request asked for. */
export interface Position {
  /** From 1. */
  column: number;
  /** From 1. */
  line: number;
}

/** Bytes for a stream. */
export interface Print {
  /** Index into the frame's blobs: the bytes as they are printed. */
  blob: number;
  /** Which stream. */
  to: Stream;
}

/** Which rules are reported. */
export type Profile =
  /** Only what cannot work. */
  | 'minimal'
  /** What nearly everybody wants. */
  | 'recommended'
  /** Everything. */
  | 'strict';

/** Why nothing can be written. */
export interface Refusal {
  /** One line. */
  message: string;
  /** Where in the file; absent where it is about no place. */
  span?: Location | null;
}

/** A second place that helps to understand a finding. */
export interface Related {
  /** The file. */
  file: string;
  /** What is there. */
  message: string;
  /** Where in it. */
  span: Location;
}

/** Turn the answers of several checks into one output. */
export interface RenderRequest {
  /** Whether to add what no template can show. */
  advice?: boolean;
  /** Whether the answer is the output itself, on one line: of the format `json` alone, for who reads it at once. */
  bare?: boolean;
  /** The lengths of the blobs behind the header, in bytes. */
  blobs: number[];
  /** Whether to colour with ANSI escapes; only `text` has colours. */
  color?: boolean;
  do: 'render';
  /** The form of the output. */
  format: Format;
  /** The answers of the checks: indices of blobs that hold a check's response as it came. */
  responses: number[];
  /** Files that the host could not read: they make the outcome an error. */
  unread?: UnreadFile[];
  /** The version of this shape: 1. */
  version: number;
}

/** The answer to a rendering. */
export interface RenderResponse {
  /** The heaviest outcome: what a host makes its exit code of. */
  outcome: Outcome;
  /** The output. */
  text: string;
  /** The version of this shape: 1. */
  version: number;
}

/** What a host replies to a wish. */
export type Reply =
  /** To `look`. */
  | { kind: PathKind; real?: string | null; reply: 'look' }
  /** To `list`. */
  | { entries: FolderEntry[]; reply: 'list' }
  /** To `read`, `shipped`, `input`: the bytes. */
  | { blob: number; reply: 'bytes' }
  /** To `replace`, `write`, `finish`, `discard`: it is done. */
  | { reply: 'done' }
  /** To `git`. */
  | { blob?: number | null; error?: string | null; exit?: number | null; reply: 'git' }
  /** To `answer`. */
  | { answers: EngineAnswer[]; reply: 'answers' }
  /** To `clock`. */
  | { microseconds: number; reply: 'clock' }
  /** To `watch`, `change`. */
  | { paths: string[]; reply: 'changed' }
  /** To any wish: it could not be fulfilled. */
  | { line: string; reply: 'error' };

/** The answers of several checks: what `--format json` prints. */
export interface Report {
  /** What no template can show, one line each; empty where it was not asked for. */
  advice?: string[];
  /** How much a baseline knows; absent where there is no baseline. */
  baseline?: BaselineCounts | null;
  /** Summed over the files. */
  counts: Counts;
  /** One answer per file, in the order of the request. */
  files: CheckResponse[];
  /** What concerns no checked file: files that could not be read, parameters that no template has. */
  notices: Notice[];
  /** The heaviest outcome. */
  outcome: Outcome;
  /** How many files were passed over because they are no templates. */
  skipped: number;
  /** The version of this shape: 1. */
  version: number;
}

/** A rule that found something: a built-in one, or one of the request's rule files. */
export interface ReportedRule {
  /** Where it is documented. */
  address?: string | null;
  /** What to do. */
  help?: string | null;
  /** What findings name it by: `DDB-B001`, or the name of a rule whose file gives no id. */
  id: string;
  /** `provisioned-without-autoscaling` */
  name: string;
  /** The severity that its file gives it; a finding may have another. */
  severity: Severity;
  /** One line: what holds where it finds nothing. */
  title?: string | null;
}

/** One built-in rule. */
export interface RuleEntry {
  /** `DDB-B001` */
  id: string;
  /** `provisioned-without-autoscaling` */
  name: string;
  /** The names of its parameters, which settings may replace. */
  parameters: string[];
  /** The least profile that reports it. */
  profile: Profile;
  /** The severity its header gives. */
  severity: Severity;
  /** One line. */
  title: string;
}

/** A rule of a file and its status. */
export interface RuleStatus {
  /** The rule file. */
  file: string;
  /** Why it could not be evaluated, one line. */
  message?: string | null;
  /** The rule's name in it. */
  rule: string;
  /** How it came out. */
  status: Status;
}

/** The rules that are built in. */
export interface RulesRequest {
  do: 'rules';
  /** The version of this shape: 1. */
  version: number;
}

/** The rules that are built in. */
export interface RulesResponse {
  /** In the order of their ids. */
  rules: RuleEntry[];
  /** The version of this shape: 1. */
  version: number;
}

/** What all files come to. */
export interface RunLine {
  /** How much a baseline knows; absent where there is no baseline. */
  baseline?: BaselineCounts | null;
  /** How many files were checked. */
  checked: number;
  /** Summed over the files. */
  counts: Counts;
  kind: 'run';
  /** The heaviest outcome. */
  outcome: Outcome;
  /** How many files were passed over because they are no templates. */
  skipped: number;
  /** The version of this shape: 1. */
  version: number;
}

/** How bad a finding is. */
export type Severity =
  /** The deployment fails, or the thing can never work. */
  | 'error'
  /** A risk to data, money or availability. */
  | 'warning'
  /** Advice. */
  | 'note';

/** A stack, as the manifest of a CDK cloud assembly has it. */
export interface Stack {
  /** The account it is deployed to; it counts as `region` does. */
  account?: string | null;
  /** The path of its construct. */
  constructPath?: string | null;
  /** What reports call it: `Stage/Stack`, and `Stage/Stack/Nested` for a nested one. */
  name: string;
  /** The Region it is deployed to. It counts before that of the request, which may be about several stacks. */
  region?: string | null;
}

/** Start a command. */
export interface StartRequest {
  do: 'start';
  /** Where it was typed. */
  surroundings: Surroundings;
  /** The version of this shape: 1. */
  version: number;
  /** What was typed behind the program's name. What is no Unicode is replaced by U+FFFD. */
  words: string[];
}

/** How a rule came out on a template. */
export type Status =
  /** It holds. */
  | 'PASS'
  /** It does not hold. */
  | 'FAIL'
  /** There was nothing it is about. */
  | 'SKIP'
  /** It could not be evaluated. */
  | 'ERROR';

/**
 * What a command answers: the header of a frame whose blobs are what `print` and `wishes` name.
 *
 * A host prints first. Then it exits where there is `exit`; else it fulfils the wishes, of which there is then at least one,
 * and goes on.
 */
export interface Step {
  /** The lengths of the blobs behind the header, in bytes. */
  blobs: number[];
  /** The exit code. */
  exit?: number | null;
  /** What is printed, in this order. */
  print: Print[];
  /** One line on how far the command is, for a terminal: a host shows it over the one before, or not at all. */
  progress?: string | null;
  /** The version of this shape: 1. */
  version: number;
  /** What the command wishes to know or to have done; the host may fulfil them at the same time. */
  wishes: Wish[];
}

/** A stream that is printed to. */
export type Stream =
  /** Standard output. */
  | 'stdout'
  /** Standard error. */
  | 'stderr';

/** What a command stands in besides files. */
export interface Surroundings {
  /** How many calls the host can answer at once; from 1. */
  answersAtOnce: number;
  /** Whether `\` separates folders in the words too, as on Windows. */
  backslashSeparates?: boolean;
  /** The version of the command. */
  commandVersion: string;
  /** The SHA-256 of the wasm file, in hexadecimal digits, where the host knows it. */
  engineSha256?: string | null;
  /** The variables of the environment that a command goes by, as far as they are set. */
  environment?: Environment;
  /** The time, in epoch seconds. */
  now: number;
  /** Which streams are terminals. */
  terminals: Terminals;
  /** How many columns the terminal has, where the host knows it. */
  width?: number | null;
  /** The working directory, absolute, with `/` between folders. */
  workingDir: string;
}

/** A part of a file. */
export interface Symbol {
  /** Its parts, which are inside of `span`. */
  children?: Symbol[];
  /** One line about it: the type of a resource, a table's key. */
  detail?: string | null;
  /** What it is. */
  kind: SymbolKind;
  /** Its name. */
  name: string;
  /** Its name, which is inside of `span`. */
  selection: Location;
  /** All of it. */
  span: Location;
}

/** What a part of a file is. */
export type SymbolKind =
  /** A section of a template. */
  | 'section'
  /** A resource that is not a table. */
  | 'resource'
  /** A table. */
  | 'table'
  /** The key of a table. */
  | 'key'
  /** An index of a table. */
  | 'index'
  /** A parameter of a template. */
  | 'parameter'
  /** A condition of a template. */
  | 'condition'
  /** A mapping of a template. */
  | 'mapping'
  /** An output of a template. */
  | 'output'
  /** A rule of a Guard file. */
  | 'rule'
  /** A variable of a Guard file. */
  | 'variable';

/** What an update does to one table. */
export interface TableChange {
  /** When the table is there, where it is not always: "`IsProd` is true". */
  condition?: string | null;
  /** What happens, the worst first. */
  effects?: TableEffect[];
  /** Its logical id. */
  logicalId: string;
  /** Its `TableName`, with what is not known as it is written; absent where CloudFormation makes one up. */
  name?: string | null;
  /** The worst of what happens. */
  outcome: TableOutcome;
  /** The properties and policies that are written otherwise than they were. */
  properties?: string[];
  /** Where its logical id stands; absent where the table is gone. */
  span?: Location | null;
  /** Where its logical id stood in the earlier version; absent where the table is new. */
  was?: Location | null;
}

/** One thing that an update does to a table. */
export interface TableEffect {
  /** When it happens, where that is not always. */
  condition?: string | null;
  /** The message of the finding, or what changes. */
  message: string;
  /** What comes of it. */
  outcome: TableOutcome;
  /** The property or policy that it is a change of, where it is one. */
  property?: string | null;
  /** The rule that finds it. */
  rule?: string | null;
  /** Where it is. */
  span: Location;
  /** Where that was in the earlier version. */
  was?: Location | null;
}

/** What comes of an update for a table, the worst first. */
export type TableOutcome =
  /** It is deleted with its data. */
  | 'deleted'
  /** It can be deleted with its data: the templates don't say. */
  | 'mayBeDeleted'
  /** The update fails. */
  | 'fails'
  /** It stays outside of the stack, and an empty table takes its place. */
  | 'replaced'
  /** It leaves the stack and stays. */
  | 'kept'
  /** It is less protected than before. */
  | 'lowered'
  /** What reads its stream gets nothing more. */
  | 'consumers'
  /** Queries of it fail. */
  | 'queries'
  /** It changes in place. */
  | 'changed'
  /** It is new. */
  | 'new'
  /** Nothing of it changes. */
  | 'unchanged';

/** The picture of one table. */
export interface TablePicture {
  /** The first line of the table's resource. */
  firstLine: number;
  /** How high it is, in pixels; 0 where its form has no size. */
  height: number;
  /** The last line of the table's resource. */
  lastLine: number;
  /** The logical id of the table. */
  logicalId: string;
  /** The picture. */
  text: string;
  /** How wide it is, in pixels; 0 where its form has no size. */
  width: number;
}

/** One parameter. Values are texts, as they are written in the template. */
export interface TemplateParameter {
  /** The regular expression that its whole value has to match. */
  allowedPattern?: string | null;
  /** The values that it may have; empty where it may have any. */
  allowedValues?: string[];
  /** What people are told where a value is not allowed. */
  constraintDescription?: string | null;
  /** Its default; absent where there is none, and where `noEcho` is true. */
  default?: string | null;
  /** What it is for. */
  description?: string | null;
  /** The line of its name, from 1. */
  line: number;
  /** The most characters of a text. */
  maxLength?: string | null;
  /** The largest number. */
  maxValue?: string | null;
  /** The fewest characters of a text. */
  minLength?: string | null;
  /** The smallest number. */
  minValue?: string | null;
  /** Its name. */
  name: string;
  /** Whether its value is a secret. What is written as `NoEcho` and is not plainly false counts as true. */
  noEcho: boolean;
  /** Whether it has no default, so that a stack has to give it a value. */
  required: boolean;
  /** Its `Type`: `String`, `Number`, `CommaDelimitedList`, `List<…>` or one of AWS; empty where there is none. */
  type: string;
}

/** Which streams are terminals. */
export interface Terminals {
  /** Standard error. */
  stderr: boolean;
  /** Standard input. */
  stdin: boolean;
  /** Standard output. */
  stdout: boolean;
}

/** One case of a file of tests. */
export interface TestCase {
  /** What it says of each rule, in the order of the rule file. */
  expectations: Expectation[];
  /** Its name, where it has one. */
  name?: string | null;
  /** From 1, in its file. */
  number: number;
  /** The rule file. */
  rules: string;
  /** The file of tests. */
  tests: string;
}

/** Run the unit tests of rule files. */
export interface TestRulesRequest {
  /** The lengths of the blobs behind the header, in bytes. */
  blobs: number[];
  /** What a column counts. */
  columns?: ColumnUnit;
  /** Whose verdicts the rules give. */
  dialect?: Dialect;
  do: 'testRules';
  /** Caps on the input and on the work for one test file. */
  limits?: Limits;
  /** Epoch seconds, for `now()`. */
  now?: number | null;
  /** The rule files. */
  rules: FileBlob[];
  /** The files of unit tests. */
  tests?: FileBlob[];
  /** The version of this shape: 1. */
  version: number;
}

/** The answer to a run of the unit tests of rule files. */
export interface TestRulesResponse {
  /** In the order of the rule files, then of the tests. */
  cases: TestCase[];
  /** Expectations that are not. */
  failed: number;
  /** What could not be run, and rule files without a test. */
  notices: Notice[];
  /** `findings` where an expectation is not met, `incomplete` where something could not be run. */
  outcome: Outcome;
  /** Expectations that are met. */
  passed: number;
  /** The same for people. */
  text: string;
  /** The version of this shape: 1. */
  version: number;
}

/** One replacement in the bytes of the template. */
export interface TextEdit {
  /** Offset one past the last; equal to `startByte` where something is inserted. */
  endByte: number;
  /** Offset of the first byte that is replaced. */
  startByte: number;
  /** What comes in its place. */
  text: string;
}

/** A value that cannot be known from the template, and why. */
export interface UnknownValue {
  /** What would make it known, where something can. */
  help?: string | null;
  /** The resource that it is in. */
  logicalId?: string | null;
  /** One sentence: what is not known, and why. */
  message: string;
  /** What it depends on: a parameter, an export, a resource, a condition. */
  name?: string | null;
  /** The parameters that have no value and would make it known. */
  parameters?: string[];
  /** The same as a JSON pointer. */
  path: string;
  /** Where it is. */
  span: Location;
}

/** Findings of one rule in one file that are counted and not listed. */
export interface Unlisted {
  /** Those that are neither waived nor known. */
  findings: number;
  /** Those that the baseline has and were not found any more. */
  gone: number;
  /** Those that the baseline has. */
  known: number;
  /** The rule's id. */
  rule: string;
  /** Those that a waiver covers. */
  waived: number;
}

/** A file that a host could not read. */
export interface UnreadFile {
  /** Why, one line. */
  message: string;
  /** The path as reports show it. */
  name: string;
  /** Its stack. */
  stack?: Stack | null;
}

/** Write a waiver into one template. */
export interface WaiveRequest {
  /** The lengths of the blobs behind the header, in bytes. */
  blobs: number[];
  /**
   * The template, and how it is checked: only what is found can be waived, whatever the profile. Its files are in the blobs of
   * this request; its own `blobs` stay empty.
   */
  check: CheckRequest;
  do: 'waive';
  /** The last day of the waiver, `YYYY-MM-DD`; absent: it holds for good. */
  expires?: string | null;
  /** Why: one line of text. */
  reason: string;
  /** The logical id of the resource; absent: the one in which the rule finds something. */
  resource?: string | null;
  /** The id or the name of the rule. */
  rule: string;
  /** The version of this shape: 1. */
  version: number;
}

/** The answer: edits, or why there are none. */
export interface WaiveResponse {
  /** What is to be written: replacements that do not overlap, in the order of the file. */
  edits: TextEdit[];
  /** The file, as the request named it. */
  file: string;
  /** Whether all of it is waived already, so that nothing is to be written. */
  isWaived: boolean;
  /** What kept the template from being checked whole. */
  notices: Notice[];
  /** `error` where it is refused, else `clean`. */
  outcome: Outcome;
  /** Why nothing can be written. */
  refused?: Refusal | null;
  /** The version of this shape: 1. */
  version: number;
}

/** Why a finding is waived. */
export interface WaiverNote {
  /** The last day it holds, `YYYY-MM-DD`. */
  expires?: string | null;
  /** The reason that was given. */
  reason: string;
  /** Where the waiver stands. */
  span: Location;
}

/** One wish. */
export type Wish =
  /** What is at a path, symbolic links followed. */
  | { path: string; wish: 'look' }
  /** What is in a folder, in any order. */
  | { path: string; wish: 'list' }
  /** The bytes of a file. */
  | { most: number; path: string; wish: 'read' }
  /**
   * Put other bytes into a file: written beside it, and put in its place at once. It keeps its mode, and a link stays one.
   */
  | { blob: number; path: string; was: string; wish: 'replace' }
  /**
   * Put bytes into a new file beside a path. Nothing stands at the path, or what stood there, until the file is finished.
   */
  | { at: number; blob: number; path: string; wish: 'write' }
  /** Put the new file beside a path into its place, at once. */
  | { path: string; wish: 'finish' }
  /** Remove the new file beside a path, if there is one. What stands at the path stays. */
  | { path: string; wish: 'discard' }
  /** What the program `git` says to these words. No word is of a file that git is to change. */
  | { wish: 'git'; words: string[] }
  /** The engine's answers to calls, on as many instances as the host likes. */
  | { calls: EngineCall[]; wish: 'answer' }
  /** A clock that only goes forward. */
  | { wish: 'clock' }
  /**
   * Remember what changes at these places from now on, and nowhere else. What was watched before and still is goes on without
   * a gap.
   */
  | { files: string[]; folders: string[]; wish: 'watch' }
  /**
   * Wait until something changed at a watched place since it was last told, or a place was watched that was not watched before; and
   * then until nothing more happens.
   */
  | { settle: number; wish: 'change' }
  /** Wait for the next bytes of standard input: as many as have come, at least one. At its end there is none. */
  | { most: number; wish: 'input' }
  /** A file that is shipped beside the module: the page of a rule, the completions of a shell, the manual page. */
  | { path: string; wish: 'shipped' };
