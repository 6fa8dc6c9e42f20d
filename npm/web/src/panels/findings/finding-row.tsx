/** One finding: a row that goes to its place, and opens with the next step and what can be done. */
import { signal, useComputed } from '@preact/signals';
import type { Finding, Location } from 'tablewarden/web';
import { CodeText } from '../../design/code-text.tsx';
import { WORDS } from '../../design/severities.ts';
import { cursor, earlier, files, jumpTo } from '../../workspace/files.ts';
import { fixOf } from '../../workspace/fixes.ts';
import { explain, focusPanel, isNarrow, showText, waiving } from '../view.ts';
import { fixNow } from './fix-now.ts';
import { Mark } from './mark.tsx';

/** The finding that is open, by its fingerprint: it stays open while the text around it changes. */
const opened = signal<string | undefined>(undefined);

/** Shows a place in the text. */
export function goTo(file: string, { start, end }: Location): void {
  showText();
  jumpTo({ path: file, line: start.line, column: start.column, endLine: end.line, endColumn: end.column });
}

export function FindingRow({ finding }: { finding: Finding }) {
  const { file, fingerprint, severity, message, rule, name, condition, help, related, span, waiver } = finding;
  const isOpen = useComputed(() => opened.value === fingerprint);
  const isCurrent = useComputed(() => cursor.value.path === file && cursor.value.line === span.start.line);
  const isOfFile = (path: string) => files.value.some((open) => open.path === path);
  const fix = fixOf(finding);
  const isChange = earlier.value !== undefined && related.some((one) => !isOfFile(one.file));
  return (
    <li class={`finding ${severity}`} aria-current={isCurrent.value ? 'location' : undefined}>
      <button
        type="button"
        class="finding-main"
        aria-expanded={isOpen.value}
        onClick={({ currentTarget, detail }) => {
          opened.value = isOpen.value ? undefined : fingerprint;
          if (!opened.value || isNarrow.value) return;
          goTo(file, span);
          // Who came by keyboard stays in the list, before what can be done.
          if (detail === 0) requestAnimationFrame(() => currentTarget.focus());
        }}
      >
        <Mark severity={severity} />
        <span class="finding-message">
          <span class="heard">{WORDS[severity]}: </span>
          <CodeText text={message} />
        </span>
        <span class="finding-line">
          <span class="heard">line </span>
          {span.start.line}
        </span>
      </button>
      <div class="finding-meta">
        <button
          type="button"
          class="rule-link"
          data-explains={rule}
          onClick={() => explain(rule)}
          aria-label={`Explain rule ${rule}, ${name}`}
        >
          {rule}
        </button>
        {name !== rule && <span class="finding-name">{name}</span>}
        {condition && (
          <span>
            if <CodeText text={condition} />
          </span>
        )}
        {isChange && <span class="tag">Change</span>}
      </div>
      {isOpen.value && (
        <div class="finding-more">
          {help && (
            <p>
              <CodeText text={help} />
            </p>
          )}
          {related.length > 0 && (
            <ul class="related">
              {related.map((one) => (
                <li key={`${one.span.startByte} ${one.message}`}>
                  {isOfFile(one.file) ? (
                    <button type="button" class="link" onClick={() => goTo(one.file, one.span)}>
                      Line {one.span.start.line}
                    </button>
                  ) : (
                    <span class="hint">
                      {one.file}, line {one.span.start.line}
                    </span>
                  )}
                  : <CodeText text={one.message} />
                </li>
              ))}
            </ul>
          )}
          {waiver && (
            <p>
              Waived{waiver.expires ? ` until ${waiver.expires}` : ''}: {waiver.reason}
            </p>
          )}
          {fix && (
            <p>
              {fix.isSafe ? 'Safe fix: ' : 'Possible fix: '}
              <CodeText text={fix.title} />
            </p>
          )}
          <div class="finding-ends">
            {fix && (
              <button
                type="button"
                class="press"
                aria-label={`Fix: ${fix.title}`}
                onClick={() => {
                  fixNow(finding);
                  // The row goes when the text is checked.
                  focusPanel('.finding-main');
                }}
              >
                Fix
              </button>
            )}
            <button type="button" class="press" onClick={() => goTo(file, span)}>
              Line {span.start.line}
            </button>
            <button type="button" class="press" onClick={() => explain(rule)}>
              Explain
            </button>
            {!waiver && (
              <button
                type="button"
                class="press"
                onClick={() => {
                  waiving.value = finding;
                }}
              >
                Waive…
              </button>
            )}
          </div>
        </div>
      )}
    </li>
  );
}
