/** The page's engine over every file of the corpus: what it prints is what the native command prints, byte for byte. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { repository } from './site.mjs';
import { begin } from './visit.mjs';

const command = process.env.TABLEWARDEN_COMMAND ?? join(repository, 'target/release/tablewarden');
const { visit } = await begin(after);

/** So many files are one run: few enough to see which differ. */
const AT_ONCE = 20;

const listed = (folder) =>
  readdirSync(join(repository, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(repository.length + 1))
    .sort();

test('every file of the corpus and of the examples', async () => {
  const files = [...listed('tests/corpus'), ...listed('examples')];
  assert.ok(files.length > 300, `${files.length} files`);
  const one = await visit();
  await one.page.evaluate(() => {
    const { name } = performance.getEntriesByType('resource').find((entry) => /\/worker-[^/]*\.js$/.test(entry.name));
    globalThis.asked = new Worker(name, { type: 'module' });
    globalThis.ask = (question) =>
      new Promise((resolve) => {
        const hear = ({ data }) => data.id === question.id && (asked.removeEventListener('message', hear), resolve(data));
        asked.addEventListener('message', hear);
        asked.postMessage(question);
      });
  });
  for (let at = 0; at < files.length; at += AT_ONCE) {
    const some = files.slice(at, at + AT_ONCE);
    const words = ['check', '--format', 'json', '--profile', 'strict', '--no-config', '--now', '1790000000', ...some];
    const native = spawnSync(command, words, { cwd: repository, encoding: 'buffer', maxBuffer: 1 << 28 });
    assert.ifError(native.error);
    const bytes = some.map((path) => [path, readFileSync(join(repository, path)).toString('base64')]);
    const { run, message } = await one.page.evaluate(
      async ({ id, words, bytes }) => {
        const decoded = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
        return ask({ id, words, files: Object.fromEntries(bytes.map(([path, text]) => [path, decoded(text)])) });
      },
      { id: at, words, bytes },
    );
    assert.equal(message, undefined);
    assert.equal(run.exit, native.status, some.join(' '));
    assert.ok(native.stdout.equals(Buffer.from(run.stdout)), `the page prints other bytes for one of ${some.join(' ')}`);
    assert.equal(run.stderr, native.stderr.toString());
  }
  await one.end();
});
