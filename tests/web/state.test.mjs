/** What is open, and that nothing of it gets lost: over a reload, by a link, by a command that changes a file, beside the person's own rules. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import { begin, paste, settled, text } from './visit.mjs';

const { site, visit } = await begin(after);

const table = (name) => `Resources:\n  ${name}:\n    Type: AWS::DynamoDB::Table\n`;

/** Copies the link of what is open. */
async function link(page) {
  await page.getByRole('button', { name: 'Copy link' }).click();
  await page.getByText('Link copied').waitFor();
  return page.evaluate(() => navigator.clipboard.readText());
}

const becomes = async (page, expected) => {
  for (let tries = 0; (await text(page)) !== expected; tries += 1) {
    assert.ok(tries < 50, `the text stays ${await text(page)}`);
    await page.waitForTimeout(100);
  }
};

test('a link brings what was open to somebody else, and the address does not keep it', async () => {
  const one = await visit();
  await paste(one.page, table('Sent'));
  const sent = await link(one.page);
  assert.ok(sent.startsWith(`${site.url}#v1=`), sent);
  await one.end();
  const other = await visit({ hash: sent.slice(site.url.length) });
  assert.equal(await text(other.page), table('Sent'));
  assert.equal(other.page.url(), site.url);
  await other.end();
});

test('a link that is opened in a page that is open takes its place, and what was open can be brought back', async () => {
  const one = await visit();
  await paste(one.page, table('Sent'));
  const sent = await link(one.page);
  await paste(one.page, table('Own'));
  await one.page.evaluate((hash) => {
    location.hash = hash;
  }, sent.slice(site.url.length));
  await becomes(one.page, table('Sent'));
  await one.page.getByText('What you had open before is kept').waitFor();
  await one.page.waitForTimeout(600);
  await one.page.reload();
  await settled(one.page);
  assert.equal(await text(one.page), table('Sent'));
  await one.page.getByRole('button', { name: 'File' }).click();
  await one.page.getByRole('menuitem', { name: 'What was open before the link' }).click();
  await becomes(one.page, table('Own'));
  await one.end();
});

test('a link that would become very long is refused', async () => {
  const one = await visit();
  const hash = await one.page.evaluate(async () => {
    const bytes = new Blob(Array(100).fill(new Uint8Array(1_000_000)));
    const stream = bytes.stream().pipeThrough(new CompressionStream('deflate-raw'));
    let binary = '';
    for (const byte of new Uint8Array(await new Response(stream).arrayBuffer())) binary += String.fromCharCode(byte);
    return `#v1=${btoa(binary).replaceAll('+', '-').replaceAll('/', '_')}`;
  });
  await one.page.evaluate((given) => {
    location.hash = given;
  }, hash);
  await one.page.getByText('The link is damaged').waitFor();
  await one.end();
});

test('where nothing can be kept, the page works and forgets', async () => {
  const one = await visit({
    before: (page) =>
      page.addInitScript(() => {
        IDBFactory.prototype.open = () => {
          throw new DOMException('The operation is insecure.', 'SecurityError');
        };
      }),
  });
  await paste(one.page, table('Private'));
  await one.page.waitForTimeout(600);
  await one.page.reload();
  await settled(one.page);
  assert.match(await text(one.page), /Orders/);
  await one.end();
});

test('where the engine cannot be loaded, the page says why and calls nothing checked', async () => {
  const one = await visit({ before: (page) => page.route('**/*.wasm', (route) => route.fulfill({ status: 404 })) });
  await one.page.getByText(/the engine cannot be loaded: .* is answered with 404/).first().waitFor();
  assert.equal(await one.page.getByText('No problems found').count(), 0);
  // The browser tells of the answer; the page does not.
  assert.deepEqual(
    one.noted.splice(0).filter((line) => !line.startsWith('Failed to load resource')),
    [],
  );
  await one.end();
});

test('what was typed can be undone after a look at the own rules', async () => {
  const one = await visit();
  const { page } = one;
  await paste(page, table('First'));
  await page.waitForTimeout(700);
  await paste(page, table('Second'));
  await page.getByRole('tab', { name: 'Own rules' }).click();
  await page.getByRole('tab', { name: 'orders.yaml' }).click();
  await page.locator('.editor .cm-content').first().focus();
  await page.keyboard.press('ControlOrMeta+z');
  await becomes(page, table('First'));
  await one.end();
});

test('what is secret is checked with, and neither kept nor sent', async () => {
  const one = await visit();
  const { page } = one;
  const parameters = 'Parameters:\n  Stage: {Type: String}\n  Password: {Type: String, NoEcho: true}\n';
  await paste(page, parameters + table('Orders'));
  await page.getByRole('tab', { name: 'Settings' }).click();
  await page.getByLabel(/^Stage/).fill('prod');
  await page.getByLabel(/^Password/).fill('hunter2');
  await settled(page);
  const sent = await link(page);
  const state = JSON.parse(inflateRawSync(Buffer.from(sent.split('#v1=')[1], 'base64url')));
  assert.deepEqual(state.options.parameters, { Stage: 'prod' });
  assert.equal(await page.getByLabel(/^Password/).inputValue(), 'hunter2');
  await page.waitForTimeout(600);
  await page.reload();
  await settled(page);
  await page.getByRole('tab', { name: 'Settings' }).click();
  await page.getByLabel(/^Password/).waitFor();
  assert.equal(await page.getByLabel(/^Stage/).inputValue(), 'prod');
  assert.equal(await page.getByLabel(/^Password/).inputValue(), '');
  await one.end();
});
