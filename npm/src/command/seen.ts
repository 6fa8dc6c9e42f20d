/** What is to be seen of files: wishes that only look, and are fulfilled at once. */
import type { Reply, Wish } from '../wire.js';
import type { Files } from './files.js';

/** A wish that changes nothing. */
export type Sight = Extract<Wish, { wish: 'look' | 'list' | 'read' }>;

/** What came of it; bytes are added to what is sent. Throws an `Unfulfilled` where there is nothing to be seen. */
export function seen(wish: Sight, sent: Uint8Array[], files: Files): Reply {
  switch (wish.wish) {
    case 'look':
      return { reply: 'look', ...files.look(wish.path) };
    case 'list':
      return { reply: 'list', entries: files.list(wish.path) };
    case 'read':
      return { reply: 'bytes', blob: sent.push(files.readFile(wish.path, wish.most)) - 1 };
  }
}
