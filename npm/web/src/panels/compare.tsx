/** Chooses the earlier version that the file in the editor is compared with. What the change does stands among the findings. */
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { message } from '../workspace/begin.ts';
import { activeFile, earlier, files } from '../workspace/files.ts';
import { isTemplate } from '../workspace/options.ts';
import { report } from '../workspace/results.ts';
import { counted } from './findings/listed.ts';
import { view } from './view.ts';

export function Compare() {
  const active = activeFile.value;
  if (earlier.value) return <Compared />;
  if (!active || !isTemplate(active.path)) {
    return (
      <div class="empty">
        <h2>No template to compare</h2>
        <p>Open a template to compare it with an earlier version.</p>
      </div>
    );
  }
  return <Choose path={active.path} />;
}

function Choose({ path }: { path: string }) {
  const input = useRef<HTMLInputElement>(null);
  const pasted = useSignal('');
  const others = files.value.filter((file) => file.path !== path && isTemplate(file.path));
  const choose = (text: string) => {
    earlier.value = { path, text };
  };
  return (
    <div class="settings">
      <section>
        <h2>Compare {path} with an earlier version</h2>
        <p>
          Some updates replace a table, delete its data or fail halfway. With an earlier version, the check finds those
          changes too.
        </p>
        <div class="choices">
          <button type="button" class="press" onClick={() => choose(activeFile.value?.text.toString() ?? '')}>
            Use the text as it is now
          </button>
          <button type="button" class="press" onClick={() => input.current?.click()}>
            Open a file…
          </button>
        </div>
        <p class="hint">Use the text as it is now, then edit it: each change is checked as you type.</p>
        <input
          ref={input}
          type="file"
          hidden
          aria-label="Open the earlier version"
          onChange={async ({ currentTarget }) => {
            try {
              const [file] = currentTarget.files ?? [];
              if (file) choose(await file.text());
            } catch (error) {
              message.value = `The file could not be read: ${(error as Error).message}`;
            }
          }}
        />
      </section>
      {others.length > 0 && (
        <section aria-labelledby="compare-open">
          <h2 id="compare-open">Another open file</h2>
          <ul class="choices">
            {others.map((file) => (
              <li key={file.path}>
                <button type="button" class="press" onClick={() => choose(file.text.toString())}>
                  {file.path}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <form
          class="labelled"
          onSubmit={(event) => {
            event.preventDefault();
            if (pasted.value.trim() !== '') choose(pasted.value);
          }}
        >
          <label for="earlier-text">Paste the earlier version</label>
          <textarea
            id="earlier-text"
            class="field code"
            rows={6}
            spellcheck={false}
            value={pasted}
            onInput={({ currentTarget }) => {
              pasted.value = currentTarget.value;
            }}
          />
          <div class="choices">
            <button type="submit" class="press" disabled={pasted.value.trim() === ''}>
              Compare
            </button>
          </div>
        </form>
      </section>
    </div>
  );
}

function Compared() {
  const before = earlier.value;
  if (!before) return null;
  const file = files.value.find(({ path }) => path === before.path);
  const isOpen = (path: string) => files.value.some((one) => one.path === path);
  const findings = report.value?.files.find((answer) => answer.file === before.path)?.findings ?? [];
  const changes = findings.filter(({ related }) => related.some((one) => !isOpen(one.file))).length;
  const isSame = file?.text.toString() === before.text.toString();
  return (
    <div class="settings">
      <section>
        <h2>{before.path} is compared with an earlier version</h2>
        <p>
          {isSame
            ? 'Both are the same so far. Edit the template to check a change.'
            : changes > 0
              ? `The update has ${counted(changes, 'finding')} about the change. They are marked with “Change”.`
              : 'The check found nothing wrong with the change itself.'}
        </p>
        <div class="choices">
          {changes > 0 && (
            <button
              type="button"
              class="press"
              onClick={() => {
                view.value = 'findings';
              }}
            >
              Show the findings
            </button>
          )}
          <button
            type="button"
            class="press"
            onClick={() => {
              earlier.value = undefined;
            }}
          >
            Stop comparing
          </button>
        </div>
      </section>
      <section class="labelled">
        <label for="earlier">The earlier version</label>
        <textarea
          id="earlier"
          class="field code"
          rows={20}
          readOnly
          spellcheck={false}
          value={before.text.toString().slice(0, 200_000)}
        />
      </section>
    </div>
  );
}
