/**
 * The whole command: arguments and surroundings in, text and an exit code out. Never decides what fails: the exit code is
 * the answer's outcome.
 */
import help from '../../../host/cli/help.txt';
import { TablewardenError } from '../error.js';
import type { Outcome } from '../wire.js';
import { type Action, parse } from './args.js';
import { check, type Done, facts, rulesList, type Surroundings } from './commands.js';
import { explain } from './explain.js';
import { Unread } from './files.js';
import { aboutRuleFiles, formatRules, parseRules } from './rule-files.js';
import { UsageError } from './usage.js';

export interface Run {
  /** What goes to standard output. */
  readonly text: string;
  readonly exitCode: 0 | 1 | 2;
}

const EXIT_CODES: Record<Outcome, 0 | 1 | 2> = { clean: 0, findings: 1, incomplete: 2, error: 2 };

/** Does what `action` says, or gives the line of the mistake to standard error. */
export function run(args: readonly string[], surroundings: Surroundings, version: () => string): Run {
  try {
    const { text, outcome } = act(parse(args), surroundings, version);
    return { text, exitCode: EXIT_CODES[outcome] };
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof TablewardenError || error instanceof Unread)) throw error;
    surroundings.say(error.message);
    return { text: '', exitCode: 2 };
  }
}

function act(action: Action, surroundings: Surroundings, version: () => string): Done {
  switch (action.command) {
    case 'help':
      return { text: help, outcome: 'clean' };
    case 'version':
      return { text: `${version()}\n`, outcome: 'clean' };
    case 'check':
      return check(action, surroundings);
    case 'facts':
      return facts(action, surroundings);
    case 'explain':
      return explain(action);
    case 'rules list':
      return rulesList(action);
    case 'rules test':
    case 'rules check':
      return aboutRuleFiles(action, surroundings);
    case 'rules parse':
      return parseRules(action, surroundings);
    case 'rules format':
      return formatRules(action, surroundings);
  }
}
