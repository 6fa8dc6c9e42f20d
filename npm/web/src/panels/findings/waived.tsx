/** The findings that somebody waived, apart from the others and closed at first: they fail nothing. */
import type { CheckResponse } from 'tablewarden/web';
import { FindingRow } from './finding-row.tsx';
import { counted } from './listed.ts';

export function Waived({ answers }: { answers: readonly CheckResponse[] }) {
  const waived = answers.flatMap((answer) => answer.waived);
  if (waived.length === 0) return null;
  return (
    <details class="waived">
      <summary>{counted(waived.length, 'waived finding')}</summary>
      <ul>
        {waived.slice(0, 200).map((finding, at) => (
          <FindingRow key={`${finding.fingerprint} ${at}`} finding={finding} />
        ))}
      </ul>
    </details>
  );
}
