/**
 * Bytes into files: written beside a path and put in its place at once, so that who reads it sees the old ones or the new ones.
 * A link to the file stays one. Never decides which.
 */
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { attempt, Unfulfilled } from './files.js';

/** Replaces the bytes of the file at `path`, whose SHA-256 has to be `was`. The file keeps its mode. */
export function replace(path: string, bytes: Uint8Array, was: string): void {
  attempt('cannot be written', () => {
    const file = fs.realpathSync.native(path);
    if (createHash('sha256').update(fs.readFileSync(file)).digest('hex') !== was) {
      throw new Unfulfilled('cannot be written: it has changed meanwhile');
    }
    // A file that must not be written is not replaced either, though its folder would allow it.
    fs.closeSync(fs.openSync(file, 'r+'));
    const beside = besideOf(file);
    const open = fs.openSync(beside, 'wx', 0o600);
    try {
      fs.writeFileSync(open, bytes);
      fs.fchmodSync(open, fs.statSync(file).mode);
      fs.fsyncSync(open);
      fs.renameSync(beside, file);
    } catch (error) {
      fs.unlinkSync(beside);
      throw error;
    } finally {
      fs.closeSync(open);
    }
  });
}

/** Puts bytes into a new file beside `path`, behind the `at` bytes that are there. */
export function write(path: string, bytes: Uint8Array, at: number): void {
  const file = endOfLinks(path);
  puts(file, (beside) => {
    // A file that must not be written is not replaced either, though its folder would allow it.
    if (at === 0 && fs.existsSync(file)) fs.closeSync(fs.openSync(file, 'r+'));
    fs.writeFileSync(beside, bytes, { flag: at === 0 ? 'w' : 'a' });
  });
}

/** Puts the new file beside `path` into its place. */
export function finish(path: string): void {
  const file = endOfLinks(path);
  puts(file, (beside) => {
    const open = fs.openSync(beside, 'r+');
    fs.fsyncSync(open);
    fs.closeSync(open);
    fs.renameSync(beside, file);
  });
}

/** Does something with the new file beside a path, which goes where that fails. */
function puts(file: string, work: (beside: string) => void): void {
  const beside = besideOf(file);
  attempt('cannot be written', () => {
    try {
      work(beside);
    } catch (error) {
      fs.rmSync(beside, { force: true });
      throw error;
    }
  });
}

/** A path in the same folder that no other run uses. */
function besideOf(file: string): string {
  return join(dirname(file), `.${basename(file)}.${process.pid}.tablewarden`);
}

/** The file that a link leads to; the path itself where nothing is there yet. */
function endOfLinks(path: string): string {
  return fs.existsSync(path) ? fs.realpathSync.native(path) : path;
}
