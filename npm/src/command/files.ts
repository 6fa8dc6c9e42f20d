/** What a host has of files, as far as they are only looked at: real ones, or those that a page has open. */
import type { FolderEntry, PathKind } from '../wire.js';

/** A wish cannot be fulfilled; the message is one line why. */
export class Unfulfilled extends Error {}

/** Files by absolute paths with `/` between folders. What cannot be done is an `Unfulfilled`. */
export interface Files {
  /** What is at a path, links followed, and its path without links. */
  look(path: string): { kind: PathKind; real?: string };
  /** What is in a folder. */
  list(path: string): FolderEntry[];
  /** The bytes of a file, up to so many. */
  readFile(path: string, most?: number): Uint8Array;
}
