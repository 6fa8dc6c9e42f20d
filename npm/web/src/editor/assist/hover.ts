/**
 * What the editor server says of the place under the pointer, or at the cursor when somebody asks by keyboard: the facts of a table, the type of
 * a property, the page of a rule. Stands below the marks of that place and does not repeat them.
 */
import { type EditorState, type Extension, StateEffect, StateField } from '@codemirror/state';
import { EditorView, hoverTooltip, keymap, showTooltip, type Tooltip } from '@codemirror/view';
import { marksIn } from '../findings.ts';
import { assistant, known, MOST_UNASKED, offsetOf, type Span } from './assistant.ts';
import { parts } from './markdown.ts';

/** What the server answers. */
interface Hover {
  readonly contents: { readonly value: string };
  readonly range: Span;
}

/** What is shown at an offset. */
interface Help {
  readonly from: number;
  readonly to: number;
  readonly dom: HTMLElement;
}

async function helpAt(state: EditorState, at: number): Promise<Help | undefined> {
  const hover = (await known(state, 'hover', at)) as Hover | null;
  if (!hover) return undefined;
  const { openRule } = state.facet(assistant);
  const dom = document.createElement('div');
  dom.className = 'cm-help';
  const rules = marksIn(state, at, at).map(({ mark }) => mark.rule ?? '');
  const all = parts(hover.contents.value, openRule);
  const isMarked = (part: HTMLElement) => {
    const name = part.querySelector('p:first-child strong')?.textContent ?? '';
    return rules.some((rule) => rule !== '' && name.startsWith(`${rule} `));
  };
  // What such a rule found here is said by its mark, which is above: what the rule is called follows.
  const marked = all.filter(isMarked);
  for (const part of marked) part.replaceChildren(...[...part.children].slice(0, 1));
  dom.append(...marked, ...all.filter((part) => !marked.includes(part)));
  const { start, end } = hover.range;
  return { from: offsetOf(state.doc, start), to: offsetOf(state.doc, end), dom };
}

/** By the pointer. */
const underPointer = hoverTooltip(
  async (view, at) => {
    const { doc } = view.state;
    if (doc.length > MOST_UNASKED) return null;
    const help = await helpAt(view.state, at);
    if (!help || view.state.doc !== doc) return null;
    return { pos: Math.min(help.from, at), end: Math.max(help.to, at), above: false, create: () => help };
  },
  { hoverTime: 250, hideOn: ({ docChanged }) => docChanged },
);

const setHelp = StateEffect.define<Help | undefined>();

/** What the keyboard asked for. It goes when the cursor or the text moves. */
const atCursor = StateField.define<Help | undefined>({
  create: () => undefined,
  update(help, { effects, selection, docChanged }) {
    for (const effect of effects) if (effect.is(setHelp)) return effect.value;
    return selection || docChanged ? undefined : help;
  },
  provide: (field) => showTooltip.compute([field], (state) => tooltip(state.field(field))),
});

const tooltip = (help: Help | undefined): Tooltip | null =>
  help ? { pos: help.from, end: help.to, above: false, create: () => help } : null;

function ask(view: EditorView): boolean {
  const { state } = view;
  void helpAt(state, state.selection.main.head).then((help) => {
    // Somebody may have gone on.
    if (view.state.doc !== state.doc || !view.state.selection.eq(state.selection)) return;
    if (!help) return view.dispatch({ effects: EditorView.announce.of('Nothing is known of this place.') });
    help.dom.tabIndex = 0;
    help.dom.addEventListener('keydown', ({ key }) => {
      if (key !== 'Escape') return;
      close(view);
      view.focus();
    });
    view.dispatch({ effects: [setHelp.of(help), EditorView.announce.of(help.dom.innerText)] });
  });
  return true;
}

function close(view: EditorView): boolean {
  if (!view.state.field(atCursor)) return false;
  view.dispatch({ effects: setHelp.of(undefined) });
  return true;
}

export const help: Extension = [
  underPointer,
  atCursor,
  keymap.of([
    { key: 'Mod-k Mod-i', run: ask },
    { key: 'Escape', run: close },
  ]),
];
