/**
 * Bytes into files: written beside a path and put in its place at once, so that who reads it sees the old ones or the new ones.
 * A link to the file stays one. Never decides which.
 */
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Unfulfilled } from '../command/files.js';
import { attempt, readFile } from './files.js';

/** Replaces the bytes of the file at `path`, whose SHA-256 has to be `was`. */
export function replace(path: string, bytes: Uint8Array, was: string): void {
  const there = toBeReplaced(path);
  if (createHash('sha256').update(there).digest('hex') !== was) {
    throw new Unfulfilled('cannot be written: it has changed meanwhile');
  }
  write(path, bytes, 0);
  finish(path);
}

/** What is there; what is no file and cannot be read cannot be replaced either. */
function toBeReplaced(path: string): Uint8Array {
  try {
    return readFile(path);
  } catch (error) {
    throw error instanceof Unfulfilled ? new Unfulfilled(error.message.replace('read', 'written')) : error;
  }
}

/**
 * Puts bytes into a new file beside `path`, behind the `at` bytes that are there. It has the mode of the file at `path`, where
 * there is one.
 */
export function write(path: string, bytes: Uint8Array, at: number): void {
  beside(path, (file, written) => {
    if (at > 0) return fs.appendFileSync(written, bytes);
    // What an earlier run left there goes; what anyone else puts there is not written into.
    fs.rmSync(written, { force: true });
    fs.writeFileSync(written, '', { flag: 'wx' });
    const there = fs.statSync(file, { throwIfNoEntry: false });
    if (there) {
      // A file that must not be written is not replaced either, though its folder would allow it.
      fs.closeSync(fs.openSync(file, 'r+'));
      fs.chmodSync(written, there.mode);
    }
    fs.writeFileSync(written, bytes);
  });
}

/** Puts the new file beside `path` into its place. */
export function finish(path: string): void {
  beside(path, (file, written) => {
    const open = fs.openSync(written, 'r+');
    fs.fsyncSync(open);
    fs.closeSync(open);
    fs.renameSync(written, file);
  });
}

/** Removes the new file beside `path`, if there is one. */
export function discard(path: string): void {
  beside(path, (_, written) => fs.rmSync(written, { force: true }));
}

/**
 * Does something with a path, at the end of links, and with one in the same folder that no other run uses. What fails leaves
 * nothing at the second.
 */
function beside(path: string, work: (file: string, written: string) => void): void {
  attempt('cannot be written', () => {
    const file = fs.existsSync(path) ? fs.realpathSync.native(path) : path;
    const written = join(dirname(file), `.${basename(file)}.${process.pid}.tablewarden`);
    try {
      work(file, written);
    } catch (error) {
      try {
        fs.rmSync(written, { force: true });
      } catch {}
      throw error;
    }
  });
}
