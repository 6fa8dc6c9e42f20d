/**
 * The engine of this program: one instance, made at the first call. Which wasm file it is made of, an entry of the package says;
 * it is not asked for before.
 */
import { TablewardenError } from '../error.js';
import { type Answer, open } from './instance.js';

let find = (): WebAssembly.Module => {
  throw new TablewardenError('the engine is not loaded yet: call `init` and wait for it');
};

const answer = open(() => find());

/**
 * Says where the compiled wasm file comes from.
 * @internal
 */
export function use(wasm: () => WebAssembly.Module): void {
  find = wasm;
}

/**
 * A further engine of the same wasm file, with a memory of its own.
 * @internal
 */
export function another(): Answer {
  return open(() => find());
}

/** Answers one frame with JSON. Throws a `TablewardenError` where the call could not be carried out. */
export function call(frame: Uint8Array): Uint8Array {
  return answer(frame);
}
