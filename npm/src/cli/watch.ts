/**
 * What changes at places of the file system: the folders around them are watched, and what happens there is told with the paths
 * as they were wished. Never reads a file, and keeps nothing of what it told.
 */
import { type FSWatcher, statSync, watch as watchFolder } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Unfulfilled } from '../command/files.js';
import { reason, slashed } from './files.js';

/** Where something may happen; `above` are all folders above the files and folders. */
let places = { files: new Set<string>(), folders: new Set<string>(), above: new Set<string>() };

/** What the operating system watches for us: folders by their paths. */
const watched = new Map<string, FSWatcher>();

/** The paths at which something happened that is not told yet, in a place or not. */
const happened = new Set<string>();

/** Whether a place is watched that was not, and this is not told yet. */
let hasNew = false;

/** Is called when something happens. */
let wake = () => {};

/** So many times as long as things have to settle is waited at most: some files are written all the time. */
const STORM = 10;

/**
 * Watches these places from now on, and no others; gives those that were not watched until now, and those at which something
 * happened that is not told yet.
 */
export async function watch(files: string[], folders: string[]): Promise<string[]> {
  const above = new Set([...files, ...folders].flatMap(ancestors));
  places = { files: new Set(files), folders: new Set(folders), above };
  // What happened meanwhile comes between two of them.
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
  // By its parent, the folder in which it is seen that something comes to be at a path: the nearest one above that is there.
  const seen = new Map<string, string>();
  const around = (path: string) => {
    const parent = dirname(path);
    const folder = seen.get(parent) ?? ancestors(path).find(isFolder) ?? parent;
    seen.set(parent, folder);
    return folder;
  };
  const added = new Set<string>();
  for (const folder of [...files.map(around), ...folders.map(around), ...folders]) {
    if (!watched.has(folder) && add(folder)) added.add(folder);
  }
  hasNew ||= added.size > 0;
  const isNew = (path: string) => added.has(around(path)) || added.has(path);
  return [...[...files, ...folders].filter(isNew), ...[...happened].filter(isOurs)];
}

/**
 * Waits until something happened there, or something is newly watched, and then until nothing more happens for so many milliseconds;
 * gives the paths at which something happened.
 */
export async function change(settle: number): Promise<string[]> {
  const told = new Set<string>();
  let [end, last] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (;;) {
    const ours = [...happened].filter(isOurs);
    happened.clear();
    const now = performance.now();
    if (hasNew || ours.length > 0) {
      hasNew = false;
      last = Math.min(last, now + settle * STORM);
      end = Math.min(last, now + settle);
      for (const path of ours) told.add(path);
    }
    if (now >= end) return [...told];
    await something(end - now);
  }
}

/** Waits until something happens anywhere, or the time is over. */
function something(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = Number.isFinite(milliseconds) ? setTimeout(resolve, milliseconds) : undefined;
    wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}

/** Whether what happens at a path happens at one of the places, above it, or in one of the folders. */
function isOurs(path: string): boolean {
  const { files, folders, above } = places;
  return files.has(path) || folders.has(path) || above.has(path) || folders.has(dirname(path));
}

/** Watches the entries of a folder; false where it is none, or may not be read. */
function add(folder: string): boolean {
  try {
    if (!isFolder(folder)) return false;
    const watcher = watchFolder(folder, (event, name) => tell(folder, event, name));
    watcher.on('error', () => tell(folder, 'rename', null));
    watched.set(folder, watcher);
    return true;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (['ENOENT', 'EACCES', 'EPERM'].includes(code)) return false;
    const why = code === 'ENOSPC' ? 'too many folders are watched' : reason(error);
    throw new Unfulfilled(`cannot be watched: ${why}`);
  }
}

/** Something happened to an entry of a folder; with its own name, or without one, to the folder. */
function tell(folder: string, event: string, name: string | null): void {
  const path = name === null ? folder : slashed(join(folder, name));
  const paths = name === basename(folder) ? [path, folder] : [path];
  for (const path of paths) {
    happened.add(path);
    // A folder that is another one now, or none, is watched no more.
    if (event === 'rename') forget(path);
  }
  wake();
}

function forget(folder: string): void {
  watched.get(folder)?.close();
  watched.delete(folder);
}

/** The folders above a path, the nearest one first. */
function ancestors(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [] : [parent, ...ancestors(parent)];
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
