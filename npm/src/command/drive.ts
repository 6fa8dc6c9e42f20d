/**
 * The command inside of another program, at once: words in; what it printed and its exit code out. Its host says how wishes are
 * fulfilled. Knows no option and no file.
 */
import { frame, split } from '../engine/frames.js';
import type { Answer } from '../engine/instance.js';
import type { GoOnRequest, Reply, StartRequest, Step, Surroundings, Wish } from '../wire.js';
import { answerTo } from './answer.js';
import { type Files, Unfulfilled } from './files.js';
import { seen } from './seen.js';

/** What a command printed, and how it ended. */
export interface Ended {
  /** The exit code: 0, 1, or 2 where something could not be done. */
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a command is run with. */
export interface Host {
  /** The instance that holds the command from its start to its end. */
  readonly driver: Answer;
  /** The instance that answers calls: one that traps must not have the command in it. */
  readonly engine: Answer;
  readonly surroundings: Surroundings;
  readonly files: Files;
  /** Fulfils what is no look at files; `blobs` are those of the step. Throws an `Unfulfilled` where it cannot. */
  fulfil(wish: Wish, blobs: readonly Uint8Array[]): Reply;
}

/** What is printed comes out whole, with the mark that some files begin with. */
const TEXT = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * How a command begins.
 * @internal
 */
export const start = (words: readonly string[], surroundings: Surroundings): StartRequest => ({
  do: 'start',
  version: 1,
  words: [...words],
  surroundings,
});

/** Runs the command to its end. Throws a `TablewardenError` where it cannot go on. */
export function drive(words: readonly string[], host: Host): Ended {
  const printed = { stdout: '', stderr: '' };
  let request: StartRequest | GoOnRequest = start(words, host.surroundings);
  for (let sent: Uint8Array[] = []; ; ) {
    const step: Uint8Array = host.driver(frame(request, sent));
    const { header, blobs } = split<Step>(step);
    for (const { to, blob } of header.print) printed[to] += TEXT.decode(blobs[blob]);
    if (typeof header.exit === 'number') return { exit: header.exit, ...printed };
    sent = [];
    const replies: Reply[] = header.wishes.map((wish) => fulfilled(wish, blobs, sent, host));
    request = { do: 'goOn', version: 1, blobs: sent.map(({ length }) => length), replies };
  }
}

/**
 * What came of a wish; bytes of the reply are added to what is sent.
 * @internal
 */
export function fulfilled(wish: Wish, blobs: readonly Uint8Array[], sent: Uint8Array[], host: Host): Reply {
  try {
    switch (wish.wish) {
      case 'look':
      case 'list':
      case 'read':
        return seen(wish, sent, host.files);
      case 'answer': {
        const answers = wish.calls.map((call) => answerTo(call, blobs, host.engine, host.files));
        const replies = answers.map((one) => (typeof one === 'string' ? { error: one } : { blob: sent.push(one) - 1 }));
        return { reply: 'answers', answers: replies };
      }
      default:
        return host.fulfil(wish, blobs);
    }
  } catch (error) {
    if (error instanceof Unfulfilled) return { reply: 'error', line: error.message };
    throw error;
  }
}
