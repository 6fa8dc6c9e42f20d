/**
 * The package `tablewarden`: checks the DynamoDB tables of CloudFormation templates. Takes templates as text or bytes,
 * gives what the engine found. Synchronous; the engine is loaded at the first call. Reads no file of yours, and holds no
 * policy: what is looked for and what fails is the engine's.
 */
import {
  askCheck,
  askFacts,
  askRender,
  askRuleFile,
  askRuleFiles,
  askRules,
  type CheckSaid,
  type FactsSaid,
  parse,
  type RuleFileSaid,
  type RuleFilesSaid,
  type SourceFile,
} from './calls.js';
import { TablewardenError } from './error.js';
import type {
  CheckRulesResponse,
  FactsResponse,
  Format,
  FormatRulesResponse,
  Outcome,
  ParseRulesResponse,
  RenderResponse,
  Report,
  RuleEntry,
  RulesResponse,
  TestRulesResponse,
} from './wire.js';

/** The engine's one call, for programs that speak its frames themselves (docs/abi.md): a frame in, JSON out. */
export { call } from './engine.js';
export { TablewardenError } from './error.js';
export type {
  CheckResponse,
  CheckRulesResponse,
  ColumnUnit,
  Counts,
  Dialect,
  Expectation,
  FactsResponse,
  FailOn,
  Finding,
  Fix,
  FixEdit,
  FormatRulesResponse,
  Gravity,
  Limits,
  Location,
  Notice,
  Outcome,
  ParseRulesResponse,
  Position,
  Profile,
  Related,
  Report,
  RuleEntry,
  RuleStatus,
  Severity,
  Status,
  TestCase,
  TestRulesResponse,
  WaiverNote,
} from './wire.js';

/** A template: its text, its bytes, or one of them with the name that reports show. */
export type Template = string | Uint8Array | { readonly name: string; readonly content: string | Uint8Array };

/** A rule file in the Guard language: its text, its bytes, or one of them with the name that reports show. */
export type RuleFile = Template;

/** A file of unit tests of rules, in cfn-guard's own format: its text, its bytes, or one of them with its name. */
export type TestFile = Template;

/** The values that the parameters of templates have. */
export interface ParameterOptions {
  /** Values by name; of a list, the elements with commas between them. They count before those of files. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Files of values, as the tools of AWS take them; of one name the last counts. */
  readonly parameterFiles?: Template | readonly Template[];
}

/** A settings file, as a `tablewarden.yaml`: its text, its bytes, or one of them with the name that reports show. */
export type SettingsFile = Template;

/** What can be said about a check. What is not said is the engine's default; what it does not know it refuses. */
export interface CheckOptions extends Omit<CheckSaid, 'parameters'>, ParameterOptions {
  /** The earlier version of the template, for the rules about changes; of one template only. */
  readonly against?: Template;
  /** Rule files to be evaluated on the plain template, besides the built-in rules. */
  readonly rules?: RuleFile | readonly RuleFile[];
  /** Documents whose keys are added to the root of the template before the rule files are evaluated. */
  readonly inputParameters?: Template | readonly Template[];
  /** The settings file: its text, its bytes, or one of them with its name. What is said here goes before it. */
  readonly settings?: SettingsFile;
  /** Whether to add what matters for tables and no template can show. */
  readonly advice?: boolean;
}

/** What can be said about a question for facts. */
export interface FactsOptions extends Omit<FactsSaid, 'parameters'>, ParameterOptions {
  /** The settings file, for region, account, partition and profile. */
  readonly settings?: SettingsFile;
}

/** What can be said about the tests of rule files, and about a look over them. */
export type RuleFilesOptions = RuleFilesSaid;

/** What can be said about the tree and the canonical text of a rule file. */
export type RuleFileOptions = RuleFileSaid;

/** A report for people. */
export interface TextReport {
  /** Excerpts with carets, and a summary. */
  readonly text: string;
  /** What the command makes its exit code of: 0 for `clean`, 1 for `findings`, 2 for the others. */
  readonly outcome: Outcome;
}

/**
 * Checks one or several templates.
 *
 * Without `now` the clock is taken; `now: null` leaves out what needs a clock. Throws a `TablewardenError` where an
 * option is wrong or a check could not be carried out. A template that cannot be read to its end is no exception: the
 * report's `outcome` is then `incomplete` or `error`.
 */
export function check(templates: Template | readonly Template[], options: CheckOptions = {}): Report {
  const { text } = checkAll(templates, options, 'json', false);
  return JSON.parse(text) as Report;
}

/** Checks as `check` does, and gives the report as the command prints it. */
export function checkText(
  templates: Template | readonly Template[],
  options: CheckOptions & {
    /** Whether to colour with ANSI escapes. */ readonly color?: boolean;
  } = {},
): TextReport {
  const { color = false, ...said } = options;
  const { text, outcome } = checkAll(templates, said, 'text', color);
  return { text, outcome };
}

/** The facts about the tables of one template, as the rules see them. */
export function facts(template: Template, options: FactsOptions = {}): FactsResponse {
  const { settings, ...others } = options;
  const { said, parameterFiles } = withParameters(others);
  return parse<FactsResponse>(askFacts(source(template, 'template'), said, parameterFiles, settingsOf(settings)));
}

/** The rules that are built in, in the order of their ids. */
export function rules(): RuleEntry[] {
  return parse<RulesResponse>(askRules()).rules;
}

/**
 * Runs the unit tests of rule files.
 *
 * With one rule file all tests are its own. With several a test belongs to the rule file whose name its name begins with:
 * `tests/a_tests.yaml` to `a.guard`, in the folder above; so all of them need names. Without `now` the clock is taken; with
 * `now: null` a rule that asks for it cannot be evaluated. A file that cannot be read to its end is no exception: the
 * answer's `outcome` is then `incomplete`.
 */
export function testRules(
  rules: RuleFile | readonly RuleFile[],
  tests: TestFile | readonly TestFile[],
  options: RuleFilesOptions = {},
): TestRulesResponse {
  return aboutRuleFiles('testRules', rules, tests, { ...options, now: nowOf(options) });
}

/** Looks rule files over: what is wrong, what is surely not meant, and, where there are tests, rules without one. */
export function checkRules(
  rules: RuleFile | readonly RuleFile[],
  tests: TestFile | readonly TestFile[] = [],
  options: RuleFilesOptions = {},
): CheckRulesResponse {
  return aboutRuleFiles('checkRules', rules, tests, options);
}

/** The syntax tree of one rule file; where it has syntax errors, what could be read. */
export function parseRules(rules: RuleFile, options: RuleFileOptions = {}): ParseRulesResponse {
  return parse<ParseRulesResponse>(askRuleFile('parseRules', source(rules, 'rules.guard', 'rule file'), options));
}

/** One rule file in the canonical form; `outcome` is `clean` where it is in it already, and `findings` where it is not. */
export function formatRules(rules: RuleFile, options: RuleFileOptions = {}): FormatRulesResponse {
  return parse<FormatRulesResponse>(askRuleFile('formatRules', source(rules, 'rules.guard', 'rule file'), options));
}

function aboutRuleFiles<Response>(
  what: 'testRules' | 'checkRules',
  rules: RuleFile | readonly RuleFile[],
  tests: TestFile | readonly TestFile[],
  options: RuleFilesOptions,
): Response {
  const ruleFiles = sources(rules, 'rules', '.guard', 'rule file');
  return parse<Response>(askRuleFiles(what, ruleFiles, sources(tests, 'tests', '.yaml', 'file of tests'), options));
}

function checkAll(
  templates: Template | readonly Template[],
  options: CheckOptions,
  format: Format,
  color: boolean,
): RenderResponse {
  const { against, rules = [], inputParameters = [], settings: file, advice = false, ...others } = options;
  const { said, parameterFiles } = withParameters(others);
  const settings = settingsOf(file);
  const companions = {
    rules: sources(rules, 'rules', '.guard', 'rule file'),
    inputParameters: sources(inputParameters, 'input-parameters', '', 'document'),
    parameterFiles,
    settings,
  };
  const asked = { ...said, now: nowOf(said), ...(format === 'text' && { excerpts: true }) };
  const files = sources(templates, 'template', '', 'template');
  const earlier = against === undefined ? undefined : source(against, 'against');
  if (earlier && files.length > 1) throw new TablewardenError('`against` is about one template: give one');
  const answers = files.map((file) => askCheck(file, asked, companions, earlier));
  return askRender(answers, { format, color, advice });
}

function settingsOf(file: SettingsFile | undefined): SourceFile | undefined {
  return file === undefined ? undefined : source(file, 'tablewarden.yaml', 'settings file');
}

/** Options as the wire has them, the files apart. */
function withParameters<Options extends ParameterOptions>({
  parameters = {},
  parameterFiles = [],
  ...others
}: Options) {
  const values = Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
  const files = sources(parameterFiles, 'parameters', '', 'file of parameter values');
  return { said: { ...others, parameters: values }, parameterFiles: files };
}

function nowOf({ now }: { now?: number | null }): number | null {
  return now === undefined ? Math.floor(Date.now() / 1000) : now;
}

/** One file or a list; those without a name are called `unnamed`, in a list with their number, and end with `ending`. */
function sources(files: Template | readonly Template[], unnamed: string, ending: string, kind: string): SourceFile[] {
  return Array.isArray(files)
    ? files.map((file: Template, index) => source(file, `${unnamed}-${index + 1}${ending}`, kind))
    : [source(files as Template, `${unnamed}${ending}`, kind)];
}

function source(file: Template, unnamed: string, kind = 'template'): SourceFile {
  if (typeof file === 'string' || file instanceof Uint8Array) {
    return { name: unnamed, bytes: bytes(file, unnamed, kind) };
  }
  if (typeof file === 'object' && file !== null && typeof file.name === 'string') {
    return { name: file.name, bytes: bytes(file.content, file.name, kind) };
  }
  throw new TablewardenError(`${unnamed} is no ${kind}: give a string, a Uint8Array, or { name, content }`);
}

function bytes(content: string | Uint8Array, name: string, kind: string): Uint8Array {
  if (typeof content === 'string') return new TextEncoder().encode(content);
  if (content instanceof Uint8Array) return content;
  throw new TablewardenError(`the content of ${name} is no ${kind}: give a string or a Uint8Array`);
}
