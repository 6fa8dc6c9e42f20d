/** The list of findings: what could not be checked first, then the filter, then the findings of each resource, then what is waived. */
import { useComputed, useSignal } from '@preact/signals';
import type { CheckResponse, Severity } from 'tablewarden/web';
import { activePath } from '../../workspace/files.ts';
import { failures, isChecking, report } from '../../workspace/results.ts';
import { Clean, CleanFiles, Nothing } from './empty.tsx';
import { Filter } from './filter.tsx';
import { FindingRow } from './finding-row.tsx';
import { FixBar } from './fix-bar.tsx';
import { follow } from './follow.ts';
import { counted, firstOf, groups } from './listed.ts';
import { Notices } from './notices.tsx';
import { Waived } from './waived.tsx';

/** How many rows there are at first, and how many more at a time. */
const FIRST = 300;
const MORE = 200;

export function Findings() {
  const text = useSignal('');
  const hidden = useSignal<readonly Severity[]>([]);
  const most = useSignal(FIRST);
  const list = follow();
  // The file in the editor is the first.
  const answers = useComputed(() => {
    const all = report.value?.files ?? [];
    const isActive = ({ file }: { file: string }) => file === activePath.value;
    return [...all.filter(isActive), ...all.filter((answer) => !isActive(answer))];
  });
  const all = useComputed(() => groups(answers.value, { text: text.value, hidden: hidden.value }));
  const wanted = useComputed(() => all.value.reduce((sum, { findings }) => sum + findings.length, 0));
  const shown = useComputed(() => firstOf(all.value, most.value));
  const said = report.value;
  if (!said) {
    return failures.value.length > 0 ? <Notices /> : <Nothing isChecking={isChecking.value} />;
  }
  const { counts } = said;
  const total = counts.errors + counts.warnings + counts.notes;
  const sent = answers.value.reduce((sum, { findings }) => sum + findings.length, 0);
  const isWhole = failures.value.length === 0 && said.outcome !== 'incomplete' && said.outcome !== 'error';
  const severalFiles = said.files.length > 1;
  return (
    <div class="findings" ref={list}>
      <Notices />
      <Skipped answers={answers.value} isActive />
      {total > 0 && <Filter counts={counts} text={text} hidden={hidden} />}
      <FixBar />
      {total === 0 && isWhole && <Clean report={said} />}
      {total > 0 && wanted.value === 0 && (
        <p class="empty-line">
          No finding matches the filter.{' '}
          <button
            type="button"
            class="link"
            onClick={() => {
              text.value = '';
              hidden.value = [];
            }}
          >
            Show all
          </button>
        </p>
      )}
      {severalFiles && total > 0 && <CleanFiles answers={answers.value} isActive />}
      {shown.value.map(({ key, label, file, resource, findings }) => (
        <section key={key} class="group" aria-label={label}>
          <h2 class="group-title">
            <span class="group-name">{resource ?? 'Whole template'}</span>
            {severalFiles && <span class="group-file">{file}</span>}
            <span class="count" aria-hidden="true">
              {findings.length}
            </span>
          </h2>
          <ul>
            {findings.map((finding, at) => (
              <FindingRow key={`${finding.fingerprint} ${at}`} finding={finding} />
            ))}
          </ul>
        </section>
      ))}
      {wanted.value > most.value && (
        <p class="empty-line">
          {counted(most.value, 'finding')} of {wanted.value.toLocaleString('en')} are shown.{' '}
          <button
            type="button"
            class="link"
            onClick={() => {
              most.value += MORE;
            }}
          >
            Show {Math.min(MORE, wanted.value - most.value)} more
          </button>
        </p>
      )}
      {sent < total && (
        <p class="empty-line">
          {counted(total - sent, 'further finding')} can't be listed here. The exports have all of them.
        </p>
      )}
      {severalFiles && total > 0 && <CleanFiles answers={answers.value} isActive={false} />}
      <Waived answers={answers.value} />
      <Skipped answers={answers.value} isActive={false} />
      {said.advice && said.advice.length > 0 && (
        <section class="advice">
          <h2 class="group-title">What no template can show</h2>
          <ul>
            {said.advice.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

/** Files that are open and no templates: the one in the editor at the top, the others at the end, by name. */
function Skipped({ answers, isActive }: { answers: readonly CheckResponse[]; isActive: boolean }) {
  const names = answers.flatMap(({ file, skipped }) =>
    skipped && (file === activePath.value) === isActive ? file : [],
  );
  if (names.length === 0) return null;
  return (
    <p class="empty-line">
      {names.slice(0, 20).join(', ')}
      {names.length > 20 && ` and ${names.length - 20} more files`}
      {names.length === 1 ? ' is not a template, and is skipped.' : ' are not templates, and are skipped.'}
    </p>
  );
}
