/** A part of the page whose script is loaded when it is shown first. */
import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';

/** The part that `load` gives. What cannot be loaded is said, and tried again when the part is shown again. */
export function later(load: () => Promise<ComponentType>): ComponentType {
  let loaded: ComponentType | undefined;
  return function Later() {
    const part = useSignal<ComponentType | undefined>(loaded);
    const problem = useSignal('');
    useEffect(() => {
      let isWanted = true;
      load().then(
        (Part) => {
          loaded = Part;
          if (isWanted) part.value = Part;
        },
        (error: Error) => {
          if (isWanted) problem.value = error.message;
        },
      );
      return () => {
        isWanted = false;
      };
    }, []);
    const Part = part.value;
    if (Part) return <Part />;
    return problem.value ? <p class="empty-line">This part of the page can't be loaded: {problem.value}</p> : null;
  };
}
