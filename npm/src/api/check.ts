/**
 * The functions about templates: what was found in them, as data or as text, and the facts that rules see. What is looked for
 * and what fails is the engine's.
 */
import { TablewardenError } from '../error.js';
import type { FactsResponse, Format, Outcome, Report, RuleEntry, RulesResponse } from '../wire.js';
import {
  askCheck,
  askFacts,
  askRender,
  askReport,
  askRules,
  type CheckSaid,
  type FactsSaid,
  parse,
  type SourceFile,
} from './calls.js';
import { nowOf } from './clock.js';
import { type RuleFile, type SettingsFile, source, sources, type Template } from './files.js';

/** The values that the parameters of templates have. */
export interface ParameterOptions {
  /** Values by name; of a list, the elements with commas between them. They count before those of files. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Files of values, as the tools of AWS take them; of one name the last counts. */
  readonly parameterFiles?: Template | readonly Template[];
}

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

/** What can be said about a check whose report is a text. */
export interface TextOptions extends CheckOptions {
  /** What the text is; for people, if nothing is said. For programs there is `check`. */
  readonly format?: Exclude<Format, 'json'>;
  /** Whether to colour with ANSI escapes; only what is for people has colours. */
  readonly color?: boolean;
}

/** A report in one of the formats. */
export interface TextReport {
  /** The report, as the command prints it. */
  readonly text: string;
  /** What the command makes its exit code of: 0 for `clean`, 1 for `findings`, 2 for the others. */
  readonly outcome: Outcome;
}

/**
 * Checks one or several templates.
 *
 * Without `now` the clock is taken; `now: null` leaves out what needs a clock. With `statuses` the report has the status of each
 * rule, which makes it several times larger. Throws a `TablewardenError` where an
 * option is wrong or a check could not be carried out. A template that cannot be read to its end is no exception: the
 * report's `outcome` is then `incomplete` or `error`.
 */
export function check(templates: Template | readonly Template[], options: CheckOptions = {}): Report {
  const { advice = false, statuses = false, ...said } = options;
  return askReport(answersOf(templates, { ...said, statuses }), advice);
}

/** Checks as `check` does, and gives the report as the command prints it in that format. */
export function checkText(templates: Template | readonly Template[], options: TextOptions = {}): TextReport {
  const { format = 'text', color = false, advice = false, ...said } = options;
  // Between them the formats need both.
  const answers = answersOf(templates, { ...said, excerpts: true, describeRules: true, statuses: false, fixes: true });
  const { text, outcome } = askRender(answers, { format, color, advice });
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

/** The engine's answer for each template, as it came; one may say that its call failed. */
export function answersOf(
  templates: Template | readonly Template[],
  options: Omit<CheckOptions, 'advice'>,
): Uint8Array[] {
  const { against, rules = [], inputParameters = [], settings: file, ...others } = options;
  const { said, parameterFiles } = withParameters(others);
  const settings = settingsOf(file);
  const companions = {
    rules: sources(rules, 'rules', '.guard', 'rule file'),
    inputParameters: sources(inputParameters, 'input-parameters', '', 'document'),
    parameterFiles,
    settings,
  };
  // JavaScript counts like that, and the command prints it.
  const { columns = 'utf-16' } = said;
  const asked = { ...said, columns, now: nowOf(said) };
  const files = sources(templates, 'template', '', 'template');
  const earlier = against === undefined ? undefined : source(against, 'against');
  if (earlier && files.length > 1) throw new TablewardenError('`against` is about one template: give one');
  return files.map((file) => askCheck(file, asked, companions, earlier));
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
