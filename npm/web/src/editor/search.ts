/** The search of the editor: loaded when somebody searches. */
import { highlightSelectionMatches, searchKeymap, search as searchPanel } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import { keymap } from '@codemirror/view';

export { openSearchPanel } from '@codemirror/search';

/** The panel's words, written as all others of the page. */
const WORDS = {
  next: 'Next',
  previous: 'Previous',
  all: 'Select all',
  'match case': 'Match case',
  regexp: 'Regex',
  'by word': 'Whole word',
  replace: 'Replace',
  'replace all': 'Replace all',
};

export const search = [
  EditorState.phrases.of(WORDS),
  searchPanel({ top: true }),
  highlightSelectionMatches(),
  keymap.of(searchKeymap),
];
