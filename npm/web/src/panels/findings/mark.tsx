/** The mark of a severity: a shape of its own for each, so that no colour is needed to tell them apart. */
import type { Severity } from 'tablewarden/web';

const SHAPES: Record<Severity, string> = {
  error: 'M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2Z',
  warning: 'M8 1.8 15 14.2H1Z',
  note: 'M14.5 8a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0Z',
};

const SIGNS: Record<Severity, string> = {
  error: 'm5.8 5.8 4.4 4.4m0-4.4-4.4 4.4',
  warning: 'M8 6.2v4M8 12.1v.1',
  note: 'M8 7.5v3.8M8 4.8v.1',
};

/** The word of a severity, as a label begins with it. */
export const WORDS: Record<Severity, string> = { error: 'Error', warning: 'Warning', note: 'Note' };

export function Mark({ severity }: { severity: Severity }) {
  return (
    <svg class={`mark ${severity}`} viewBox="0 0 16 16" aria-hidden="true">
      <path class="shape" d={SHAPES[severity]} />
      <path class="sign" d={SIGNS[severity]} />
    </svg>
  );
}
