/** The standard streams: bytes are printed at once and whole. A reader that left has seen enough; other mistakes are thrown. */
import { writeSync } from 'node:fs';
import { TablewardenError } from '../error.js';
import type { Stream } from '../wire.js';
import { reason } from './files.js';

const STREAMS = { stdout: { number: 1, name: 'Standard output' }, stderr: { number: 2, name: 'Standard error' } };

let columns = 0;

/** Shows on a terminal how far a run of more than half a second is, in place of what was shown before; nothing clears it. */
export function progress(line: string): void {
  if (line === '' ? columns === 0 : performance.now() < 500) return;
  writeSync(2, `\r${' '.repeat(columns)}\r${line}`);
  columns = line.length;
}

/** Prints bytes. Throws a `TablewardenError` where they cannot be written. */
export function print(to: Stream, bytes: Uint8Array): void {
  const { number, name } = STREAMS[to];
  try {
    progress('');
    for (let at = 0; at < bytes.length; ) at += whenReady(() => writeSync(number, bytes, at));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') return;
    throw new TablewardenError(`${name} cannot be written: ${reason(error)}.`, { cause: error });
  }
}

/** Prints one line to standard error. Where even that fails there is nobody to tell. */
export function say(line: string): void {
  try {
    print('stderr', new TextEncoder().encode(`tablewarden: ${line.replaceAll('\n', ' ')}\n`));
  } catch {}
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
