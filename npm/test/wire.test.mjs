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

test('whoever can hold a value can name its type', () => {
  const source = (path) => readFileSync(new URL(`../src/${path}`, import.meta.url), 'utf8');
  const wire = source('wire.ts').replace(/\/\*.*?\*\//gs, '');
  const bodies = new Map(
    [...wire.matchAll(/^export (?:interface|type) (\w+)(.*?)(?=^export|$(?![\s\S]))/gms)].map(([, name, body]) => [
      name,
      body,
    ]),
  );
  const names = (text) => [...text.matchAll(/\b[A-Z]\w+/g)].flatMap(([name]) => (bodies.has(name) ? [name] : []));
  const exported = new Set(names(source('api/index.ts')));
  assert.ok(exported.size > 20, `${exported.size} types`);
  const reached = new Set();
  const reach = (name) => {
    if (reached.has(name)) return;
    reached.add(name);
    names(bodies.get(name)).forEach(reach);
  };
  exported.forEach(reach);
  assert.deepEqual(
    [...reached].filter((name) => !exported.has(name)),
    [],
  );
});
