/** What every file in the editor has, whatever its language: few extensions, since each of them is loaded with the page. */
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, indentUnit } from '@codemirror/language';
import { type Extension, Facet, StateEffect, type Text } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { findings } from './findings.ts';
import { flashes } from './flash.ts';
import { colours, language } from './language.ts';
import { laterParts } from './shown.ts';
import { theme } from './theme.ts';

/** Whether a file has been searched. */
const hasSearch = Facet.define<boolean, boolean>({ combine: (values) => values.length > 0 });

/** Opens the search, which is loaded with the first key that asks for it. */
function find(view: EditorView): boolean {
  void import('./search.ts').then(({ search, openSearchPanel }) => {
    if (!view.state.facet(hasSearch))
      view.dispatch({ effects: StateEffect.appendConfig.of([search, hasSearch.of(true)]) });
    openSearchPanel(view);
  });
  return true;
}

/** The indentation of the first line that has one, not far from the beginning. */
export function indentOf(doc: Text): string {
  return /^(?: {2}| {4}|\t)(?=\S)/m.exec(doc.sliceString(0, 2_000))?.[0] ?? '  ';
}

export const everyFile: Extension = [
  lineNumbers(),
  highlightActiveLineGutter(),
  highlightActiveLine(),
  highlightSpecialChars(),
  history(),
  drawSelection(),
  indentUnit.compute(['doc'], ({ doc }) => indentOf(doc)),
  bracketMatching(),
  findings,
  laterParts,
  flashes,
  language,
  colours,
  theme,
  EditorView.contentAttributes.of({ tabindex: '0' }),
  keymap.of([{ key: 'Mod-f', run: find }, ...historyKeymap, ...defaultKeymap, indentWithTab]),
];
