/**
 * Makes the page work without a network after it was loaded once: keeps every file of one build together, and answers with what it
 * keeps. A new build takes over when no page of the old one is open any more, so that no page gets files of two builds.
 */
/// <reference lib="webworker" />
export {};

/** The name of the build, what the page begins with, and what can be fetched when there is time. The build puts them in. */
declare const __VERSION__: string;
declare const __FIRST__: readonly string[];
declare const __LATER__: readonly string[];

const worker = globalThis as unknown as ServiceWorkerGlobalScope;
const NAME = `tablewarden ${worker.registration.scope} `;
const current = NAME + __VERSION__;

/** Names of built files say what is in them, so whatever the browser has of one is right; only the page itself may be old. */
const requests = (files: readonly string[]) => files.map((file) => new Request(file, { cache: 'force-cache' }));

worker.addEventListener('install', (event) => {
  const page = new Request('./', { cache: 'no-cache' });
  event.waitUntil(caches.open(current).then((cache) => cache.addAll([page, ...requests(__FIRST__)])));
});

worker.addEventListener('activate', (event) => {
  const old = (name: string) => name.startsWith(NAME) && name !== current;
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))))
      .then(() => worker.clients.claim()),
  );
});

/** The page says when it is idle. */
worker.addEventListener('message', (event) => {
  if (event.data !== 'idle') return;
  const fetched = caches.open(current).then(async (cache) => {
    for (const request of requests(__LATER__)) if (!(await cache.match(request))) await cache.add(request);
  });
  event.waitUntil(fetched.catch(() => {}));
});

worker.addEventListener('fetch', (event) => {
  if (event.request.method !== 'GET') return;
  event.respondWith(
    caches
      .open(current)
      .then((cache) => cache.match(event.request, { ignoreSearch: true }))
      .then((kept) => kept ?? fetch(event.request)),
  );
});
