/**
 * The reading of arguments: what was typed against a table of options, from left to right; the first mistake is told as
 * a `UsageError`. Knows no command.
 */
import { parseArgs } from 'node:util';
import * as usage from './usage.js';

/** What an option takes: nothing, one of some words, any text that is accepted, or a path or `NAME=VALUE` each time. */
export type Kind = 'flag' | 'paths' | 'pairs' | readonly string[] | ((option: string, value: string) => void);

/** The options of a command, by name without dashes. */
export type Kinds = Readonly<Record<string, Kind>>;

/** What was typed. */
export interface Said {
  /** Of the options that are given once; the empty text of a flag. */
  readonly values: Map<string, string>;
  /** Of the options that may be given several times. */
  readonly lists: Map<string, string[]>;
  readonly operands: string[];
}

/**
 * Reads options of `kinds` and at most `most` operands. An operand more is told by `tooMany`, behind `--` always as one
 * too many.
 */
export function read(args: readonly string[], kinds: Kinds, most: number, tooMany = usage.oneTooMany): Said | 'help' {
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
  const said: Said = { values: new Map(), lists: new Map(), operands: [] };
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
      const text = value(option, kind, token.value, token.inlineValue === true, kinds);
      const isList = kind === 'paths' || kind === 'pairs';
      if (isList) said.lists.set(token.name, [...(said.lists.get(token.name) ?? []), text]);
      else said.values.set(token.name, text);
    }
  }
  return said;
}

function value(option: string, kind: Kind, text: string | undefined, inline: boolean, kinds: Kinds): string {
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
  else if (kind === 'pairs') {
    if (text.indexOf('=') < 1) throw usage.noPair(option, text);
  } else if (kind !== 'paths' && !kind.includes(text)) throw usage.notOneOf(option, text, kind);
  return text;
}
