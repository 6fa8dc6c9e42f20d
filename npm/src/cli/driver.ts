/** The engine as a command drives it: told to start and to go on, and answering single calls between. Looks into no frame. */
import { type Answer, open } from '../engine/instance.js';
import { load } from '../node/wasm.js';

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
   * No more calls are answered here, so what the command was told is not kept: there are many, or a command that waits for people
   * is told things without end.
   */
  onlyDrives(): void {
    if (!this.#isLost) this.#told = undefined;
  }

  /** What answers a single call between two turns, if the command can be brought back after it. Several are answered elsewhere. */
  spare(isSingle: boolean): Answer | undefined {
    if (!isSingle) this.onlyDrives();
    if (!isSingle || !this.#told) return undefined;
    return (frame) => {
      this.#isLost = true;
      const answer = this.#engine(frame);
      this.#isLost = false;
      return answer;
    };
  }
}
