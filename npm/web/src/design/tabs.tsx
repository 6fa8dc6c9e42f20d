/** A row of tabs, by keyboard as WAI-ARIA describes it: one is in the order of Tab, arrows go to the others. */
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';

/** One tab; `panel` is the id of what it shows. */
export interface TabOf<Id extends string> {
  readonly id: Id;
  readonly panel: string;
  readonly face: ComponentChildren;
  readonly label?: string;
  /** Behind the tab, for the pointer; the keyboard has `onRemove`. */
  readonly behind?: ComponentChildren;
}

interface TabsProps<Id extends string> {
  readonly label: string;
  readonly tabs: readonly TabOf<Id>[];
  readonly chosen: Id;
  readonly onChoose: (id: Id) => void;
  /** Delete was pressed on a tab. */
  readonly onRemove?: (id: Id) => void;
  /** F2 was pressed on a tab, or it was clicked twice. */
  readonly onRename?: (id: Id) => void;
}

export function Tabs<Id extends string>({ label, tabs, chosen, onChoose, onRemove, onRename }: TabsProps<Id>) {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const at = tabs.findIndex(({ id }) => id === chosen);
    const last = tabs.length - 1;
    const to = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at <= 0 ? last : at - 1, Home: 0, End: last }[
      event.key
    ];
    if (to !== undefined) {
      event.preventDefault();
      const tab = tabs[to];
      if (tab) onChoose(tab.id);
      list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[to]?.focus();
    } else if (event.key === 'Delete' && onRemove) {
      onRemove(chosen);
      requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus());
    } else if (event.key === 'F2') onRename?.(chosen);
  };
  return (
    <div class="tabs" role="tablist" aria-label={label} ref={list} onKeyDown={onKeyDown}>
      {tabs.map(({ id, panel, face, label: name, behind }) => (
        <span key={id} class="tab-place" role="presentation">
          <button
            type="button"
            id={`tab-${id}`}
            class="tab"
            role="tab"
            aria-selected={id === chosen}
            aria-controls={panel}
            aria-label={name}
            tabIndex={id === chosen ? 0 : -1}
            onClick={() => onChoose(id)}
            onDblClick={() => onRename?.(id)}
          >
            {face}
          </button>
          {behind}
        </span>
      ))}
    </div>
  );
}
