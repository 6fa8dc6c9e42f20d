/** How many findings of the file in the editor can be fixed, and the way to fix them. */
import { activePath } from '../../workspace/files.ts';
import { fixOf } from '../../workspace/fixes.ts';
import { activeAnswer } from '../../workspace/results.ts';
import { fixing } from '../view.ts';
import { counted } from './listed.ts';

export function FixBar() {
  const count = activeAnswer()?.findings.filter((finding) => fixOf(finding) !== undefined).length ?? 0;
  if (count === 0) return null;
  return (
    <div class="fix-bar">
      <span>{counted(count, 'finding')} can be fixed.</span>
      <button
        type="button"
        class="press"
        onClick={() => {
          fixing.value = activePath.value;
        }}
      >
        Fix…
      </button>
    </div>
  );
}
