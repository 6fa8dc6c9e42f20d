/**
 * A command that waits for who talks with it, inside of another program: what it prints goes out as it comes, and its standard input
 * is what the program gives. Everything else is fulfilled as for a command that is run at once. Knows no option and no file.
 */
import { frame, split } from '../engine/frames.js';
import type { GoOnRequest, Reply, StartRequest, Step } from '../wire.js';
import { fulfilled, type Host, start } from './drive.js';
import type { Talk } from './talk.js';

/** Runs the command to its end and gives its exit code. Rejects with a `TablewardenError` where it cannot go on. */
export async function converse(words: readonly string[], host: Host, talk: Talk): Promise<number> {
  let request: StartRequest | GoOnRequest = start(words, host.surroundings);
  for (let sent: Uint8Array[] = []; ; ) {
    const { header, blobs } = split<Step>(host.driver(frame(request, sent)));
    for (const { to, blob } of header.print) talk.print(to, blobs[blob] ?? new Uint8Array());
    if (typeof header.exit === 'number') return header.exit;
    sent = [];
    const replies: Reply[] = [];
    for (const wish of header.wishes) {
      if (wish.wish === 'input') replies.push({ reply: 'bytes', blob: sent.push(await talk.input(wish.most)) - 1 });
      else replies.push(fulfilled(wish, blobs, sent, host));
    }
    request = { do: 'goOn', version: 1, blobs: sent.map(({ length }) => length), replies };
  }
}
