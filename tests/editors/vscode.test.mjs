/** The extension for VS Code: what it starts, what is packed into it, and that the packed server serves. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Editor, repository } from './editor.mjs';
import { block } from './page.mjs';

const extension = join(repository, 'editors', 'vscode');
const { server } = createRequire(import.meta.url)(join(extension, 'src', 'server.js'));

const folder = mkdtempSync(join(tmpdir(), 'tablewarden-vscode-'));
after(() => rmSync(folder, { recursive: true }));

test('the server of the folder is started, else the one that is packed; of a folder that is not trusted always that one', () => {
  const [own, other] = [join(folder, 'own'), join(folder, 'other')];
  const script = join(own, 'node_modules', 'tablewarden', 'bin', 'tablewarden.js');
  mkdirSync(join(script, '..'), { recursive: true });
  writeFileSync(script, '');
  const where = { folders: [other, own], extension: '/ext', isTrusted: true };
  const packed = join('/ext', 'server', 'bin', 'tablewarden.js');
  assert.deepEqual(server(where), { module: script, args: ['lsp'] });
  assert.deepEqual(server({ ...where, folders: [other] }), { module: packed, args: ['lsp'] });
  assert.deepEqual(server({ ...where, settings: 'a.yaml' }), { module: script, args: ['lsp', '--config', 'a.yaml'] });
  assert.deepEqual(server({ ...where, path: 'tw' }), { command: 'tw', args: ['lsp'] });
  assert.deepEqual(server({ ...where, path: 'tw', settings: 'a.yaml', isTrusted: false }), { module: packed, args: ['lsp'] });
});

test('the extension is packed with a server that serves', { timeout: 300_000 }, async (context) => {
  const run = (program, words, cwd) => execFileSync(program, words, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], extension);
  run('npm', ['run', 'build'], extension);
  const packed = join(folder, 'tablewarden.vsix');
  run(join(extension, 'node_modules', '.bin', 'vsce'), ['package', '--no-dependencies', '--out', packed], extension);
  run('python3', ['-m', 'zipfile', '-e', packed, join(folder, 'unpacked')]);
  const inside = join(folder, 'unpacked', 'extension');
  const manifest = JSON.parse(readFileSync(join(inside, 'package.json'), 'utf8'));
  assert.equal(manifest.version, JSON.parse(readFileSync(join(repository, 'npm', 'package.json'), 'utf8')).version);
  assert.match(readFileSync(join(inside, manifest.main), 'utf8'), /require\("vscode"\)/);
  const names = run('python3', ['-m', 'zipfile', '-l', packed]);
  for (const absent of ['node_modules', 'src/', 'scripts/']) assert.ok(!names.includes(`extension/${absent}`), absent);

  const editor = new Editor([process.execPath, join(inside, 'server', 'bin', 'tablewarden.js')], folder, context);
  await editor.begin();
  await editor.open('t.yaml', 'Resources: {T: {Type: AWS::DynamoDB::Table, Properties: {X: 1}}}\n');
  await editor.until('t.yaml', (found) => found.length > 0, 'the packed server finds something');
  assert.equal(await editor.end(), 0);
});

test('the settings for Helix and Zed can be read', () => {
  const read = "import json, sys, tomllib; print(json.dumps(tomllib.loads(sys.stdin.read())))";
  const helix = JSON.parse(execFileSync('python3', ['-c', read], { input: block('toml'), encoding: 'utf8' }));
  assert.deepEqual(helix['language-server'].tablewarden, { command: 'tablewarden', args: ['lsp'] });
  assert.ok(helix.language.every((language) => language['language-servers'].includes('tablewarden')));
  const zed = Object.values(JSON.parse(block('json')).lsp);
  assert.ok(zed.length > 0 && zed.every(({ binary }) => binary.path === 'tablewarden' && binary.arguments[0] === 'lsp'));
});
