/** How severities are shown, wherever they are: their order, their words, and a shape of its own for each, so that they differ without colour. */
import type { Severity } from 'tablewarden/web';

/** From the worst to the least: as lists are read, and which of several is shown. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'note'];

/** The word of a severity, as a label begins with it. */
export const WORDS: Record<Severity, string> = { error: 'Error', warning: 'Warning', note: 'Note' };

/** On 16 by 16: an outline and the sign in it: an octagon and a triangle with an exclamation mark, a circle with an i. */
export const SHAPES: Record<Severity, { readonly outline: string; readonly sign: string }> = {
  error: { outline: 'M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2Z', sign: 'M8 4.8v3.9M8 11.2v.1' },
  warning: { outline: 'M8 1.8 15 14.2H1Z', sign: 'M8 6.2v3.8M8 12.1v.1' },
  note: { outline: 'M14.25 8a6.25 6.25 0 1 1-12.5 0 6.25 6.25 0 0 1 12.5 0Z', sign: 'M8 7.4v3.8M8 4.8v.1' },
};
