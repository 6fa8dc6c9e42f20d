/**
 * The fixes that findings carry: which there are, and one of them put into its file. The engine says what is replaced, and whether it is
 * safe.
 */
import type { Finding } from 'tablewarden/web';
import { activePath, edit, files } from './files.ts';
import { checked } from './results.ts';

type Fix = Finding['fixes'][number];

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder('utf-8', { ignoreBOM: true });

/** The fix of a finding, if it has one. */
export const fixOf = ({ fixes, waiver }: Finding): Fix | undefined => (waiver ? undefined : fixes[0]);

/** Puts the fix of a finding into its file, in one step that can be undone. Gives one line where the text is no longer what was checked. */
export function fix(finding: Finding): string | undefined {
  const found = fixOf(finding);
  const file = files.peek().find(({ path }) => path === finding.file);
  const seen = checked.peek().find(({ path }) => path === finding.file);
  if (!found || !file || file.text !== seen?.text) return `${finding.file} has changed. Try again when it is checked.`;
  const bytes = ENCODER.encode(file.text.toString());
  let text = '';
  let from = 0;
  for (const { span, text: put } of found.edits) {
    text += DECODER.decode(bytes.subarray(from, span.startByte)) + put;
    from = span.endByte;
  }
  activePath.value = file.path;
  edit(file.path, text + DECODER.decode(bytes.subarray(from)));
  return undefined;
}
