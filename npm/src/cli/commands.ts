/**
 * The commands: arguments and bytes in, text and an outcome out. A file whose check gave no answer is handed on as unread
 * and the others go on. Never looks at what was found.
 */
import {
  type Answered,
  askCheck,
  askFacts,
  askRender,
  askRules,
  type Companions,
  parse,
  type SourceFile,
} from '../calls.js';
import { TablewardenError } from '../error.js';
import type { Notice, Outcome, RulesResponse, UnreadFile } from '../wire.js';
import { earlierVersions } from './against.js';
import type { CheckArgs, FactsArgs, RulesListArgs, StackArgs } from './args.js';
import { collect, type Here, isFolder, readAll, rules, templates, Unread } from './files.js';
import { absolute } from './names.js';
import { finder } from './settings.js';
import * as usage from './usage.js';

/** What a command stands in, besides files. */
export interface Surroundings {
  /** Relative paths start here; absolute. */
  readonly workingDir: string;
  /** The bytes of standard input; throws an `Unread` where there are none. */
  readonly stdin: () => Uint8Array;
  /** Prints one line to standard error. */
  readonly say: (line: string) => void;
  /** Whether `--color auto` means colours. */
  readonly colors: boolean;
  /** The time, in epoch seconds. */
  readonly clock: number;
}

/** What a command prints, and how it came out. */
export interface Done {
  readonly text: string;
  readonly outcome: Outcome;
}

/** `tablewarden check` */
export function check(args: CheckArgs, surroundings: Surroundings): Done {
  const started = performance.now();
  const here = { workingDir: surroundings.workingDir, root: rootOf(args, surroundings.workingDir) };
  const companions = companionsOf(args, here, surroundings);
  const earlier = earlierVersions(args.against, here, surroundings.stdin);
  const inputs = collect(args.paths, templates, args.skipOtherFiles, here, surroundings.stdin);
  if (inputs.length === 0) throw usage.noFileMatched();
  if (earlier.isOne && inputs.length > 1) throw usage.againstOne();
  const settingsOf = finder(args, here);
  const checked: Answered[] = [];
  const unread: UnreadFile[] = [];
  for (const input of inputs) {
    const { name, read, skipOtherFiles } = input;
    try {
      const source = { name, bytes: read() };
      const against = earlier.of(input);
      const settings = settingsOf(input);
      const { profile, failOn, dialect, noDefaultRules } = args;
      const said = { ...(profile && { profile }), ...(failOn && { failOn }), ...(dialect && { dialect }) };
      const now = args.now ?? surroundings.clock;
      const asked = { ...said, ...stackOf(args), noDefaultRules, now, skipOtherFiles };
      const answer = askCheck(source, asked, { ...companions, settings }, against);
      checked.push({ source, against, settings, answer });
    } catch (error) {
      if (!(error instanceof Unread || error instanceof TablewardenError)) throw error;
      unread.push({ name, message: error.message });
    }
  }
  const color = args.format === 'text' && (args.color === 'always' || (args.color === 'auto' && surroundings.colors));
  const done = askRender(checked, companions, unread, { format: args.format, color, advice: args.advice });
  if (args.time) {
    const files = inputs.length === 1 ? '1 file' : `${inputs.length} files`;
    surroundings.say(`${files} in ${(performance.now() - started).toFixed(1)} ms`);
  }
  return done;
}

/** The files that go with every template. */
function companionsOf(args: CheckArgs, here: Here, { stdin }: Surroundings): Companions {
  const against = args.against === undefined ? [] : [args.against];
  stdinOnce(args.paths, [...against, ...args.rules, ...args.inputParameters, ...args.parameterFiles]);
  const ruleFiles = readAll(collect(args.rules, rules, false, here, stdin));
  if (ruleFiles.length === 0 && args.rules.length > 0) throw usage.noRuleFile();
  const inputParameters = readNamed(args.inputParameters, 'input parameters', here, stdin);
  const parameterFiles = readNamed(args.parameterFiles, PARAMETER_VALUES, here, stdin);
  return { rules: ruleFiles, inputParameters, parameterFiles };
}

/** What a file under `--parameters` is. */
const PARAMETER_VALUES = 'parameter values';

/** Refuses that standard input is a file that goes with templates and another one too. */
function stdinOnce(paths: readonly string[], others: readonly string[]): void {
  const named = [...paths, ...others].filter((path) => path === '-');
  if (others.includes('-') && named.length > 1) throw usage.stdinTwice();
}

/** The names and the bytes of files that are named one by one. */
function readNamed(paths: readonly string[], what: string, here: Here, stdin: () => Uint8Array): SourceFile[] {
  const folder = paths.find((path) => isFolder(absolute(path, here.workingDir)));
  if (folder !== undefined) throw usage.folderForOne(folder, what);
  return readAll(collect(paths, templates, false, here, stdin));
}

/** `tablewarden facts`: prints the document, byte for byte as the engine wrote it. */
export function facts(args: FactsArgs, surroundings: Surroundings): Done {
  const { workingDir } = surroundings;
  const here = { workingDir, root: rootOf(args, workingDir) };
  if (isFolder(absolute(args.path, workingDir))) throw usage.folderForFacts(args.path);
  stdinOnce([args.path], args.parameterFiles);
  const parameterFiles = readNamed(args.parameterFiles, PARAMETER_VALUES, here, surroundings.stdin);
  const [input] = collect([args.path], templates, false, here, surroundings.stdin);
  if (!input) throw usage.noFile();
  const { name, read } = input;
  const settingsOf = finder(args, here);
  try {
    const settings = settingsOf(input);
    const answer = askFacts({ name, bytes: read() }, stackOf(args), parameterFiles, settings);
    const { outcome, notices } = parse<{ outcome: Outcome; notices: Notice[] }>(answer);
    sayNotices(notices, surroundings);
    return { text: `${lastMember('document', answer)}\n`, outcome };
  } catch (error) {
    if (!(error instanceof Unread || error instanceof TablewardenError)) throw error;
    throw new TablewardenError(`${name}: ${error.message}`, { cause: error });
  }
}

/** Prints what an answer says about itself to standard error, a line each. */
export function sayNotices(notices: readonly Notice[], { say }: Surroundings): void {
  for (const { file, span, message } of notices) {
    const place = span ? `:${span.start.line}:${span.start.column}` : '';
    say(`${file}${place}: ${message}`);
  }
}

/**
 * The text of an answer's last member. Parsing it would lose digits of numbers and the order of keys. What stands before
 * it is strings, where every quote has a backslash, and notices, none of whose members has that name; so the first place
 * where the name stands like this is the member's own.
 */
export function lastMember(name: 'document' | 'tree', answer: Uint8Array): string {
  const text = new TextDecoder().decode(answer);
  const key = `,"${name}":`;
  const start = text.indexOf(key);
  if (start < 0) throw new TablewardenError(`internal error: the engine's answer has no ${name}; please report it`);
  return text.slice(start + key.length, text.lastIndexOf('}'));
}

/** `tablewarden rules list`: one rule a line in columns, or the answer as it came. */
export function rulesList(args: RulesListArgs): Done {
  const answer = askRules();
  if (args.format === 'json') return { text: `${new TextDecoder().decode(answer)}\n`, outcome: 'clean' };
  const { rules } = parse<RulesResponse>(answer);
  const rows = rules.map(({ id, severity, profile, name }) => [id, severity, profile, name]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...rows.map((row) => [...(row[column] ?? '')].length)));
  const lines = rows.map((row, index) => {
    const cells = row.map((cell, column) => `${cell.padEnd(widths[column] ?? 0)}  `);
    return `${cells.join('')}${rules[index]?.title}\n`;
  });
  return { text: lines.join(''), outcome: 'clean' };
}

/** Where names start, absolute. */
function rootOf(args: StackArgs, workingDir: string): string {
  if (args.root === undefined) return workingDir;
  const root = absolute(args.root, workingDir);
  if (!isFolder(root)) throw usage.noRoot(args.root);
  return root;
}

function stackOf({ region, account, partition, parameters }: StackArgs) {
  return { ...(region && { region }), ...(account && { account }), ...(partition && { partition }), parameters };
}
