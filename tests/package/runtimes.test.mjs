/** The package in every runtime: installed from its tarball, by import, by require, and as a command. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { test } from 'node:test';
import { commands, empty, packages, project, run, tarball } from './project.mjs';

const here = project('runtimes');
const required = readFileSync(join(here, 'app.js'), 'utf8')
  .replace("import { check } from 'tablewarden';", "const { check } = require('tablewarden');")
  .replace('app.js', 'app.cjs');
writeFileSync(join(here, 'app.cjs'), required);

/** What every runtime prints. */
const expected = run(process.execPath, ['app.js'], { cwd: here });
const summary = /^1 table in 1 template: 2 errors/m;

/** The programs are packages of their own for Linux. */
const missing = (program) => !existsSync(program) && process.platform !== 'linux' && `no ${program} on this system`;
const first = (program) => ({ PATH: `${dirname(program)}${delimiter}${process.env.PATH}` });
const command = (start) => commands.filter((line) => line.startsWith(start) && line.includes(' check '));

test('what the example finds', () => {
  assert.match(expected, /^findings DDB-\S+( DDB-\S+)*\n$/);
});

for (const major of ['20', '22', '24', '26']) {
  const node = join(packages, `node-${major}`, 'bin', 'node');
  test(`Node ${major}`, { skip: missing(node) }, () => {
    assert.match(run(node, ['--version'], { cwd: here }), new RegExp(`^v${major}\\.`));
    for (const script of ['app.js', 'app.cjs']) assert.equal(run(node, [script], { cwd: here }), expected, script);
    const [line] = command('npx tablewarden');
    assert.match(run('sh', ['-c', line], { cwd: here, code: 1, env: first(node) }), summary);
  });
}

test('Jest, by require', () => {
  const jest = `
    const { check } = require('tablewarden');
    test('the template', () => {
      expect(check('Resources: { Orders: { Type: AWS::DynamoDB::Table } }').outcome).toBe('findings');
    });
  `;
  writeFileSync(join(here, 'app.test.cjs'), jest);
  const words = [join(packages, 'jest', 'bin', 'jest.js'), '--rootDir', here, '--testMatch', '**/*.test.cjs'];
  run(process.execPath, words, { cwd: here });
});

const bun = join(packages, '@oven', 'bun-linux-x64', 'bin', 'bun');
test('Bun, which installs it too', { skip: missing(bun) }, () => {
  const made = empty('bun');
  const env = { ...first(bun), BUN_INSTALL_CACHE_DIR: join(made, 'cache') };
  run(bun, ['add', tarball], { cwd: made, env });
  for (const script of ['app.js', 'app.cjs']) {
    writeFileSync(join(made, script), readFileSync(join(here, script)));
    assert.equal(run(bun, [script], { cwd: made, env }), expected, script);
  }
  const [line] = command('bun ');
  assert.match(run('sh', ['-c', line], { cwd: made, code: 1, env }), summary);
});

const deno = join(packages, '@deno', 'linux-x64-glibc', 'deno');
test('Deno', { skip: missing(deno) }, () => {
  const env = { ...first(deno), DENO_DIR: join(here, 'deno'), DENO_NO_UPDATE_CHECK: '1' };
  for (const script of ['app.js', 'app.cjs']) {
    assert.equal(run(deno, ['run', '--allow-read', script], { cwd: here, env }), expected, script);
  }
  const [line] = command('deno ');
  assert.match(run('sh', ['-c', line], { cwd: here, code: 1, env }), summary);
});
