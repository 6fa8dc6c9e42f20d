/** What parts of the editor that are loaded later need of the file that is shown, and their place among its extensions. */
import { Compartment, type Extension, Facet } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';

/** The path of the file that is shown. It is asked for when it is needed, since a file can be renamed. */
export const shownPath = Facet.define<() => string, () => string>({ combine: ([first = () => '']) => first });

const place = new Compartment();

/** Where they are; nothing at first. */
export const laterParts: Extension = place.of([]);

/** Puts them there, unless they are there. */
export function addLater(view: EditorView, parts: Extension): void {
  if (place.get(view.state) !== parts) view.dispatch({ effects: place.reconfigure(parts) });
}
