/** The editor as somebody works in it: what it keeps, what can be undone, and what the keyboard does. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { repository } from './site.mjs';
import { begin, paste, settled, text } from './visit.mjs';

const { visit } = await begin(after);

const orders = readFileSync(join(repository, 'examples/orders.yaml'), 'utf8');

/** Does something with the page, and ends the visit. */
const visited = (name, act, options) =>
  test(name, async () => {
    const one = await visit(options);
    await act(one.page, one);
    await one.end();
  });

const tab = (page, name) => page.getByRole('tab', { name, exact: true });
const open = (page, name, content) =>
  page.getByLabel('Open files').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });
const active = (page) => page.locator('.cm-activeLine').first().innerText();
const content = (page) => page.locator('.cm-content');

visited('a file keeps its undo, selection and scroll position while another one or the own rules are shown', async (page) => {
  await page.locator('.finding', { hasText: 'DDB-A001' }).locator('.finding-main').click();
  const line = await active(page);
  await page.keyboard.press('End');
  await page.keyboard.type(' # typed');
  const typed = await text(page);
  assert.notEqual(typed, orders);
  const scrolled = () => page.locator('.cm-scroller').evaluate(({ scrollTop }) => Math.round(scrollTop));
  const before = await scrolled();
  assert.ok(before > 0);
  await open(page, 'other.yaml', 'Resources: {T: {Type: AWS::SNS::Topic}}\n');
  await tab(page, 'other.yaml').and(page.locator('[aria-selected="true"]')).waitFor();
  assert.equal(await text(page), 'Resources: {T: {Type: AWS::SNS::Topic}}\n');
  await tab(page, 'Own rules').click();
  assert.equal(await text(page), '');
  await tab(page, 'orders.yaml').click();
  assert.equal(await text(page), typed);
  assert.equal(await active(page), `${line} # typed`);
  await page.waitForFunction((was) => {
    const { scrollTop } = document.querySelector('.editor').shadowRoot.querySelector('.cm-scroller');
    return Math.abs(scrollTop - was) < 2;
  }, before);
  await content(page).focus();
  await page.keyboard.press('ControlOrMeta+Z');
  assert.equal(await text(page), orders);
});

visited('a place that was shown once does not come back when its file does', async (page) => {
  await page.locator('.finding', { hasText: 'DDB-A001' }).locator('.finding-main').click();
  await page.keyboard.press('ControlOrMeta+Home');
  await tab(page, 'Own rules').click();
  await tab(page, 'orders.yaml').click();
  assert.equal(await active(page), orders.split('\n')[0]);
});

visited('a text that the page writes is one step that can be undone', async (page) => {
  await tab(page, 'Own rules').click();
  await content(page).focus();
  await page.keyboard.type('# mine');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('Delete');
  await page.getByRole('button', { name: 'Insert an example' }).click();
  assert.match(await text(page), /^rule tables_have_an_owner/m);
  await content(page).focus();
  await page.keyboard.press('ControlOrMeta+Z');
  assert.equal(await text(page), '');
  await page.keyboard.press('ControlOrMeta+Shift+Z');
  assert.match(await text(page), /^rule tables_have_an_owner/m);
});

visited('a file that is opened again in a newer version takes over its changes, which can be undone', async (page) => {
  await page.locator('.finding', { hasText: 'DDB-A001' }).locator('.finding-main').click();
  const line = await active(page);
  const newer = orders.replace(/^Resources:$/m, '# newer\nResources:').replace(/\n/g, '\r\n');
  await open(page, 'orders.yaml', newer);
  await page.waitForFunction(() => {
    const { view } = document.querySelector('.editor').shadowRoot.querySelector('.cm-content').cmTile;
    return view.state.doc.toString().includes('# newer');
  });
  assert.equal(await text(page), newer.replaceAll('\r', ''));
  assert.equal(await active(page), line);
  await settled(page);
  assert.equal(await page.locator('.cm-finding[data-rule="DDB-A001"]').first().innerText(), 'Dimensions');
  await content(page).focus();
  await page.keyboard.press('ControlOrMeta+Z');
  await settled(page);
  assert.equal(await text(page), orders);
});

visited('a file under a new name keeps what can be undone', async (page) => {
  await content(page).focus();
  await page.keyboard.type('# typed ');
  await tab(page, 'orders.yaml').focus();
  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: 'Name' }).fill('renamed.yaml');
  await page.keyboard.press('Enter');
  await tab(page, 'renamed.yaml').waitFor();
  await page.getByRole('textbox', { name: 'renamed.yaml' }).focus();
  await page.keyboard.press('ControlOrMeta+Z');
  assert.equal(await text(page), orders);
});

visited('marks stay in place while somebody types, before the next report', async (page) => {
  const marks = page.locator('.cm-finding');
  const first = await marks.first().innerText();
  const seen = await page.evaluate(async () => {
    const { view } = document.querySelector('.editor').shadowRoot.querySelector('.cm-content').cmTile;
    view.dispatch({ changes: { from: 0, insert: '# one line more\n' } });
    return [...view.contentDOM.querySelectorAll('.cm-finding')].map((mark) => mark.innerText);
  });
  assert.equal(seen[0], first);
  await settled(page);
  assert.equal(await marks.first().innerText(), first);
});

visited('F8 goes from finding to finding and around, and tells who listens', async (page) => {
  await content(page).focus();
  await page.keyboard.press('F8');
  const first = await active(page);
  const heard = page.locator('.cm-announced');
  await heard.getByText(/^Line 13\. (Warning|Note|Error) DDB-/).waitFor();
  await page.keyboard.press('F8');
  assert.notEqual(await active(page), first);
  await page.keyboard.press('Shift+F8');
  assert.equal(await active(page), first);
  await page.keyboard.press('Shift+F8');
  assert.notEqual(await active(page), first);
  await page.keyboard.press('F8');
  assert.equal(await active(page), first);
  // The hint's buttons are next, and Escape leads back.
  await page.keyboard.press('Tab');
  const focused = () => page.evaluate(() => document.activeElement.shadowRoot?.activeElement?.className);
  assert.match(await focused(), /cm-hint-action/);
  await page.keyboard.press('Escape');
  await page.locator('.cm-tooltip').waitFor({ state: 'detached' });
  assert.match(await focused(), /cm-content/);
});

visited('Tab moves on, and indents after Control M', async (page) => {
  await paste(page, 'Resources:\n');
  await page.keyboard.press('Tab');
  assert.equal(await text(page), 'Resources:\n');
  assert.equal(await page.evaluate(() => document.activeElement.classList.contains('editor')), false);
  await content(page).focus();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.press('Control+m');
  await page.keyboard.press('Tab');
  assert.equal(await text(page), 'Resources:\n  ');
});

visited('the sign of a line shows its hint, which leads to the page of the rule', async (page) => {
  await page.locator('.cm-gutter-findings .cm-sign-error').first().click();
  await page.locator('.cm-tooltip').getByText('DDB-K004').waitFor();
  await page.locator('.cm-tooltip').getByRole('button', { name: 'Explain' }).first().click();
  await page.getByRole('article', { name: 'Rule DDB-K004' }).waitFor();
});

visited(
  'where one thing is seen at a time, a finding leads into the text',
  async (page) => {
    await page.getByRole('tab', { name: /^Findings/ }).click();
    await page.locator('.finding', { hasText: 'DDB-A001' }).locator('.finding-main').click();
    await page.getByRole('button', { name: /^Line \d+$/ }).first().click();
    await page.waitForFunction(() => document.activeElement.shadowRoot?.activeElement?.matches('.cm-content'));
    assert.equal(await active(page), '      Dimensions:');
    assert.ok(await page.locator('.cm-activeLine').first().isVisible());
  },
  { viewport: { width: 360, height: 740 } },
);

visited('a mistake in the own rules is marked where it is', async (page) => {
  await tab(page, 'Own rules').click();
  await content(page).focus();
  await paste(page, 'let tables = Resources.*\nrule broken {\n  %tables {\n');
  await page.locator('.cm-finding').first().waitFor();
  await page.keyboard.press('F8');
  await page.locator('.cm-tooltip').getByText('Expected a clause').waitFor();
});
