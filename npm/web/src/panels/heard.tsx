/** What who listens is told when the findings change: how many there are, and whether everything was checked. */
import { useComputed } from '@preact/signals';
import { failures, report } from '../workspace/results.ts';
import { counted } from './findings/listed.ts';

export function Heard() {
  const text = useComputed(() => {
    if (failures.value.length > 0) return 'Could not be checked.';
    if (!report.value) return '';
    const { counts, outcome } = report.value;
    const { errors, warnings, notes, tables } = counts;
    const found = [counted(errors, 'error'), counted(warnings, 'warning'), counted(notes, 'note')].join(', ');
    const where = ` in ${counted(tables, 'table')}.`;
    if (outcome === 'error') return 'Could not be checked.';
    const isPart = outcome === 'incomplete' ? 'Check incomplete. ' : '';
    return isPart + (errors + warnings + notes === 0 && isPart === '' ? 'No problems found' : found) + where;
  });
  return (
    <p class="heard" role="status" aria-live="polite">
      {text}
    </p>
  );
}
