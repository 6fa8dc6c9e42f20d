/** The engine of this page: one worker, started with the page. */
import { Engine } from './client.ts';

export const engine = new Engine(new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }));
