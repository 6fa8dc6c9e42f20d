/** Standard input as it comes. Is loaded by a command that wishes for it, and by no other: from then on the stream is read ahead. */
import { setFlagsFromString } from 'node:v8';
import { Unfulfilled } from '../command/files.js';
import { reason } from './files.js';

// The command goes on for long, so its code is worth optimising after all: a check takes a fifth less. The first flag had set the
// others.
setFlagsFromString('--no-liftoff-only --wasm-tier-up --wasm-dynamic-tiering');

const { stdin } = process;

/** Is called when there may be more, or no more. */
let wake = () => {};

/** What went wrong. */
let failed: unknown;

for (const event of ['readable', 'end']) stdin.on(event, () => wake());
stdin.on('error', (error) => {
  failed = error;
  wake();
});

/** The next bytes, as many as have come and `most` at most; waits for one. None at the end. */
export async function input(most: number): Promise<Uint8Array> {
  for (;;) {
    const bytes: Buffer | null = stdin.read(Math.min(most, stdin.readableLength) || undefined);
    if (bytes) return bytes;
    if (failed) throw new Unfulfilled(`cannot be read: ${reason(failed)}`);
    if (stdin.readableEnded) return new Uint8Array();
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
}
