/**
 * Findings as marks in the text: a wavy line at the exact place, a sign in the gutter, a hint on hover and by keyboard. Marks move
 * with the text until the next report comes. Only the findings that it is given are marked.
 */
import {
  type EditorState,
  type Extension,
  Facet,
  RangeSet,
  RangeSetBuilder,
  StateEffect,
  StateField,
  type Text,
} from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  EditorView,
  GutterMarker,
  gutter,
  hoverTooltip,
  keymap,
  showTooltip,
  type Tooltip,
  tooltips,
} from '@codemirror/view';
import type { Severity } from 'tablewarden/web';
import { SEVERITIES } from '../design/severities.ts';
import { type Action, hint, type Mark, titleOf } from './hint.ts';
import { offsets } from './positions.ts';
import { sign } from './signs.ts';

/** The actions that hints offer. */
export const actions = Facet.define<readonly Action[], readonly Action[]>({ combine: (all) => all.flat() });

const setMarks = StateEffect.define<readonly Mark[]>();
const setHint = StateEffect.define<number | undefined>();

/** An effect that puts marks in place of those before. */
export const marked = (marks: readonly Mark[]) => setMarks.of(marks);

interface Marks {
  readonly decorations: DecorationSet;
  readonly signs: RangeSet<Sign>;
}

const NONE: Marks = { decorations: Decoration.none, signs: RangeSet.empty };

const marksField = StateField.define<Marks>({
  create: () => NONE,
  update(marks, { changes, effects, newDoc }) {
    for (const effect of effects) if (effect.is(setMarks)) return made(newDoc, effect.value);
    if (changes.empty) return marks;
    return { decorations: marks.decorations.map(changes), signs: marks.signs.map(changes) };
  },
  provide: (field) => [
    EditorView.decorations.from(field, ({ decorations }) => decorations),
    gutter({
      class: 'cm-gutter-findings',
      markers: (view) => view.state.field(field).signs,
      initialSpacer: () => new Sign('note'),
      domEventHandlers: {
        click(view, { from }) {
          const inLine = marksIn(view.state, from, view.state.doc.lineAt(from).to);
          const mark = inLine.find((one) => one.from >= from) ?? inLine[0];
          if (!mark) return false;
          view.dispatch({ selection: { anchor: mark.from }, effects: setHint.of(mark.from) });
          view.focus();
          return true;
        },
      },
    }),
  ],
});

/** The sign of the worst finding of a line. Screen readers skip gutters; they hear a finding when somebody goes to it. */
class Sign extends GutterMarker {
  constructor(readonly severity: Severity) {
    super();
  }
  override eq(other: Sign): boolean {
    return other.severity === this.severity;
  }
  override toDOM(): Node {
    return sign(this.severity, 'cm-mark');
  }
}

function made(doc: Text, marks: readonly Mark[]): Marks {
  const placed = marks
    .map((mark) => ({ mark, ...offsets(doc, mark.range) }))
    .sort((a, b) => a.from - b.from || a.to - b.to);
  const decorations = new RangeSetBuilder<Decoration>();
  const lines = new Map<number, Sign>();
  for (const { mark, from, to } of placed) {
    const attributes = {
      class: `cm-finding cm-finding-${mark.severity}`,
      ...(mark.rule && { attributes: { 'data-rule': mark.rule } }),
    };
    if (to > from) decorations.add(from, to, Decoration.mark({ ...attributes, mark }));
    const line = doc.lineAt(from).from;
    const before = lines.get(line);
    const isWorse = !before || SEVERITIES.indexOf(mark.severity) < SEVERITIES.indexOf(before.severity);
    if (isWorse) lines.set(line, new Sign(mark.severity));
  }
  const signs = RangeSet.of([...lines].map(([at, marker]) => marker.range(at)));
  return { decorations: decorations.finish(), signs };
}

interface Placed {
  readonly from: number;
  readonly to: number;
  readonly mark: Mark;
}

/** The marks that touch a range, in the order of the text. */
export function marksIn(state: EditorState, from: number, to: number): Placed[] {
  const found: Placed[] = [];
  state.field(marksField).decorations.between(from, to, (start, end, { spec }) => {
    found.push({ from: start, to: end, mark: spec.mark });
  });
  // A set of ranges is read layer by layer.
  return found.sort((a, b) => a.from - b.from || a.to - b.to);
}

/** The marks of the character at an offset; where there are none, those that end there. */
function marksAt(state: EditorState, at: number): Placed[] {
  const touching = marksIn(state, at, at);
  const covering = touching.filter(({ to }) => to > at);
  return covering.length > 0 ? covering : touching;
}

/** A mark for who listens. */
const spoken = (mark: Mark) => [`${titleOf(mark)}: ${mark.message}`, mark.help].filter(Boolean).join(' ');

/** Where the next mark begins, or the one before, around the end of the text. */
function next(state: EditorState, direction: 1 | -1): number | undefined {
  const starts = marksIn(state, 0, state.doc.length).map(({ from }) => from);
  const { head } = state.selection.main;
  return direction > 0
    ? (starts.find((start) => start > head) ?? starts[0])
    : (starts.findLast((start) => start < head) ?? starts.at(-1));
}

function go(direction: 1 | -1) {
  return (view: EditorView): boolean => {
    const at = next(view.state, direction);
    if (at === undefined) return false;
    const scroll = EditorView.scrollIntoView(at, { y: 'center' });
    const said = marksAt(view.state, at).map(({ mark }) => spoken(mark));
    const { number } = view.state.doc.lineAt(at);
    const heard = EditorView.announce.of(`Line ${number}. ${said.join(' ')}`);
    view.dispatch({ selection: { anchor: at }, effects: [scroll, heard, setHint.of(at)] });
    return true;
  };
}

/** The hint that the keyboard asked for. It goes when the cursor or the text moves. */
const hintField = StateField.define<Tooltip | undefined>({
  create: () => undefined,
  update(hint, { effects, selection, docChanged, state }) {
    for (const effect of effects) {
      if (effect.is(setHint)) return effect.value === undefined ? undefined : hintAt(state, effect.value);
    }
    return selection || docChanged ? undefined : hint;
  },
  provide: (field) => showTooltip.compute([field], (state) => state.field(field) ?? null),
});

function hintAt(state: EditorState, at: number): Tooltip | undefined {
  const found = marksAt(state, at);
  const [first] = found;
  if (!first) return undefined;
  const end = Math.max(...found.map(({ to }) => to));
  return { pos: first.from, end, above: false, create: (view) => ({ dom: dom(view, found) }) };
}

function dom(view: EditorView, found: readonly Placed[]): HTMLElement {
  const marks = found.map(({ mark }) => mark);
  return hint(marks, view.state.facet(actions), () => {
    view.dispatch({ effects: setHint.of(undefined) });
    view.focus();
  });
}

/** Marks, their signs and hints, and the keys for them. */
export const findings: Extension = [
  marksField,
  hintField,
  // Hints keep a little off the sides of a narrow window.
  tooltips({ tooltipSpace: () => ({ left: 8, top: 0, right: innerWidth - 8, bottom: innerHeight }) }),
  hoverTooltip((view, at) => (view.state.field(hintField) ? null : (hintAt(view.state, at) ?? null)), {
    hoverTime: 250,
    hideOn: ({ effects, docChanged }) => docChanged || effects.some((effect) => effect.is(setHint)),
  }),
  keymap.of([
    { key: 'F8', run: go(1), shift: go(-1) },
    {
      key: 'Escape',
      run: (view) => {
        if (!view.state.field(hintField)) return false;
        view.dispatch({ effects: setHint.of(undefined) });
        return true;
      },
    },
  ]),
];
