/** The command with people's own rule files. */
import assert from 'node:assert/strict';
import { readFileSync, statSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkRules, formatRules, testRules } from 'tablewarden';
import { files, inside, repository, tablewarden } from './command.mjs';

const canonical = "rule owner {\n    Owner == 'ann'\n}\n";
const loose = canonical.replaceAll('\n', ' ');
const damaged = 'rule owner {\n  Owner = 1\n}\n';
const passing = '- input: { Owner: ann }\n  expectations: { rules: { owner: PASS } }\n';
const failing = passing.replace('PASS', 'FAIL');
const noRuleFile = 'no rule file is in there: no .guard or .ruleset file; name a rule file';
const nothing = (line) => ({ text: '', exitCode: 2, said: [line] });

const statuses = (args, here) => {
  const { text } = inside(['check', '--format', 'json', '--no-default-rules', 't.yaml', ...args], here);
  return JSON.parse(text).files[0].statuses.map(({ file, status }) => `${file} ${status}`);
};

test('check: rule files and folders of them, in the order of their names', () => {
  const names = ['r/b.guard', 'r/a.RULESET', 'r/in/c.guard', 'r/.git/d.guard', 'r/target/e.guard', 'r/f.yaml', 'g.txt'];
  const here = files('check', {
    't.yaml': 'Owner: ann\n',
    ...Object.fromEntries(names.map((name) => [name, canonical])),
  });
  symlinkSync(join(here, 'r/b.guard'), join(here, 'link.guard'));
  const expected = ['g.txt', 'r/a.RULESET', 'r/b.guard', 'r/in/c.guard'].map((name) => `${name} PASS`);
  assert.deepEqual(statuses(['--rules', 'g.txt', '--rules=r', '--rules', 'link.guard'], here), expected);
});

test('check: the built-in rules are left out where that is said', () => {
  const rules = (...args) => inside(['check', 'examples/orders.yaml', ...args], repository).text.match(/DDB-/g);
  assert.ok(rules('--rules', 'rules/dynamodb/keys').length > 0);
  assert.equal(rules('--no-default-rules'), null);
});

test('check: input parameters are keys of the template', () => {
  const here = files('parameters', {
    't.yaml': 'Resources: {}\n',
    'a.guard': canonical,
    'p.yaml': 'Owner: ann\n',
    'q.json': '{"Other": 1}',
  });
  assert.deepEqual(statuses(['--rules', 'a.guard'], here), ['a.guard FAIL']);
  const parameters = ['--input-parameters', 'q.json', '--input-parameters', 'p.yaml'];
  assert.deepEqual(statuses(['--rules', 'a.guard', ...parameters], here), ['a.guard PASS']);
});

test('check: without a rule file that was named nothing is checked', () => {
  const here = files('gone', { 't.yaml': 'Resources: {}\n', 'a.guard': canonical, 'empty/readme.md': '' });
  const told = (...args) => inside(['check', 't.yaml', ...args], here);
  const gone = (name) => nothing(`${name}: cannot be read: there is no such file`);
  assert.deepEqual(told('--rules', 'a.guard', '--rules', 'x/gone.guard'), gone('x/gone.guard'));
  assert.deepEqual(told('--rules', 'a.guard', '--input-parameters', 'gone.yaml'), gone('gone.yaml'));
  assert.deepEqual(told('--rules', 'empty'), nothing(noRuleFile));
});

test('check: what is wrong with a rule file is shown with its line', () => {
  const here = files('shown', { 't.yaml': 'Owner: ann\n', 'u.yaml': 'Owner: ann\n', 'b.guard': damaged });
  const { text, exitCode } = inside(['check', '--rules', 'b.guard', 't.yaml', 'u.yaml'], here);
  assert.equal(exitCode, 2);
  assert.deepEqual([text.split('b.guard:2:9\n').length, text.split('2 |   Owner = 1\n').length], [2, 2]);
});

test('check: a template that is not there is told, the others are checked with the rule files', () => {
  const here = files('unread', { 't.yaml': 'Owner: ann\n', 'a.guard': canonical });
  const { text, exitCode } = inside(['check', '--format', 'json', 'gone.yaml', 't.yaml', '--rules', 'a.guard'], here);
  const { files: checked, notices } = JSON.parse(text);
  assert.deepEqual([exitCode, checked.length, checked[0].statuses.length, notices.length], [2, 1, 1, 1]);
});

test('rules test: files and folders of rules and tests', () => {
  const here = files('test', {
    'r/a.guard': canonical,
    'r/tests/a_tests.yaml': passing,
    'r/other/a_tests.yaml': failing,
    'x.txt': failing,
  });
  const run = (...args) => {
    const { text, exitCode, said } = inside(['rules', 'test', ...args], here);
    assert.deepEqual(said, []);
    return [exitCode, text];
  };
  assert.deepEqual(run('r'), [0, '1 of 1 expectation met in 1 case\n']);
  assert.deepEqual(run('.', 'r/tests/a_tests.yaml', './r/a.guard'), run('r'));
  const [exitCode, text] = run('r', 'x.txt');
  assert.equal(exitCode, 1);
  assert.match(text, /^x\.txt: case 1: `owner` is PASS, expected FAIL\n/);
  assert.equal(run('r/a.guard')[0], 0);
});

test('rules test and check: the answer of --format json is the one of the package', () => {
  const here = files('json', { 'a.guard': canonical, 'tests/a.yaml': failing, 'tests/b.json': '[]' });
  const rules = [{ name: 'a.guard', content: canonical }];
  const tests = [
    { name: 'tests/a.yaml', content: failing },
    { name: 'tests/b.json', content: '[]' },
  ];
  const asked = ['--format', 'json', '--dialect', '3.2.0', 'a.guard', 'tests'];
  const tested = inside(['rules', 'test', '--now', '5', ...asked], here);
  assert.deepEqual([tested.exitCode, tested.text.endsWith('}\n')], [1, true]);
  assert.deepEqual(JSON.parse(tested.text), testRules(rules, tests, { now: 5, dialect: '3.2.0' }));
  const checked = inside(['rules', 'check', ...asked], here);
  assert.equal(checked.exitCode, 0);
  assert.deepEqual(JSON.parse(checked.text), checkRules(rules, tests, { dialect: '3.2.0' }));
});

test('rules test: the time is that of --now, or the clock', () => {
  const here = files('now', {
    'a.guard': 'let time = now()\nrule owner {\n    %time == 1750000000\n}\n',
    'tests/a.yaml': passing,
  });
  assert.equal(inside(['rules', 'test', '.'], here).exitCode, 0);
  assert.equal(inside(['rules', 'test', '--now', '5', '.'], here).exitCode, 1);
});

test('rules test and check: no rule file, or a file that cannot be read', () => {
  const here = files('nothing', { 'tests/a.yaml': passing, 'a.guard': canonical });
  for (const command of ['test', 'check']) {
    const told = (...args) => inside(['rules', command, ...args], here);
    assert.deepEqual(told('tests'), nothing(noRuleFile));
    assert.deepEqual(told('a.guard', 'gone.yaml'), nothing('gone.yaml: cannot be read: there is no such file'));
    assert.deepEqual(told('gone.guard'), nothing('gone.guard: cannot be read: there is no such file'));
  }
});

test('rules check: what is wrong is exit code 2, what is not tested 1', () => {
  const here = files('look', { 'a/a.guard': damaged, 'b/b.guard': canonical, 'b/tests/b.yaml': '[]' });
  const wrong = inside(['rules', 'check', 'a'], here);
  assert.deepEqual([wrong.exitCode, wrong.said], [2, []]);
  assert.match(wrong.text, /^a\/a\.guard:2:9: .*\n1 rule file: 1 remark\n$/);
  assert.equal(inside(['rules', 'check', 'b'], here).exitCode, 1);
});

test('rules parse: the tree as the engine wrote it', () => {
  const numbers = 'rule owner {\n    Owner == 1.0 or name == \',"tree":{\'\n}\n';
  const here = files('parse', { 'a.guard': numbers, 'b.guard': damaged, ',"tree":': canonical });
  const { text, exitCode, said } = inside(['rules', 'parse', 'a.guard'], here);
  assert.deepEqual([exitCode, said], [0, []]);
  assert.match(text, /^\{.*1\.0.*\}\n$/);
  assert.equal(JSON.parse(text).rules.length, 1);
  assert.equal(inside(['rules', 'parse', '-'], here, false, numbers).text, text);
  assert.equal(JSON.parse(inside(['rules', 'parse', ',"tree":'], here).text).rules[0].name.text, 'owner');
  const wrong = inside(['rules', 'parse', 'b.guard'], here);
  assert.equal(wrong.exitCode, 2);
  assert.match(wrong.said.join('\n'), /^b\.guard:2:9: [^\n]+$/);
  assert.deepEqual(JSON.parse(wrong.text).rules, []);
  assert.deepEqual(inside(['rules', 'parse', '.'], here), nothing('`.` is a folder: name one rule file'));
});

test('rules format: files are rewritten where they are not canonical', () => {
  const names = { 'a.guard': loose, 'b.guard': canonical, 'in/c.ruleset': loose, 'd.txt': loose };
  const here = files('format', names);
  const text = (name) => readFileSync(join(here, name), 'utf8');
  utimesSync(join(here, 'b.guard'), 5, 5);
  const expected = { text: 'a.guard\nin/c.ruleset\n', exitCode: 1, said: [] };
  assert.deepEqual(inside(['rules', 'format', '--check', '.'], here), expected);
  assert.deepEqual([text('a.guard'), text('in/c.ruleset')], [loose, loose]);
  assert.deepEqual(inside(['rules', 'format', '.'], here), { ...expected, exitCode: 0 });
  assert.deepEqual([text('a.guard'), text('in/c.ruleset'), text('d.txt')], [canonical, canonical, loose]);
  assert.equal(statSync(join(here, 'b.guard')).mtimeMs, 5000);
  for (const args of [['.'], ['--check', '.']]) {
    assert.deepEqual(inside(['rules', 'format', ...args], here), { text: '', exitCode: 0, said: [] });
  }
});

test('rules format: what cannot be read is left alone, the others are done', () => {
  const here = files('rest-of-format', { 'a.guard': damaged, 'b.guard': loose });
  const { text, exitCode, said } = inside(['rules', 'format', 'gone.guard', '.'], here);
  assert.deepEqual([text, exitCode, said.length], ['b.guard\n', 2, 2]);
  assert.equal(said[0], 'gone.guard: cannot be read: there is no such file');
  assert.match(said[1], /^a\.guard:2:9: /);
  assert.equal(readFileSync(join(here, 'a.guard'), 'utf8'), damaged);
  assert.equal(readFileSync(join(here, 'b.guard'), 'utf8'), canonical);
  assert.deepEqual(inside(['rules', 'format', 'no-such-folder', '.'], here).exitCode, 2);
});

test('rules format: standard input to standard output', () => {
  const run = (args, input) => {
    const { status, stdout, stderr } = tablewarden(['rules', 'format', ...args], { input });
    return [status, stdout, stderr];
  };
  assert.equal(formatRules(loose).text, canonical);
  assert.deepEqual(run(['-'], loose), [0, canonical, '']);
  assert.deepEqual(run(['-'], canonical), [0, canonical, '']);
  assert.deepEqual(run(['--check', '-'], loose), [1, '<stdin>\n', '']);
  assert.deepEqual(run(['--check', '-'], canonical), [0, '', '']);
  const [status, stdout, stderr] = run(['-'], damaged);
  assert.deepEqual([status, stdout], [2, '']);
  assert.match(stderr, /^tablewarden: <stdin>:2:9: [^\n]+\n$/);
});

test('rule files and tests come from standard input too', () => {
  const here = files('stdin', { 't.yaml': 'Owner: ann\n', 'a.guard': canonical });
  const told = (args, input) => tablewarden(args, { input, cwd: here });
  assert.equal(told(['rules', 'test', 'a.guard', '-'], failing).status, 1);
  assert.equal(told(['check', '--no-default-rules', 't.yaml', '--rules', '-'], damaged).status, 2);
  const parameters = told(['check', 't.yaml', '--rules', 'a.guard', '--input-parameters', '-'], '[]');
  assert.match(parameters.stdout, /<stdin>:1:1/);
});
