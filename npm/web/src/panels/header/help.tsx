/** The keys of the page, in a dialog that `?` opens, and the keys that belong to no part of it. */
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Dialog } from '../../design/dialog.tsx';
import { HelpIcon } from '../../design/icons.tsx';
import { view } from '../view.ts';

const isOpen = signal(false);

const KEYS: readonly (readonly [string, string])[] = [
  ['Alt+1 … Alt+4', 'Findings, Picture, Compare, Settings'],
  ['/', 'Filter the findings'],
  ['F8, Shift+F8', 'Next and previous finding, in the text'],
  ['Ctrl+Space', 'What can be written here, in the text'],
  ['Ctrl+K Ctrl+I', 'What is known of this place, in the text'],
  ['F12, Ctrl+click', 'Go to what a reference names, in the text'],
  ['Ctrl+F', 'Search, in the text'],
  ['Ctrl+Z', 'Undo, also a waiver, in the text'],
  ['Tab', 'Leave the text'],
  ['Arrow keys', 'Move between tabs and in menus'],
  ['F2, Delete', 'Rename or close the file, on its tab'],
  ['?', 'This list'],
];

const VIEWS = ['findings', 'picture', 'compare', 'settings'] as const;

export function Help() {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const [target] = event.composedPath();
      const isText = target instanceof Element && target.matches('input, textarea, select, [contenteditable="true"]');
      const number = event.altKey && !event.ctrlKey ? /^Digit([1-4])$/.exec(event.code)?.[1] : undefined;
      const chosen = number ? VIEWS[Number(number) - 1] : undefined;
      if (chosen) {
        event.preventDefault();
        view.value = chosen;
        document.getElementById(`tab-${chosen}`)?.focus();
      } else if (isText || event.ctrlKey || event.metaKey || event.altKey) {
        return;
      } else if (event.key === '?') {
        isOpen.value = true;
      } else if (event.key === '/') {
        event.preventDefault();
        view.value = 'findings';
        requestAnimationFrame(() => document.getElementById('filter')?.focus());
      }
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
  return (
    <>
      <button
        type="button"
        class="bare icon-only"
        aria-label="Help and keys"
        title="Help and keys (?)"
        onClick={() => {
          isOpen.value = true;
        }}
      >
        <HelpIcon />
      </button>
      <Dialog
        title="Help and keys"
        isOpen={isOpen.value}
        onClose={() => {
          isOpen.value = false;
        }}
      >
        <p>
          Paste, drop or open CloudFormation templates, in YAML or JSON. They are checked as you type, by the same
          engine as the command <code>tablewarden</code>, in this browser. Nothing is uploaded.
        </p>
        <dl class="keys">
          {KEYS.map(([key, what]) => (
            <div key={key}>
              <dt>{key}</dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
        <p>
          <a href="https://github.com/tablewarden/tablewarden" target="_blank" rel="noreferrer">
            Source and documentation
          </a>
        </p>
        <div class="ends">
          <button
            type="button"
            class="press main"
            onClick={() => {
              isOpen.value = false;
            }}
          >
            Close
          </button>
        </div>
      </Dialog>
    </>
  );
}
