/**
 * Takes in what somebody opens, drops or pastes: which files of a folder are wanted, how many and how large. Says what was
 * skipped; reads nothing that it skips.
 */
import { message } from '../../workspace/begin.ts';
import { activePath, files, openFile, ownRules } from '../../workspace/files.ts';
import { isTemplate, OWN_RULES } from '../../workspace/options.ts';

/** A file with its path in what was opened. */
export interface Taken {
  readonly path: string;
  readonly file: File;
}

const MOST_FILES = 200;
const MOST_BYTES = 20_000_000;

const WANTED = /\.(ya?ml|json|template|jsn|guard)$/i;
const RULES = /\.guard$/i;
/** Folders that hold what others wrote. */
const FOREIGN = /(^|\/)(\.[^/]+|node_modules|target)\//;

/** Opens files; the first template of them is shown. Files named one by one are taken whatever they are called. */
export async function take(taken: readonly Taken[], fromFolder: boolean): Promise<void> {
  const skipped: string[] = [];
  const wanted = taken.filter(({ path }) => !fromFolder || (WANTED.test(path) && !FOREIGN.test(path)));
  const small = wanted.filter(({ file }) => file.size <= MOST_BYTES);
  const room = Math.max(0, MOST_FILES - files.value.length);
  if (wanted.length < taken.length) skipped.push(`${taken.length - wanted.length} of other kinds`);
  if (small.length < wanted.length) skipped.push(`${wanted.length - small.length} larger than 20 MB`);
  if (small.length > room) skipped.push(`${small.length - room}, because no more than ${MOST_FILES} can be open`);
  const opened: string[] = [];
  for (const { path, file } of small.slice(0, room)) {
    const text = await file.text();
    if (text.includes('\0')) {
      skipped.push(`${path}, which isn't text`);
    } else if (!RULES.test(path)) {
      openFile(path, text);
      opened.push(path);
    } else if (ownRules.value.trim() === '') {
      ownRules.value = text;
      opened.push(OWN_RULES);
    } else {
      skipped.push(`${path}, because Own rules is not empty`);
    }
  }
  const first = opened.find(isTemplate) ?? opened[0];
  if (first) activePath.value = first;
  if (skipped.length > 0) {
    message.value = `Opened ${opened.length} ${opened.length === 1 ? 'file' : 'files'}. Skipped: ${skipped.join('; ')}.`;
  }
}

/** What an input of the page was given. */
export function chosen(input: HTMLInputElement): readonly Taken[] {
  return [...(input.files ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

/** What was dropped, with the content of folders. */
export async function dropped(transfer: DataTransfer): Promise<{ taken: readonly Taken[]; hasFolder: boolean }> {
  const taken: Taken[] = [];
  const entries = [...transfer.items].flatMap((item) => {
    const entry = item.webkitGetAsEntry();
    const file = entry ? null : item.getAsFile();
    // What another page made has no place in a file system.
    if (file) taken.push({ path: file.name, file });
    return entry ?? [];
  });
  for (const entry of entries) await walk(entry, '', taken, 0);
  return { taken, hasFolder: entries.some(({ isDirectory }) => isDirectory) };
}

/** How deep folders are looked into, and how many files are looked at. */
const DEPTH = 12;
const MOST_LOOKED_AT = 5000;

async function walk(entry: FileSystemEntry, folder: string, taken: Taken[], depth: number): Promise<void> {
  const path = folder + entry.name;
  if (taken.length >= MOST_LOOKED_AT || depth > DEPTH) return;
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    taken.push({ path, file });
  } else if (!FOREIGN.test(`${path}/`)) {
    const reader = (entry as FileSystemDirectoryEntry).createReader();
    for (;;) {
      const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
      if (some.length === 0) break;
      for (const one of some) await walk(one, `${path}/`, taken, depth + 1);
    }
  }
}

/** A name that no open file has: `template.yaml`, `template-2.yaml`. */
export function freeName(text: string): string {
  const ending = text.trimStart().startsWith('{') ? 'json' : 'yaml';
  const isTaken = (name: string) => files.value.some(({ path }) => path === name);
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? `template.${ending}` : `template-${number}.${ending}`;
    if (!isTaken(name)) return name;
  }
}
