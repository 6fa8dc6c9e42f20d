/** What stands in place of the text where no file is open. */
import { examples } from '../../workspace/examples.ts';
import { openFile } from '../../workspace/files.ts';
import { openFiles } from './file-menu.tsx';
import { freeName } from './take.ts';

export function NoFile() {
  const [example] = examples;
  return (
    <div class="empty no-file">
      <h2>Paste, drop or open a CloudFormation template</h2>
      <p>YAML or JSON, one file or a whole folder. It stays in this browser.</p>
      <p class="choices">
        <button type="button" class="press main" onClick={openFiles}>
          Open files…
        </button>
        <button type="button" class="press" onClick={() => openFile(freeName(''), '')}>
          Write one
        </button>
        {example && (
          <button type="button" class="press" onClick={async () => openFile(example.path, await example.text())}>
            Look at an example
          </button>
        )}
      </p>
    </div>
  );
}
