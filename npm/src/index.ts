/**
 * The package `tablewarden` in Node, Bun and Deno: checks the DynamoDB tables of CloudFormation templates. Takes templates as text
 * or bytes, gives what the engine found. Synchronous; the wasm file beside the script is loaded at the first call. Reads no file of
 * yours, and holds no policy.
 */
import { readFileSync } from 'node:fs';
import { use } from './engine/engine.js';
import { compile, compileSync, type Wasm, type WasmAtHand } from './engine/wasm.js';
import { load } from './node/wasm.js';

export * from './api/index.js';

use(load);

/**
 * Loads the engine before the first call. Nothing has to be done here, but a program that also runs in browsers does it there;
 * and a bundle can give the wasm file that it holds.
 */
export async function init(wasm?: Wasm | PromiseLike<Wasm>): Promise<void> {
  const given = await wasm;
  if (given === undefined) load();
  else if (given instanceof URL && given.protocol === 'file:') initSync(readFileSync(given));
  else {
    const module = await compile(given);
    use(() => module);
  }
}

/** Loads the engine before the first call, of a wasm file that is at hand. */
export function initSync(wasm: WasmAtHand): void {
  const module = compileSync(wasm);
  use(() => module);
}
