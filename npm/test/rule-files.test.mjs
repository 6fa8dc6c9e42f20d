/** The functions of the package about people's own rule files. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, checkRules, checkText, formatRules, parseRules, TablewardenError, testRules } from 'tablewarden';

const now = 1_750_000_000;
const template = 'Resources:\n  Orders:\n    Type: AWS::S3::Bucket\n    Properties: { Owner: nobody }\n';
const owner = "rule owner {\n    Resources.*.Properties.Owner == 'ann' << say who it belongs to >>\n}\n";
const own = { now, noDefaultRules: true };
const tests = (status) => `- input: { Resources: { A: { Properties: { Owner: ann } } } }
  expectations: { rules: { owner: ${status} } }
`;

test('rule files are evaluated on a template', () => {
  const report = check(template, { ...own, statuses: true, rules: [{ name: 'owner.guard', content: owner }] });
  const [{ findings, statuses }] = report.files;
  assert.equal(report.outcome, 'findings');
  assert.deepEqual(
    findings.map(({ rule, message, path }) => [rule, message, path]),
    [['owner', 'say who it belongs to', '/Resources/Orders/Properties/Owner']],
  );
  assert.deepEqual(statuses, [{ file: 'owner.guard', rule: 'owner', status: 'FAIL' }]);
  assert.match(checkText(template, { ...own, rules: owner }).text, /^error\[owner\]: say who it belongs to\n/);
});

test('rule files without a name are numbered', () => {
  const named = (rules) =>
    check(template, { ...own, statuses: true, rules }).files[0].statuses?.map(({ file }) => file);
  assert.deepEqual(named([owner, Buffer.from(owner), { name: 'x.guard', content: owner }]), [
    'rules-1.guard',
    'rules-2.guard',
    'x.guard',
  ]);
  assert.deepEqual(named(owner), ['rules.guard']);
  assert.equal(named([]), undefined);
});

test('the built-in rules stay, unless they are not wanted', () => {
  const table = 'Resources: { Orders: { Type: AWS::DynamoDB::Table } }';
  const rules = (options) => new Set(check(table, { now, ...options }).files[0].findings.map(({ rule }) => rule));
  const builtIn = rules({});
  assert.ok(builtIn.size > 0);
  assert.deepEqual(rules({ noDefaultRules: true }), new Set());
  assert.deepEqual(rules({ rules: owner }), new Set([...builtIn, 'owner']));
});

test('input parameters are keys of the template', () => {
  const rules = 'rule allowed {\n    Resources.*.Properties.Owner in owners\n}\n';
  const outcome = (...inputParameters) => check(template, { ...own, rules, inputParameters }).outcome;
  assert.equal(outcome(), 'findings');
  assert.equal(outcome('owners: [nobody]'), 'clean');
  assert.equal(outcome('others: 1', { name: 'owners.json', content: '{"owners": ["nobody"]}' }), 'clean');
  const { notices } = check(template, { ...own, rules, inputParameters: ['owners: []', 'owners: []'] }).files[0];
  assert.deepEqual(
    notices.map(({ gravity, file }) => [gravity, file]),
    [['error', 'input-parameters-2']],
  );
});

test('a rule file that cannot be read to its end is told, not thrown', () => {
  const { outcome, files } = check(template, { ...own, rules: [owner, 'rule b {'] });
  assert.equal(outcome, 'incomplete');
  assert.equal(files[0].notices[0].file, 'rules-2.guard');
  assert.equal(files[0].findings.length, 1);
});

test('the tests of a rule file are run', () => {
  const passed = testRules(owner, tests('PASS'));
  assert.deepEqual([passed.outcome, passed.passed, passed.failed], ['clean', 1, 0]);
  const { outcome, cases, text } = testRules(owner, tests('FAIL'), { now });
  assert.equal(outcome, 'findings');
  const expectations = [{ rule: 'owner', expected: 'FAIL', evaluated: ['PASS'], met: false }];
  assert.deepEqual(cases, [{ rules: 'rules.guard', tests: 'tests.yaml', number: 1, expectations }]);
  assert.match(text, /^tests\.yaml: case 1: `owner` is PASS, expected FAIL\n/);
});

test('tests belong to the rule file they are named after', () => {
  const named = (name, content) => ({ name, content });
  const rules = [named('a.guard', owner), named('b.guard', owner.replace('owner', 'other'))];
  const ownTests = [named('tests/a_tests.yaml', tests('PASS'))];
  const { outcome, cases, notices } = testRules(rules, ownTests);
  assert.deepEqual([outcome, cases.length, notices[0].file], ['clean', 1, 'b.guard']);
  assert.equal(testRules(rules, tests('PASS')).outcome, 'incomplete');
});

test('the time of tests is the clock, unless it is said', () => {
  const rules = 'let time = now()\nrule owner {\n    %time > 1700000000\n}\n';
  const evaluated = (options) => testRules(rules, tests('PASS'), options).cases[0].expectations[0].evaluated;
  assert.deepEqual(evaluated(), ['PASS']);
  assert.deepEqual(evaluated({ now: 5 }), ['FAIL']);
  assert.deepEqual(evaluated({ now: null }), ['ERROR']);
});

test('rule files are looked over, with their tests and without', () => {
  assert.equal(checkRules([owner]).outcome, 'clean');
  assert.equal(checkRules(owner, tests('PASS')).outcome, 'clean');
  const untested = checkRules(owner, '[]');
  assert.equal(untested.outcome, 'findings');
  assert.equal(untested.notices[0].file, 'rules.guard');
  assert.match(untested.text, /^rules\.guard:1:6: .*`owner`/);
  assert.equal(checkRules({ name: 'b.guard', content: 'rule b {' }).notices[0].file, 'b.guard');
});

test('columns of rule files count what was asked for', () => {
  const rules = "rule b { 'é' = 1 }";
  const column = (columns) => checkRules(rules, [], { columns }).notices[0].span.start.column;
  assert.equal(column('utf-8') - column('utf-16'), 1);
});

test('the tree of a rule file', () => {
  const { outcome, notices, file, tree } = parseRules({ name: 'owner.guard', content: owner });
  assert.deepEqual([outcome, notices, file], ['clean', [], 'owner.guard']);
  assert.deepEqual(tree.rules[0].name, { text: 'owner', span: { start: 5, end: 10 } });
  const damaged = parseRules('rule b {');
  assert.deepEqual([damaged.outcome, damaged.file, damaged.notices.length], ['incomplete', 'rules.guard', 1]);
});

test('the canonical text of a rule file', () => {
  const loose = 'rule b{ c==1 }';
  const { outcome, text } = formatRules(loose);
  assert.equal(outcome, 'findings');
  assert.notEqual(text, loose);
  assert.deepEqual([formatRules(text).outcome, formatRules(text).text], ['clean', text]);
  const damaged = formatRules({ name: 'b.guard', content: 'rule b {' });
  assert.deepEqual([damaged.outcome, damaged.text, damaged.notices[0].file], ['incomplete', undefined, 'b.guard']);
});

test('the dialect is one of two', () => {
  const options = [
    (dialect) => check(template, { ...own, rules: owner, dialect }),
    (dialect) => testRules(owner, tests('PASS'), { dialect }),
    (dialect) => checkRules(owner, [], { dialect }),
    (dialect) => parseRules(owner, { dialect }),
    (dialect) => formatRules(owner, { dialect }),
  ];
  for (const ask of options) {
    for (const dialect of ['3.2.0', '3.2.1']) assert.ok(ask(dialect).outcome);
    assert.throws(() => ask('3.1.0'), TablewardenError);
  }
});

test('what is no rule file is an error', () => {
  const refused = (ask, message) =>
    assert.throws(ask, (error) => error instanceof TablewardenError && error.message.startsWith(message));
  refused(() => check(template, { rules: null }), 'rules.guard is no rule file: give ');
  refused(() => check(template, { rules: [owner, 7] }), 'rules-2.guard is no rule file: give ');
  refused(() => check(template, { inputParameters: [{}] }), 'input-parameters-1 is no document: give ');
  refused(() => testRules(owner), 'tests.yaml is no file of tests: give ');
  refused(() => checkRules([{ name: 'a.guard' }]), 'the content of a.guard is no rule file: give ');
  refused(() => parseRules([owner]), 'rules.guard is no rule file: give ');
  refused(() => formatRules(), 'rules.guard is no rule file: give ');
  refused(() => testRules(owner, [], { steps: 1 }), 'the header is no request: ');
});
