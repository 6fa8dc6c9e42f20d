/** The whole page takes files that are dropped on it, and text that is pasted outside of a field. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { message } from '../../workspace/begin.ts';
import { openFile } from '../../workspace/files.ts';
import { dropped, freeName, take } from './take.ts';

/** Where a paste goes into a text. */
const FIELDS = 'input, textarea, select, [contenteditable="true"]';

const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') ?? false;

export function Drop() {
  const isOver = useSignal(false);
  useEffect(() => {
    // A drag enters each element that it comes over before it leaves the last.
    let depth = 0;
    const moved = (by: number) => (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth = Math.max(0, depth + by);
      isOver.value = depth > 0;
    };
    const on = {
      dragenter: moved(1),
      dragleave: moved(-1),
      dragover: (event: DragEvent) => {
        if (hasFiles(event)) event.preventDefault();
      },
      drop: (event: DragEvent) => {
        depth = 0;
        isOver.value = false;
        if (!hasFiles(event) || !event.dataTransfer) return;
        event.preventDefault();
        event.stopPropagation();
        dropped(event.dataTransfer)
          .then(({ taken, hasFolder }) => take(taken, hasFolder))
          .catch((error: Error) => {
            message.value = `What was dropped could not be read: ${error.message}`;
          });
      },
      paste: (event: ClipboardEvent) => {
        const isField = event.composedPath().some((one) => one instanceof Element && one.matches(FIELDS));
        const text = event.clipboardData?.getData('text/plain') ?? '';
        if (isField || text.trim() === '') return;
        event.preventDefault();
        openFile(freeName(text), text);
      },
    };
    const all = Object.entries(on) as [string, EventListener][];
    for (const [name, listener] of all) addEventListener(name, listener, true);
    return () => {
      for (const [name, listener] of all) removeEventListener(name, listener, true);
    };
  }, []);
  return (
    <div class="drop" hidden={!isOver.value} aria-hidden="true">
      <p>Drop templates, folders, rules (.guard) or tablewarden.yaml</p>
    </div>
  );
}
