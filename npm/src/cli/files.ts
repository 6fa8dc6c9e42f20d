/**
 * Which files a check is about: paths of the command line in, inputs in a fixed order out. A file that was named twice
 * comes once; one that cannot be read comes with the reason, so that it is never passed over. Reads no template.
 */
import { closeSync, type Dirent, openSync, readdirSync, readSync, realpathSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { SourceFile } from '../calls.js';
import { absolute, reportName } from './names.js';

/** Says which files are taken out of a folder, by the folder's path and the file's name. */
export type Wanted = (folder: string, name: string) => boolean;

/** The name of a settings file, which is no template. */
export const SETTINGS = 'tablewarden.yaml';

const TEMPLATES = new Set(['.yaml', '.yml', '.json', '.template', '.jsn']);
const RULES = new Set(['.guard', '.ruleset']);
const TESTS = new Set(['.yaml', '.yml', '.json', '.jsn']);

/** What may be a template. */
export const templates: Wanted = (_, name) => hasEnding(name, TEMPLATES) && name !== SETTINGS;

/** Rule files. */
export const rules: Wanted = (_, name) => isRuleFile(name);

/** Rule files, and the files of tests in folders named `tests`. */
export const rulesAndTests: Wanted = (folder, name) =>
  isRuleFile(name) || (basename(folder) === 'tests' && hasEnding(name, TESTS));

/** Whether a file is one of rules, by its ending. */
export function isRuleFile(name: string): boolean {
  return hasEnding(name, RULES);
}

function hasEnding(name: string, endings: ReadonlySet<string>): boolean {
  return endings.has(extname(name).toLowerCase());
}

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
  /** Where it can be written, absolute; standard input has no such place. */
  readonly path?: string;
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
  wanted: Wanted,
  skipOtherFiles: boolean,
  here: Here,
  stdin: () => Uint8Array,
): Input[] {
  const found = new Found(wanted, here);
  for (const path of paths) {
    if (path === '-') {
      found.add('', { name: '<stdin>', read: stdin, skipOtherFiles });
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

/** The names and the bytes of files, all of which have to be there. Throws an `Unread` that names the first that is not. */
export function readAll(inputs: readonly Input[]): SourceFile[] {
  return inputs.map(({ name, read }) => {
    try {
      return { name, bytes: read() };
    } catch (error) {
      throw error instanceof Unread ? new Unread(`${name}: ${error.message}`, { cause: error }) : error;
    }
  });
}

class Found {
  readonly inputs: Input[] = [];
  /** By canonical path; the empty path is standard input. */
  readonly #seen = new Map<string, Input>();

  constructor(
    readonly wanted: Wanted,
    readonly here: Here,
  ) {}

  /** Adds a new input. One that was named asks for more than one that was merely found. */
  add(canonical: string, input: Input): void {
    const seen = this.#seen.get(canonical);
    if (seen) {
      seen.skipOtherFiles &&= input.skipOtherFiles;
      return;
    }
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
    this.add(canonical, { name: this.name(path), read: () => readToCap(path), path, skipOtherFiles });
  }

  unread(path: string, error: unknown): void {
    const read = () => {
      throw unreadable(error);
    };
    this.add(path, { name: this.name(path), read, skipOtherFiles: false });
  }

  name(path: string): string {
    return reportName(path, this.here.root);
  }

  folder(top: string): void {
    const files: { name: Buffer; path: string; error?: unknown }[] = [];
    const note = (path: string, error?: unknown) => files.push({ name: Buffer.from(this.name(path)), path, error });
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
        } else if (this.wanted(folder, entry.name) && !(entry.isSymbolicLink() && isFolder(path))) {
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

/** Reads a file up to the cap; throws an `Unread` where it cannot be read. */
export function readToCap(path: string): Uint8Array {
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

/** That a file cannot be read, and why. */
export function unreadable(error: unknown): Unread {
  return new Unread(`cannot be read: ${reason(error)}`);
}

/** Why a file cannot be read or written, in the same words on every system and in every host. */
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
    default:
      return `input/output error ${errno === undefined ? String(code) : -errno}`;
  }
}
