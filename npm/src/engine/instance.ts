/**
 * Instances of the engine: each takes frames and gives the bytes of their answers. An instance that trapped is thrown away, and
 * the next call gets a fresh one. Never looks into a frame or an answer, and finds no wasm file.
 */
import instantiate from 'tablewarden:glue';
import { line, TablewardenError } from '../error.js';
import { loading } from './wasm.js';

/** A frame in, the bytes of its answer out. Throws a `TablewardenError` where the call could not be carried out. */
export type Answer = (frame: Uint8Array) => Uint8Array;

/** An engine with a memory of its own, made at its first call. */
export function open(wasm: () => WebAssembly.Module): Answer {
  let answer: Answer | undefined;
  return (frame) => {
    answer ??= loading(() => instantiate(wasm()));
    try {
      return answer(frame);
    } catch (error) {
      answer = undefined;
      throw new TablewardenError(
        `internal error: the engine stopped: ${line(error)}; please report it with the template`,
        { cause: error },
      );
    }
  };
}
