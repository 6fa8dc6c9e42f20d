/**
 * The engine: takes a frame, gives the bytes of its answer. The wasm file is loaded at the first call. An instance that
 * trapped is thrown away, and the next call gets a fresh one. Never looks into a frame or an answer.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import instantiate from 'tablewarden:glue';
import { TablewardenError } from './error.js';

let module: WebAssembly.Module | undefined;
let answer: ((frame: Uint8Array) => Uint8Array) | undefined;

/** The path of the wasm file, which lies beside this script. */
export function wasmPath(): string {
  return fileURLToPath(new URL('./tablewarden.wasm', import.meta.url));
}

/** Answers one frame with JSON. Throws a `TablewardenError` where the call could not be carried out. */
export function call(frame: Uint8Array): Uint8Array {
  try {
    module ??= new WebAssembly.Module(readFileSync(wasmPath()));
    answer ??= instantiate(module);
  } catch (error) {
    throw new TablewardenError(
      `internal error: the engine cannot be loaded: ${line(error)}; install tablewarden again`,
      { cause: error },
    );
  }
  try {
    return answer(frame);
  } catch (error) {
    answer = undefined;
    throw new TablewardenError(
      `internal error: the engine stopped: ${line(error)}; please report it with the template`,
      { cause: error },
    );
  }
}

function line(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replaceAll('\n', ' ');
}
