/** Begins with what there is to show, and mounts the page. */
import { render } from 'preact';
import { App } from './panels/app.tsx';
import { begin } from './workspace/begin.ts';

const root = document.getElementById('app');
if (root) void begin().then(() => render(<App />, root));
