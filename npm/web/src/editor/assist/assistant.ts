/** Whom the editor asks about a place in its text, and places as they are said to it: lines from 0, columns in UTF-16. */
import { type EditorState, Facet, type Text } from '@codemirror/state';
import { shownPath } from '../shown.ts';

/** In a longer text nothing is asked that no key asked for: the server reads the whole text for an answer. */
export const MOST_UNASKED = 1_000_000;

/** A place in a text. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Span {
  readonly start: Position;
  readonly end: Position;
}

/** Who is asked. */
export interface Assistant {
  /** What is known of a place; rejects where there is no answer. */
  ask(topic: 'hover' | 'completion' | 'definition', path: string, text: Text, position: Position): Promise<unknown>;
  /** The characters after which completion is worth asking for. */
  triggers(): readonly string[];
  /** Shows the page of a rule. */
  openRule(rule: string): void;
}

/** Nobody knows anything, until somebody is there. */
const NOBODY: Assistant = { ask: async () => null, triggers: () => [], openRule: () => {} };

export const assistant = Facet.define<Assistant, Assistant>({ combine: ([first = NOBODY]) => first });

/** What is known of an offset. A question without an answer is none: the person is told what is wrong by the check. */
export async function known(
  state: EditorState,
  topic: Parameters<Assistant['ask']>[0],
  offset: number,
): Promise<unknown> {
  const { number, from } = state.doc.lineAt(offset);
  const position = { line: number - 1, character: offset - from };
  return state
    .facet(assistant)
    .ask(topic, state.facet(shownPath)(), state.doc, position)
    .catch(() => null);
}

/** The offset of a place, as far as the text reaches. */
export function offsetOf(doc: Text, { line, character }: Position): number {
  if (line >= doc.lines) return doc.length;
  const { from, to } = doc.line(line + 1);
  return Math.min(from + character, to);
}
