/** The types of the wire are those of the schemas. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { types } from '../scripts/types.mjs';

test('src/wire.ts is what docs/schema says; else run `npm run types`', () => {
  const schemas = fileURLToPath(new URL('../../docs/schema', import.meta.url));
  assert.equal(readFileSync(new URL('../src/wire.ts', import.meta.url), 'utf8'), types(schemas));
});

test('a form of schema that is not known stops the making of types', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tablewarden-wire-'));
  try {
    assert.throws(() => types(folder), /there are no schemas/);
    const property = { type: 'object', patternProperties: {} };
    const schema = { title: 'A', type: 'object', properties: { b: property } };
    writeFileSync(join(folder, 'a.schema.json'), JSON.stringify(schema));
    assert.throws(() => types(folder), /no TypeScript for/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
