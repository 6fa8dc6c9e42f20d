/**
 * The wasm file in the forms that programs have it in, compiled. Knows no place where it lies; what goes wrong is a
 * `TablewardenError`.
 */
import { line, TablewardenError } from '../error.js';

/** What a name of the global scope makes instances of; where the program's types do not know the name, nothing. */
type Global<Name extends string> =
  typeof globalThis extends Record<Name, { prototype: infer Instance }> ? Instance : never;

type WebAssemblyModule = typeof globalThis extends { WebAssembly: { Module: { prototype: infer Module } } }
  ? Module
  : never;

/** The wasm file at once: its bytes, or the compiled `WebAssembly.Module`. */
export type WasmAtHand = ArrayBuffer | Uint8Array | WebAssemblyModule;

/** The wasm file: its bytes, its address, the response with it, or the compiled `WebAssembly.Module`. */
export type Wasm = WasmAtHand | string | Global<'URL'> | Global<'Response'>;

/**
 * Compiles what is at hand.
 * @internal
 */
export function compileSync(wasm: WasmAtHand): WebAssembly.Module {
  return loading(() => {
    if (wasm instanceof WebAssembly.Module) return wasm;
    if (isBytes(wasm)) return new WebAssembly.Module(wasm);
    throw new TablewardenError('that is no wasm file: give its bytes or a WebAssembly.Module');
  });
}

/**
 * Fetches what is an address, and compiles it beside what else is done.
 * @internal
 */
export async function compile(wasm: Wasm | PromiseLike<Wasm>): Promise<WebAssembly.Module> {
  try {
    const given: unknown = await wasm;
    if (given instanceof WebAssembly.Module) return given;
    if (isBytes(given)) return await WebAssembly.compile(given);
    if (typeof given === 'string' || given instanceof URL) return await fromResponse(await fetch(given));
    if (given instanceof Response) return await fromResponse(given);
  } catch (error) {
    throw unloaded(error);
  }
  throw new TablewardenError('that is no wasm file: give its bytes, its address, a Response or a WebAssembly.Module');
}

/**
 * Does what makes an engine; what goes wrong says that there is none.
 * @internal
 */
export function loading<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw unloaded(error);
  }
}

/** Servers that do not know the type of a wasm file are common, and browsers compile only what is said to be one as it comes. */
async function fromResponse(response: Response): Promise<WebAssembly.Module> {
  if (!response.ok) throw new Error(`${response.url} is answered with ${response.status} ${response.statusText}`);
  const isNamed = response.headers.get('content-type')?.startsWith('application/wasm');
  return isNamed ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

function isBytes(wasm: unknown): wasm is BufferSource {
  return wasm instanceof ArrayBuffer || wasm instanceof Uint8Array;
}

function unloaded(error: unknown): TablewardenError {
  if (error instanceof TablewardenError) return error;
  return new TablewardenError(`the engine cannot be loaded: ${line(error)}`, { cause: error });
}
