/**
 * Which settings file a template has: the one that was named, or the nearest `tablewarden.yaml` from the template's folder
 * upwards. Each file is read once; what is in it is the engine's.
 */
import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SourceFile } from '../calls.js';
import type { StackArgs } from './args.js';
import { type Here, type Input, readToCap, SETTINGS, Unread } from './files.js';
import { absolute, reportName } from './names.js';

/** Gives the settings file of a template, or nothing; throws an `Unread` where there is one that cannot be read. */
export type Finder = (input: Input) => SourceFile | undefined;

/** Finds the settings of templates. Throws an `Unread` where the file that was named cannot be read. */
export function finder({ config, noConfig, root }: StackArgs, here: Here): Finder {
  if (noConfig) return () => undefined;
  if (config !== undefined) {
    const path = absolute(config, here.workingDir);
    const file = { name: reportName(path, here.root), bytes: readOr(`${config}: `, path) };
    return () => file;
  }
  const top = root === undefined ? undefined : here.root;
  /** What was found from a folder on. */
  const seen = new Map<string, () => SourceFile | undefined>();
  // Standard input is taken to be in the working directory.
  return ({ path }) => nearest(path === undefined ? here.workingDir : dirname(path), top, here, seen)();
}

function nearest(
  folder: string,
  top: string | undefined,
  here: Here,
  seen: Map<string, () => SourceFile | undefined>,
): () => SourceFile | undefined {
  const passed: string[] = [];
  let found: (() => SourceFile | undefined) | undefined;
  for (let at = folder; found === undefined; at = dirname(at)) {
    found = seen.get(at);
    if (found) break;
    passed.push(at);
    const path = join(at, SETTINGS);
    if (isFile(path)) found = read(path, here);
    else if (at === top || at === dirname(at)) found = () => undefined;
  }
  for (const one of passed) seen.set(one, found);
  return found;
}

function read(path: string, { root }: Here): () => SourceFile {
  const name = reportName(path, root);
  try {
    const file = { name, bytes: readOr(`its settings ${name}: `, path) };
    return () => file;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

function readOr(before: string, path: string): Uint8Array {
  try {
    return readToCap(path);
  } catch (error) {
    throw error instanceof Unread ? new Unread(`${before}${error.message}`, { cause: error }) : error;
  }
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
