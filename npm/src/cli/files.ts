/**
 * Which files a check is about: paths of the command line in, inputs in a fixed order out. A file that was named twice
 * comes once; one that cannot be read comes with the reason, so that it is never passed over. Reads no template.
 */
import { closeSync, type Dirent, openSync, readdirSync, readSync, realpathSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { absolute, reportName } from './names.js';

/** Endings of files that are taken out of a folder. */
const ENDINGS = new Set(['.yaml', '.yml', '.json', '.template', '.jsn']);

/** Folders that are never gone into, besides hidden ones. */
const PASSED_OVER = new Set(['node_modules', 'target']);

/** One byte more than the engine takes of one template: it sees that the cap is passed, and an endless file ends. */
export const MOST_BYTES = 32 * 1024 * 1024 + 1;

/** One file to be checked. */
export interface Input {
  /** As reports show it. */
  readonly name: string;
  /** Its bytes; throws an `Unread` where there are none. */
  readonly read: () => Uint8Array;
  /** Whether it is passed over where it is no template. */
  skipOtherFiles: boolean;
}

/** A file cannot be read; the message is one line why. */
export class Unread extends Error {}

/** Where paths start; both absolute. */
export interface Here {
  readonly workingDir: string;
  readonly root: string;
}

/** The inputs that `paths` name, in that order, folders replaced by their files in the order of their names. */
export function collect(
  paths: readonly string[],
  skipOtherFiles: boolean,
  here: Here,
  stdin: () => Uint8Array,
): Input[] {
  const found = new Found(here);
  for (const path of paths) {
    if (path === '-') {
      found.add('', '<stdin>', stdin, skipOtherFiles);
      continue;
    }
    const full = absolute(path, here.workingDir);
    try {
      if (statSync(full).isDirectory()) found.folder(full);
      else found.file(full, skipOtherFiles);
    } catch (error) {
      found.unread(full, error);
    }
  }
  return found.inputs;
}

class Found {
  readonly inputs: Input[] = [];
  /** By canonical path; the empty path is standard input. */
  readonly #seen = new Map<string, Input>();

  constructor(readonly here: Here) {}

  /** Adds a new input. One that was named asks for more than one that was merely found. */
  add(canonical: string, name: string, read: () => Uint8Array, skipOtherFiles: boolean): void {
    const seen = this.#seen.get(canonical);
    if (seen) {
      seen.skipOtherFiles &&= skipOtherFiles;
      return;
    }
    const input = { name, read, skipOtherFiles };
    this.#seen.set(canonical, input);
    this.inputs.push(input);
  }

  file(path: string, skipOtherFiles: boolean): void {
    let canonical = path;
    try {
      canonical = realpathSync(path);
    } catch {
      // Reading it will tell why.
    }
    this.add(canonical, reportName(path, this.here.root), () => readToCap(path), skipOtherFiles);
  }

  unread(path: string, error: unknown): void {
    const read = () => {
      throw unreadable(error);
    };
    this.add(path, reportName(path, this.here.root), read, false);
  }

  folder(top: string): void {
    const files: { name: Buffer; path: string; error?: unknown }[] = [];
    const note = (path: string, error?: unknown) =>
      files.push({ name: Buffer.from(reportName(path, this.here.root)), path, error });
    const folders = [top];
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
      let entries: Dirent[];
      try {
        entries = readdirSync(folder, { withFileTypes: true });
      } catch (error) {
        note(folder, error);
        continue;
      }
      for (const entry of entries) {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) {
          if (!entry.name.startsWith('.') && !PASSED_OVER.has(entry.name)) folders.push(path);
        } else if (ENDINGS.has(extname(entry.name).toLowerCase()) && !(entry.isSymbolicLink() && isFolder(path))) {
          // A link to a file counts as the file; links to folders are not followed, they may lead in circles.
          note(path);
        }
      }
    }
    files.sort((left, right) => Buffer.compare(left.name, right.name));
    for (const { path, error } of files) {
      if (error === undefined) this.file(path, true);
      else this.unread(path, error);
    }
  }
}

/** Whether there is a folder at `path`. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function readToCap(path: string): Uint8Array {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    const parts: Uint8Array[] = [];
    // What the file system says of a pipe or a device is no size.
    let part = Buffer.allocUnsafe(Math.min(Math.max(statSync(path).size + 1, 64 * 1024), MOST_BYTES));
    for (let total = 0; total < MOST_BYTES; ) {
      const length = readSync(file, part, 0, Math.min(part.length, MOST_BYTES - total), null);
      if (length === 0) break;
      parts.push(part.subarray(0, length));
      total += length;
      part = length === part.length ? Buffer.allocUnsafe(part.length) : part.subarray(length);
    }
    return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
  } catch (error) {
    throw unreadable(error);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** Why a file cannot be read, in the same words on every system and in every host. */
export function unreadable(error: unknown): Unread {
  const { code, errno } = error as { code?: string; errno?: number };
  switch (code) {
    case 'ENOENT':
      return new Unread('cannot be read: there is no such file');
    case 'EACCES':
    case 'EPERM':
      return new Unread('cannot be read: permission denied');
    case 'EISDIR':
      return new Unread('cannot be read: it is a folder');
    default:
      return new Unread(`cannot be read: input/output error ${errno === undefined ? String(code) : -errno}`);
  }
}
