/** Puts the fix of a finding into its file, and says how it is undone, or why nothing was done. */
import type { Finding } from 'tablewarden/web';
import { UNDO } from '../../design/undo.ts';
import { message } from '../../workspace/begin.ts';
import { fix } from '../../workspace/fixes.ts';

export function fixNow(finding: Finding): void {
  message.value = fix(finding) ?? `${finding.rule} is fixed. Undo it in the text with ${UNDO}.`;
}
