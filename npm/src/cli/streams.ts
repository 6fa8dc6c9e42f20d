/**
 * The standard streams: bytes are printed at once and whole. After a failure nothing more goes to standard output; who reads
 * standard error is told nothing if that fails.
 */
import { writeSync } from 'node:fs';
import type { Stream } from '../wire.js';
import { reason } from './files.js';

let columns = 0;

/** What went wrong with standard output. */
let failed: unknown;

/** Shows on a terminal how far a run of more than half a second is, in place of what was shown before; nothing clears it. */
export function progress(line: string): void {
  if (line === '' ? columns === 0 : performance.now() < 500) return;
  write(2, new TextEncoder().encode(`\r${' '.repeat(columns)}\r${line}`));
  columns = line.length;
}

/** Prints bytes. */
export function print(to: Stream, bytes: Uint8Array): void {
  progress('');
  if (to === 'stderr') write(2, bytes);
  else failed ??= write(1, bytes);
}

/** Prints one line to standard error. */
export function say(line: string): void {
  print('stderr', new TextEncoder().encode(`tablewarden: ${harmless(line)}\n`));
}

/** Says that standard output could not be written, where that is so. A reader that left has seen enough. */
export function hasFailed(): boolean {
  if (!failed || (failed as NodeJS.ErrnoException).code === 'EPIPE') return false;
  say(`Standard output cannot be written: ${reason(failed)}.`);
  return true;
}

/** Does something with a stream, again and again until the stream is ready for it. */
export function whenReady(work: () => number): number {
  for (;;) {
    try {
      return work();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
    }
  }
}

/** Writes all bytes; gives what went wrong. */
function write(stream: number, bytes: Uint8Array): unknown {
  try {
    for (let at = 0; at < bytes.length; ) at += whenReady(() => writeSync(stream, bytes, at));
    return undefined;
  } catch (error) {
    return error;
  }
}

/** What a terminal could take for more than text is written out, as in all that the command prints. */
function harmless(line: string): string {
  const written = (one: string) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return line.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, written);
}
