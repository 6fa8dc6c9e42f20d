/** Asks the engine in its worker: words and open files in; what was printed, the exit code and the written files out. */
import type { Report } from 'tablewarden/web';

/** Text as the editor holds it: a string, or what becomes one when it is needed. */
export interface Text {
  readonly length: number;
  toString(): string;
}

/** A file that is open in the page. */
export interface OpenFile {
  /** Its name as reports show it; files of a folder are `folder/name`. */
  readonly path: string;
  readonly text: Text;
}

/** What came of a command. */
export interface Run {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The files that it wrote or replaced, by their paths. */
  readonly files: Readonly<Record<string, string>>;
}

/** What the worker is asked: a command, and how many findings of each file are wanted where its output is a report. */
export interface Question {
  readonly id: number;
  readonly words: readonly string[];
  /** Their texts; who has only bytes gives those. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  readonly most?: number;
}

/** What the worker is asked to begin: a command that waits for messages, and the port at which it is talked with. */
export interface Served extends Pick<Question, 'words' | 'files'> {
  readonly port: MessagePort;
}

/** What the worker says: the engine is there, or cannot be; a command came out, or could not be run to its end. */
export type Saying =
  | { readonly kind: 'ready' }
  | { readonly kind: 'unloaded'; readonly message: string }
  | { readonly kind: 'ran'; readonly id: number; readonly run: Run; readonly report?: Report }
  | { readonly kind: 'stopped'; readonly id: number; readonly message: string };

const texts = (files: readonly OpenFile[]) =>
  Object.fromEntries(files.map(({ path, text }) => [path, text.toString()]));

interface Waiting {
  resolve(said: Extract<Saying, { kind: 'ran' }>): void;
  reject(error: Error): void;
}

/** The engine, in a worker of its own. */
export class Engine {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;
  /** Settles when the engine is loaded, or says why it cannot be. */
  readonly ready: Promise<void>;

  constructor(worker: Worker) {
    this.#worker = worker;
    this.ready = new Promise((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<Saying>) => {
        if (data.kind === 'ready') resolve();
        else if (data.kind === 'unloaded') this.#fail(data.message, reject);
        else this.#settle(data);
      };
      worker.onerror = ({ message }) => this.#fail(message || 'the worker of the page could not be started', reject);
    });
    // Who asks something hears of it; a page that asks nothing needs no error.
    this.ready.catch(() => {});
  }

  /** Runs a command over files. Rejects where it could not be run to its end. */
  async run(words: readonly string[], files: readonly OpenFile[]): Promise<Run> {
    return (await this.#ask(words, files)).run;
  }

  /** Runs a command that prints a report as JSON; at most so many findings of each file come back. The counts are whole. */
  async report(
    words: readonly string[],
    files: readonly OpenFile[],
    most: number,
  ): Promise<{ readonly run: Run; readonly report: Report | undefined }> {
    const { run, report } = await this.#ask(words, files, most);
    return { run, report };
  }

  /** Begins a command that waits for messages, over files as they are now; gives our end of the talk. */
  async serve(words: readonly string[], files: readonly OpenFile[]): Promise<MessagePort> {
    await this.ready;
    const { port1, port2 } = new MessageChannel();
    const served: Served = { words, files: texts(files), port: port2 };
    this.#worker.postMessage(served, [port2]);
    return port1;
  }

  async #ask(words: readonly string[], files: readonly OpenFile[], most?: number) {
    await this.ready;
    this.#last += 1;
    const id = this.#last;
    const question: Question = { id, words, files: texts(files), ...(most !== undefined && { most }) };
    return new Promise<Extract<Saying, { kind: 'ran' }>>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage(question);
    });
  }

  #settle(said: Extract<Saying, { id: number }>): void {
    const waiting = this.#waiting.get(said.id);
    this.#waiting.delete(said.id);
    if (said.kind === 'ran') waiting?.resolve(said);
    else waiting?.reject(new Error(said.message));
  }

  #fail(message: string, reject: (error: Error) => void): void {
    const error = new Error(message);
    reject(error);
    for (const waiting of this.#waiting.values()) waiting.reject(error);
    this.#waiting.clear();
  }
}
