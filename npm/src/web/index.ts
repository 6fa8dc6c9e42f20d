/**
 * The package `tablewarden` in browsers, workers and whatever else has WebAssembly: the same functions as in Node. The wasm file
 * is loaded by `init`, once; nothing is read by itself. Imports nothing of Node.
 */
import { use } from '../engine/engine.js';
import { compile, compileSync, type Wasm, type WasmAtHand } from '../engine/wasm.js';
import { TablewardenError } from '../error.js';

export * from '../api/index.js';

let ready: Promise<void> | undefined;

/**
 * Loads the engine: has to be called, and waited for, before the first check. Without a wasm file the one beside this script is
 * fetched; webpack and Vite put it there. It is loaded once: further calls wait for the same, unless it failed.
 */
export function init(wasm?: Wasm | PromiseLike<Wasm>): Promise<void> {
  ready ??= begin(wasm).catch((error) => {
    ready = undefined;
    throw error;
  });
  return ready;
}

/** Loads the engine of a wasm file that is at hand. Where compiling may take a moment, as in a page, `init` is better. */
export function initSync(wasm: WasmAtHand): void {
  const module = compileSync(wasm);
  use(() => module);
  ready = Promise.resolve();
}

async function begin(wasm: Wasm | PromiseLike<Wasm> | undefined): Promise<void> {
  const module = await compile(wasm ?? beside());
  use(() => module);
}

/** The address of the wasm file beside this script. Bundlers know this form. */
function beside(): URL {
  if (import.meta.url) return new URL('./tablewarden.wasm', import.meta.url);
  throw new TablewardenError('this script does not know where it is: give `init` the wasm file or its address');
}
