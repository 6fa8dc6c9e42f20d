/**
 * Fulfils wishes: a wish and the blobs of its step in, its reply out; bytes of the reply are added to what is sent. What only
 * some wishes need is loaded for them alone. Never looks into a file.
 */
import { dirname, join } from 'node:path';
import { Unfulfilled } from '../command/files.js';
import { seen } from '../command/seen.js';
import { wasmPath } from '../node/wasm.js';
import type { Reply, Wish } from '../wire.js';
import { answerAll } from './answers.js';
import type { Driver } from './driver.js';
import * as files from './files.js';

/** What came of a wish. */
export async function fulfil(wish: Wish, blobs: Uint8Array[], sent: Uint8Array[], driver: Driver): Promise<Reply> {
  const add = (bytes: Uint8Array) => sent.push(bytes) - 1;
  try {
    switch (wish.wish) {
      case 'look':
      case 'list':
      case 'read':
        return seen(wish, sent, files);
      case 'shipped':
        return { reply: 'bytes', blob: add(files.readFile(join(dirname(wasmPath()), wish.path))) };
      case 'replace': {
        const { replace } = await import('./written.js');
        replace(wish.path, blobs[wish.blob] ?? new Uint8Array(), wish.was);
        return { reply: 'done' };
      }
      case 'write': {
        const { write } = await import('./written.js');
        write(wish.path, blobs[wish.blob] ?? new Uint8Array(), wish.at);
        return { reply: 'done' };
      }
      case 'finish': {
        const { finish } = await import('./written.js');
        finish(wish.path);
        return { reply: 'done' };
      }
      case 'discard': {
        const { discard } = await import('./written.js');
        discard(wish.path);
        return { reply: 'done' };
      }
      case 'git': {
        const { git } = await import('./git.js');
        const { stdout, ...ended } = git(wish.words);
        return { reply: 'git', ...ended, ...(stdout && { blob: add(stdout) }) };
      }
      case 'clock':
        return { reply: 'clock', microseconds: Math.floor(performance.now() * 1000) };
      case 'watch': {
        const { watch } = await import('./watch.js');
        return { reply: 'changed', paths: await watch(wish.files, wish.folders) };
      }
      case 'change': {
        driver.onlyDrives();
        const { change } = await import('./watch.js');
        return { reply: 'changed', paths: await change(wish.settle) };
      }
      case 'input': {
        driver.onlyDrives();
        const { input } = await import('./input.js');
        return { reply: 'bytes', blob: add(await input(wish.most)) };
      }
      case 'answer': {
        const answers = await answerAll(wish.calls, blobs, driver);
        const replies = answers.map((one) => (typeof one === 'string' ? { error: one } : { blob: add(one) }));
        return { reply: 'answers', answers: replies };
      }
      default:
        throw new Error(`internal error: Node knows no wish \`${(wish as Wish).wish}\`; install tablewarden again`);
    }
  } catch (error) {
    if (error instanceof Unfulfilled) return { reply: 'error', line: error.message };
    throw error;
  }
}
