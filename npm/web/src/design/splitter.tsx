/** The line between two columns, which the pointer and the arrow keys move. */
import type { Signal } from '@preact/signals';

interface SplitterProps {
  /** What is made wider or narrower. */
  readonly label: string;
  /** The share of the column behind the line, in hundredths. */
  readonly share: Signal<number>;
}

/** How narrow each column may get, in hundredths. */
const LEAST = 25;
const MOST = 75;
const STEP = 2;

export function Splitter({ label, share }: SplitterProps) {
  const move = (to: number) => {
    share.value = Math.round(Math.min(MOST, Math.max(LEAST, to)));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule between paragraphs is no splitter
    <div
      class="splitter"
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={share.value}
      aria-valuemin={LEAST}
      aria-valuemax={MOST}
      onKeyDown={(event) => {
        const by = { ArrowLeft: STEP, ArrowRight: -STEP }[event.key];
        if (by === undefined) return;
        event.preventDefault();
        move(share.value + by);
      }}
      onPointerDown={({ currentTarget, pointerId }) => currentTarget.setPointerCapture(pointerId)}
      onPointerMove={({ currentTarget, pointerId, clientX }) => {
        const whole = currentTarget.parentElement?.getBoundingClientRect();
        if (!whole || !currentTarget.hasPointerCapture(pointerId)) return;
        move(((whole.right - clientX) / whole.width) * 100);
      }}
    />
  );
}
