/**
 * Instances of the engine: each takes frames and gives the bytes of their answers. The wasm file is compiled once. An instance
 * that trapped is thrown away, and the next call gets a fresh one. Never looks into a frame or an answer.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import instantiate from 'tablewarden:glue';
import { TablewardenError } from './error.js';

/** A frame in, the bytes of its answer out. Throws a `TablewardenError` where the call could not be carried out. */
export type Answer = (frame: Uint8Array) => Uint8Array;

/** The path of the wasm file, which lies beside this script. */
export function wasmPath(): string {
  return fileURLToPath(new URL('./tablewarden.wasm', import.meta.url));
}

let module: WebAssembly.Module | undefined;

/** The wasm file, compiled once. */
export function load(): WebAssembly.Module {
  module ??= loaded(() => new WebAssembly.Module(readFileSync(wasmPath())));
  return module;
}

/** An engine with a memory of its own, made at its first call. */
export function open(wasm: () => WebAssembly.Module): Answer {
  let answer: Answer | undefined;
  return (frame) => {
    answer ??= loaded(() => instantiate(wasm()));
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

/**
 * An engine that drives a command. Between two turns it answers a call as well, which saves a second one. Where it stops on that
 * call it is brought back: a command is a machine, so a fresh instance that is told the same stands where the lost one stood.
 */
export class Driver {
  readonly #engine = open(load);
  /** What the command was told, for as long as it can be told again. */
  #told: Uint8Array[] | undefined = [];
  #isLost = false;

  /** Tells the command to start or to go on; gives its step. */
  turn(request: Uint8Array): Uint8Array {
    if (this.#isLost) for (const told of this.#told ?? []) this.#engine(told);
    this.#isLost = false;
    const step = this.#engine(request);
    this.#told?.push(request);
    return step;
  }

  /**
   * What answers a single call between two turns, if the command can be brought back after it. Several are answered elsewhere;
   * after those so is every other one, and what the command was told is not kept.
   */
  spare(isSingle: boolean): Answer | undefined {
    if (!isSingle && !this.#isLost) this.#told = undefined;
    if (!isSingle || !this.#told) return undefined;
    return (frame) => {
      this.#isLost = true;
      const answer = this.#engine(frame);
      this.#isLost = false;
      return answer;
    };
  }
}

function loaded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof TablewardenError) throw error;
    throw new TablewardenError(
      `internal error: the engine cannot be loaded: ${line(error)}; install tablewarden again`,
      { cause: error },
    );
  }
}

function line(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replaceAll('\n', ' ');
}
