/**
 * Text in CodeMirror, with marks. Lives in an open shadow root, since the page's policy allows style sheets that are adopted there, and no
 * `<style>` elements. Knows neither reports nor where its text comes from.
 */
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit } from '@codemirror/language';
import { Compartment, EditorState, type Extension, Facet, StateEffect, type Text } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { effect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { type Action, actions, findings, type Mark, marked } from './findings.ts';
import { colours, extensionOf, languageOf } from './language.ts';
import { change, offsets, type Range } from './positions.ts';
import { theme } from './theme.ts';

/** What is shown and told. What is a function is read again when a signal in it changes. */
export interface CodeProps {
  /** What it is called where the file has no name, for screen readers. */
  readonly label: string;
  /** The file that is shown; its text counts when it is shown first, or was changed by somebody else. */
  readonly file: () => { readonly path: string; readonly text: { toString(): string } } | undefined;
  /** The marks of the file; nothing where they are about another text than it has now. */
  readonly marks: () => readonly Mark[] | undefined;
  /** A range of the file that is to be seen, until it was. */
  readonly wanted: () => Range | undefined;
  /** A text that is to replace that of a file, in one step that can be undone, until it has. */
  readonly replacement: () => { readonly path: string; readonly text: string } | undefined;
  readonly actions: readonly Action[];
  readonly onEdit: (path: string, text: Text) => void;
  readonly onCursor: (path: string, line: number) => void;
  readonly onSeen: () => void;
  readonly onReplaced: () => void;
}

export function Code(props: CodeProps) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => (host.current ? mounted(host.current, props) : undefined), []);
  return <div class="editor" ref={host} />;
}

/** Puts an editor into an element; gives what takes it away. */
function mounted(host: HTMLElement, props: CodeProps): () => void {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const states = new Map<string, EditorState>();
  const language = new Compartment();
  let path = '';
  /** When the first change was made that no mark knows of. */
  let typed: number | undefined;
  const view = new EditorView({ root, parent: root });

  const listener = EditorView.updateListener.of(({ docChanged, selectionSet, state }) => {
    if (docChanged) {
      typed ??= performance.now();
      props.onEdit(path, state.doc);
    }
    if (docChanged || selectionSet) props.onCursor(path, state.doc.lineAt(state.selection.main.head).number);
  });

  /** The search is loaded with the first key that asks for it. */
  const find = keymap.of([
    {
      key: 'Mod-f',
      run: () => {
        void import('./search.ts').then(({ search, openSearchPanel }) => {
          if (!view.state.facet(hasSearch))
            view.dispatch({ effects: StateEffect.appendConfig.of([search, hasSearch.of(true)]) });
          openSearchPanel(view);
        });
        return true;
      },
    },
  ]);

  const fresh = (text: string): EditorState =>
    EditorState.create({
      doc: text,
      extensions: [
        extensions,
        listener,
        find,
        language.of([]),
        actions.of(props.actions),
        indentUnit.of(indentOf(text)),
        EditorView.contentAttributes.of({
          tabindex: '0',
          'aria-label': path || props.label,
          'aria-description': 'Tab moves on. F8 goes to the next finding.',
        }),
      ],
    });

  const show = (file: ReturnType<CodeProps['file']>) => {
    if (path !== '') states.set(path, view.state);
    path = file?.path ?? '';
    const text = file?.text.toString() ?? '';
    const before = states.get(path);
    const state = before && before.doc.toString() === text ? before : fresh(text);
    view.setState(state);
    if (state === before) return;
    const shown = languageOf(path, text.slice(0, 100));
    void extensionOf(shown).then((extension) => view.dispatch({ effects: language.reconfigure(extension) }));
  };

  const stops = [
    effect(() => {
      const file = props.file();
      const isOther = (file?.path ?? '') !== path;
      if (isOther || (file && file.text !== view.state.doc && file.text.toString() !== view.state.doc.toString()))
        show(file);
    }),
    effect(() => {
      const marks = props.marks();
      if (!marks) return;
      view.dispatch({ effects: marked(marks) });
      if (typed !== undefined) performance.measure('typing-to-marks', { start: typed });
      typed = undefined;
    }),
    effect(() => {
      const range = props.wanted();
      if (!range) return;
      const { from, to } = offsets(view.state.doc, range);
      view.dispatch({
        selection: { anchor: from, head: to },
        effects: EditorView.scrollIntoView(from, { y: 'center' }),
      });
      view.focus();
      props.onSeen();
    }),
    effect(() => {
      const replaced = props.replacement();
      if (replaced?.path !== path) return;
      view.dispatch({ changes: change(view.state.doc.toString(), replaced.text), userEvent: 'input.replace' });
      props.onReplaced();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    view.destroy();
  };
}

/** Whether a file has been searched. */
const hasSearch = Facet.define<boolean, boolean>({ combine: (values) => values.length > 0 });

/** What every file has. */
const extensions: Extension = [
  lineNumbers(),
  highlightActiveLineGutter(),
  highlightActiveLine(),
  highlightSpecialChars(),
  history(),
  foldGutter(),
  drawSelection(),
  indentOnInput(),
  bracketMatching(),
  findings,
  colours,
  theme,
  keymap.of([...historyKeymap, ...foldKeymap, ...defaultKeymap]),
];

/** The indentation of the first line that has one. */
function indentOf(text: string): string {
  return /^(?: {2}| {4}|\t)(?=\S)/m.exec(text.slice(0, 10_000))?.[0] ?? '  ';
}
