/** Keeps the findings at the cursor in sight, as long as nobody is in the list itself. */
import { useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { cursor } from '../../workspace/files.ts';

/** A reference for the list. */
export function follow() {
  const list = useRef<HTMLDivElement>(null);
  useSignalEffect(() => {
    void cursor.value;
    const frame = requestAnimationFrame(() => {
      const place = list.current;
      if (!place || place.contains(document.activeElement)) return;
      place.querySelector('.finding[aria-current]')?.scrollIntoView({ block: 'nearest' });
    });
    return () => cancelAnimationFrame(frame);
  });
  return list;
}
