/** What it takes to have the page: its weight, its requests, and that it needs no network and nothing else afterwards. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { built } from './site.mjs';
import { begin, paste, settled, text } from './visit.mjs';

const { site, visit } = await begin(after);

/** All that a first visit may load, in bytes after gzip. */
const MOST = 1_130_000;

const table = (name) => `Resources:\n  ${name}:\n    Type: AWS::DynamoDB::Table\n`;

test('a first visit loads at most 1,130 KB, all of it from where the page is', async (t) => {
  const one = await visit();
  await one.page.evaluate(() => navigator.serviceWorker.ready);
  // What is asked for twice, by the page and to be kept, counts twice unless the browser has it.
  const files = site.served;
  const sizes = files.map((file) => [gzipSync(built(file), { level: 9 }).length, file]).sort(([a], [b]) => b - a);
  const sum = sizes.reduce((all, [size]) => all + size, 0);
  for (const [size, file] of sizes) t.diagnostic(`${size} ${file}`);
  t.diagnostic(`${sum} bytes in ${files.length} answers, of ${MOST}`);
  assert.ok(files.length > 3);
  assert.ok(!files.some((file) => file.startsWith('rules/')));
  // What only somebody needs who comes to the text.
  assert.ok(!files.some((file) => /\/(?:parts|assistant|serving)-/.test(file)));
  assert.ok(sum <= MOST, `${sum} bytes`);
  await one.end();
});

test('without a network the page loads again, checks, and shows the pages of rules', async () => {
  const one = await visit();
  await one.page.evaluate(() => navigator.serviceWorker.ready);
  await one.page.evaluate(async () => {
    while (!(await caches.match('rules/DDB-R001.html'))) await new Promise((later) => setTimeout(later, 100));
  });
  await one.context.setOffline(true);
  await one.page.reload();
  await settled(one.page);
  await paste(one.page, table('Offline'));
  const page = await one.page.evaluate(async () => (await fetch('rules/DDB-R001.html')).text());
  assert.match(page, /Point-in-time recovery/);
  await one.end();
});

test('a reload brings back what was open', async () => {
  const one = await visit();
  await paste(one.page, table('Kept'));
  await one.page.waitForTimeout(600);
  await one.page.reload();
  await settled(one.page);
  assert.equal(await text(one.page), table('Kept'));
  await one.end();
});

test('a damaged link is told in one line, and the page works', async () => {
  const one = await visit({ hash: '#v1=broken' });
  await one.page.getByText('The link is damaged').waitFor();
  await paste(one.page, table('Still'));
  assert.equal(await text(one.page), table('Still'));
  await one.end();
});

test('a new build comes with the next load, and an open page of the old one keeps its files', async () => {
  const one = await visit();
  const { page } = one;
  const script = () => page.evaluate(() => document.querySelector('script[src]').src);
  const builds = (count) => until(page, async (wanted) => (await caches.keys()).length === wanted, count);
  await until(page, async () => Boolean(await caches.match('rules/DDB-V009.html')));
  const first = await script();
  site.renew();
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  await builds(2);
  await until(page, async () => {
    const { active, installing, waiting } = await navigator.serviceWorker.getRegistration();
    return active.state === 'activated' && !installing && !waiting;
  });
  assert.equal(await page.evaluate(async (url) => (await fetch(url)).status, first), 200);
  await page.reload();
  await settled(page);
  assert.equal(await script(), first.replace('/index-', '/next-index-'));
  await builds(1);
  await one.context.setOffline(true);
  await page.goto(`${site.url}index.html`);
  await settled(page);
  await one.end();
});

/** Waits until a function in the page promises that something is so. */
async function until(page, isSo, argument) {
  for (let tries = 0; !(await page.evaluate(isSo, argument)); tries += 1) {
    assert.ok(tries < 150, `never so: ${isSo}`);
    await page.waitForTimeout(200);
  }
}
