/** The whole page: its landmarks, and which panel stands where. */
import { Editor } from '../editor/editor.tsx';

export function App() {
  return (
    <main>
      <Editor file="template" label="Template" />
    </main>
  );
}
