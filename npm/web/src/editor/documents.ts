/**
 * The open files as documents: each keeps its history, its selection and where it was scrolled to while another one is shown. Knows no
 * element and no signal.
 */
import { isolateHistory } from '@codemirror/commands';
import {
  Annotation,
  type EditorState,
  Facet,
  type StateEffect,
  type Text,
  type TransactionSpec,
} from '@codemirror/state';
import { change } from './positions.ts';

/** A text as others hold it: a string, or what becomes one when it is needed. */
export interface SharedText {
  readonly length: number;
  toString(): string;
}

/** A document that is not shown now. */
export interface Kept {
  readonly state: EditorState;
  readonly scroll: StateEffect<unknown>;
  /** The text that the others had when it was shown last. */
  readonly text: SharedText;
}

export type Documents = Map<string, Kept>;

/** On a change that others made: they know its text already. */
export const foreign = Annotation.define<boolean>();

/** How lines end in the file of a document; within the document it makes no difference. */
export const lineBreak = Facet.define<string, string>({ combine: ([first = '\n']) => first });

/** How lines end in a text: as its first one does. */
export function lineBreakOf(text: string): string {
  const end = text.indexOf('\n');
  return end > 0 && text[end - 1] === '\r' ? '\r\n' : '\n';
}

/** The text of a state for others, with the line breaks of its file: it becomes a string when somebody needs one. */
export function sharedText(state: EditorState): SharedText {
  const breaks = state.facet(lineBreak);
  return breaks === '\n' ? state.doc : new WithBreaks(state.doc, breaks);
}

class WithBreaks implements SharedText {
  constructor(
    readonly doc: Text,
    readonly lineBreak: string,
  ) {}
  get length(): number {
    return this.doc.length + (this.doc.lines - 1) * (this.lineBreak.length - 1);
  }
  toString(): string {
    return this.doc.sliceString(0, this.doc.length, this.lineBreak);
  }
}

/** What brings a document to a text that others made of it, in one step that can be undone; nothing where it has that text. */
export function takenOver(state: EditorState, text: SharedText): TransactionSpec | undefined {
  const before = state.doc.toString();
  const after = text.toString().replace(/\r\n?/g, '\n');
  if (before === after) return undefined;
  return {
    changes: change(before, after),
    annotations: [foreign.of(true), isolateHistory.of('full')],
    userEvent: 'input.replace',
  };
}
