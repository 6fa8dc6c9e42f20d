/** The files that are open, and where the person is in them. Knows neither the editor nor the engine. */
import { batch, computed, signal } from '@preact/signals';
import type { OpenFile, Text } from '../engine/client.ts';

/** All open files, in the order in which they were opened. */
export const files = signal<readonly OpenFile[]>([]);

/** The path of the file in the editor. */
export const activePath = signal('');

/** The file in the editor. */
export const activeFile = computed(() => files.value.find(({ path }) => path === activePath.value));

/** The version of the active file that it is compared with. */
export const earlier = signal<OpenFile | undefined>(undefined);

/** The person's own Guard rules: the text of the second tab. */
export const ownRules = signal('');

/** Where the cursor is; lines are counted from 1. */
export const cursor = signal<{ readonly path: string; readonly line: number }>({ path: '', line: 1 });

/** A place that somebody wants to see: the editor goes there. Lines and columns from 1, columns in UTF-16. */
export interface Place {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** The place that somebody asked for, until an editor shows it. */
export const wanted = signal<Place | undefined>(undefined);

/** Opens a file, in place of one with the same path, and shows it. */
export function openFile(path: string, text: string): void {
  batch(() => {
    const isOpen = files.value.some((file) => file.path === path);
    files.value = isOpen
      ? files.value.map((file) => (file.path === path ? { path, text } : file))
      : [...files.value, { path, text }];
    activePath.value = path;
    if (closed.value?.path === path) closed.value = undefined;
  });
}

/** The file that was closed last, as long as it is not open again: closing loses nothing. */
export const closed = signal<OpenFile | undefined>(undefined);

/** Opens the file again that was closed last. */
export function reopen(): void {
  const file = closed.value;
  closed.value = undefined;
  if (file) openFile(file.path, file.text.toString());
}

/** Closes a file; another one is shown. */
export function closeFile(path: string): void {
  batch(() => {
    closed.value = files.value.find((file) => file.path === path && file.text.length > 0) ?? closed.value;
    files.value = files.value.filter((file) => file.path !== path);
    if (activePath.value === path) activePath.value = files.value[0]?.path ?? '';
  });
}

/** Opens a file under a new name. */
export function rename(path: string, name: string): void {
  if (name === '' || files.value.some((file) => file.path === name)) return;
  batch(() => {
    files.value = files.value.map((file) => (file.path === path ? { path: name, text: file.text } : file));
    if (activePath.value === path) activePath.value = name;
    if (earlier.value?.path === path) earlier.value = { path: name, text: earlier.value.text };
  });
}

/** Changes the text of a file. The editor takes over what it did not write itself, in one step that can be undone. */
export function edit(path: string, text: Text): void {
  files.value = files.value.map((file) => (file.path === path ? { path, text } : file));
}

/** Shows a place in the editor. */
export function jumpTo(place: Place): void {
  activePath.value = place.path;
  wanted.value = place;
}
