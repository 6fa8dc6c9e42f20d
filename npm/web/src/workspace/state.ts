/** Everything that survives a reload and travels in a link, as one value: taken from the signals, and put back into them. */
import { activePath, earlier, files, ownRules } from './files.ts';
import { type Options, options, shareable, UNSET } from './options.ts';

export interface State {
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly activePath: string;
  readonly ownRules: string;
  readonly earlier?: { readonly path: string; readonly text: string };
  readonly options: Options;
}

/** What is open and set, but for what is secret. */
export function taken(): State {
  const plain = ({ path, text }: { path: string; text: { toString(): string } }) => ({ path, text: text.toString() });
  return {
    files: files.value.map(plain),
    activePath: activePath.value,
    ownRules: ownRules.value,
    ...(earlier.value && { earlier: plain(earlier.value) }),
    options: shareable(options.value),
  };
}

/** Puts a state in place of what is open and set. */
export function put(state: State): void {
  files.value = state.files;
  activePath.value = state.activePath;
  ownRules.value = state.ownRules;
  earlier.value = state.earlier;
  options.value = { ...UNSET, ...state.options };
}

/** A value that was kept or sent, if it is a state; what another version wrote may be none. */
export function stateOf(value: unknown): State | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { files, activePath, ownRules, earlier, options } = value as Partial<State>;
  const isFile = (file: unknown) =>
    typeof file === 'object' &&
    file !== null &&
    typeof (file as { path?: unknown }).path === 'string' &&
    typeof (file as { text?: unknown }).text === 'string';
  if (!Array.isArray(files) || !files.every(isFile)) return undefined;
  return {
    files,
    activePath: typeof activePath === 'string' ? activePath : (files[0]?.path ?? ''),
    ownRules: typeof ownRules === 'string' ? ownRules : '',
    ...(isFile(earlier) && earlier && { earlier }),
    options: optionsOf(options),
  };
}

function optionsOf(value: unknown): Options {
  if (typeof value !== 'object' || value === null) return UNSET;
  const { profile, region, account, advice, rulesOff, parameters } = value as Partial<Options>;
  const text = (one: unknown) => (typeof one === 'string' ? one : '');
  const named = typeof parameters === 'object' && parameters !== null ? Object.entries(parameters) : [];
  return {
    profile: text(profile),
    region: text(region),
    account: text(account),
    advice: advice === true,
    rulesOff: Array.isArray(rulesOff) ? rulesOff.filter((rule) => typeof rule === 'string') : [],
    parameters: Object.fromEntries(named.filter(([, one]) => typeof one === 'string')),
  };
}
