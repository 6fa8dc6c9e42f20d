/** What git has of a file in a revision: asks the program `git`, and never lets a revision be an option. */
import { spawnSync } from 'node:child_process';
import { basename, dirname } from 'node:path';
import { Unfulfilled } from '../command/files.js';
import type { GitHas } from '../wire.js';

/** What a file was in a revision. */
export function git(revision: string, path: string): { has: GitHas; bytes?: Uint8Array } {
  const [folder, file] = [dirname(path), basename(path)];
  const ask = (...args: string[]) => spawnSync('git', ['-C', folder, ...args], { maxBuffer: 64 * 1024 * 1024 });
  const known = ask('rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`);
  if (known.error) return { has: 'noGit' };
  if (known.status !== 0) return { has: 'noRevision' };
  const commit = known.stdout.toString().trim();
  const listed = ask('--literal-pathspecs', 'ls-tree', '--name-only', commit, '--', file);
  if (listed.stdout.length === 0) return { has: 'noFile' };
  const shown = ask('show', `${commit}:./${file}`);
  if (shown.status !== 0) throw new Unfulfilled('cannot be read: git does not show it');
  return { has: 'file', bytes: shown.stdout };
}
