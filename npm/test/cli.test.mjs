/**
 * The command as a process in Node: what is Node's part of it. What a command does is tested in policy/command, and that both
 * hosts do the same in tests/invocations.
 */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { test } from 'node:test';
import { check } from 'tablewarden';
import { command, files, npm, read, tablewarden } from './command.mjs';

test('the version names the wasm file', () => {
  const sha256 = createHash('sha256')
    .update(readFileSync(join(npm, 'dist', 'tablewarden.wasm')))
    .digest('hex');
  const { version } = JSON.parse(read('npm/package.json'));
  const stdout = `tablewarden ${version} (wasm sha256 ${sha256})\n`;
  assert.deepEqual(tablewarden(['--version']), { status: 0, stdout, stderr: '' });
});

test('the report of --format json is the one of the package', () => {
  const content = read('examples/orders.yaml');
  const args = ['check', '--format', 'json', '--now', '1750000000', 'examples/orders.yaml'];
  const said = { now: 1_750_000_000, fixes: true };
  const report = (statuses) => check({ name: 'examples/orders.yaml', content }, { ...said, statuses });
  assert.deepEqual(JSON.parse(tablewarden(args).stdout), report(false));
  assert.deepEqual(JSON.parse(tablewarden([...args, '--statuses']).stdout), report(true));
});

test('the page of a rule lies beside the script', () => {
  assert.deepEqual(tablewarden(['explain', 'DDB-R001']), {
    status: 0,
    stdout: read('docs/rules/DDB-R001.md'),
    stderr: '',
  });
});

test('many files are answered on several threads, in their order', () => {
  const content = read('examples/pattern1.yaml');
  const names = Array.from({ length: 300 }, (_, number) => `${String(number).padStart(3, '0')}.yaml`);
  const here = files('many', Object.fromEntries(names.map((name) => [name, content])));
  const { status, stdout } = tablewarden(['check', '--format', 'json', '--now', '1750000000', '.'], {
    cwd: here,
    maxBuffer: 2 ** 28,
  });
  const one = check({ name: 'x', content }, { now: 1_750_000_000 }).files[0];
  const { files: checked } = JSON.parse(stdout);
  assert.equal(status, 1);
  assert.deepEqual(
    checked.map(({ file }) => file),
    names,
  );
  for (const { findings } of checked) assert.equal(findings.length, one.findings.length);
});

test('a file is replaced in its place, with its mode and the link to it', () => {
  const here = files('replace', { 'a.guard': "rule a { Owner == 'ann' }" });
  chmodSync(join(here, 'a.guard'), 0o640);
  symlinkSync('a.guard', join(here, 'link.guard'));
  const done = tablewarden(['rules', 'format', 'link.guard'], { cwd: here });
  assert.deepEqual(done, { status: 0, stdout: 'link.guard\n', stderr: '' });
  assert.equal(readFileSync(join(here, 'a.guard'), 'utf8'), "rule a {\n    Owner == 'ann'\n}\n");
  assert.equal(statSync(join(here, 'a.guard')).mode & 0o777, 0o640);
  assert.ok(lstatSync(join(here, 'link.guard')).isSymbolicLink());
  assert.deepEqual(readdirSync(here).sort(), ['a.guard', 'link.guard']);
});

test('an endless standard input is read to the cap and told', () => {
  const shell = `yes 'Resources: {T: {Type: AWS::SNS::Topic}}' | '${execPath}' '${command}' check -; echo "exit $?"`;
  const { stdout } = spawnSync('sh', ['-c', shell], { encoding: 'utf8' });
  assert.match(stdout, /exit 2\n$/);
});

test('a reader that left is no error', async () => {
  const content = read('examples/pattern1.yaml');
  const here = files('reader', Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`${n}.yaml`, content])));
  const child = spawn(execPath, [command, 'check', '--format', 'json', here], { stdio: ['ignore', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (data) => {
    errors += data;
  });
  child.stdout.destroy();
  const status = await new Promise((resolve) => child.on('close', resolve));
  assert.deepEqual([status, errors], [1, '']);
});

/** A terminal, a run that is long already, and one call at once. */
const terminal = `
  require('node:tty').isatty = () => true;
  const { fstatSync } = require('node:fs');
  require('node:fs').fstatSync = (stream) => (stream < 3 ? { isCharacterDevice: () => true } : fstatSync(stream));
  require('node:os').availableParallelism = () => 1;
  performance.now = () => 1000;
`;

test('progress is shown on a terminal in place of what was shown before, and goes', () => {
  const names = Array.from({ length: 70 }, (_, number) => `${number}.yaml`);
  const here = files(
    'progress',
    Object.fromEntries(names.map((name) => [name, 'Resources: {T: {Type: AWS::SNS::Topic}}'])),
  );
  const watch = files('progress-watch', { 'watch.cjs': terminal });
  const flags = ['--require', join(watch, 'watch.cjs')];
  const { stderr } = tablewarden(['check', '--format', 'json', '.'], { flags, cwd: here, maxBuffer: 2 ** 28 });
  // What is known of the report is printed after each batch, and the line goes before that.
  const shown = (line) => `\r\r${line}\r${' '.repeat(line.length)}\r`;
  const lines = ['0 of 70 files', '32 of 70 files', '64 of 70 files'];
  assert.equal(stderr, lines.map(shown).join(''));
  assert.equal(tablewarden(['check', '--format', 'json', '.'], { cwd: here }).stderr, '');
});

/** A frame with the word TRAP in it traps. */
const trap = `
  const { Instance, RuntimeError } = WebAssembly;
  WebAssembly.Instance = function (...args) {
    const { exports } = new Instance(...args);
    const answer = (address, length) => {
      if (Buffer.from(exports.memory.buffer, address, length).includes('TRAP')) throw new RuntimeError('unreachable');
      return exports.answer(address, length);
    };
    return { exports: { ...exports, answer } };
  };
`;

test('a trap on a file is told as a file that was not checked, and the others are', () => {
  const here = files('trap', {
    'watch.cjs': trap,
    'a.yaml': 'TRAP',
    'b.yaml': 'Resources: {T: {Type: AWS::SNS::Topic}}',
  });
  const flags = ['--require', join(here, 'watch.cjs')];
  const { status, stdout, stderr } = tablewarden(['check', '--format', 'json', '.'], { flags, cwd: here });
  const { files: checked, notices, outcome } = JSON.parse(stdout);
  assert.deepEqual([status, stderr, outcome], [2, '', 'error']);
  assert.deepEqual(
    checked.map(({ file }) => file),
    ['b.yaml'],
  );
  assert.equal(notices.length, 1);
  assert.match(`${notices[0].file}: ${notices[0].message}`, /^a\.yaml: .*the engine stopped: unreachable/);
});

test('a trap on the only file leaves the command alive, which tells of it', () => {
  const here = files('trap-of-one', { 'watch.cjs': trap, 'a.yaml': 'TRAP' });
  const flags = ['--require', join(here, 'watch.cjs')];
  const { status, stdout, stderr } = tablewarden(['check', '--time', '--format', 'json', 'a.yaml'], {
    flags,
    cwd: here,
  });
  const { files: checked, notices, outcome } = JSON.parse(stdout);
  assert.deepEqual([status, outcome, checked], [2, 'error', []]);
  assert.equal(notices.length, 1);
  assert.match(`${notices[0].file}: ${notices[0].message}`, /^a\.yaml: .*the engine stopped: unreachable/);
  assert.match(stderr, /^tablewarden: 1 file in /);
});

test('a trap of the command itself is one line and exit code 2', () => {
  const here = files('trap-of-all', { 'watch.cjs': trap });
  const flags = ['--require', join(here, 'watch.cjs')];
  const { status, stdout, stderr } = tablewarden(['check', 'TRAP.yaml'], { flags, cwd: here });
  assert.deepEqual([status, stdout], [2, '']);
  assert.match(stderr, /^tablewarden: internal error: the engine stopped: unreachable[^\n]*\n$/);
});
