/** Copies everything that is open and set as a link. Says how long it is, and shows it where it cannot be copied. */
import { useSignal } from '@preact/signals';
import { Dialog } from '../../design/dialog.tsx';
import { LinkIcon } from '../../design/icons.tsx';
import { message } from '../../workspace/begin.ts';
import { fragment } from '../../workspace/link.ts';
import { taken } from '../../workspace/state.ts';

/** From how many characters on some programs cut a link off. */
const LONG = 8000;

export function Share() {
  const link = useSignal('');
  const share = async () => {
    try {
      const made = location.origin + location.pathname + (await fragment(taken()));
      try {
        await navigator.clipboard.writeText(made);
        message.value = `Link copied. ${sizeOf(made)}`;
      } catch {
        link.value = made;
      }
    } catch (error) {
      message.value = `The link could not be made: ${(error as Error).message}`;
    }
  };
  return (
    <>
      <button type="button" class="bare" title="Copy everything as a link" aria-label="Copy link" onClick={share}>
        <LinkIcon />
        <span class="wide-only">Copy link</span>
      </button>
      <Dialog
        title="Link"
        isOpen={link.value !== ''}
        onClose={() => {
          link.value = '';
        }}
      >
        <p>{sizeOf(link.value)}</p>
        <div class="labelled">
          <label for="link">The browser doesn’t allow copying. Copy the link from here:</label>
          <input
            id="link"
            class="field"
            readOnly
            value={link}
            onFocus={({ currentTarget }) => currentTarget.select()}
          />
        </div>
      </Dialog>
    </>
  );
}

function sizeOf(link: string): string {
  const size = `The link has ${link.length.toLocaleString('en')} characters and contains everything that is open. Nothing is uploaded.`;
  return link.length > LONG ? `${size} Some mail and chat programs cut off links this long.` : size;
}
