/** The text of the active file, in CodeMirror. */
import { activeFile } from '../workspace/files.ts';

export function Editor() {
  return <pre>{activeFile.value?.text}</pre>;
}
