/** Files that a program has at hand, as a command sees them: a map from paths to bytes, with the folders that the paths name. */
import { type Files, Unfulfilled } from '../command/files.js';
import type { FolderEntry, PathKind, Wish } from '../wire.js';

/** What changes files. */
export type Change = Extract<Wish, { wish: 'replace' | 'write' | 'finish' | 'discard' }>;

/** The map; what a command writes goes into it, and into `written`. */
export class FileMap implements Files {
  readonly #files = new Map<string, Uint8Array>();
  /** The folders that the paths of files name. */
  readonly #folders = new Set(['/']);
  /** Files that a command has begun and not finished, in their parts. */
  readonly #begun = new Map<string, Uint8Array[]>();
  /** What was written or replaced. */
  readonly written = new Map<string, Uint8Array>();

  /** Puts a file into it. */
  add(path: string, content: string | Uint8Array): void {
    this.#files.set(path, typeof content === 'string' ? new TextEncoder().encode(content) : content);
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      this.#folders.add(path.slice(0, end));
    }
  }

  look(path: string): { kind: PathKind; real?: string } {
    if (this.#files.has(path)) return { kind: 'file', real: path };
    return this.#folders.has(path) ? { kind: 'folder', real: path } : { kind: 'missing' };
  }

  list(path: string): FolderEntry[] {
    const inside = path.endsWith('/') ? path : `${path}/`;
    const entries = new Map<string, FolderEntry>();
    for (const file of this.#files.keys()) {
      if (!file.startsWith(inside)) continue;
      const [name = '', ...rest] = file.slice(inside.length).split('/');
      entries.set(name, { name, kind: rest.length > 0 ? 'folder' : 'file' });
    }
    return [...entries.values()];
  }

  readFile(path: string, most = Number.MAX_SAFE_INTEGER): Uint8Array {
    const file = this.#files.get(path);
    if (file) return file.subarray(0, most);
    throw new Unfulfilled(`cannot be read: ${this.#folders.has(path) ? 'it is a folder' : 'there is no such file'}`);
  }

  /** Does what a wish says. Nobody else changes the map while a command runs, so what is replaced is what was read. */
  change(wish: Change, blobs: readonly Uint8Array[]): void {
    // What a step holds is a view of it: a copy outlives the step.
    const bytes = () => ('blob' in wish ? (blobs[wish.blob] ?? new Uint8Array()).slice() : new Uint8Array());
    switch (wish.wish) {
      case 'replace':
        this.#put(wish.path, bytes());
        break;
      case 'write':
        this.#begun.set(wish.path, [...(wish.at > 0 ? (this.#begun.get(wish.path) ?? []) : []), bytes()]);
        break;
      case 'finish':
        this.#put(wish.path, joined(this.#begun.get(wish.path) ?? []));
        this.#begun.delete(wish.path);
        break;
      case 'discard':
        this.#begun.delete(wish.path);
    }
  }

  #put(path: string, bytes: Uint8Array): void {
    this.add(path, bytes);
    this.written.set(path, bytes);
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
