/** From a reference to what it names: by F12, or by a click with the key for commands held (Ctrl, on a Mac Command). */
import type { Extension } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { flash } from '../flash.ts';
import { known, offsetOf, type Span } from './assistant.ts';

/** What the server answers: places of the same file. */
type Definitions = readonly { readonly range: Span }[];

const isMac = /Mac|iP(?:hone|ad)/.test(navigator.platform);

async function go(view: EditorView, at: number): Promise<void> {
  const { doc } = view.state;
  const [first] = ((await known(view.state, 'definition', at)) as Definitions | null) ?? [];
  // Somebody may have typed meanwhile.
  if (view.state.doc !== doc) return;
  if (!first) return view.dispatch({ effects: EditorView.announce.of('Nothing is defined elsewhere by this name.') });
  const from = offsetOf(doc, first.range.start);
  const line = doc.lineAt(from);
  const heard = EditorView.announce.of(`Line ${line.number}. ${line.text.trim()}`);
  const effects = [EditorView.scrollIntoView(from, { y: 'center' }), flash(from), heard];
  view.dispatch({ selection: { anchor: from }, effects });
  view.focus();
}

export const definition: Extension = [
  keymap.of([
    {
      key: 'F12',
      preventDefault: true,
      run: (view) => {
        void go(view, view.state.selection.main.head);
        return true;
      },
    },
  ]),
  EditorView.domEventHandlers({
    mousedown(event, view) {
      if (event.button !== 0 || !(isMac ? event.metaKey : event.ctrlKey)) return false;
      const at = view.posAtCoords({ x: event.clientX, y: event.clientY });
      if (at === null) return false;
      event.preventDefault();
      view.dispatch({ selection: { anchor: at } });
      void go(view, at);
      return true;
    },
  }),
];
