/**
 * The arguments: what was typed becomes an action, or a `UsageError` that says what to type instead. Reads no file.
 */
import type { Dialect, FailOn, Format, Profile } from '../wire.js';
import { type Kind, type Kinds, read, type Said } from './read.js';
import * as usage from './usage.js';

/** Where the stack is deployed to, the values of its parameters, where the names in reports start, and where the settings are. */
export interface StackArgs {
  region?: string;
  account?: string;
  partition?: string;
  root?: string;
  config?: string;
  noConfig: boolean;
  /** Each `NAME=VALUE`. */
  parameters: string[];
  /** Files of values of parameters. */
  parameterFiles: string[];
}

/** `tablewarden check` */
export interface CheckArgs extends StackArgs {
  command: 'check';
  paths: string[];
  /** The earlier version: a file, or `git:` and a revision. */
  against?: string;
  format: Format;
  profile?: Profile;
  failOn?: FailOn;
  skipOtherFiles: boolean;
  color: Color;
  /** Epoch seconds; absent: the clock. */
  now?: number;
  time: boolean;
  /** Rule files, and folders of them. */
  rules: string[];
  noDefaultRules: boolean;
  dialect?: Dialect;
  inputParameters: string[];
  advice: boolean;
}

/** `tablewarden facts` */
export interface FactsArgs extends StackArgs {
  command: 'facts';
  path: string;
}

/** `tablewarden explain` */
export interface ExplainArgs {
  command: 'explain';
  /** The id or the name of a rule. */
  rule: string;
}

/** `tablewarden rules list` */
export interface RulesListArgs {
  command: 'rules list';
  format: Format;
}

/** `tablewarden rules test` and `tablewarden rules check` */
export interface RuleFilesArgs {
  command: 'rules test' | 'rules check';
  paths: string[];
  format: Format;
  dialect?: Dialect;
  /** Epoch seconds; absent: the clock. */
  now?: number;
}

/** `tablewarden rules parse` */
export interface RulesParseArgs {
  command: 'rules parse';
  path: string;
  dialect?: Dialect;
}

/** `tablewarden rules format` */
export interface RulesFormatArgs {
  command: 'rules format';
  paths: string[];
  dialect?: Dialect;
  /** Whether nothing is written. */
  check: boolean;
}

export type Color = 'auto' | 'always' | 'never';

/** What is to be done. */
export type Action =
  | { command: 'help' }
  | { command: 'version' }
  | CheckArgs
  | FactsArgs
  | ExplainArgs
  | RulesListArgs
  | RuleFilesArgs
  | RulesParseArgs
  | RulesFormatArgs;

const FORMATS = ['text', 'json'] as const satisfies readonly Format[];
const PROFILES = ['minimal', 'recommended', 'strict'] as const satisfies readonly Profile[];
const FAIL_ON = ['error', 'warning', 'note', 'never'] as const satisfies readonly FailOn[];
const COLORS = ['auto', 'always', 'never'] as const satisfies readonly Color[];
const DIALECTS = ['3.2.0', '3.2.1'] as const satisfies readonly Dialect[];

/** The end of the year 9999: no date behind it has four digits for its year. */
const LAST_SECOND = 253_402_300_799;

const anyText: Kind = () => {};
const seconds: Kind = (option, value) => {
  if (!/^[0-9]+$/.test(value) || Number(value) > LAST_SECOND) throw usage.noSeconds(option, value);
};

const STACK: Kinds = {
  region: anyText,
  account: anyText,
  partition: anyText,
  root: anyText,
  config: anyText,
  'no-config': 'flag',
  parameter: 'pairs',
  parameters: 'paths',
};
const RULE_FILES: Kinds = { format: FORMATS, dialect: DIALECTS };

/** The options of each command. */
const OPTIONS = {
  check: {
    ...STACK,
    against: anyText,
    format: FORMATS,
    profile: PROFILES,
    'fail-on': FAIL_ON,
    color: COLORS,
    now: seconds,
    'skip-other-files': 'flag',
    time: 'flag',
    rules: 'paths',
    'no-default-rules': 'flag',
    dialect: DIALECTS,
    'input-parameters': 'paths',
    advice: 'flag',
  },
  facts: STACK,
  explain: {},
  'rules list': { format: FORMATS },
  'rules test': { ...RULE_FILES, now: seconds },
  'rules check': RULE_FILES,
  'rules parse': { dialect: DIALECTS },
  'rules format': { dialect: DIALECTS, check: 'flag' },
} as const satisfies Record<string, Kinds>;

type Command = keyof typeof OPTIONS;

/** How many files a command takes: none, exactly one, or any number but none. */
const FILES: Record<Command, 0 | 1 | 'many'> = {
  check: 'many',
  facts: 1,
  explain: 1,
  'rules list': 0,
  'rules test': 'many',
  'rules check': 'many',
  'rules parse': 1,
  'rules format': 'many',
};

/** Takes the arguments behind the program's name. */
export function parse(args: readonly string[]): Action {
  const [first, ...rest] = args;
  if (first === 'check' || first === 'facts' || first === 'explain') return about(first, rest);
  if (first !== 'rules') return outside(first, rest);
  const [second, ...behind] = rest;
  const command = `rules ${second}`;
  if (second !== undefined && Object.hasOwn(OPTIONS, command)) return about(command as Command, behind);
  if (read(rest, {}, 0, usage.unknownCommand) === 'help') return { command: 'help' };
  throw usage.rulesAlone();
}

/** No command stands first. */
function outside(first: string | undefined, rest: readonly string[]): Action {
  if (first === undefined) throw usage.noCommand();
  if (first === '--version' || first.startsWith('-V')) return { command: 'version' };
  if (read([first, ...rest], {}, 0, usage.unknownCommand) === 'help') return { command: 'help' };
  throw usage.noCommand();
}

function about(command: Command, args: readonly string[]): Action {
  const files = FILES[command];
  const said = read(args, OPTIONS[command], files === 'many' ? Number.POSITIVE_INFINITY : files);
  if (said === 'help') return { command: 'help' };
  const { values, operands: paths } = said;
  const [path = ''] = paths;
  if (files !== 0 && path === '') throw command === 'explain' ? usage.noRule() : usage.noFile();
  const format = (values.get('format') ?? 'text') as Format;
  const dialect = given('dialect', values.get('dialect') as Dialect | undefined);
  const now = given('now', values.has('now') ? Number(values.get('now')) : undefined);
  switch (command) {
    case 'check':
      return {
        command,
        paths,
        ...given('against', values.get('against')),
        format,
        ...given('profile', values.get('profile') as Profile | undefined),
        ...given('failOn', values.get('fail-on') as FailOn | undefined),
        skipOtherFiles: values.has('skip-other-files'),
        color: (values.get('color') ?? 'auto') as Color,
        ...now,
        time: values.has('time'),
        rules: said.lists.get('rules') ?? [],
        noDefaultRules: values.has('no-default-rules'),
        ...dialect,
        inputParameters: said.lists.get('input-parameters') ?? [],
        advice: values.has('advice'),
        ...stack(said),
      };
    case 'facts':
      return { command, path, ...stack(said) };
    case 'explain':
      return { command, rule: path };
    case 'rules list':
      return { command, format };
    case 'rules test':
    case 'rules check':
      return { command, paths, format, ...dialect, ...now };
    case 'rules parse':
      return { command, path, ...dialect };
    case 'rules format':
      return { command, paths, ...dialect, check: values.has('check') };
  }
}

function stack({ values, lists }: Said): StackArgs {
  const noConfig = values.has('no-config');
  if (noConfig && values.has('config')) throw usage.twoConfigs();
  return {
    ...given('region', values.get('region')),
    ...given('account', values.get('account')),
    ...given('partition', values.get('partition')),
    ...given('root', values.get('root')),
    ...given('config', values.get('config')),
    noConfig,
    parameters: lists.get('parameter') ?? [],
    parameterFiles: lists.get('parameters') ?? [],
  };
}

function given<K extends string, V>(name: K, value: V | undefined): { [key in K]?: V } {
  return (value === undefined ? {} : { [name]: value }) as { [key in K]?: V };
}
