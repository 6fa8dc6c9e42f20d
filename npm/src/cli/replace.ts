/**
 * Puts other bytes into a file that still has the bytes of a digest: they are written beside it and put in its place at once.
 * It keeps its mode, and a link to it stays one.
 */
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { attempt, Unfulfilled } from './files.js';

/** Replaces the bytes of the file at `path`, whose SHA-256 has to be `was`. */
export function replace(path: string, bytes: Uint8Array, was: string): void {
  attempt('cannot be written', () => {
    const file = fs.realpathSync.native(path);
    if (createHash('sha256').update(fs.readFileSync(file)).digest('hex') !== was) {
      throw new Unfulfilled('cannot be written: it has changed meanwhile');
    }
    // A file that must not be written is not replaced either, though its folder would allow it.
    fs.closeSync(fs.openSync(file, 'r+'));
    const beside = join(dirname(file), `.${basename(file)}.${process.pid}.tablewarden`);
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
