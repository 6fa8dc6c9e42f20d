/** A button with a menu under it, by keyboard as WAI-ARIA describes it. Knows nothing of what the items do. */
import { useSignal, useSignalEffect } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';
import { CheckIcon } from './icons.tsx';

interface MenuProps {
  /** What the button is called. */
  readonly label: string;
  /** What the button shows, if not its name. */
  readonly face?: ComponentChildren;
  readonly iconOnly?: boolean;
  readonly children: ComponentChildren;
}

export function Menu({ label, face, iconOnly = false, children }: MenuProps) {
  const id = useId();
  const open = useSignal(false);
  const place = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const items = () => [...(place.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])];
  const close = () => {
    open.value = false;
    button.current?.focus();
  };
  const show = (last = false) => {
    open.value = true;
    requestAnimationFrame(() =>
      items()
        .at(last ? -1 : 0)
        ?.focus(),
    );
  };
  useSignalEffect(() => {
    if (!open.value) return;
    const outside = ({ target }: Event) => {
      if (!place.current?.contains(target as Node)) open.value = false;
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (!open.value) {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
      event.preventDefault();
      return show(event.key === 'ArrowUp');
    }
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 + all.length, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      all[to % all.length]?.focus();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === 'Tab') {
      open.value = false;
    } else if (event.key.length === 1) {
      const letter = event.key.toLowerCase();
      const ordered = [...all.slice(at + 1), ...all.slice(0, at + 1)];
      ordered.find((item) => item.textContent?.trim().toLowerCase().startsWith(letter))?.focus();
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of the button and the menu in it arrive here
    <div class="menu-place" ref={place} onKeyDown={onKeyDown}>
      <button
        ref={button}
        type="button"
        class={iconOnly ? 'bare icon-only' : 'bare'}
        aria-haspopup="menu"
        aria-expanded={open.value}
        aria-controls={id}
        aria-label={face ? label : undefined}
        title={iconOnly ? label : undefined}
        onClick={() => (open.value ? close() : show())}
      >
        {face ?? label}
      </button>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the items are buttons, which keys click */}
      <div id={id} class="menu" role="menu" aria-label={label} hidden={!open.value} onClick={close}>
        {open.value && children}
      </div>
    </div>
  );
}

interface ItemProps {
  readonly children: ComponentChildren;
  readonly hint?: string;
  /** Said: one of several that exclude each other; whether it is the chosen one. */
  readonly chosen?: boolean;
  readonly onChoose: () => void;
}

export function MenuItem({ children, hint, chosen, onChoose }: ItemProps) {
  const radio =
    chosen === undefined ? { role: 'menuitem' as const } : { role: 'menuitemradio' as const, 'aria-checked': chosen };
  return (
    <button type="button" {...radio} tabIndex={-1} onClick={onChoose}>
      <span>{children}</span>
      {chosen ? <CheckIcon /> : <span />}
      {hint && <span class="hint">{hint}</span>}
    </button>
  );
}

/** A group of items with a title over it. */
export function MenuGroup({ title, children }: { title: string; children: ComponentChildren }) {
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a menu
    <div role="group" aria-labelledby={id}>
      <div id={id} class="menu-title">
        {title}
      </div>
      {children}
    </div>
  );
}
