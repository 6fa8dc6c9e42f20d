/** Asks for the new name of an open file. */
import { useSignal, useSignalEffect } from '@preact/signals';
import { Dialog } from '../../design/dialog.tsx';
import { files, rename } from '../../workspace/files.ts';
import { renaming } from '../view.ts';

export function RenameDialog() {
  const name = useSignal('');
  useSignalEffect(() => {
    name.value = renaming.value ?? '';
  });
  const path = renaming.value ?? '';
  const wanted = name.value.trim();
  const isTaken = wanted !== path && files.value.some((file) => file.path === wanted);
  const close = () => {
    renaming.value = undefined;
  };
  return (
    <Dialog title="Rename file" isOpen={renaming.value !== undefined} onClose={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (wanted === '' || isTaken) return;
          rename(path, wanted);
          close();
          // The tab that had the focus is gone with its name.
          requestAnimationFrame(() => document.querySelector<HTMLElement>('.file-bar [aria-selected="true"]')?.focus());
        }}
      >
        <div class="labelled">
          <label for="rename">Name</label>
          <input
            id="rename"
            class="field"
            autocomplete="off"
            spellcheck={false}
            aria-invalid={isTaken}
            aria-describedby="rename-wrong"
            value={name}
            onInput={({ currentTarget }) => {
              name.value = currentTarget.value;
            }}
          />
          <p id="rename-wrong" class="wrong" role="alert">
            {isTaken && 'Another open file has this name.'}
          </p>
        </div>
        <div class="ends">
          <button type="button" class="press" onClick={close}>
            Cancel
          </button>
          <button type="submit" class="press main" disabled={wanted === '' || isTaken}>
            Rename
          </button>
        </div>
      </form>
    </Dialog>
  );
}
