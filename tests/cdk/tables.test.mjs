/** No false alarms on what the CDK synthesizes: well made stacks have notes at most, default ones only what is known to be missing. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { check } from '../../npm/dist/index.js';
import { defaults, synthesized, wellMade } from './tables.mjs';

const directories = [];
after(() => directories.forEach((directory) => rmSync(directory, { recursive: true })));

/** Everything that is found in the templates of a stack: errors and warnings. */
function found(name, build, profile = 'recommended') {
  const { directory } = synthesized(name, build);
  directories.push(directory);
  const files = readdirSync(directory).filter((file) => file.endsWith('.template.json'));
  assert.ok(files.length > 0, name);
  const templates = files.map((file) => ({ name: file, content: readFileSync(join(directory, file)) }));
  const report = check(templates, { profile, region: 'eu-west-1', account: '111122223333' });
  assert.ok(['clean', 'findings'].includes(report.outcome), `${name}: ${report.outcome}`);
  const tables = report.files.reduce((sum, { counts }) => sum + counts.tables, 0);
  assert.ok(tables > 0, `${name} has no table`);
  return report.files.flatMap(({ findings }) => findings).filter(({ severity }) => severity !== 'note');
}

for (const [name, build] of Object.entries(wellMade)) {
  test(`well made: ${name}`, () => {
    const lines = found(name, build).map(({ rule, path, message }) => `${rule} ${path}: ${message}`);
    assert.deepEqual(lines, []);
  });
}

/** What may be said of a table on which nothing is set. */
const EXPECTED = new Set(['DDB-R001', 'DDB-R002', 'DDB-R003', 'DDB-B001', 'DDB-A003', 'DDB-A004', 'DDB-S003']);

for (const [name, build] of Object.entries(defaults)) {
  test(`defaults: ${name}`, () => {
    const findings = found(name, build);
    assert.deepEqual(findings.filter(({ rule }) => !EXPECTED.has(rule)).map(({ rule, message }) => `${rule} ${message}`), []);
    assert.ok(findings.some(({ rule }) => rule === 'DDB-R001'), name);
  });
}
