/**
 * The command over files that a program has at hand, as a page has those that are open: the words of the command line in; what it
 * printed, its exit code and what it wrote out. Nothing is read from or written to anywhere else. Knows no option.
 */

import { converse } from '../command/converse.js';
import { drive, type Host } from '../command/drive.js';
import { Unfulfilled } from '../command/files.js';
import type { Talk } from '../command/talk.js';
import { another } from '../engine/engine.js';
import type { Answer } from '../engine/instance.js';
import type { Environment, Reply, Wish } from '../wire.js';
import { FileMap } from './file-map.js';

/** The version of the package; the build puts it in. */
declare const COMMAND_VERSION: string;

/** Files by their paths, with `/` between folders, relative to the folder in which the command runs; `./a` is `a`. */
export type FilesAtHand = Readonly<Record<string, string | Uint8Array>>;

/** How the command came out. */
export interface Ran {
  /** The exit code: 0, 1, or 2 where something could not be done. */
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The files that it wrote or replaced, by their paths. */
  readonly files: Readonly<Record<string, Uint8Array>>;
}

/** What a command is told besides its words. */
export interface RunOptions {
  /** The time to go by; the clock's if not given. */
  readonly now?: Date;
  /** Variables of an environment, of those that the command goes by; none if not given. */
  readonly environment?: Environment;
}

/** One for each thing that a trap must not take along. They are made at the first run, and serve every one. */
const [driver, engine] = [another(), another()];

/**
 * Runs a command, as `['check', '--format', 'json', 'template.yaml']`. Never asks git, and has no
 * pages of rules: what wishes for them is told so, and says it as the command line would. Throws a `TablewardenError` where the
 * command could not be run to its end.
 */
export function run(words: readonly string[], files: FilesAtHand, options: RunOptions = {}): Ran {
  const { map, host } = hosted(driver, files, options);
  const ended = drive(words, host);
  const written = [...map.written].map(([path, bytes]) => [path.slice(1), bytes] as const);
  return { ...ended, files: Object.fromEntries(written) };
}

/**
 * Runs a command that waits for who talks with it, as `['lsp']`: gives it what `talk.input` gives, hands on what it prints, and resolves with
 * its exit code. The files are those that it was begun with; what it writes is kept from everybody else. Other commands can be run meanwhile.
 * Rejects with a `TablewardenError` where the command could not be run to its end.
 */
export function serve(
  words: readonly string[],
  files: FilesAtHand,
  talk: Talk,
  options: RunOptions = {},
): Promise<number> {
  return converse(words, hosted(another(), files, options).host, talk);
}

/** What a command over these files is run with. */
function hosted(driver: Answer, files: FilesAtHand, { now = new Date(), environment = {} }: RunOptions) {
  const map = new FileMap();
  for (const [path, content] of Object.entries(files)) map.add(absolute(path), content);
  const surroundings = {
    commandVersion: COMMAND_VERSION,
    workingDir: '/',
    now: Math.floor(now.getTime() / 1000),
    environment,
    terminals: { stdin: false, stdout: false, stderr: false },
    answersAtOnce: 1,
  };
  const fulfil = (wish: Wish, blobs: readonly Uint8Array[]) => fulfilled(wish, blobs, map);
  const host: Host = { driver, engine, files: map, surroundings, fulfil };
  return { map, host };
}

function fulfilled(wish: Wish, blobs: readonly Uint8Array[], files: FileMap): Reply {
  switch (wish.wish) {
    case 'replace':
    case 'write':
    case 'finish':
    case 'discard':
      files.change(wish, blobs);
      return { reply: 'done' };
    case 'clock':
      return { reply: 'clock', microseconds: Math.floor(performance.now() * 1000) };
    case 'git':
      return { reply: 'git' };
    case 'watch':
    case 'change':
      throw new Unfulfilled('cannot be watched: a page has only the files that are open');
    default:
      throw new Unfulfilled('cannot be read: a page has only the files that are open');
  }
}

/** A path as the command asks for it. */
function absolute(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
