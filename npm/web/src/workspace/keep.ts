/**
 * Keeps what is open over a reload, in the browser's own database. Where there is none (a private window, no room left) the page
 * works as ever and forgets.
 */
import { effect } from '@preact/signals';
import { activePath, earlier, files, ownRules } from './files.ts';
import { options } from './options.ts';
import { type State, stateOf, taken } from './state.ts';

const [NAME, STORE] = ['tablewarden', 'state'];

/** What is kept: the newest state, and that which a link took the place of. */
type Key = 'state' | 'aside';

/** How long nothing may have changed before it is kept, in milliseconds. */
const PAUSE = 400;

/** What was kept. */
export async function kept(key: Key): Promise<State | undefined> {
  try {
    return stateOf(await asked('readonly', (store) => store.get(key)));
  } catch {
    return undefined;
  }
}

/** Keeps a state, or nothing in its place. */
export async function keep(key: Key, state: State | undefined): Promise<void> {
  try {
    await asked('readwrite', (store) => (state ? store.put(state, key) : store.delete(key)));
  } catch {
    // The page works without it.
  }
}

/** Keeps every change from now on. */
export function keepAlways(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const now = () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    void keep('state', taken());
  };
  addEventListener('pagehide', now);
  document.addEventListener('visibilitychange', now);
  return effect(() => {
    void [files.value, activePath.value, ownRules.value, earlier.value, options.value];
    clearTimeout(timer);
    timer = setTimeout(now, PAUSE);
  });
}

async function asked(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest): Promise<unknown> {
  const opening = indexedDB.open(NAME, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = await settled(opening);
  try {
    return await settled(ask(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
