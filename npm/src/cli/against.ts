/**
 * The earlier version of a template: a file that is named, or what git has of the checked file. Never looks into it.
 */
import { spawnSync } from 'node:child_process';
import { basename, dirname } from 'node:path';
import type { SourceFile } from '../calls.js';
import { collect, type Here, type Input, isFolder, readAll, templates, Unread } from './files.js';
import { absolute } from './names.js';
import * as usage from './usage.js';

/** Where earlier versions are. */
export interface Earlier {
  /** Whether it is the earlier version of one template only. */
  readonly isOne: boolean;
  /** The earlier version of an input; none where there was none. Throws an `Unread` where git cannot say. */
  readonly of: (input: Input) => SourceFile | undefined;
}

/** Takes what `--against` says; a file is read. */
export function earlierVersions(said: string | undefined, here: Here, stdin: () => Uint8Array): Earlier {
  if (said === undefined) return { isOne: false, of: () => undefined };
  if (said.startsWith('git:')) {
    const revision = said.slice('git:'.length);
    if (revision === '') throw usage.noRevision();
    return { isOne: false, of: (input) => fromGit(input, revision) };
  }
  if (isFolder(absolute(said, here.workingDir))) throw usage.folderForAgainst(said);
  const [earlier] = readAll(collect([said], templates, false, here, stdin));
  return { isOne: true, of: () => earlier };
}

/** What a file was in a revision; none where it was not there. */
function fromGit({ name, path }: Input, revision: string): SourceFile | undefined {
  if (path === undefined) throw new Unread('git has no earlier version of standard input: name a file');
  const [folder, file] = [dirname(path), basename(path)];
  const known = git(folder, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]);
  if (known.status !== 0) {
    throw new Unread(`git knows no revision \`${revision}\` here: name a commit, a tag or a branch`);
  }
  const hash = known.stdout.toString().trim();
  const listed = git(folder, ['--literal-pathspecs', 'ls-tree', '--name-only', hash, '--', file]);
  if (listed.stdout.length === 0) return undefined;
  const shown = git(folder, ['show', `${hash}:./${file}`]);
  if (shown.status !== 0) throw new Unread(`git cannot show it as of \`${revision}\``);
  return { name: `git:${revision}:${name}`, bytes: shown.stdout };
}

function git(folder: string, args: string[]): { status: number | null; stdout: Buffer } {
  const { error, status, stdout } = spawnSync('git', ['-C', folder, ...args], { maxBuffer: 64 * 1024 * 1024 });
  if (error) throw new Unread('git cannot be started: install it, or name the earlier file');
  return { status, stdout };
}
