/** Asks why a finding is waived, and until when; the command writes the waiver into the template. */
import { useSignal } from '@preact/signals';
import { CodeText } from '../../design/code-text.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { UNDO } from '../../design/undo.ts';
import { message } from '../../workspace/begin.ts';
import { waive } from '../../workspace/commands.ts';
import { focusPanel, waiving } from '../view.ts';

export function WaiveDialog() {
  const reason = useSignal('');
  const expires = useSignal('');
  const refusal = useSignal('');
  const close = () => {
    waiving.value = undefined;
    refusal.value = '';
  };
  const finding = waiving.value;
  const submit = async (event: Event) => {
    event.preventDefault();
    if (!finding) return;
    if (reason.value.trim() === '') {
      refusal.value = 'Enter a reason.';
      return;
    }
    const refused = await waive(finding, reason.value.trim(), expires.value || undefined).catch(
      (error: Error) => error.message,
    );
    if (refused) {
      refusal.value = refused;
      return;
    }
    message.value = `${finding.rule} is waived. Undo it in the text with ${UNDO}.`;
    reason.value = '';
    expires.value = '';
    close();
    // The row that it was opened from is gone.
    requestAnimationFrame(() => focusPanel('.finding-main'));
  };
  return (
    <Dialog title={`Waive ${finding?.rule ?? ''}`} isOpen={finding !== undefined} onClose={close}>
      {finding && (
        <form onSubmit={submit} noValidate>
          <p>
            <CodeText text={finding.message} />
          </p>
          <div class="labelled">
            <label for="waive-reason">Reason</label>
            <input
              id="waive-reason"
              class="field"
              required
              autocomplete="off"
              aria-invalid={refusal.value !== '' && reason.value.trim() === ''}
              aria-describedby="waive-refusal"
              value={reason}
              onInput={({ currentTarget }) => {
                reason.value = currentTarget.value;
              }}
            />
            <p id="waive-refusal" class="wrong" role="alert">
              {refusal}
            </p>
          </div>
          <div class="labelled">
            <label for="waive-expires">
              Expires <span class="hint">(optional; the last day it holds)</span>
            </label>
            <input
              id="waive-expires"
              class="field"
              type="date"
              value={expires}
              onInput={({ currentTarget }) => {
                expires.value = currentTarget.value;
              }}
            />
          </div>
          <p class="hint">
            The waiver is written into {finding.file}. The finding stays in the report, and no longer fails a check.
          </p>
          <div class="ends">
            <button type="button" class="press" onClick={close}>
              Cancel
            </button>
            <button type="submit" class="press main">
              Waive
            </button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
