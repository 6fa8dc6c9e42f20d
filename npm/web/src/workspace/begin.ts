/** How the page begins: with what a link says, else with what was kept, else with an example. Then every change is checked and kept. */
import { effect, signal } from '@preact/signals';
import { examples } from './examples.ts';
import { openFile } from './files.ts';
import { keepAlways, kept } from './keep.ts';
import { stateIn } from './link.ts';
import { checkAlways, isChecking } from './results.ts';
import { put } from './state.ts';

/** One line to tell the person, until it is dismissed. */
export const message = signal('');

/** Opens what there is to be opened. */
export async function begin(): Promise<void> {
  const given = await stateIn(location.hash).catch((error: Error) => {
    message.value = error.message;
    return undefined;
  });
  // What somebody edits from here on is theirs, and no longer what the link says.
  if (location.hash !== '') history.replaceState(null, '', location.pathname + location.search);
  const state = given ?? (await kept());
  const [first] = examples;
  if (state) put(state);
  else if (first) openFile(first.path, await first.text());
  checkAlways();
  keepAlways();
  // For programs that drive the page.
  effect(() => {
    document.documentElement.dataset.state = isChecking.value ? 'checking' : 'checked';
  });
}
