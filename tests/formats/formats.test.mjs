/**
 * Every format over the whole corpus, the examples and a folder of hostile names: the same bytes from the native command and from
 * Node, and nothing that a validator of the format finds wrong.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { validators } from './validators.mjs';

const repository = join(import.meta.dirname, '../..');
const hosts = {
  native: [process.env.TABLEWARDEN_COMMAND ?? join(repository, 'target/release/tablewarden')],
  node: [process.execPath, join(repository, 'npm/bin/tablewarden.js')],
};
const formats = ['text', 'concise', 'json', 'jsonl', 'sarif', 'junit', 'github', 'gitlab', 'cdk', 'markdown'];

function run([program, ...words], cwd) {
  const { PATH } = process.env;
  const options = { cwd, env: { PATH, TERM: 'dumb' }, maxBuffer: 1 << 30, encoding: 'utf8' };
  const { status, stdout, stderr, error } = spawnSync(program, words, options);
  assert.ifError(error);
  return { status, stdout, stderr };
}

/** What a format prints about these files, after both hosts printed the same. */
function report(format, files, cwd = repository) {
  const words = ['check', '--no-config', '--profile', 'strict', '--now', '1790000000', '--format', format, ...files];
  const [native, node] = [hosts.native, hosts.node].map((host) => run([...host, ...words], cwd));
  assert.equal(native.stderr, node.stderr);
  assert.equal(native.status, node.status);
  assert.ok(native.stdout === node.stdout, `${format}: native and Node print different bytes`);
  return native;
}

const hostile = mkdtempSync(join(tmpdir(), 'tablewarden-formats-'));
after(() => rmSync(hostile, { recursive: true }));

const NAMES = [
  'a\u001b[31mb\r\n::error::x\u0000\u0085\u2028\u202e',
  '</failure><script>alert(1)</script>]]>&lt;"\'\ufffe',
  'a|b`c` \\| [x](javascript:y) <img src=x> @all #1',
  '%0A,file=/etc/passwd:1::{0}',
  'n'.repeat(10_000),
];

/** Templates whose names, attributes and waivers are hostile, in files with hostile names, and one that cannot be read whole. */
function makeHostile() {
  const key = (name) => ({ AttributeName: name, KeyType: 'HASH' });
  const attribute = (name) => ({ AttributeName: name, AttributeType: 'S' });
  for (const [index, name] of NAMES.entries()) {
    const table = {
      Type: 'AWS::DynamoDB::Table',
      Metadata: {
        'aws:cdk:path': `App/${name}/Resource`,
        tablewarden: { waive: [{ rule: 'DDB-R001', reason: name }] },
      },
      Properties: { TableName: name, KeySchema: [key(name)], AttributeDefinitions: [name, `${name}2`].map(attribute) },
    };
    const template = JSON.stringify({ Resources: { [name]: table, [`${name}2`]: table } }, null, 1);
    writeFileSync(join(hostile, `${name.slice(0, 40).replaceAll(/[/\0]/g, '_')}.json`), template);
    writeFileSync(join(hostile, `broken ${index}.yaml`), `Resources:\n  ? ${JSON.stringify(name)}\n  :\t- [\n`);
  }
  mkdirSync(join(hostile, 'sub folder'));
  writeFileSync(join(hostile, 'sub folder/é 表.yaml'), 'Resources:\n  Tischchen: {Type: "AWS::DynamoDB::Table", Properties: {}} # 表\n');
}
makeHostile();

for (const format of formats) {
  test(`${format}: the same bytes from both hosts, sound, over corpus, examples and hostile names`, async () => {
    const corpus = report(format, ['tests/corpus', 'examples', 'no-such-file.yaml']);
    assert.equal(corpus.status, 2);
    const names = report(format, ['.'], hostile);
    assert.equal(names.status, 2);
    const clean = report(format, ['examples/pattern1.corrected.yaml']);
    assert.equal(clean.status, 0);
    const one = report(format, ['examples/orders.yaml']);
    assert.equal(one.status, 1);
    const validate = validators[format];
    for (const { stdout } of validate ? [corpus, names, clean, one] : []) {
      assert.deepEqual(await validate(stdout), []);
    }
  });
}

for (const format of formats) {
  test(`${format}: sound with a baseline, and the same from both hosts`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tablewarden-baseline-'));
    after(() => rmSync(folder, { recursive: true }));
    const table = '  T:\n    Type: AWS::DynamoDB::Table\n    Properties: {BillingMode: X}\n';
    writeFileSync(join(folder, 'a.yaml'), `Resources:\n${table}${table.replace('T:', 'Gone:')}`);
    const written = run([...hosts.native, 'check', '--profile', 'strict', '--write-baseline', 'known.json', 'a.yaml'], folder);
    assert.equal(written.status, 0, written.stderr);
    const validate = validators[format] ?? (() => []);
    const known = report(format, ['--baseline', 'known.json', 'a.yaml'], folder);
    assert.equal(known.status, 0);
    assert.deepEqual(await validate(known.stdout), []);
    writeFileSync(join(folder, 'a.yaml'), `Resources:\n${table}${table.replace('T:', 'New:')}`);
    const mixed = report(format, ['--baseline', 'known.json', 'a.yaml'], folder);
    assert.equal(mixed.status, 1);
    assert.deepEqual(await validate(mixed.stdout), []);
    assert.match(mixed.stdout, /--write-baseline known\.json/);
  });
}

test('gitlab: what could not be checked is never an empty report', () => {
  const { stdout } = report('gitlab', ['no-such-file.yaml']);
  assert.deepEqual(JSON.parse(stdout).map(({ severity }) => severity), ['critical']);
});

test('sarif: what could not be checked is no success, and no address is absolute or unescaped', () => {
  const of = (files, cwd) => JSON.parse(report('sarif', files, cwd).stdout).runs[0];
  assert.equal(of(['no-such-file.yaml']).invocations[0].executionSuccessful, false);
  assert.equal(of(['examples/orders.yaml']).invocations[0].executionSuccessful, true);
  for (const { location } of of(['.'], hostile).artifacts) {
    assert.match(location.uri, /^[A-Za-z0-9._~%-][A-Za-z0-9._~%/-]*$/);
    assert.equal(location.uriBaseId, '%SRCROOT%');
  }
});

test('sarif: columns count units of UTF-16, and bytes are those of the file', () => {
  const text = 'Resources:\n  T: {"Type": "AWS::DynamoDB::Table", "Properties": {"𝒳é": 1, "é": 2}}\n';
  writeFileSync(join(hostile, 'columns.yaml'), text);
  const { results, columnKind } = JSON.parse(report('sarif', ['columns.yaml'], hostile).stdout).runs[0];
  assert.equal(columnKind, 'utf16CodeUnits');
  const regions = results.map(({ locations }) => locations[0].physicalLocation.region);
  const bytes = Buffer.from(text);
  const lines = text.split('\n');
  for (const { startLine, startColumn, endLine, endColumn, byteOffset, byteLength } of regions) {
    assert.equal(startLine, endLine);
    const shown = lines[startLine - 1].slice(startColumn - 1, endColumn - 1);
    assert.equal(shown, bytes.subarray(byteOffset, byteOffset + byteLength).toString());
  }
  assert.ok(regions.some(({ startColumn, byteOffset }) => byteOffset !== 11 + startColumn - 1), 'no place behind 𝒳');
});

test('sarif: a fingerprint survives edits around it', () => {
  const prints = (text) => {
    writeFileSync(join(hostile, 'edited.yaml'), text);
    const { results } = JSON.parse(report('sarif', ['edited.yaml'], hostile).stdout).runs[0];
    const found = results.map(({ ruleId, partialFingerprints }) => `${ruleId} ${Object.values(partialFingerprints)}`);
    return found.filter((one) => !one.startsWith('DDB-A')).sort();
  };
  const table = '  T:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      KeySchema: [{AttributeName: a, KeyType: HASH}]\n';
  const before = prints(`Resources:\n${table}`);
  assert.ok(before.length > 3 && new Set(before).size === before.length, `${before}`);
  const topic = '  Topic:\n    Type: AWS::SNS::Topic\n';
  assert.deepEqual(prints(`# A comment.\nDescription: x\nResources:\n${topic}\n${table}`), before);
});
