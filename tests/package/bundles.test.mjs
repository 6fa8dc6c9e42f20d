/** Bundles of the scripts in docs/npm.md, made by its commands: those for Node run in Node, those for pages in Chromium. */
import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { createServer } from 'vite';
import { printed, served } from './chromium.mjs';
import { commands, project, run } from './project.mjs';

let here;
let expected;
before(() => {
  here = project('bundles');
  expected = run(process.execPath, ['app.js'], { cwd: here });
  const making = commands.filter((line) => !line.includes('tablewarden check'));
  assert.ok(making.length >= 12, `${making.length} commands`);
  for (const line of making) run('sh', ['-ec', line], { cwd: here });
});

/** The bundles are where no package is, so that they can find nothing but what they brought. */
function moved(name) {
  const to = join(here, '..', `moved-${name.replace('/', '-')}`);
  cpSync(join(here, name), to, { recursive: true });
  return to;
}

test('every bundle for Node checks', () => {
  const names = readdirSync(join(here, 'bundle'));
  assert.deepEqual(names, ['esbuild', 'esbuild-inlined', 'rollup', 'vite', 'webpack']);
  for (const name of names) {
    const bundle = moved(join('bundle', name));
    const [script] = readdirSync(bundle).filter((file) => /^app\.c?js$/.test(file));
    const code = readFileSync(join(bundle, script), 'utf8');
    assert.ok(!/(from|require\()\s*["']tablewarden/.test(code), `${name} has the package in it`);
    // A bundle ending with .js is a module here, as it is in the project.
    if (script === 'app.js') cpSync(join(here, 'package.json'), join(bundle, 'package.json'));
    assert.equal(run(process.execPath, [join(bundle, script)], { cwd: bundle }), expected, name);
  }
});

test('a bundle for Node without its file says which one it misses', () => {
  const bundle = moved('bundle/esbuild');
  rmSync(join(bundle, 'tablewarden.wasm'));
  const script = `import('./app.js').catch(({ name, message }) => console.log(name, message))`;
  const said = run(process.execPath, ['--eval', script], { cwd: bundle });
  assert.match(said, /^TablewardenError the engine cannot be loaded: there is no \S+\/tablewarden\.wasm; a bundle needs it/);
});

test('every bundle for a page checks in Chromium, and has nothing of Node in it', async () => {
  const names = readdirSync(join(here, 'site'));
  assert.deepEqual(names, ['esbuild', 'esbuild-inlined', 'rollup', 'vite', 'webpack', 'webpack-worker']);
  const folders = names.map((name) => join(here, 'site', name));
  for (const folder of folders) {
    const scripts = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.js'));
    for (const file of scripts) assert.doesNotMatch(readFileSync(join(folder, file), 'utf8'), /["']node:/, file);
  }
  const sites = await Promise.all(folders.map(served));
  // Vite's page has a worker too.
  const lines = names.map((name) => Array(name === 'vite' ? 2 : 1).fill(expected.trim()));
  try {
    assert.deepEqual(await printed(sites.map(({ url }, index) => ({ url, count: lines[index].length }))), lines);
  } finally {
    for (const site of sites) site.close();
  }
});

test('the same page checks as Vite serves it', async () => {
  const server = await createServer({ root: here, logLevel: 'error', server: { host: '127.0.0.1', port: 0 } });
  try {
    await server.listen();
    const [url] = server.resolvedUrls.local;
    assert.deepEqual(await printed([{ url, count: 2 }]), [[expected.trim(), expected.trim()]]);
  } finally {
    await server.close();
  }
});
