/** Starts what makes the page work without a network. Where that is not to be had, as over plain HTTP, the page works with one. */

/** How long the page has to be open before what nobody has asked for is fetched, in milliseconds. */
const IDLE = 5000;

/** Waits for what the page begins with: what is asked for while it comes would come twice. */
export async function workOffline(begun: Promise<void>): Promise<void> {
  if (import.meta.env.DEV || !('serviceWorker' in navigator)) return;
  const { serviceWorker } = navigator;
  await begun.catch(() => {});
  await serviceWorker
    .register(new URL('service-worker.js', document.baseURI))
    .then(() => serviceWorker.ready)
    // By then it may be another one that is active.
    .then((registration) => setTimeout(() => registration.active?.postMessage(import.meta.url), IDLE))
    .catch(() => {});
}
