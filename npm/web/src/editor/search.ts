/** The search of the editor: loaded when somebody searches. */
import { highlightSelectionMatches, searchKeymap, search as searchPanel } from '@codemirror/search';
import { keymap } from '@codemirror/view';

export { openSearchPanel } from '@codemirror/search';

export const search = [searchPanel({ top: true }), highlightSelectionMatches(), keymap.of(searchKeymap)];
