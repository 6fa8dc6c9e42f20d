/**
 * The arguments: what was typed becomes an action, or a `UsageError` that says what to type instead. Read from left to
 * right, the first mistake is told. Reads no file.
 */
import { parseArgs } from 'node:util';
import type { FailOn, Format, Profile } from '../wire.js';
import * as usage from './usage.js';

/** Where the stack is deployed to, and where the names in reports start. */
export interface StackArgs {
  region?: string;
  account?: string;
  partition?: string;
  root?: string;
}

/** `tablewarden check` */
export interface CheckArgs extends StackArgs {
  command: 'check';
  paths: string[];
  format: Format;
  profile?: Profile;
  failOn?: FailOn;
  skipOtherFiles: boolean;
  color: Color;
  /** Epoch seconds; absent: the clock. */
  now?: number;
  time: boolean;
}

/** `tablewarden facts` */
export interface FactsArgs extends StackArgs {
  command: 'facts';
  path: string;
}

/** `tablewarden rules list` */
export interface RulesArgs {
  command: 'rules';
  format: Format;
}

export type Color = 'auto' | 'always' | 'never';

/** What is to be done. */
export type Action = { command: 'help' } | { command: 'version' } | CheckArgs | FactsArgs | RulesArgs;

const FORMATS = ['text', 'json'] as const satisfies readonly Format[];
const PROFILES = ['minimal', 'recommended', 'strict'] as const satisfies readonly Profile[];
const FAIL_ON = ['error', 'warning', 'note', 'never'] as const satisfies readonly FailOn[];
const COLORS = ['auto', 'always', 'never'] as const satisfies readonly Color[];

/** The end of the year 9999: no date behind it has four digits for its year. */
const LAST_SECOND = 253_402_300_799;

/** What an option takes: nothing, one of some words, or any text that is accepted. */
type Kind = 'flag' | readonly string[] | ((option: string, value: string) => void);

const anyText: Kind = () => {};
const seconds: Kind = (option, value) => {
  if (!/^[0-9]+$/.test(value) || Number(value) > LAST_SECOND) throw usage.noSeconds(option, value);
};

const STACK: Record<string, Kind> = { region: anyText, account: anyText, partition: anyText, root: anyText };
const CHECK: Record<string, Kind> = {
  ...STACK,
  format: FORMATS,
  profile: PROFILES,
  'fail-on': FAIL_ON,
  color: COLORS,
  now: seconds,
  'skip-other-files': 'flag',
  time: 'flag',
};

/** The options of each command. */
export const OPTIONS = { check: CHECK, facts: STACK, 'rules list': { format: FORMATS } } as const;

/** Takes the arguments behind the program's name. */
export function parse(args: readonly string[]): Action {
  const [command, ...rest] = args;
  switch (command) {
    case 'check': {
      const said = read(rest, CHECK, Number.POSITIVE_INFINITY);
      if (said === 'help') return { command: 'help' };
      if (said.operands.length === 0) throw usage.noFile();
      return {
        command: 'check',
        paths: said.operands,
        format: (said.values.get('format') ?? 'text') as Format,
        ...given('profile', said.values.get('profile') as Profile | undefined),
        ...given('failOn', said.values.get('fail-on') as FailOn | undefined),
        skipOtherFiles: said.values.has('skip-other-files'),
        color: (said.values.get('color') ?? 'auto') as Color,
        ...given('now', said.values.has('now') ? Number(said.values.get('now')) : undefined),
        time: said.values.has('time'),
        ...stack(said.values),
      };
    }
    case 'facts': {
      const said = read(rest, STACK, 1);
      if (said === 'help') return { command: 'help' };
      const [path] = said.operands;
      if (path === undefined) throw usage.noFile();
      return { command: 'facts', path, ...stack(said.values) };
    }
    case 'rules':
      return rules(rest);
    default:
      return outside(command, rest);
  }
}

function rules(args: readonly string[]): Action {
  const [command, ...rest] = args;
  if (command === undefined) throw usage.rulesAlone();
  if (command !== 'list') {
    const said = read(args, {}, 0, usage.unknownCommand);
    if (said === 'help') return { command: 'help' };
    throw usage.rulesAlone();
  }
  const said = read(rest, { format: FORMATS }, 0);
  if (said === 'help') return { command: 'help' };
  return { command: 'rules', format: (said.values.get('format') ?? 'text') as Format };
}

/** No command stands first. */
function outside(first: string | undefined, rest: readonly string[]): Action {
  if (first === undefined) throw usage.noCommand();
  if (first === '--version' || first.startsWith('-V')) return { command: 'version' };
  if (read([first, ...rest], {}, 0, usage.unknownCommand) === 'help') return { command: 'help' };
  throw usage.noCommand();
}

interface Said {
  values: Map<string, string>;
  operands: string[];
}

/**
 * Reads options of `kinds` and at most `most` operands. An operand more is told by `tooMany`, behind `--` always as one
 * too many.
 */
function read(
  args: readonly string[],
  kinds: Record<string, Kind>,
  most: number,
  tooMany = usage.oneTooMany,
): Said | 'help' {
  const options = Object.fromEntries(
    Object.entries(kinds).map(([name, kind]) => [name, { type: kind === 'flag' ? 'boolean' : 'string' } as const]),
  );
  const help = { help: { type: 'boolean', short: 'h' } } as const;
  const { tokens } = parseArgs({
    args: [...args],
    options: { ...options, ...help },
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const said: Said = { values: new Map(), operands: [] };
  let terminated = false;
  for (const token of tokens) {
    if (token.kind === 'option-terminator') {
      terminated = true;
    } else if (token.kind === 'positional') {
      if (said.operands.length >= most) throw terminated ? usage.oneTooMany(token.value) : tooMany(token.value);
      if (token.value === '') throw usage.emptyFile();
      said.operands.push(token.value);
    } else {
      const option = token.rawName;
      if (option === '--help' || option === '-h') {
        if (token.inlineValue && token.value !== undefined) throw usage.takesNoValue(option, token.value);
        return 'help';
      }
      const kind = option.startsWith('--') && Object.hasOwn(kinds, token.name) ? kinds[token.name] : undefined;
      if (kind === undefined) throw usage.unknownOption(option.replace(/=.*/s, ''));
      if (said.values.has(token.name)) throw usage.givenTwice(option);
      said.values.set(token.name, value(option, kind, token.value, token.inlineValue === true, kinds));
    }
  }
  return said;
}

function value(
  option: string,
  kind: Kind,
  text: string | undefined,
  inline: boolean,
  kinds: Record<string, Kind>,
): string {
  if (kind === 'flag') {
    if (text !== undefined) throw usage.takesNoValue(option, text);
    return '';
  }
  if (text === undefined || text === '') throw usage.needsValue(option);
  if (!inline && text.startsWith('-') && text !== '-') {
    // The next option stands where the value should be.
    const [next = ''] = text.startsWith('--') ? text.split('=') : [text.slice(0, 2)];
    const known = next === '--' || next === '--help' || next === '-h' || Object.hasOwn(kinds, next.slice(2));
    throw known ? usage.needsValue(option) : usage.unknownOption(next);
  }
  if (typeof kind === 'function') kind(option, text);
  else if (!kind.includes(text)) throw usage.notOneOf(option, text, kind);
  return text;
}

function stack(values: Map<string, string>): StackArgs {
  return {
    ...given('region', values.get('region')),
    ...given('account', values.get('account')),
    ...given('partition', values.get('partition')),
    ...given('root', values.get('root')),
  };
}

function given<K extends string, V>(name: K, value: V | undefined): { [key in K]?: V } {
  return (value === undefined ? {} : { [name]: value }) as { [key in K]?: V };
}
