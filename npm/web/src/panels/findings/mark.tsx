/** The mark of a severity: a shape of its own for each, so that no colour is needed to tell them apart. */
import type { Severity } from 'tablewarden/web';
import { SHAPES } from '../../design/severities.ts';

export function Mark({ severity }: { severity: Severity }) {
  return (
    <svg class={`mark ${severity}`} viewBox="0 0 16 16" aria-hidden="true">
      <path class="shape" d={SHAPES[severity].outline} />
      <path class="sign" d={SHAPES[severity].sign} />
    </svg>
  );
}
