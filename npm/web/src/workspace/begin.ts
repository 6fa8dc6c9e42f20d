/** How the page begins: with what a link says, else with what was kept, else with an example. Then every change is checked and kept. */
import { effect, signal } from '@preact/signals';
import { examples } from './examples.ts';
import { openFile } from './files.ts';
import { keep, keepAlways, kept } from './keep.ts';
import { stateIn } from './link.ts';
import { checkAlways, isChecking } from './results.ts';
import { put, type State, taken } from './state.ts';

/** One line to tell the person, until it is dismissed. */
export const message = signal('');

/** What was open before a link was opened, until somebody wants it back. */
export const aside = signal<State | undefined>(undefined);

/** Opens what there is to be opened. */
export async function begin(): Promise<void> {
  const [own, before] = await Promise.all([kept('state'), kept('aside')]);
  aside.value = before;
  const given = await linked();
  const [first] = examples;
  if (given) open(given, own);
  else if (own) put(own);
  else if (first) openFile(first.path, await first.text());
  checkAlways();
  keepAlways();
  // A link that is opened in a page that is open already loads no page.
  addEventListener('hashchange', async () => {
    const state = await linked();
    if (state) open(state, taken());
  });
  // For programs that drive the page.
  effect(() => {
    document.documentElement.dataset.state = isChecking.value ? 'checking' : 'checked';
  });
}

/** Opens again what was open before a link was. */
export function bringBack(): void {
  if (aside.value) put(aside.value);
  setAside(undefined);
}

/** What the address says, which it does not say any more: what somebody edits from here on is theirs. */
async function linked(): Promise<State | undefined> {
  const { hash, pathname, search } = location;
  if (hash === '') return undefined;
  history.replaceState(null, '', pathname + search);
  return stateIn(hash).catch((error: Error) => {
    message.value = error.message;
    return undefined;
  });
}

function open(given: State, own: State | undefined): void {
  put(given);
  if (!own || same(own, given)) return;
  setAside(own);
  message.value = 'The link is open. What you had open before is kept: File brings it back.';
}

function setAside(state: State | undefined): void {
  aside.value = state;
  void keep('aside', state);
}

const same = (one: State, other: State) => JSON.stringify(one) === JSON.stringify(other);
