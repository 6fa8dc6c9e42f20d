/** Mounts the page. */
import { render } from 'preact';
import { App } from './panels/app.tsx';

const root = document.getElementById('app');
if (root) render(<App />, root);
