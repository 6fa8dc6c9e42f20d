/** The program `git`: words in, how it ended and what it said out. Never makes a word, and gives it nothing to read. */
import { spawnSync } from 'node:child_process';

/** The most that is taken of what git says. */
const MOST = 1024 * 1024 * 1024;

/** What git says; no exit code where it cannot be started. */
export function git(words: readonly string[]): { exit?: number; stdout?: Uint8Array; error?: string } {
  const ran = spawnSync('git', words, { maxBuffer: MOST, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
  if (ran.error && ran.pid === 0) return {};
  // What a signal ended has no exit code.
  const [line] = ran.stderr.toString().split(/\r?\n/, 1);
  return { exit: ran.status ?? -1, stdout: ran.stdout, ...(line && { error: line }) };
}
