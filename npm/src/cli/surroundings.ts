/** What a command stands in besides files: takes it from the process, decides nothing by it. */
import { availableParallelism } from 'node:os';
import { isatty } from 'node:tty';
import type { Environment, Surroundings } from '../wire.js';
import { attempt, slashed } from './files.js';

/** The version of the package and the SHA-256 of the wasm file beside the script; the build puts them in. */
declare const COMMAND_VERSION: string;
declare const ENGINE_SHA256: string;

export function surroundings(): Surroundings {
  const { CI, COLUMNS, FORCE_COLOR, GITHUB_ACTIONS, NO_COLOR, TERM } = process.env;
  const terminals = { stdin: isatty(0), stdout: isatty(1), stderr: isatty(2) };
  return {
    commandVersion: COMMAND_VERSION,
    engineSha256: ENGINE_SHA256,
    workingDir: slashed(attempt('the working directory cannot be read', process.cwd)),
    backslashSeparates: process.platform === 'win32',
    now: Math.floor(Date.now() / 1000),
    // What is not set is no member of the JSON.
    environment: { CI, COLUMNS, FORCE_COLOR, GITHUB_ACTIONS, NO_COLOR, TERM } as Environment,
    terminals,
    ...(terminals.stdout && { width: process.stdout.columns }),
    answersAtOnce: availableParallelism(),
  };
}
