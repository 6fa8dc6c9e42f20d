/**
 * The editor server as the page talks with it, in messages of the language server protocol: a question in, what the server answers
 * out. Never looks into an answer, and needs nothing that the server says unasked.
 */
import type { Got, Sent } from './serving.ts';

/** A result or an error of the protocol. */
interface Answer {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** One run of the server, from its first message to its last. */
export class Server {
  readonly #port: MessagePort;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;
  #gone: Error | undefined;

  constructor(port: MessagePort) {
    this.#port = port;
    port.onmessage = ({ data }: MessageEvent<Got>) => {
      if ('gone' in data) this.#leave(data.gone);
      else this.#settle(data.message);
    };
  }

  /** Whether it answers no more. */
  get isGone(): boolean {
    return this.#gone !== undefined;
  }

  /** Asks something; rejects where the server refuses it or is gone. */
  ask(method: string, params: object): Promise<unknown> {
    if (this.#gone) return Promise.reject(this.#gone);
    this.#last += 1;
    const id = this.#last;
    this.#send({ jsonrpc: '2.0', id, method, params });
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  /** Tells something that has no answer. */
  tell(method: string, params: object): void {
    this.#send({ jsonrpc: '2.0', method, params });
  }

  /** Has it end; what is asked still is not answered. */
  end(): void {
    this.#port.postMessage('end' satisfies Sent);
    this.#leave('the editor server was begun anew');
  }

  #send(message: object): void {
    this.#port.postMessage({ message } satisfies Sent);
  }

  #settle({ id, result, error }: Answer): void {
    const waiting = id === undefined ? undefined : this.#waiting.get(id);
    if (id === undefined || !waiting) return;
    this.#waiting.delete(id);
    if (error) waiting.reject(new Error(error.message));
    else waiting.resolve(result);
  }

  #leave(why: string): void {
    this.#gone ??= new Error(why);
    for (const { reject } of this.#waiting.values()) reject(this.#gone);
    this.#waiting.clear();
  }
}
