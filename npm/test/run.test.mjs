/** The command over files that a program has at hand: the same as the command in Node, and nothing outside of the files. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { execPath } from 'node:process';
import { before, test } from 'node:test';
import { init, run } from 'tablewarden/web';
import { npm, tablewarden } from './command.mjs';

const root = new URL('../../', import.meta.url);
const orders = readFileSync(new URL('examples/orders.yaml', root), 'utf8');
const table = 'Resources:\n  Orders:\n    Type: AWS::DynamoDB::Table\n';

before(() => init(readFileSync(new URL('../dist/tablewarden.wasm', import.meta.url))));

test('a check prints what the command prints, in each format', () => {
  for (const format of ['text', 'json', 'sarif', 'markdown']) {
    const ran = run(['check', '--format', format, 'examples/orders.yaml'], { 'examples/orders.yaml': orders });
    const { status, stdout } = tablewarden(['check', '--format', format, 'examples/orders.yaml']);
    assert.equal(ran.stdout, stdout, format);
    assert.equal(ran.exit, status);
  }
});

test('settings, an earlier version and folders are found among the files', () => {
  const files = {
    'stacks/a/template.yaml': table,
    'stacks/b/template.json': '{"Resources":{"Orders":{"Type":"AWS::DynamoDB::Table"}}}',
    'tablewarden.yaml': 'rules:\n  DDB-R001: off\n',
    'earlier.yaml': table.replace('Orders', 'Others'),
  };
  const rules = (...words) => {
    const { files: checked } = JSON.parse(run(['check', '--format', 'json', ...words], files).stdout);
    return checked.map(({ file, findings }) => [file, findings.map(({ rule }) => rule)]);
  };
  const all = Object.fromEntries(rules('stacks'));
  assert.deepEqual(Object.keys(all), ['stacks/a/template.yaml', 'stacks/b/template.json']);
  const unset = Object.fromEntries(rules('stacks', '--no-config'));
  for (const file of Object.keys(all)) {
    assert.deepEqual(
      all[file],
      unset[file].filter((rule) => rule !== 'DDB-R001'),
    );
    assert.ok(unset[file].includes('DDB-R001'));
  }
  const [[, changed]] = rules('--against', 'earlier.yaml', 'stacks/a/template.yaml');
  assert.ok(
    changed.some((rule) => rule.startsWith('DDB-C')),
    String(changed),
  );
});

test('a path is that of a file however it is written', () => {
  for (const [word, path] of [
    ['a.yaml', './a.yaml'],
    ['./x/../a.yaml', 'a.yaml'],
    ['b//a.yaml', 'b/./a.yaml'],
    ['../a.yaml', '/a.yaml'],
    ['a b [1]*.yaml', 'a b [1]*.yaml'],
  ]) {
    const { exit, stdout } = run(['check', '--fail-on', 'never', word], { [path]: table });
    assert.equal(exit, 0, `${word} ${path} ${stdout}`);
  }
});

test('what is written and replaced is given back, and the files that were given stay', () => {
  const files = { 'orders.yaml': orders, 'rules.guard': 'rule  a { Resources exists }' };
  const {
    exit,
    stdout,
    files: written,
  } = run(
    ['check', '--format', 'text', '--format', 'sarif=out/report.sarif', '--fail-on', 'never', 'orders.yaml'],
    files,
  );
  assert.equal(exit, 0);
  assert.match(stdout, /DDB-K004/);
  assert.deepEqual(Object.keys(written), ['out/report.sarif']);
  const report = JSON.parse(new TextDecoder().decode(written['out/report.sarif']));
  assert.equal(report.version, '2.1.0');
  const formatted = run(['rules', 'format', 'rules.guard'], files).files['rules.guard'];
  assert.match(new TextDecoder().decode(formatted), /^rule a/);
  assert.equal(files['rules.guard'], 'rule  a { Resources exists }');
});

test('what is not there is said as everywhere, with exit code 2', () => {
  const said = (...words) => {
    const { exit, stdout, stderr } = run(words, { 'orders.yaml': orders });
    assert.equal(exit, 2);
    assert.ok(stdout !== '' || stderr !== '');
    return stdout + stderr;
  };
  assert.match(said('check', 'gone.yaml'), /there is no such file\.\n --> gone\.yaml/);
  assert.match(said('check', '--against', 'git:HEAD', 'orders.yaml'), /Git cannot be started/);
  assert.match(said('explain', 'DDB-K004'), /a page has only the files that are open/);
  assert.match(said('check', '--watch', 'orders.yaml'), /The files cannot be watched: a page has only the files/);
  assert.match(said('chekc'), /check/);
});

test('a command after one that stopped in the middle starts anew', () => {
  const first = run(['check', '--format', 'json', 'a.yaml'], { 'a.yaml': table });
  assert.throws(
    () =>
      run(['check', 'a.yaml'], {
        get 'a.yaml'() {
          throw new Error('no');
        },
      }),
    /no/,
  );
  assert.deepEqual(run(['check', '--format', 'json', 'a.yaml'], { 'a.yaml': table }), first);
});

test('the script of docs/npm.md prints the first finding and names what was written', () => {
  const page = readFileSync(new URL('docs/npm.md', root), 'utf8');
  const [, script] = /^```js\n(\/\/ command\.js\n.*?)^```/ms.exec(page);
  const printed = execFileSync(execPath, ['--input-type=module', '--eval', script], { cwd: npm, encoding: 'utf8' });
  assert.match(printed, /^1 orders\.yaml:1:\d+: \w+\[DDB-\w+\].*\[ 'orders\.sarif' \]\n$/);
});
