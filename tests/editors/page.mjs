/** The code blocks of docs/editors.md. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './editor.mjs';

const page = readFileSync(join(repository, 'docs', 'editors.md'), 'utf8');

/** The one block of a language. */
export function block(language) {
  const blocks = [...page.matchAll(/^```(\w+)\n(.*?)^```/gms)].filter(([, of]) => of === language);
  assert.equal(blocks.length, 1, `one block of ${language}`);
  return blocks[0][2];
}
