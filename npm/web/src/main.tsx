/** Begins with what there is to show, mounts the page, and makes it work without a network. */
import { render } from 'preact';
import { engine } from './engine/engine.ts';
import { workOffline } from './offline.ts';
import { App } from './panels/app.tsx';
import { begin } from './workspace/begin.ts';

const root = document.getElementById('app');
if (root) void begin().then(() => render(<App />, root));
void workOffline(engine.ready);
