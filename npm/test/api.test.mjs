/** The functions of the package on real templates. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { check, checkText, facts, rules, TablewardenError } from 'tablewarden';
import { read, tablewarden } from './command.mjs';

const example = (name) => ({
  name: `examples/${name}`,
  content: readFileSync(new URL(`../../examples/${name}`, import.meta.url)),
});
const now = 1_750_000_000;

test('a template with faults gives findings with their places', () => {
  const template = example('pattern1.yaml');
  const report = check(template, { now });
  assert.equal(report.outcome, 'findings');
  assert.equal(report.files.length, 1);
  const [{ file: name, findings }] = report.files;
  assert.equal(name, 'examples/pattern1.yaml');
  assert.ok(findings.length >= 5, `${findings.length} findings`);
  for (const { span, file, message, fingerprint } of findings) {
    assert.equal(file, 'examples/pattern1.yaml');
    assert.ok(span.endByte <= template.content.length && span.startByte <= span.endByte);
    assert.ok(message.length > 0);
    assert.match(fingerprint, /^[0-9a-f]{16}$/);
  }
  const misspelt = findings.find(({ span }) =>
    template.content.subarray(span.startByte, span.endByte).includes('ProvisionedThroughputput'),
  );
  assert.match(misspelt.help, /`ProvisionedThroughput`/);
  const total = report.counts.errors + report.counts.warnings + report.counts.notes + report.counts.waived;
  assert.equal(total, findings.length);
});

test('a corrected template is clean, also under strict', () => {
  assert.equal(check(example('pattern1.corrected.yaml'), { profile: 'strict', now }).outcome, 'clean');
});

test('text and bytes are the same template', () => {
  const { name, content } = example('orders.yaml');
  const fromBytes = check({ name, content }, { now });
  assert.deepEqual(check({ name, content: content.toString() }, { now }), fromBytes);
  assert.deepEqual(check({ name, content: new Uint8Array(content) }, { now }), fromBytes);
  assert.notEqual(fromBytes.files[0].findings.length, 0);
});

test('several templates are one report, in the order they were given', () => {
  const report = check(
    [
      'Resources: {T: {Type: AWS::SNS::Topic}}',
      Buffer.from('Resources: {T: {Type: AWS::SNS::Topic}}'),
      example('orders.yaml'),
    ],
    { now },
  );
  assert.deepEqual(
    report.files.map(({ file }) => file),
    ['template-1', 'template-2', 'examples/orders.yaml'],
  );
  assert.equal(check('Resources: {T: {Type: AWS::SNS::Topic}}', { now }).files[0].file, 'template');
  assert.deepEqual(check([], { now }).files, []);
});

test('options reach the engine', () => {
  const template = example('pattern1.yaml');
  const count = (options) => check(template, { now, ...options }).files[0].findings.length;
  assert.ok(count({ profile: 'minimal' }) < count({ profile: 'strict' }));
  assert.equal(check(template, { now, failOn: 'never' }).outcome, 'clean');
  const capped = check(template, { now, limits: { bytes: 10 } });
  assert.ok(['incomplete', 'error'].includes(capped.outcome), capped.outcome);
});

test('parameters have the values that are given', () => {
  const template = `
Parameters: {Retain: {Type: String, Default: 'false'}}
Conditions: {IsKept: !Equals [!Ref Retain, 'true']}
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties: {TableName: !Sub 'orders-\${Retain}'}
`;
  const name = (options) => facts(template, options).document.DynamoDB.Tables[0].Name.Value;
  assert.equal(name({}), 'orders-false');
  assert.equal(name({ parameters: { Retain: 'true' } }), 'orders-true');
  assert.equal(name({ parameterFiles: '["Retain=true"]' }), 'orders-true');
  const both = { parameters: { Retain: 'true' }, parameterFiles: ['["Retain=a"]', { name: 'b', content: '{}' }] };
  assert.equal(name(both), 'orders-true');
  assert.equal(facts(template, { parameters: { Retian: 'true' } }).outcome, 'error');
  const { outcome, notices } = check([template, 'Resources: {T: {Type: AWS::SNS::Topic}}'], {
    now,
    parameters: { Retian: 'true' },
  });
  assert.equal(outcome, 'error');
  assert.match(notices[0].message, /No template has the parameter `Retian`/);
  const [{ file }] = check(template, { now, parameterFiles: [{ name: 'p.json', content: '7' }] }).files[0].notices;
  assert.equal(file, 'p.json');
});

test('columns count what was asked for', () => {
  const properties = '{"ProvisionedThroughputput": {}}';
  const resources = `{"Orders": {"Type": "AWS::DynamoDB::Table", "Properties": ${properties}}}`;
  const template = `{"Description": "\u{1F4E6}", "Resources": ${resources}}`;
  const at = (columns) => check(template, { now, columns }).files[0].findings.map(({ span }) => span.start.column);
  const units = at('utf-16');
  assert.notEqual(units.length, 0);
  assert.deepEqual(at(undefined), units, 'as JavaScript counts');
  assert.deepEqual(
    units.map((column) => column + 2),
    at('utf-8'),
  );
});

test('a template that cannot be read to its end is told, not thrown', () => {
  for (const content of ['Resources:\n  A: "unclosed', '', Buffer.from([0xff, 0xfe, 0xfd]), '[1, 2']) {
    const { outcome } = check({ name: 'broken.yaml', content }, { now });
    assert.ok(['incomplete', 'error'].includes(outcome), `${content}: ${outcome}`);
  }
});

test('other files are passed over where that is asked for', () => {
  const other = { name: 'package.json', content: '{"name": "x"}' };
  assert.equal(check(other, { now }).outcome, 'error');
  assert.equal(check([other, 'Resources: {T: {Type: AWS::SNS::Topic}}'], { now, skipOtherFiles: true }).skipped, 1);
});

test('the text is for people, in colours when asked', () => {
  const plain = checkText(example('pattern1.yaml'), { now });
  assert.equal(plain.outcome, 'findings');
  assert.match(plain.text, /examples\/pattern1\.yaml:\d+:\d+/);
  assert.match(plain.text, /ProvisionedThroughputput/);
  assert.ok(!plain.text.includes('\u001b['));
  const colored = checkText(example('pattern1.yaml'), { now, color: true });
  assert.ok(colored.text.includes('\u001b['));
});

test('a template is compared with its earlier version', () => {
  const table = (name) => `Resources: {T: {Type: AWS::DynamoDB::Table, Properties: {TableName: ${name}}}}`;
  const { files } = check(table('new'), { against: { name: 'old.yaml', content: table('old') } });
  const [change] = files[0].findings.filter(({ name }) => name === 'table-replacement');
  assert.equal(change.related[0].file, 'old.yaml');
  assert.throws(() => check([table('a'), table('b')], { against: table('c') }), /one template/);
});

test('facts are the document that the rules see', () => {
  const { document, outcome } = facts(example('orders.yaml'));
  assert.equal(outcome, 'clean');
  assert.deepEqual(Object.keys(document.Resources).length > 0, true);
  assert.ok(Object.hasOwn(document.DynamoDB, 'Tables'));
});

test('the rules are listed', () => {
  const all = rules();
  assert.ok(all.length >= 10);
  for (const rule of all) {
    assert.deepEqual(Object.keys(rule).sort(), ['id', 'name', 'parameters', 'profile', 'severity', 'title']);
  }
});

test('a wrong option is an error, never a silent default', () => {
  const refused = (options, message) =>
    assert.throws(
      () => check('Resources: {T: {Type: AWS::SNS::Topic}}', options),
      (error) => error instanceof TablewardenError && message.test(error.message) && !error.message.includes('\n'),
    );
  refused({ failon: 'note' }, /failon/);
  refused({ profile: 'all' }, /all/);
  refused({ limits: { byte: 1 } }, /byte/);
  refused({ now: 'today' }, /today/);
});

test('what is no template is an error', () => {
  for (const wrong of [
    undefined,
    null,
    7,
    {},
    { name: 'a.yaml' },
    { content: 'x' },
    [['Resources: {T: {Type: AWS::SNS::Topic}}']],
  ]) {
    assert.throws(() => check(wrong), TablewardenError, String(wrong));
  }
});

test('after an error the next check works', () => {
  assert.throws(() => check('Resources: {T: {Type: AWS::SNS::Topic}}', { profile: 'all' }), TablewardenError);
  assert.equal(check('Resources: {T: {Type: AWS::SNS::Topic}}', { now }).files.length, 1);
});

test('what is waived stands apart from what was found', () => {
  const waive = '[{rule: DDB-R001, reason: a cache, expires: 2030-01-31}]';
  const table = (metadata) => `Resources: {T: {Type: AWS::DynamoDB::Table, ${metadata} Properties: {TableName: t}}}`;
  const ids = (findings) => findings.map(({ rule }) => rule);
  const [without] = check(table(''), { now }).files;
  const { files, counts } = check(table(`Metadata: {tablewarden: {waive: ${waive}}},`), { now });
  assert.ok(ids(without.findings).includes('DDB-R001'));
  assert.deepEqual(without.waived, []);
  assert.deepEqual(
    ids(files[0].findings),
    ids(without.findings).filter((rule) => rule !== 'DDB-R001'),
  );
  assert.deepEqual(ids(files[0].waived), ['DDB-R001']);
  assert.equal(files[0].waived[0].waiver.reason, 'a cache');
  assert.equal(counts.waived, 1);
});

test('every format is what the command prints', () => {
  const name = 'examples/orders.yaml';
  const template = { name, content: read(name) };
  for (const format of ['text', 'concise', 'jsonl', 'sarif', 'junit', 'github', 'gitlab', 'cdk', 'markdown']) {
    const { text, outcome } = checkText(template, { now, format });
    const args = ['check', '--no-config', '--now', String(now), '--format', format, name];
    assert.deepEqual([outcome, text], ['findings', tablewarden(args).stdout], format);
  }
  assert.throws(() => checkText(template, { now, format: 'html' }), /TablewardenError.*html/);
});
