/**
 * Files as wishes name them, by paths with `/`: looked at, listed, read. What cannot be done is an `Unfulfilled`
 * with one line why, in the same words as the native command's.
 */
import { isUtf8 } from 'node:buffer';
import * as fs from 'node:fs';
import { sep } from 'node:path';
import { Unfulfilled } from '../command/files.js';
import type { FolderEntry, PathKind } from '../wire.js';
import { whenReady } from './streams.js';

/** What is at a path, links followed, and its path without links. */
export function look(path: string): { kind: PathKind; real?: string } {
  return attempt('cannot be read', () => {
    const found = fs.statSync(path, { throwIfNoEntry: false });
    if (!found) return { kind: 'missing' };
    try {
      return { kind: kindOf(found), real: slashed(fs.realpathSync.native(path)) };
    } catch {
      // What leads to a pipe has no other path.
      return { kind: kindOf(found) };
    }
  });
}

/** What is in a folder. */
export function list(path: string): FolderEntry[] {
  const entries = attempt('cannot be read', () => fs.readdirSync(path, { withFileTypes: true, encoding: 'buffer' }));
  return entries.map((entry) => {
    const bytes = entry.name as unknown as Buffer;
    const kind = entry.isSymbolicLink() ? 'link' : kindOf(entry);
    return { name: bytes.toString(), kind, ...(!isUtf8(bytes) && { unreadableName: true }) };
  });
}

function kindOf(found: Pick<fs.Dirent, 'isDirectory' | 'isFile'>): 'folder' | 'file' | 'other' {
  return found.isDirectory() ? 'folder' : found.isFile() ? 'file' : 'other';
}

/** The bytes of a file, or of standard input, up to so many. */
export function readFile(path: string, most = Number.MAX_SAFE_INTEGER): Uint8Array {
  return attempt('cannot be read', () => {
    const found = path === '-' ? fs.fstatSync(0) : fs.statSync(path);
    // A pipe of the disk would be waited for, until somebody writes into it.
    if (path !== '-' && kindOf(found) === 'other' && !isHandedOver(path)) {
      throw new Unfulfilled('cannot be read: it is not a regular file');
    }
    const file = path === '-' ? 0 : fs.openSync(path, 'r');
    try {
      return readAll(file, found.size, most);
    } finally {
      // Whatever is opened next would have the number of a closed standard input, and Node aborts when it closes that.
      if (file !== 0) fs.closeSync(file);
    }
  });
}

/**
 * Whether a path leads to what this process was started with: `/dev/stdin`, or `<(…)` of a shell. That has no other path, or on
 * some systems one in the folder of open files.
 */
function isHandedOver(path: string): boolean {
  try {
    return fs.realpathSync.native(path).startsWith('/dev/fd/');
  } catch {
    return true;
  }
}

/** Reads to the end. What the file system says of a pipe or a device is no size. */
function readAll(file: number, size: number, most: number): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let left = most; left > 0; ) {
    const part = Buffer.allocUnsafe(Math.min(Math.max(size + 1, 64 * 1024), left));
    const length = whenReady(() => fs.readSync(file, part));
    if (length === 0) break;
    parts.push(part.subarray(0, length));
    left -= length;
  }
  return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
}

/** Does something with a file; what goes wrong is said in one line. */
export function attempt<T>(failed: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof Unfulfilled ? error : new Unfulfilled(`${failed}: ${reason(error)}`);
  }
}

/** Why something cannot be done, in the same words on every system and in every host. */
export function reason(error: unknown): string {
  const { code, errno } = error as { code?: string; errno?: number };
  switch (code) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'EISDIR':
      return 'it is a folder';
    case 'ENOTDIR':
      return 'a part of its path is not a folder';
    case 'ENOSPC':
    case 'EDQUOT':
      return 'the disk is full';
    default:
      return `input/output error ${errno === undefined ? String(code) : -errno}`;
  }
}

/** A path with `/` between folders. */
export function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}
