/** What is to be seen in the file system: wishes that only look, and are fulfilled at once. */
import type { Reply, Wish } from '../wire.js';
import { list, look, readFile } from './files.js';

/** A wish that changes nothing. */
export type Sight = Extract<Wish, { wish: 'look' | 'list' | 'read' }>;

/** What came of it; bytes are added to what is sent. Throws an `Unfulfilled` where there is nothing to be seen. */
export function seen(wish: Sight, sent: Uint8Array[]): Reply {
  switch (wish.wish) {
    case 'look':
      return { reply: 'look', ...look(wish.path) };
    case 'list':
      return { reply: 'list', entries: list(wish.path) };
    case 'read':
      return { reply: 'bytes', blob: sent.push(readFile(wish.path, wish.most)) - 1 };
  }
}
