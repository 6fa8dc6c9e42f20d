/**
 * The command in Node: hands for the command that is in the engine. Starts it, prints what it says, fulfils what it wishes,
 * and exits as it says. Knows no option, no file ending and no exit code but the one for an engine that stopped.
 */
import { setFlagsFromString } from 'node:v8';
import { frame, split } from '../engine/frames.js';
import type { GoOnRequest, Reply, StartRequest, Step } from '../wire.js';
import { Driver } from './driver.js';
import { fulfil } from './fulfil.js';
import { hasFailed, print, progress, say } from './streams.js';
import { surroundings } from './surroundings.js';

// A process that is over soon gains nothing from optimised code, and would wait for it at its end (docs/benchmarks.md).
setFlagsFromString('--liftoff-only --wasm-lazy-validation');

/** Runs the command and ends the process. */
export async function main(): Promise<void> {
  try {
    const [driver, around, words] = [new Driver(), await surroundings(), process.argv.slice(2)];
    let request: StartRequest | GoOnRequest = { do: 'start', version: 1, words, surroundings: around };
    for (let sent: Uint8Array[] = []; ; ) {
      const { header, blobs } = split<Step>(driver.turn(frame(request, sent)));
      for (const { to, blob } of header.print) print(to, blobs[blob] ?? new Uint8Array());
      if (header.progress && around.terminals.stderr) progress(header.progress);
      if (typeof header.exit === 'number') return end(header.exit);
      sent = [];
      const replies: Reply[] = [];
      for (const wish of header.wishes) replies.push(await fulfil(wish, blobs, sent, driver));
      request = { do: 'goOn', version: 1, blobs: sent.map(({ length }) => length), replies };
    }
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    end(NOT_CHECKED);
  }
}

const NOT_CHECKED = 2;

function end(exit: number): never {
  progress('');
  process.exit(hasFailed() ? NOT_CHECKED : exit);
}
