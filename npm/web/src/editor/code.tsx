/**
 * Text in CodeMirror, with marks. Lives in an open shadow root, since the page's policy allows style sheets that are adopted there, and no
 * `<style>` elements. Knows neither reports nor where its text comes from.
 */
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { effect, untracked } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import {
  type Documents,
  foreign,
  lineBreak,
  lineBreakOf,
  type SharedText,
  sharedText,
  takenOver,
} from './documents.ts';
import { everyFile } from './extensions.ts';
import { actions, marked } from './findings.ts';
import { flash } from './flash.ts';
import type { Action, Mark } from './hint.ts';
import { inLanguage, languageOf, shownLanguage } from './language.ts';
import { offsets, type Range } from './positions.ts';
import { addLater, shownPath } from './shown.ts';

/** What is shown and told. What is a function is read again when a signal in it changes. */
export interface CodeProps {
  /** The file that is shown. A text of it that others made is taken over, in one step that can be undone. */
  readonly file: () => { readonly path: string; readonly name: string; readonly text: SharedText } | undefined;
  /** Whether a file is open still. */
  readonly isOpen: (path: string) => boolean;
  /** Where files wait that are open and not shown. */
  readonly documents: Documents;
  /** The marks of the file; nothing where they are about another text than it has now. */
  readonly marks: () => readonly Mark[] | undefined;
  /** A range of the file that is to be seen, until it was. */
  readonly wanted: () => Range | undefined;
  readonly actions: readonly Action[];
  /** What is loaded when somebody comes to the text, once it is there. */
  readonly laterParts: () => Extension | undefined;
  readonly onCome: () => void;
  readonly onEdit: (path: string, text: SharedText) => void;
  readonly onCursor: (path: string, line: number) => void;
  readonly onSeen: () => void;
}

export function Code(props: CodeProps) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => (host.current ? mounted(host.current, props) : undefined), []);
  return <div class="editor" ref={host} />;
}

/** Puts an editor into an element; gives what takes it away. */
function mounted(host: HTMLElement, props: CodeProps): () => void {
  const { documents } = props;
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const view = new EditorView({ root, parent: root });
  // Tab moves on, until somebody turns that off.
  view.setTabFocusMode(true);

  let path = '';
  let name = '';
  /** The text that the others have; they and the document agree on it. */
  let agreed: SharedText = '';
  /** When the last key, paste or the like came. */
  let touched = 0;
  /** When the first change was asked for that no mark knows of. */
  let typed: number | undefined;

  for (const event of ['pointerenter', 'focusin']) host.addEventListener(event, props.onCome);

  const told: Extension = [
    shownPath.of(() => path),
    EditorView.domEventObservers(
      Object.fromEntries(
        ['keydown', 'beforeinput', 'paste', 'cut', 'drop'].map((event) => [
          event,
          ({ timeStamp }: Event) => {
            touched = timeStamp;
          },
        ]),
      ),
    ),
    EditorView.updateListener.of(({ docChanged, selectionSet, state, transactions }) => {
      if (docChanged && !transactions.some((one) => one.annotation(foreign))) {
        typed ??= touched;
        agreed = sharedText(state);
        props.onEdit(path, agreed);
      }
      if (docChanged || selectionSet) props.onCursor(path, state.doc.lineAt(state.selection.main.head).number);
    }),
    EditorView.contentAttributes.of(() => ({
      'aria-label': name,
      'aria-description': 'Tab leaves the text; Control M makes Tab indent. F8 goes to the next finding.',
    })),
  ];

  const fresh = (text: string): EditorState =>
    EditorState.create({
      doc: text,
      extensions: [everyFile, told, actions.of(props.actions), lineBreak.of(lineBreakOf(text))],
    });

  /** Shows a file, with the text that it has now. */
  const show = (file: ReturnType<CodeProps['file']>) => {
    const text = file?.text ?? '';
    name = file?.name ?? '';
    if ((file?.path ?? '') !== path) {
      const isRenamed = path !== '' && !props.isOpen(path) && text === agreed;
      if (props.isOpen(path)) documents.set(path, { state: view.state, scroll: view.scrollSnapshot(), text: agreed });
      for (const one of documents.keys()) if (!props.isOpen(one)) documents.delete(one);
      path = file?.path ?? '';
      if (isRenamed) {
        view.dispatch({});
        colour();
      } else turnTo(text);
    }
    if (text === agreed) return;
    agreed = text;
    const change = takenOver(view.state, text);
    if (change) view.dispatch(change);
  };

  const turnTo = (text: SharedText) => {
    const kept = documents.get(path);
    typed = undefined;
    agreed = kept?.text ?? text;
    view.setState(kept?.state ?? fresh(text.toString()));
    colour();
    fitted(props.laterParts());
    if (kept) view.dispatch({ effects: kept.scroll });
  };

  /** Colours the file that is shown. */
  const colour = () => {
    const language = languageOf(path);
    if (view.state.facet(shownLanguage) !== language) view.dispatch({ effects: inLanguage(language) });
  };

  /** Adds what was loaded later to the file that is shown. */
  const fitted = (parts: Extension | undefined) => parts && addLater(view, parts);

  const showNow = () => untracked(() => show(props.file()));

  const stops = [
    effect(() => {
      const file = props.file();
      untracked(() => show(file));
    }),
    effect(() => {
      fitted(props.laterParts());
    }),
    effect(() => {
      const marks = props.marks();
      if (!marks) return;
      showNow();
      view.dispatch({ effects: marked(marks) });
      if (typed !== undefined) performance.measure('typing-to-marks', { start: typed });
      typed = undefined;
    }),
    effect(() => {
      const range = props.wanted();
      if (!range) return;
      showNow();
      const { from, to } = offsets(view.state.doc, range);
      const scroll = EditorView.scrollIntoView(from, { y: 'center' });
      const go = () => {
        view.dispatch({ selection: { anchor: from, head: to }, effects: [scroll, flash(from)] });
        view.focus();
      };
      // Where the page shows one thing at a time, the editor may be about to be shown.
      if (host.clientHeight > 0) go();
      else requestAnimationFrame(go);
      props.onSeen();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    for (const event of ['pointerenter', 'focusin']) host.removeEventListener(event, props.onCome);
    if (props.isOpen(path)) documents.set(path, { state: view.state, scroll: view.scrollSnapshot(), text: agreed });
    view.destroy();
  };
}
