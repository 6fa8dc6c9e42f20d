/**
 * Makes the page work without a network after it was loaded once: keeps every file of one build together, and answers with what it
 * keeps. The next load is that of the newest build; pages of an older one that are still open get their files as long as they are.
 */
/// <reference lib="webworker" />
export {};

/** The name of the build, what the page begins with, and what can be fetched when there is time. The build puts them in. */
declare const __VERSION__: string;
declare const __FIRST__: readonly string[];
declare const __LATER__: readonly string[];

const worker = globalThis as unknown as ServiceWorkerGlobalScope;
const { scope } = worker.registration;
const NAME = `tablewarden ${scope} `;
const current = NAME + __VERSION__;

/** The page itself; its file has two addresses. */
const PAGE = './';
const isPage = (url: string) => [scope, `${scope}index.html`].includes(url.replace(/[?#].*/, ''));

/** Most names say what is in the file, so whatever the browser has of it is right; pages of rules keep their names when they change. */
const request = (file: string) => new Request(file, { cache: /^assets\//.test(file) ? 'force-cache' : 'no-cache' });

worker.addEventListener('install', (event) => {
  const all = [PAGE, ...__FIRST__].map(request);
  event.waitUntil(
    caches
      .open(current)
      .then((cache) => cache.addAll(all))
      .then(() => worker.skipWaiting()),
  );
});

worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));

/** A page says when it is idle, and which script it began with. */
worker.addEventListener('message', (event) => {
  event.waitUntil(
    complete()
      .then(() => forgetOlder(event.data))
      .catch(() => {}),
  );
});

async function complete(): Promise<void> {
  const cache = await caches.open(current);
  for (const later of __LATER__.map(request)) if (!(await cache.match(later))) await cache.add(later);
}

/** Builds before this one are no longer needed where the only page that is open is one of this build. */
async function forgetOlder(script: unknown): Promise<void> {
  const pages = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const isOfThis = __FIRST__.some((file) => new URL(file, scope).href === script);
  if (pages.length > 1 || !isOfThis) return;
  for (const name of await names()) if (name !== current) await caches.delete(name);
}

/** The names of what is kept, this build first. */
async function names(): Promise<string[]> {
  const older = (await caches.keys()).filter((name) => name.startsWith(NAME) && name !== current);
  return [current, ...older.reverse()];
}

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(scope)) return;
  event.respondWith(kept(request).then((response) => response ?? fetch(request)));
});

async function kept(request: Request): Promise<Response | undefined> {
  try {
    const wanted = isPage(request.url) ? PAGE : request;
    for (const name of await names()) {
      const found = await (await caches.open(name)).match(wanted, { ignoreSearch: true });
      if (found) return found;
    }
  } catch {
    // What cannot be looked up is fetched.
  }
  return undefined;
}
