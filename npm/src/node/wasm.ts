/** The wasm file beside the script, read and compiled once. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loading } from '../engine/wasm.js';
import { TablewardenError } from '../error.js';

let module: WebAssembly.Module | undefined;

/** The compiled wasm file. Throws a `TablewardenError` where there is none that can be. */
export function load(): WebAssembly.Module {
  module ??= loading(() => new WebAssembly.Module(wasmBytes()));
  return module;
}

/**
 * The path of the wasm file. Bundlers know both forms; a script for `require`, ours or one that a bundler made of the other,
 * has a folder and no address.
 */
export function wasmPath(): string {
  return import.meta.url
    ? fileURLToPath(new URL('./tablewarden.wasm', import.meta.url))
    : join(__dirname, 'tablewarden.wasm');
}

function wasmBytes(): Uint8Array<ArrayBuffer> {
  const path = wasmPath();
  if (existsSync(path)) return readFileSync(path);
  throw new TablewardenError(
    `the engine cannot be loaded: there is no ${path}; a bundle needs it beside its script, or given to \`initSync\``,
  );
}
