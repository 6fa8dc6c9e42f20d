/**
 * What can be written at the cursor, as the editor server says it: properties, values, references, waivers, keys of the facts. The list comes
 * while somebody types and with Ctrl+Space. Nothing is put into the text that nobody has chosen.
 */
import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  closeCompletion,
  completionStatus,
  insertCompletionText,
  pickedCompletion,
  selectedCompletionIndex,
  startCompletion,
} from '@codemirror/autocomplete';
import { type Extension, Prec } from '@codemirror/state';
import { type EditorView, keymap } from '@codemirror/view';
import { assistant, known, MOST_UNASKED, offsetOf, type Span } from './assistant.ts';

/** What the server answers. */
interface Item {
  readonly label: string;
  readonly detail?: string;
  readonly sortText: string;
  readonly textEdit: { readonly range: Span; readonly newText: string };
}

/** What a word is made of. As long as one is typed, the list is the same with fewer lines. */
const WORD = /^[\w:.]*$/;

/** Where the list began that came last, and whether somebody asked for it. */
let came = { from: 0, isAsked: false };

/** Whether the next list follows what was chosen from another one: it is asked for, but by nobody. */
let isNext = false;

async function source(context: CompletionContext): Promise<CompletionResult | null> {
  const { state, pos, explicit } = context;
  const before = state.sliceDoc(Math.max(pos - 1, 0), pos);
  const isWorth = /\w/.test(before) || state.facet(assistant).triggers().includes(before);
  if (!explicit && (!isWorth || state.doc.length > MOST_UNASKED)) return null;
  const items = (await known(state, 'completion', pos)) as readonly Item[] | null;
  const isAsked = explicit && !isNext;
  isNext = false;
  const [first] = items ?? [];
  if (!items || !first || context.aborted) return null;
  const [from, to] = placeOf(context, first);
  came = { from, isAsked };
  const isThere = (item: Item) => String(placeOf(context, item)) === String([from, to]);
  return { from, to, options: items.filter(isThere).map(option), validFor: WORD };
}

/** The offsets that an item takes the place of. */
function placeOf({ state: { doc } }: CompletionContext, { textEdit: { range } }: Item): [number, number] {
  return [offsetOf(doc, range.start), offsetOf(doc, range.end)];
}

const option = ({ label, detail, sortText, textEdit }: Item): Completion => ({
  label,
  sortText,
  apply: (view, chosen, from, to) => choose(view, chosen, textEdit.newText, from, to),
  ...(detail && { detail }),
});

/** Puts what was chosen into the text, and asks for what can follow it: the values of a property. */
function choose(view: EditorView, chosen: Completion, text: string, from: number, to: number): void {
  const { state } = view;
  view.dispatch(insertCompletionText(state, text, from, to), { annotations: pickedCompletion.of(chosen) });
  if (state.facet(assistant).triggers().includes(text.slice(-1))) isNext = startCompletion(view);
}

/** Enter begins a line, where the list came by itself and nobody has typed or moved in it. */
function enter(view: EditorView): boolean {
  const { state } = view;
  const isUnused = !came.isAsked && state.selection.main.head === came.from && selectedCompletionIndex(state) === 0;
  if (completionStatus(state) === 'active' && isUnused) closeCompletion(view);
  return false;
}

export const completion: Extension = [
  Prec.highest(keymap.of([{ key: 'Enter', run: enter }])),
  autocompletion({ override: [source], icons: false }),
];
