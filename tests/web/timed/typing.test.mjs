/** How the page feels under somebody's fingers: the time from a key to the marks, and that a large template never stops the typing. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { repository } from '../site.mjs';
import { begin, paste, settled } from '../visit.mjs';

const { visit } = await begin(after);

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** A template of so many bytes at least: the example's tables and alarms again and again, under other names. */
function large(bytes) {
  const example = readFileSync(join(repository, 'examples/orders.yaml'), 'utf8');
  const [head, resources] = example.split(/^Resources:\n/m);
  const names = [...resources.matchAll(/^ {2}(\w+):/gm)].map(([, name]) => name);
  const own = new RegExp(`\\b(${names.join('|')})\\b`, 'g');
  let whole = `${head}Resources:\n`;
  for (let copy = 0; whole.length < bytes; copy += 1) whole += resources.replace(own, `$1${copy}`);
  return whole;
}

const types = async (page, times, pause) => {
  for (let time = 0; time < times; time += 1) {
    await page.keyboard.type(time % 2 === 0 ? ' ' : 'x');
    await page.waitForTimeout(pause);
  }
};

/** Types so many characters, each when the marks of the one before are set and the page has come to rest. */
const marked = async (page, times) => {
  for (let time = 0; time < times; time += 1) {
    const before = await page.evaluate(() => performance.getEntriesByName('typing-to-marks').length);
    await page.keyboard.type(time % 2 === 0 ? ' ' : 'x');
    await page.waitForFunction((was) => performance.getEntriesByName('typing-to-marks').length > was, before);
    await page.waitForTimeout(100);
  }
};

test('from a key to the marks of a template of 100 KB: less than 50 ms, the median of 20', async (t) => {
  const one = await visit();
  await paste(one.page, large(100_000));
  await one.page.keyboard.press('ControlOrMeta+Home');
  await one.page.keyboard.type('# ');
  await marked(one.page, 30);
  await one.page.evaluate(() => performance.clearMeasures('typing-to-marks'));
  await marked(one.page, 20);
  const durations = await one.page.evaluate(() =>
    performance.getEntriesByName('typing-to-marks').map(({ duration }) => duration),
  );
  t.diagnostic(`${durations.length} keys, median ${median(durations).toFixed(1)} ms: ${durations.map(Math.round)}`);
  assert.equal(durations.length, 20);
  assert.ok(median(durations) < 50);
  await one.end();
});

test('a letter in one of 100 templates waits for that one alone, and all are counted', async (t) => {
  const text = readFileSync(join(repository, 'examples/orders.yaml'), 'utf8');
  const files = Array.from({ length: 100 }, (_, number) => ({ path: `stacks/${number}.yaml`, text }));
  const state = { files, activePath: files[0].path, earlier: { path: files[0].path, text } };
  const one = await visit({ hash: `#v1=${deflateRawSync(JSON.stringify(state)).toString('base64url')}` });
  const { page } = one;
  const counts = () => page.getByRole('tab', { name: /^Findings/ }).innerText();
  const before = await counts();
  await page.locator('.editor .cm-content').first().focus();
  await page.keyboard.press('ControlOrMeta+Home');
  await types(page, 21, 150);
  const durations = await page.evaluate(() =>
    performance.getEntriesByName('typing-to-marks').map(({ duration }) => duration),
  );
  t.diagnostic(`median ${median(durations).toFixed(1)} ms: ${durations.map(Math.round)}`);
  assert.ok(median(durations) < 100);
  // What was typed makes the first line no template, so what was found in it is no longer counted.
  await settled(page);
  const after = await counts();
  assert.notEqual(after, before);
  await page.reload();
  await settled(page);
  assert.equal(await counts(), after);
  await one.end();
});

test('a template of 5 MB can be typed in: no key waits for 200 ms, and nine of ten not for 50', async (t) => {
  const one = await visit();
  await paste(one.page, large(5_000_000));
  await one.page.keyboard.press('ControlOrMeta+Home');
  await one.page.evaluate(() => {
    globalThis.waits = [];
    new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries()) if (name === 'keydown') waits.push(duration);
    }).observe({ type: 'event', durationThreshold: 16 });
  });
  await one.page.keyboard.type('# ');
  await types(one.page, 60, 50);
  await one.page.waitForTimeout(4000);
  await types(one.page, 20, 50);
  const waits = await one.page.evaluate(() => waits);
  t.diagnostic(`keys that took 16 ms or more: ${waits.length}, ${waits.map(Math.round)}`);
  assert.ok(Math.max(0, ...waits) < 200);
  // 82 keys were typed.
  assert.ok(waits.filter((wait) => wait >= 50).length <= 8);
  await one.end();
});
