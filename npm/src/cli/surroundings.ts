/** What a command stands in besides files: takes it from the process, decides nothing by it. */
import { fstatSync, statSync } from 'node:fs';
import { availableParallelism, devNull } from 'node:os';
import type { Environment, Surroundings } from '../wire.js';
import { attempt, slashed } from './files.js';

/** The version of the package and the SHA-256 of the wasm file beside the script; the build puts them in. */
declare const COMMAND_VERSION: string;
declare const ENGINE_SHA256: string;

export async function surroundings(): Promise<Surroundings> {
  const { CI, COLUMNS, FORCE_COLOR, GITHUB_ACTIONS, NO_COLOR, TERM } = process.env;
  const terminals = { stdin: await isTerminal(0), stdout: await isTerminal(1), stderr: await isTerminal(2) };
  return {
    commandVersion: COMMAND_VERSION,
    engineSha256: ENGINE_SHA256,
    workingDir: slashed(attempt('The working directory cannot be read', process.cwd)),
    backslashSeparates: process.platform === 'win32',
    now: Math.floor(Date.now() / 1000),
    // What is not set is no member of the JSON.
    environment: { CI, COLUMNS, FORCE_COLOR, GITHUB_ACTIONS, NO_COLOR, TERM } as Environment,
    terminals,
    ...(terminals.stdout && { width: process.stdout.columns }),
    answersAtOnce: availableParallelism(),
  };
}

/** Whether a stream is a terminal. What can tell takes 2 ms to load, so it is asked only about what may be one. */
async function isTerminal(stream: number): Promise<boolean> {
  const found = process.platform === 'win32' ? undefined : fstatSync(stream);
  if (found && (!found.isCharacterDevice() || found.rdev === statSync(devNull).rdev)) return false;
  return (await import('node:tty')).isatty(stream);
}
