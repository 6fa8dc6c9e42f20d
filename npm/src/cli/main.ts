/** The program `tablewarden` on Node: the process's arguments, streams and clock, handed to `run`. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { wasmPath } from '../engine.js';
import { parse } from './args.js';
import { MOST_BYTES, unreadable } from './files.js';
import { run } from './run.js';

export { run } from './run.js';

/** Runs the command and sets the process's exit code. */
export async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const say = (line: string) => process.stderr.write(`tablewarden: ${line.replaceAll('\n', ' ')}\n`);
  const stdin = wantsStandardInput(args) ? await standardInput() : () => new Uint8Array();
  const { env, stdout } = process;
  const colors = stdout.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb';
  const clock = Math.floor(Date.now() / 1000);
  const { text, exitCode } = run(args, { workingDir: process.cwd(), stdin, say, colors, clock }, version);
  process.exitCode = exitCode;
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    // The reader has seen enough, as `head` has.
    if (error.code === 'EPIPE') return;
    say(`standard output cannot be written: ${error.message}`);
    process.exitCode = 2;
  });
  stdout.write(text);
}

/** A wrong command line wants nothing: it is told without waiting for input. */
function wantsStandardInput(args: readonly string[]): boolean {
  try {
    const action = parse(args);
    switch (action.command) {
      case 'check':
        return [
          ...action.paths,
          action.against,
          ...action.rules,
          ...action.inputParameters,
          ...action.parameterFiles,
        ].includes('-');
      case 'facts':
        return [action.path, ...action.parameterFiles].includes('-');
      case 'rules parse':
        return action.path === '-';
      case 'rules test':
      case 'rules check':
      case 'rules format':
        return action.paths.includes('-');
      default:
        return false;
    }
  } catch {
    return false;
  }
}

/** Reads standard input up to the cap; gives a function that hands out its bytes or throws why there are none. */
async function standardInput(): Promise<() => Uint8Array> {
  const parts: Uint8Array[] = [];
  let total = 0;
  try {
    for await (const part of process.stdin) {
      parts.push(part);
      total += part.length;
      if (total >= MOST_BYTES) break;
    }
  } catch (error) {
    return () => {
      throw unreadable(error);
    };
  }
  const bytes = Buffer.concat(parts).subarray(0, MOST_BYTES);
  return () => bytes;
}

function version(): string {
  const sha256 = createHash('sha256').update(readFileSync(wasmPath())).digest('hex');
  return `tablewarden ${VERSION} (wasm sha256 ${sha256})`;
}

/** The package's version; the build puts it in. */
declare const VERSION: string;
