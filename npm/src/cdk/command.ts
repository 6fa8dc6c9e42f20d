/**
 * The command inside of a CDK application: words in, what it printed out, at once. It can look and ask the engine, and nothing
 * else: it writes no file, starts no program and no thread. Knows no option.
 */
import { setFlagsFromString } from 'node:v8';
import * as files from '../cli/files.js';
import { drive, type Ended } from '../command/drive.js';
import { Unfulfilled } from '../command/files.js';
import { open } from '../engine/instance.js';
import { load } from '../node/wasm.js';

/** The version of the package; the build puts it in. */
declare const COMMAND_VERSION: string;
export const VERSION: string = COMMAND_VERSION;

/** Answers calls: one that traps takes its instance with it, and the command must not be in that. */
const engine = open(load);

/** Runs the command. Throws where it cannot go on. */
export function run(words: readonly string[]): Ended {
  // The code is run once or twice in a process: to optimise it, and to validate what is never run, takes longer than to run it
  // (docs/benchmarks.md). Other wasm files of the program are compiled as they would be.
  setFlagsFromString('--liftoff-only --wasm-lazy-validation');
  try {
    return drive(words, { driver: open(load), engine, files, surroundings: surroundings(), fulfil });
  } finally {
    setFlagsFromString('--no-liftoff-only --wasm-tier-up --wasm-dynamic-tiering --no-wasm-lazy-validation');
  }
}

/** A program that is no terminal and tells nothing of its environment. */
function surroundings() {
  return {
    commandVersion: VERSION,
    workingDir: files.slashed(process.cwd()),
    backslashSeparates: process.platform === 'win32',
    now: Math.floor(Date.now() / 1000),
    environment: {},
    terminals: { stdin: false, stdout: false, stderr: false },
    answersAtOnce: 1,
  };
}

function fulfil({ wish }: { wish: string }): never {
  throw new Unfulfilled(`cannot be done in another program: it wishes to ${wish}`);
}
