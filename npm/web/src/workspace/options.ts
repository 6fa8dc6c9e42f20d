/**
 * What somebody set in the page beside the files, and the words of the command line that it stands for. The rules that were
 * switched off stand in a settings file that only the command sees; settings that somebody has open go before it.
 */
import { computed, signal } from '@preact/signals';
import type { OpenFile } from '../engine/client.ts';
import { files } from './files.ts';

/** Everything that can be set. Empty texts are not set. */
export interface Options {
  readonly profile: string;
  readonly region: string;
  readonly account: string;
  readonly advice: boolean;
  /** Ids of rules that do not count. */
  readonly rulesOff: readonly string[];
  /** Values of parameters by their names. */
  readonly parameters: Readonly<Record<string, string>>;
}

export const UNSET: Options = { profile: '', region: '', account: '', advice: false, rulesOff: [], parameters: {} };

export const options = signal<Options>(UNSET);

/** Names of parameters whose values are nobody's business: they are checked with, and neither kept nor put into a link. */
export const secrets = signal<readonly string[]>([]);

/** The options without what is secret. */
export function shareable(options: Options): Options {
  const open = Object.entries(options.parameters).filter(([name]) => !secrets.value.includes(name));
  return { ...options, parameters: Object.fromEntries(open) };
}

/** Changes some of the options. */
export function set(changed: Partial<Options>): void {
  options.value = { ...options.value, ...changed };
}

/** Files of the page itself, which no report and no list names. */
const SETTINGS = '.page/settings.yaml';
export const OWN_RULES = 'own-rules.guard';

/** Whether a path is that of a settings file. */
export const isSettings = (path: string): boolean => /(^|\/)\.?tablewarden\.ya?ml$/.test(path);

/** Whether a path is that of a template, as far as names say it. */
export const isTemplate = (path: string): boolean => !isSettings(path) && !path.endsWith('.guard');

/** The settings file that somebody has open. */
export const openSettings = computed(() => files.value.find(({ path }) => isSettings(path)));

/** What `tablewarden.yaml` would say in place of the switches of the page. */
export function settingsText({ rulesOff }: Pick<Options, 'rulesOff'>): string {
  return `rules:\n${rulesOff.map((rule) => `  ${rule}: off\n`).join('')}`;
}

/**
 * The words with which the editor server is begun, and the files that it reads: settings and rule files. It takes no options of a
 * stack, so a settings file says them. JSON is YAML.
 */
export function wordsForServer(
  { profile, region, account, rulesOff, parameters }: Options,
  ownRules: string,
  open: readonly OpenFile[],
): { readonly words: string[]; readonly files: OpenFile[] } {
  const files = open.filter(({ path }) => !isTemplate(path));
  const rules = ownRules.trim() === '' ? [] : [{ path: OWN_RULES, text: ownRules }];
  if (open.some(({ path }) => isSettings(path))) return { words: ['lsp'], files: [...files, ...rules] };
  const set = Object.entries({ profile, region, account }).filter(([, value]) => value !== '');
  const settings = {
    ...Object.fromEntries(set),
    parameters,
    rules: Object.fromEntries(rulesOff.map((rule) => [rule, 'off'])),
    ruleFiles: rules.map(({ path }) => `../${path}`),
  };
  const file = { path: SETTINGS, text: JSON.stringify(settings) };
  return { words: ['lsp', `--config=${SETTINGS}`], files: [...files, ...rules, file] };
}

/** The options of a stack, as words. */
function stackWords({ region, account, parameters }: Options): string[] {
  return [
    ...word('region', region),
    ...word('account', account),
    ...Object.entries(parameters).map(([name, value]) => `--parameter=${name}=${value}`),
  ];
}

/** What is set, as words for a command that has these options, and the files that the words name. */
export function wordsFor(
  command: 'check' | 'draw' | 'waive' | 'fix',
  options: Options,
  ownRules: string,
  hasSettings: boolean,
): { readonly words: string[]; readonly files: OpenFile[] } {
  const files: OpenFile[] = [];
  const words = stackWords(options);
  // A waiver is written for what any profile finds.
  if (command !== 'waive') words.push(...word('profile', options.profile));
  if (command === 'check' && options.advice) words.push('--advice');
  if (options.rulesOff.length > 0 && !hasSettings) {
    files.push({ path: SETTINGS, text: settingsText(options) });
    words.push(`--config=${SETTINGS}`);
  }
  if (ownRules.trim() !== '') {
    files.push({ path: OWN_RULES, text: ownRules });
    words.push(`--rules=${OWN_RULES}`);
  }
  return { words, files };
}

const word = (option: string, value: string): string[] => (value === '' ? [] : [`--${option}=${value}`]);
