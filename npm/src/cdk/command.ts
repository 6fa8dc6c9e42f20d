/**
 * The command inside of another program: words in, what it printed out, at once. It can look and ask the engine, and nothing
 * else: it writes no file, starts no program and no thread. Knows no option.
 */
import { setFlagsFromString } from 'node:v8';
import { answerTo } from '../cli/answer.js';
import { slashed, Unfulfilled } from '../cli/files.js';
import { seen } from '../cli/seen.js';
import { frame, split } from '../engine/frames.js';
import { open } from '../engine/instance.js';
import { load } from '../node/wasm.js';
import type { GoOnRequest, Reply, StartRequest, Step, Surroundings, Wish } from '../wire.js';

/** The version of the package; the build puts it in. */
declare const COMMAND_VERSION: string;
export const VERSION: string = COMMAND_VERSION;

/** What a command printed. */
export interface Printed {
  readonly stdout: string;
  readonly stderr: string;
}

/** Answers calls: one that traps takes its instance with it, and the command must not be in that. */
const engine = open(load);

/** Runs the command. Throws where it cannot go on. */
export function run(words: readonly string[]): Printed {
  // The code is run once or twice in a process: to optimise it, and to validate what is never run, takes longer than to run it
  // (docs/benchmarks.md). Other wasm files of the program are compiled as they would be.
  setFlagsFromString('--liftoff-only --wasm-lazy-validation');
  try {
    return driven(words);
  } finally {
    setFlagsFromString('--no-liftoff-only --no-wasm-lazy-validation');
  }
}

function driven(words: readonly string[]): Printed {
  const driver = open(load);
  const printed = { stdout: '', stderr: '' };
  let request: StartRequest | GoOnRequest = {
    do: 'start',
    version: 1,
    words: [...words],
    surroundings: surroundings(),
  };
  for (let sent: Uint8Array[] = []; ; ) {
    const step: Uint8Array = driver(frame(request, sent));
    const { header, blobs } = split<Step>(step);
    for (const { to, blob } of header.print) printed[to] += new TextDecoder().decode(blobs[blob]);
    if (typeof header.exit === 'number') return printed;
    sent = [];
    const replies: Reply[] = header.wishes.map((wish) => fulfil(wish, blobs, sent));
    request = { do: 'goOn', version: 1, blobs: sent.map(({ length }) => length), replies };
  }
}

/** A program that is no terminal and tells nothing of its environment. */
function surroundings(): Surroundings {
  return {
    commandVersion: VERSION,
    workingDir: slashed(process.cwd()),
    backslashSeparates: process.platform === 'win32',
    now: Math.floor(Date.now() / 1000),
    environment: {},
    terminals: { stdin: false, stdout: false, stderr: false },
    answersAtOnce: 1,
  };
}

function fulfil(wish: Wish, blobs: readonly Uint8Array[], sent: Uint8Array[]): Reply {
  try {
    switch (wish.wish) {
      case 'look':
      case 'list':
      case 'read':
        return seen(wish, sent);
      case 'answer': {
        const answers = wish.calls.map((call) => answerTo(call, blobs, engine));
        const replies = answers.map((one) => (typeof one === 'string' ? { error: one } : { blob: sent.push(one) - 1 }));
        return { reply: 'answers', answers: replies };
      }
      default:
        return { reply: 'error', line: `cannot be done in another program: it wishes to ${wish.wish}` };
    }
  } catch (error) {
    if (error instanceof Unfulfilled) return { reply: 'error', line: error.message };
    throw error;
  }
}
