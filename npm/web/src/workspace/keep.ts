/**
 * Keeps what is open over a reload, in the browser's own database. Where there is none (a private window, no room left) the page
 * works as ever and forgets.
 */
import { effect } from '@preact/signals';
import { activePath, earlier, files, ownRules } from './files.ts';
import { options } from './options.ts';
import { type State, stateOf, taken } from './state.ts';

const [NAME, STORE, KEY] = ['tablewarden', 'state', 'state'];

/** How long nothing may have changed before it is kept, in milliseconds. */
const PAUSE = 400;

/** What was kept. */
export async function kept(): Promise<State | undefined> {
  try {
    return stateOf(await asked('readonly', (store) => store.get(KEY)));
  } catch {
    return undefined;
  }
}

/** Keeps every change from now on. */
export function keepAlways(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const keep = () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    void asked('readwrite', (store) => store.put(taken(), KEY)).catch(() => {});
  };
  addEventListener('pagehide', keep);
  document.addEventListener('visibilitychange', keep);
  return effect(() => {
    void [files.value, activePath.value, ownRules.value, earlier.value, options.value];
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  });
}

async function asked<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
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
