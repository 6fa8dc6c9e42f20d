/** The command as a process: arguments, streams and exit codes. */
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { test } from 'node:test';
import { command, files, folder, inside, npm, read, repository, tablewarden } from './command.mjs';

const report = (args, workingDir) => JSON.parse(inside(['check', '--format', 'json', ...args], workingDir).text);

test('a wrong command line is told in the lines of the native command', () => {
  for (const { args, line } of JSON.parse(read('host/cli/wrong.json'))) {
    assert.deepEqual(inside(args), { text: '', exitCode: 2, said: [line] }, JSON.stringify(args));
  }
});

test('a wrong command line is one line on standard error and exit code 2', () => {
  const expected = 'tablewarden: there is no option `--fromat`: `tablewarden --help` lists them\n';
  assert.deepEqual(tablewarden(['check', '--fromat', 'json', 't.yaml']), { status: 2, stdout: '', stderr: expected });
});

test('help and version', () => {
  const help = read('host/cli/help.txt');
  for (const args of [
    ['--help'],
    ['-h'],
    ['check', '-h', '--nothing'],
    ['facts', '-h'],
    ['explain', '-h'],
    ['rules', '--help'],
    ['rules', 'list', '-h'],
    ['rules', 'test', '--help'],
    ['rules', 'format', '--check', '-h'],
  ]) {
    assert.deepEqual(inside(args), { text: help, exitCode: 0, said: [] }, args.join(' '));
  }
  const sha256 = createHash('sha256')
    .update(readFileSync(join(npm, 'dist', 'tablewarden.wasm')))
    .digest('hex');
  const { version } = JSON.parse(read('npm/package.json'));
  const stdout = `tablewarden ${version} (wasm sha256 ${sha256})\n`;
  assert.deepEqual(tablewarden(['--version']), { status: 0, stdout, stderr: '' });
});

test('a template is compared with its earlier version', () => {
  const table = (name) => `Resources:\n  T: {Type: AWS::DynamoDB::Table, Properties: {TableName: ${name}}}\n`;
  const here = files('against', { 'old.yaml': table('old'), 'new.yaml': table('new') });
  const changes = (args) => inside(['check', '--profile', 'minimal', 'new.yaml', '--against', ...args], here);
  const said = '`TableName` of table `T` was `old` and is now `new`';
  const { text, exitCode } = changes(['old.yaml']);
  assert.equal(exitCode, 1);
  assert.ok(text.includes(said) && text.includes('old.yaml:2:'), text);
  assert.deepEqual(changes(['old.yaml', 'old.yaml']).said, [
    '`--against FILE` is about one template: name one, or say `--against git:REVISION`',
  ]);
  const git = (...args) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd: here });
  git('init', '-q');
  git('add', 'new.yaml');
  git('-c', 'commit.gpgsign=false', 'commit', '-qm', 'x');
  files('against', { 'new.yaml': table('newer') });
  assert.match(changes(['git:HEAD']).text, /was `new` and is now `newer`[\s\S]*git:HEAD:new.yaml:2:/);
  assert.match(changes(['git:nowhere']).text, /git knows no revision `nowhere` here/);
});

test('the page of a rule is printed', () => {
  const page = { text: read('docs/rules/DDB-R001.md'), exitCode: 0, said: [] };
  for (const rule of ['DDB-R001', 'ddb-r001', 'point-in-time-recovery']) {
    assert.deepEqual(inside(['explain', rule]), page, rule);
  }
});

test('the options of the help are there', () => {
  const commands = {
    'Options of check:': [['check']],
    'Options of rules:': ['list', 'test', 'check', 'parse', 'format'].map((command) => ['rules', command]),
    'Options of check and facts:': [['check'], ['facts']],
  };
  const sections = read('host/cli/help.txt').split('\n\n');
  for (const [title, needed] of Object.entries(commands)) {
    const section = sections.find((text) => text.startsWith(title));
    const options = [...section.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, option]) => option);
    assert.notEqual(options.length, 0, title);
    for (const option of options) {
      const known = needed.filter((command) => !inside([...command, option]).said[0].startsWith('there is no option'));
      const all = title === 'Options of rules:' ? known.length > 0 : known.length === needed.length;
      assert.ok(all, `${title} ${option}`);
    }
  }
});

test('exit code 0: nothing fails', () => {
  const { status, stderr } = tablewarden(['check', '--profile', 'strict', 'examples/pattern1.corrected.yaml']);
  assert.deepEqual([status, stderr], [0, '']);
});

test('exit code 1: something fails, printed with its place', () => {
  const { status, stdout, stderr } = tablewarden(['check', 'examples/pattern1.yaml']);
  assert.deepEqual([status, stderr], [1, '']);
  assert.match(stdout, /examples\/pattern1\.yaml:\d+:\d+/);
  assert.equal(tablewarden(['check', '--fail-on', 'never', 'examples/pattern1.yaml']).status, 0);
});

test('exit code 2: something could not be checked, the rest is', () => {
  const here = files('rest', { 'a.yaml': 'Resources: {}\n' });
  const { text, exitCode } = inside(['check', '--format', 'json', 'gone.yaml', 'a.yaml'], here);
  const { files: checked, notices } = JSON.parse(text);
  assert.equal(exitCode, 2);
  assert.deepEqual(
    checked.map(({ file }) => file),
    ['a.yaml'],
  );
  assert.equal(notices.length, 1);
  assert.match(`${notices[0].file}: ${notices[0].message}`, /gone\.yaml.*cannot be read: there is no such file/);
});

test('the report of --format json is the one of the package', async () => {
  const { check } = await import('tablewarden');
  const content = read('examples/orders.yaml');
  const args = ['check', '--format', 'json', '--now', '1750000000', 'examples/orders.yaml'];
  const { stdout } = tablewarden(args);
  assert.deepEqual(JSON.parse(stdout), check({ name: 'examples/orders.yaml', content }, { now: 1_750_000_000 }));
});

test('a folder gives its templates in the order of their names', () => {
  const names = [
    'b/z.yaml',
    'b/a.json',
    'b.yml',
    'a.template',
    'c.jsn',
    'UPPER.YAML',
    '.hidden.yaml',
    'readme.md',
    'yaml',
    '.git/x.yaml',
    'node_modules/x.yaml',
    'b/target/x.yaml',
    'b/.cache/x.json',
    'targets/x.yaml',
    '\u{1F4E6}.yaml',
    '\uFF5E.yaml',
  ];
  const here = files('walk', Object.fromEntries(names.map((name) => [name, 'Resources: {}\n'])));
  const expected = [
    '.hidden.yaml',
    'UPPER.YAML',
    'a.template',
    'b.yml',
    'b/a.json',
    'b/z.yaml',
    'c.jsn',
    'targets/x.yaml',
    '\uFF5E.yaml',
    '\u{1F4E6}.yaml',
  ];
  assert.deepEqual(
    report(['.'], here).files.map(({ file }) => file),
    expected,
  );
});

test('other files of a folder are passed over, a named one is an error', () => {
  const here = files('other', { 'package.json': '{"name": "x"}\n', 't.yaml': 'Resources: {}\n' });
  assert.deepEqual([report(['.'], here).skipped, report(['.'], here).outcome], [1, 'clean']);
  assert.equal(report(['package.json'], here).outcome, 'error');
  assert.equal(report(['package.json', '.'], here).outcome, 'error');
  assert.equal(report(['--skip-other-files', 'package.json', 't.yaml'], here).skipped, 1);
});

test('a folder without templates is exit code 2', () => {
  const line = 'no file matched: no .yaml, .yml, .json, .template or .jsn file is in there; name a template';
  assert.deepEqual(inside(['check', '.'], files('empty', { 'readme.md': '' })), {
    text: '',
    exitCode: 2,
    said: [line],
  });
});

test('a file that is named twice is checked once', () => {
  const here = files('twice', { 'a.yaml': 'Resources: {}\n' });
  symlinkSync(join(here, 'a.yaml'), join(here, 'link.yaml'));
  symlinkSync(here, join(here, 'circle.yaml'));
  assert.deepEqual(
    report(['a.yaml', './a.yaml', '.', '-', '-'], here).files.map(({ file }) => file),
    ['a.yaml', '<stdin>'],
  );
});

test('names start at the root, and are absolute outside it', () => {
  const here = files('root', {
    'in/a.yaml': 'Resources: {}\n',
    'b.yaml': 'Resources: {}\n',
    'inner/c.yaml': 'Resources: {}\n',
  });
  const names = (...args) => report(args, here).files.map(({ file }) => file);
  assert.deepEqual(names('--root', 'in', 'in/a.yaml', 'b.yaml', 'inner/c.yaml'), [
    'a.yaml',
    join(here, 'b.yaml'),
    join(here, 'inner/c.yaml'),
  ]);
  assert.deepEqual(names('./in/../in/a.yaml'), ['in/a.yaml']);
});

test('standard input is a template too', () => {
  const input = read('examples/pattern1.yaml');
  const { status, stdout } = tablewarden(['check', '-'], { input });
  assert.equal(status, 1);
  assert.match(stdout, /<stdin>:\d+:\d+/);
  assert.equal(tablewarden(['check', '-'], { input: Buffer.from([0xff]) }).status, 2);
});

test('an endless standard input is read to the cap and told', () => {
  const shell = `yes 'Resources: {}' | '${execPath}' '${command}' check -; echo "exit $?"`;
  const { stdout } = spawnSync('sh', ['-c', shell], { encoding: 'utf8' });
  assert.match(stdout, /exit 2\n$/);
});

test('colours come when asked, or on a terminal', () => {
  const args = ['check', join(repository, 'examples/pattern1.yaml')];
  const colored = (args, colors) => inside(args, folder, colors).text.includes('\u001b[');
  assert.equal(colored(args, false), false);
  assert.equal(colored(args, true), true);
  assert.equal(colored([...args, '--color', 'never'], true), false);
  assert.equal(colored([...args, '--color', 'always'], false), true);
  assert.equal(colored([...args, '--color', 'always', '--format', 'json'], true), false);
});

test('a reader that left is no error', async () => {
  const many = files(
    'many',
    Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`${n}.yaml`, read('examples/pattern1.yaml')])),
  );
  const child = spawn(execPath, [command, 'check', '--format', 'json', many], { stdio: ['ignore', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (data) => {
    errors += data;
  });
  child.stdout.destroy();
  const status = await new Promise((resolve) => child.on('close', resolve));
  assert.deepEqual([status, errors], [1, '']);
});

test('the time taken goes to standard error, and only when asked', () => {
  assert.match(inside(['check', '-', '--time']).said.join(), /^1 file in \d+\.\d ms$/);
  assert.deepEqual(inside(['check', '-']).said, []);
});

test('facts are printed as the engine wrote them', () => {
  const { status, stdout, stderr } = tablewarden(['facts', 'examples/orders.yaml']);
  assert.deepEqual([status, stderr], [0, '']);
  assert.ok(Object.hasOwn(JSON.parse(stdout).DynamoDB, 'Tables'));
  const number = '1234567890123456789';
  const here = files('facts', {
    't.yaml': `Resources: {}\nMetadata: {b: ${number}, "10": x, "9": y, '","document":': z}\n`,
  });
  const { text } = inside(['facts', 't.yaml'], here);
  assert.deepEqual(JSON.parse(text).Metadata['","document":'], 'z');
  assert.ok(text.includes(number), 'every digit');
  assert.ok(text.indexOf('"10"') < text.indexOf('"9"'), 'in the order of the template');
});

test('rules are listed in columns or as they came', () => {
  const { text, exitCode } = inside(['rules', 'list']);
  const { rules } = JSON.parse(inside(['rules', 'list', '--format', 'json']).text);
  assert.equal(exitCode, 0);
  const lines = text.trimEnd().split('\n');
  assert.equal(lines.length, rules.length);
  for (const [index, { id, name, title }] of rules.entries()) {
    assert.ok(
      lines[index].startsWith(`${id}  `) && lines[index].endsWith(`  ${title}`) && lines[index].includes(` ${name} `),
    );
  }
});
