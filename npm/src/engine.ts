/** The engine of this process, loaded at the first call. */
import { load, open } from './instance.js';

const answer = open(load);

/** Answers one frame with JSON. Throws a `TablewardenError` where the call could not be carried out. */
export function call(frame: Uint8Array): Uint8Array {
  return answer(frame);
}
