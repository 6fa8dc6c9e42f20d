/**
 * `tablewarden rules test`, `check`, `parse` and `format`: rule files are carried to the engine, and what it says is
 * printed or written. Never reads a rule.
 */
import { writeFileSync } from 'node:fs';
import { askRuleFile, askRuleFiles, parse } from '../calls.js';
import { TablewardenError } from '../error.js';
import type { Dialect, FormatRulesResponse, Notice, Outcome } from '../wire.js';
import type { RuleFilesArgs, RulesFormatArgs, RulesParseArgs } from './args.js';
import { type Done, lastMember, type Surroundings, sayNotices } from './commands.js';
import {
  collect,
  type Input,
  isFolder,
  isRuleFile,
  readAll,
  reason,
  rules,
  rulesAndTests,
  Unread,
  type Wanted,
} from './files.js';
import { absolute } from './names.js';
import * as usage from './usage.js';

/** `tablewarden rules test` and `tablewarden rules check` */
export function aboutRuleFiles(args: RuleFilesArgs, surroundings: Surroundings): Done {
  const inputs = inputsOf(args.paths, rulesAndTests, surroundings);
  const ruleInputs = inputs.filter(({ name }) => isRuleFile(name));
  if (ruleInputs.length === 0) throw usage.noRuleFile();
  const ruleFiles = readAll(ruleInputs);
  const tests = readAll(inputs.filter(({ name }) => !isRuleFile(name)));
  const what = args.command === 'rules test' ? 'testRules' : 'checkRules';
  const said = { ...dialectOf(args), now: args.now ?? surroundings.clock };
  const answer = askRuleFiles(what, ruleFiles, tests, said);
  const { outcome, text } = parse<Done>(answer);
  return { text: args.format === 'json' ? `${new TextDecoder().decode(answer)}\n` : text, outcome };
}

/** `tablewarden rules parse`: prints the tree, byte for byte as the engine wrote it. */
export function parseRules(args: RulesParseArgs, surroundings: Surroundings): Done {
  if (isFolder(absolute(args.path, surroundings.workingDir))) throw usage.folderForParse(args.path);
  const [source] = readAll(inputsOf([args.path], rules, surroundings));
  if (!source) throw usage.noRuleFile();
  try {
    const answer = askRuleFile('parseRules', source, dialectOf(args));
    const { outcome, notices } = parse<{ outcome: Outcome; notices: Notice[] }>(answer);
    sayNotices(notices, surroundings);
    return { text: `${lastMember('tree', answer)}\n`, outcome };
  } catch (error) {
    if (!(error instanceof TablewardenError)) throw error;
    throw new TablewardenError(`${source.name}: ${error.message}`, { cause: error });
  }
}

/** From the lightest to the heaviest. */
const WEIGHTS = ['clean', 'findings', 'incomplete', 'error'] as const satisfies readonly Outcome[];

/** `tablewarden rules format`: rewrites files in the canonical form, or names those that are not in it. */
export function formatRules(args: RulesFormatArgs, surroundings: Surroundings): Done {
  const inputs = inputsOf(args.paths, rules, surroundings);
  if (inputs.length === 0) throw usage.noRuleFile();
  const done = inputs.map((input): Done => {
    try {
      return formatted(input, args, surroundings);
    } catch (error) {
      if (!(error instanceof Unread || error instanceof TablewardenError)) throw error;
      surroundings.say(`${input.name}: ${error.message}`);
      return { text: '', outcome: 'error' };
    }
  });
  const heaviest = Math.max(...done.map(({ outcome }) => WEIGHTS.indexOf(outcome)));
  return { text: done.map(({ text }) => text).join(''), outcome: WEIGHTS[heaviest] ?? 'error' };
}

function formatted({ name, read, path }: Input, args: RulesFormatArgs, surroundings: Surroundings): Done {
  const answer = askRuleFile('formatRules', { name, bytes: read() }, dialectOf(args));
  const { outcome, notices, text } = parse<FormatRulesResponse>(answer);
  sayNotices(notices, surroundings);
  if (typeof text !== 'string') return { text: '', outcome };
  if (path === undefined && !args.check) return { text, outcome: 'clean' };
  if (outcome !== 'findings') return { text: '', outcome };
  if (path !== undefined && !args.check) write(path, text);
  return { text: `${name}\n`, outcome: args.check ? outcome : 'clean' };
}

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new TablewardenError(`cannot be written: ${reason(error)}`, { cause: error });
  }
}

function inputsOf(paths: readonly string[], wanted: Wanted, { workingDir, stdin }: Surroundings): Input[] {
  return collect(paths, wanted, false, { workingDir, root: workingDir }, stdin);
}

function dialectOf({ dialect }: { dialect?: Dialect }): { dialect?: Dialect } {
  return dialect ? { dialect } : {};
}
