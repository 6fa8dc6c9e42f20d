/** Places of reports as offsets in a document: lines and columns count from 1, columns in units of UTF-16, as the editor counts. */
import type { Text } from '@codemirror/state';

/** A range of a report. */
export interface Range {
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
}

/** The offsets of a range, as far as the document reaches. What is empty has a character beside it, so that it can be seen. */
export function offsets(doc: Text, { start, end }: Range): { from: number; to: number } {
  const from = offset(doc, start);
  const to = offset(doc, end);
  return to > from ? { from, to } : beside(doc, from);
}

/** How many empty lines may be between a place and the character that stands for it. */
const MOST_EMPTY = 100;

/** The character after an offset in its line, else the last one before it. */
function beside(doc: Text, at: number): { from: number; to: number } {
  let line = doc.lineAt(at);
  if (at < line.to) return { from: at, to: at + 1 };
  for (let empty = 0; line.length === 0 && line.number > 1 && empty < MOST_EMPTY; empty += 1) {
    line = doc.line(line.number - 1);
  }
  return { from: Math.max(line.to - 1, line.from), to: line.to };
}

function offset(doc: Text, { line, column }: Range['start']): number {
  if (line > doc.lines) return doc.length;
  const { from, to } = doc.line(Math.max(line, 1));
  return Math.min(from + Math.max(column, 1) - 1, to);
}

/** The change that makes one text of another: what both begin and end with stays. */
export function change(before: string, after: string): { from: number; to: number; insert: string } {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}
