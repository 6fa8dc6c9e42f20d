/** What the README says is run: its commands and its script, with the package as it would be published. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const npm = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(join(npm, 'README.md'), 'utf8');
const blocks = (language) =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'gms'))].map(([, text]) => text);

let folder;
let tarball;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'tablewarden-readme-'));
  const pack = ['pack', '--ignore-scripts', '--loglevel=error', '--pack-destination', folder];
  tarball = join(folder, execFileSync('npm', pack, { cwd: npm, encoding: 'utf8' }).trim());
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
  mkdirSync(join(folder, 'infra'));
  const example = join(npm, '..', 'examples', 'pattern1.yaml');
  copyFileSync(example, join(folder, 'template.yaml'));
  copyFileSync(example, join(folder, 'infra', 'orders.yaml'));
  mkdirSync(join(folder, 'policies', 'tests'), { recursive: true });
  writeFileSync(join(folder, 'policies', 'a.guard'), 'rule resources {\n    Resources exists\n}\n');
  const passing =
    '- input: { Resources: {T: {Type: AWS::SNS::Topic}} }\n  expectations: { rules: { resources: PASS } }\n';
  writeFileSync(join(folder, 'policies', 'tests', 'a_tests.yaml'), passing);
});
after(() => rmSync(folder, { recursive: true }));

test('the commands', () => {
  const exits = { check: 1, rules: 0, '--help': 0 };
  const commands = blocks('sh').flatMap((block) => block.trim().split('\n'));
  assert.equal(commands.length, 7);
  for (const command of commands) {
    const line =
      command === 'npm install --save-dev tablewarden' ? `npm install --offline --save-dev ${tarball}` : command;
    const { status, stdout, stderr } = spawnSync('sh', ['-c', line], { cwd: folder, encoding: 'utf8' });
    const expected = command.startsWith('npx tablewarden ') ? exits[command.split(' ')[2]] : 0;
    assert.equal(status, expected, `${command}\n${stdout}${stderr}`);
    // npm itself may have been told to be silent.
    assert.ok(stdout !== '' || !command.startsWith('npx '), command);
  }
});

test('the script', () => {
  const [script, ...more] = blocks('js');
  assert.deepEqual(more, []);
  writeFileSync(join(folder, 'readme.js'), script);
  const output = execFileSync(execPath, ['readme.js'], { cwd: folder, encoding: 'utf8' });
  assert.match(output, /^(error|warning|note) \S+ 1:\d+ /);
  assert.match(output, /orders\.yaml:1:\d+/);
});

test('what is published is small and whole', () => {
  const list = execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' }).trim().split('\n').sort();
  const rules = readdirSync(join(npm, '..', 'docs', 'rules')).filter((name) => name !== 'README.md');
  const api = ['calls', 'check', 'files', 'index', 'rule-files', 'run'].map((name) => `api/${name}`);
  const lambda = ['event', 'index', 'payload', 'response'].map((name) => `lambda/${name}`);
  const declarations = [
    ...api,
    ...lambda,
    'cdk/index',
    'command/talk',
    'engine/engine',
    'engine/file',
    'engine/wasm',
    'error',
    'index',
    'web/index',
    'wire',
  ];
  const expected = [
    ...rules.map((name) => `dist/pages/${name}`),
    ...['_tablewarden', 'tablewarden.bash', 'tablewarden.fish', 'tablewarden.ps1'].map(
      (name) => `dist/completions/${name}`,
    ),
    'dist/man/tablewarden.1',
    'README.md',
    'bin/package.json',
    'bin/tablewarden.js',
    'LICENSE',
    'dist/cdk.cjs',
    'dist/cdk.js',
    'dist/cli.cjs',
    'dist/index.cjs',
    'dist/index.js',
    'dist/lambda.cjs',
    'dist/lambda.js',
    'dist/tablewarden.wasm',
    ...declarations.flatMap((name) => [`dist/types/${name}.d.cts`, `dist/types/${name}.d.ts`]),
    'dist/web.cjs',
    'dist/web.js',
    'dist/worker.cjs',
    'package.json',
  ];
  assert.deepEqual(list, expected.map((file) => `package/${file}`).sort());
});
