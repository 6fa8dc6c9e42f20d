/**
 * The package `tablewarden`: checks the DynamoDB tables of CloudFormation templates. Takes templates as text or bytes,
 * gives what the engine found. Synchronous; the engine is loaded at the first call. Reads no file of yours, and holds no
 * policy: what is looked for and what fails is the engine's.
 */
import {
  type Answered,
  askCheck,
  askFacts,
  askRender,
  askRules,
  type CheckSaid,
  type FactsSaid,
  parse,
  type SourceFile,
} from './calls.js';
import { TablewardenError } from './error.js';
import type { FactsResponse, Outcome, Report, RuleEntry, RulesResponse } from './wire.js';

/** The engine's one call, for programs that speak its frames themselves (docs/abi.md): a frame in, JSON out. */
export { call } from './engine.js';
export { TablewardenError } from './error.js';
export type {
  CheckResponse,
  ColumnUnit,
  Counts,
  FactsResponse,
  FailOn,
  Finding,
  Fix,
  FixEdit,
  Gravity,
  Limits,
  Location,
  Notice,
  Outcome,
  Position,
  Profile,
  Related,
  Report,
  RuleEntry,
  RuleStatus,
  Severity,
  Status,
  WaiverNote,
} from './wire.js';

/** A template: its text, its bytes, or one of them with the name that reports show. */
export type Template = string | Uint8Array | { readonly name: string; readonly content: string | Uint8Array };

/** What can be said about a check. What is not said is the engine's default; what it does not know it refuses. */
export type CheckOptions = CheckSaid;

/** What can be said about a question for facts. */
export type FactsOptions = FactsSaid;

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
  const { text } = askRender(checkAll(templates, options), [], 'json', false);
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
  const { text, outcome } = askRender(checkAll(templates, said), [], 'text', color);
  return { text, outcome };
}

/** The facts about the tables of one template, as the rules see them. */
export function facts(template: Template, options: FactsOptions = {}): FactsResponse {
  return parse<FactsResponse>(askFacts(source(template, 'template'), options));
}

/** The rules that are built in, in the order of their ids. */
export function rules(): RuleEntry[] {
  return parse<RulesResponse>(askRules()).rules;
}

function checkAll(templates: Template | readonly Template[], options: CheckOptions): Answered[] {
  const now = options.now === undefined ? Math.floor(Date.now() / 1000) : options.now;
  const sources = Array.isArray(templates)
    ? templates.map((template: Template, index) => source(template, `template-${index + 1}`))
    : [source(templates as Template, 'template')];
  return sources.map((source) => ({ source, answer: askCheck(source, { ...options, now }) }));
}

function source(template: Template, unnamed: string): SourceFile {
  if (typeof template === 'string' || template instanceof Uint8Array) {
    return { name: unnamed, bytes: bytes(template, unnamed) };
  }
  if (typeof template === 'object' && template !== null && typeof template.name === 'string') {
    return { name: template.name, bytes: bytes(template.content, template.name) };
  }
  throw new TablewardenError(`${unnamed} is no template: give a string, a Uint8Array, or { name, content }`);
}

function bytes(content: string | Uint8Array, name: string): Uint8Array {
  if (typeof content === 'string') return new TextEncoder().encode(content);
  if (content instanceof Uint8Array) return content;
  throw new TablewardenError(`the content of ${name} is no template: give a string or a Uint8Array`);
}
