/** A dialog over the page, in the browser's own element: it holds the focus, gives it back, and closes with Escape. */
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  /** It was closed, in whatever way. */
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

export function Dialog({ title, isOpen, onClose, children }: DialogProps) {
  const id = useId();
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (isOpen) element.current?.showModal();
    else element.current?.close();
  }, [isOpen]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it by itself
    <dialog
      ref={element}
      class="dialog"
      aria-labelledby={id}
      onClose={onClose}
      onClick={({ target }) => {
        // The element itself is hit only where its backdrop is: its content fills it.
        if (target === element.current) onClose();
      }}
    >
      <div class="content">
        <h2 id={id}>{title}</h2>
        {isOpen && children}
      </div>
    </dialog>
  );
}
