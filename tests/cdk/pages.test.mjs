/** The CDK's fix on the page of each rule is one: it compiles, it synthesizes, and the rule finds nothing in what it makes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../../npm/dist/index.js';
import { fixes, snippets } from './pages.mjs';

const all = snippets();
const { complaints, made } = fixes(all);

test('the fixes compile', () => assert.equal(complaints, ''));

test('every rule has one', () => {
  assert.ok(all.length >= 110, `${all.length}`);
  assert.deepEqual(all.filter(({ id, lines }) => !id || lines.length === 0), []);
  assert.deepEqual(made.filter(({ templates }) => templates.length === 0), []);
});

for (const { id, templates } of made) {
  test(`${id} finds nothing in its own fix`, () => {
    const { outcome, files } = check(templates, { profile: 'strict', region: 'eu-west-1', account: '111122223333' });
    assert.notEqual(outcome, 'incomplete');
    const found = files.flatMap(({ findings }) => findings).filter(({ rule }) => rule === id);
    assert.deepEqual(found.map(({ path, message }) => `${path}: ${message}`), []);
  });
}
