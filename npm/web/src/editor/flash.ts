/** Shows for a moment in which line somebody has arrived; by a colour that fades, where motion is welcome. */
import { type Extension, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';

const arrived = StateEffect.define<number>();

/** An effect that shows the line of an offset. */
export const flash = (at: number): StateEffect<unknown> => arrived.of(at);

const line = Decoration.line({ class: 'cm-arrived' });

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(lines, { effects, newDoc, docChanged, selection }) {
    for (const effect of effects)
      if (effect.is(arrived)) return Decoration.set(line.range(newDoc.lineAt(effect.value).from));
    return docChanged || selection ? Decoration.none : lines;
  },
  provide: (field) => EditorView.decorations.from(field),
});

export const flashes: Extension = [
  field,
  EditorView.baseTheme({
    '@keyframes cm-arrive': { from: { backgroundColor: 'color-mix(in srgb, var(--accent) 30%, transparent)' } },
    '@media (prefers-reduced-motion: no-preference)': { '.cm-arrived': { animation: 'cm-arrive 1.2s ease-out' } },
  }),
];
