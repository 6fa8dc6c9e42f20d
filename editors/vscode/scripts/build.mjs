/** Bundles the extension into `dist`, and puts the built npm package into `server`: what is started where a folder has none. */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const here = join(import.meta.dirname, '..');
const npm = join(here, '../../npm');

await build({
  entryPoints: [join(here, 'src/extension.js')],
  outfile: join(here, 'dist/extension.js'),
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: ['vscode'],
  minify: true,
});

/** Of the package only what the command needs. */
const NEEDED = ['bin', 'package.json', 'dist/cli.cjs', 'dist/worker.cjs', 'dist/tablewarden.wasm', 'dist/pages'];
const server = join(here, 'server');
rmSync(server, { recursive: true, force: true });
for (const name of NEEDED) cpSync(join(npm, name), join(server, name), { recursive: true });
cpSync(join(here, '../../LICENSE'), join(here, 'LICENSE'));
