/**
 * Fixes a file: the difference that its safe fixes make, all made by one press, and the others one by one, because each is a guess or
 * adds or removes something.
 */
import { useSignal, useSignalEffect } from '@preact/signals';
import { CodeText } from '../../design/code-text.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { Difference } from '../../design/difference.tsx';
import { UNDO } from '../../design/undo.ts';
import { message } from '../../workspace/begin.ts';
import { difference, fixAll } from '../../workspace/commands.ts';
import { fixOf } from '../../workspace/fixes.ts';
import { answerOf, checked } from '../../workspace/results.ts';
import { fixing, focusPanel } from '../view.ts';
import { fixNow } from './fix-now.ts';

export function FixDialog() {
  const diff = useSignal<string | undefined>(undefined);
  const refusal = useSignal('');
  const path = fixing.value;
  const close = () => {
    fixing.value = undefined;
    diff.value = undefined;
    refusal.value = '';
  };
  useSignalEffect(() => {
    const path = fixing.value;
    // Anew whenever the text was checked anew: after each fix that is made here.
    void checked.value;
    if (path === undefined) return;
    difference(path).then(
      (text) => {
        if (fixing.peek() === path) diff.value = text;
      },
      (error: Error) => {
        refusal.value = error.message;
      },
    );
  });
  const make = async () => {
    if (path === undefined) return;
    const refused = await fixAll(path).catch((error: Error) => error.message);
    if (refused) {
      refusal.value = refused;
      return;
    }
    message.value = `The safe fixes are made. Undo them in the text with ${UNDO}.`;
    close();
    // The rows that were fixed are gone.
    requestAnimationFrame(() => focusPanel('.finding-main'));
  };
  const findings = path === undefined ? [] : (answerOf(path)?.findings ?? []);
  const others = findings.filter((finding) => fixOf(finding)?.isSafe === false);
  return (
    <Dialog title={`Fix ${path ?? ''}`} isOpen={path !== undefined} onClose={close}>
      <section class="fixes-of-file" aria-labelledby="safe-fixes">
        <h3 id="safe-fixes">Safe fixes</h3>
        <p class="hint">
          There is one right value, and a deployment over an existing stack replaces, deletes and stops nothing.
        </p>
        {diff.value === undefined && refusal.value === '' && <p>Looking for fixes…</p>}
        {diff.value === '' && <p>No safe fix is left.</p>}
        {diff.value && <Difference text={diff.value} label="What the safe fixes change" />}
      </section>
      {others.length > 0 && (
        <section aria-labelledby="other-fixes">
          <h3 id="other-fixes">Others, one by one</h3>
          <p class="hint">Each is a guess, or adds or removes something. Look at the result.</p>
          <ul class="fixes">
            {others.map((finding, at) => {
              const title = fixOf(finding)?.title ?? '';
              return (
                <li key={`${finding.fingerprint} ${at}`}>
                  <span>
                    {finding.rule}, line {finding.span.start.line}: <CodeText text={title} />
                  </span>
                  <button type="button" class="press" aria-label={`Fix: ${title}`} onClick={() => fixNow(finding)}>
                    Fix
                  </button>
                </li>
              );
            })}
          </ul>
        </section>
      )}
      <p class="wrong" role="alert">
        {refusal}
      </p>
      <div class="ends">
        <button type="button" class="press" onClick={close}>
          Close
        </button>
        <button type="button" class="press main" disabled={!diff.value} onClick={make}>
          Make the safe fixes
        </button>
      </div>
    </Dialog>
  );
}
