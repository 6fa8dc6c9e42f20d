/** A part of the page whose script is loaded when it is needed first. */
import { useSignal, useSignalEffect } from '@preact/signals';
import type { Attributes, ComponentType } from 'preact';

/**
 * The part that `load` gives, once `isNeeded` says so; without it, once it is shown. What cannot be loaded is said, and tried again when
 * the part is shown again.
 */
export function later<Props>(
  load: () => Promise<ComponentType<Props>>,
  isNeeded: () => boolean = () => true,
): ComponentType<Props> {
  let loaded: ComponentType<Props> | undefined;
  return function Later(props: Props & Attributes) {
    const part = useSignal<ComponentType<Props> | undefined>(loaded);
    const problem = useSignal('');
    useSignalEffect(() => {
      if (!isNeeded() || part.peek()) return;
      load().then(
        (Part) => {
          loaded = Part;
          part.value = Part;
        },
        (error: Error) => {
          problem.value = error.message;
        },
      );
    });
    const Part = part.value;
    if (Part) return <Part {...props} />;
    return problem.value ? <p class="empty-line">This part of the page can't be loaded: {problem.value}</p> : null;
  };
}
