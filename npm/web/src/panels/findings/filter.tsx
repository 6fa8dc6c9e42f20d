/** Narrows the list by severity and by text; its buttons are the summary at the same time. */
import type { Signal } from '@preact/signals';
import type { Counts, Severity } from 'tablewarden/web';
import { SEVERITIES } from '../../design/severities.ts';
import { counted } from './listed.ts';
import { Mark } from './mark.tsx';

interface FilterProps {
  readonly counts: Counts;
  readonly text: Signal<string>;
  readonly hidden: Signal<readonly Severity[]>;
}

export function Filter({ counts, text, hidden }: FilterProps) {
  const of: Record<Severity, number> = { error: counts.errors, warning: counts.warnings, note: counts.notes };
  const toggle = (severity: Severity) => {
    const others = hidden.value.filter((one) => one !== severity);
    hidden.value = others.length < hidden.value.length ? others : [...others, severity];
  };
  return (
    <search class="filter" aria-label="Findings">
      <fieldset class="severities" aria-label="Show by severity">
        {SEVERITIES.filter((severity) => of[severity] > 0).map((severity) => (
          <button
            key={severity}
            type="button"
            class="bare severity"
            aria-pressed={!hidden.value.includes(severity)}
            onClick={() => toggle(severity)}
          >
            <Mark severity={severity} />
            {counted(of[severity], severity)}
          </button>
        ))}
      </fieldset>
      <input
        id="filter"
        class="field"
        type="search"
        placeholder="Filter"
        aria-label="Filter findings by text or rule"
        value={text}
        onInput={({ currentTarget }) => {
          text.value = currentTarget.value;
        }}
      />
    </search>
  );
}
