/** Each thing that the page offers, used as a person would: by its names, with mouse and keyboard. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { repository } from './site.mjs';
import { begin, paste, settled, text } from './visit.mjs';

const { visit } = await begin(after);

const example = (name) => readFileSync(join(repository, 'examples', name), 'utf8');

const table = (name, more = '') => `Resources:
  ${name}:
    Type: AWS::DynamoDB::Table
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{AttributeName: orderId, AttributeType: S}]
      KeySchema: [{AttributeName: orderId, KeyType: HASH}]
${more}`;

const folder = mkdtempSync(join(tmpdir(), 'tablewarden-web-'));
after(() => rmSync(folder, { recursive: true }));

/** Does something with the page, and ends the visit. */
const visited = (name, act, options) =>
  test(name, async () => {
    const one = await visit(options);
    await act(one.page, one);
    await one.end();
  });

const rows = (page, rule) => page.locator('.finding').filter({ hasText: rule });
const group = (page, name) => page.getByRole('region', { name, exact: true });
const item = async (page, menu, name) => {
  await page.getByRole('button', { name: menu, exact: true }).click();
  await page.getByRole('menuitem', { name }).click();
};

visited('the first visit shows an example, checked', async (page) => {
  assert.equal(await text(page), example('orders.yaml'));
  assert.equal(await group(page, 'Orders').locator('.finding').count(), 7);
  await page.getByText('Nothing leaves your browser.').waitFor();
});

visited('findings are marked at the exact place, in the gutter, and explained by hover and by F8', async (page) => {
  await rows(page, 'DDB-K004').locator('.finding-main').click();
  const marked = page.locator('.cm-finding[data-rule="DDB-K004"]');
  assert.equal(await marked.innerText(), 'orderStatus');
  const line = await page.locator('.cm-line').filter({ has: marked }).innerText();
  assert.match(line, /AttributeName: orderStatus/);
  assert.ok((await page.locator('.cm-gutter-findings .cm-sign-error').count()) >= 1);
  await marked.hover();
  await page.locator('.cm-tooltip').getByText('Remove the definition').first().waitFor();
  await page.mouse.move(5, 5);
  await page.locator('.cm-content').focus();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.press('F8');
  await page.locator('.cm-tooltip').getByText('DDB-A003').first().waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.cm-tooltip').waitFor({ state: 'detached' });
});

visited('the list jumps to the place, is narrowed by severity and text, and follows the cursor', async (page) => {
  await rows(page, 'DDB-A001').locator('.finding-main').click();
  assert.equal(await page.locator('.cm-activeLine').innerText(), '      Dimensions:');
  assert.equal(await rows(page, 'DDB-A001').getAttribute('aria-current'), 'location');
  await page.getByRole('button', { name: /7 warnings/ }).click();
  assert.equal(await page.locator('.finding.warning').count(), 0);
  await page.getByRole('button', { name: /7 warnings/ }).click();
  await page.getByLabel('Filter findings by text or rule').fill('K004');
  assert.equal(await page.locator('.finding').count(), 1);
  await page.getByLabel('Filter findings by text or rule').fill('nothing has this');
  await page.getByText('No finding matches the filter.').waitFor();
});

visited('a rule has its page beside the list, and is turned off and on there', async (page, { noted }) => {
  await page.getByRole('button', { name: 'Explain rule DDB-K004, unused-attribute-definition' }).click();
  await page.getByRole('article', { name: 'Rule DDB-K004' }).getByRole('heading', { name: 'Why' }).waitFor();
  await page.getByRole('button', { name: 'Turn this rule off' }).click();
  await settled(page);
  await page.getByRole('button', { name: 'Findings', exact: true }).click();
  assert.equal(await rows(page, 'DDB-K004').count(), 0);
  await rows(page, 'DDB-A001').getByRole('button', { name: /^Explain rule DDB-A001/ }).click();
  await page.getByRole('article').waitFor();
  assert.deepEqual(noted, []);
});

visited('files and folders are opened: several, in YAML and JSON, with their settings', async (page) => {
  const stacks = join(folder, 'stacks');
  mkdirSync(join(stacks, 'node_modules'), { recursive: true });
  writeFileSync(join(stacks, 'a.yaml'), table('InYaml'));
  writeFileSync(join(stacks, 'b.json'), '{"Resources": {"InJson": {"Type": "AWS::DynamoDB::Table"}}}');
  writeFileSync(join(stacks, 'tablewarden.yaml'), 'rules:\n  DDB-R001: off\n');
  writeFileSync(join(stacks, 'notes.txt'), 'no template');
  writeFileSync(join(stacks, 'node_modules', 'c.yaml'), table('Foreign'));
  await page.getByLabel('Open a folder').setInputFiles(stacks);
  await page.getByRole('tab', { name: 'stacks/b.json' }).waitFor();
  await settled(page);
  await group(page, 'InYaml').first().waitFor();
  assert.equal(await group(page, 'Foreign').count(), 0);
  assert.equal(await group(page, 'InYaml').getByText('DDB-R001').count(), 0);
  await page.getByText('Skipped: 2 of other kinds').waitFor();
  await page.getByRole('tab', { name: 'stacks/b.json' }).click();
  assert.match(await text(page), /^\{"Resources"/);
  const one = join(folder, 'one.yaml');
  writeFileSync(one, table('Alone'));
  await page.getByLabel('Open files').setInputFiles(one);
  await group(page, 'Alone').first().waitFor();
});

visited('files are dropped anywhere on the page', async (page) => {
  const transfer = await page.evaluateHandle((content) => {
    const made = new DataTransfer();
    made.items.add(new File([content], 'dropped.yaml'));
    return made;
  }, table('Dropped'));
  await page.dispatchEvent('.side', 'dragenter', { dataTransfer: transfer });
  await page.getByText('Drop templates, folders').waitFor();
  await page.dispatchEvent('.side', 'drop', { dataTransfer: transfer });
  await group(page, 'Dropped').first().waitFor();
  assert.equal(await text(page), table('Dropped'));
});

visited('text is pasted: over a template, and onto the page as a new file', async (page) => {
  await paste(page, table('Pasted'));
  assert.equal(await group(page, 'Pasted').count(), 1);
  await page.evaluate((content) => navigator.clipboard.writeText(content), table('Second'));
  await page.locator('.header').click({ position: { x: 300, y: 20 } });
  await page.keyboard.press('ControlOrMeta+V');
  await page.getByRole('tab', { name: 'template.yaml' }).waitFor();
  await settled(page);
  assert.equal(await text(page), table('Second'));
});

visited('an unfinished template keeps what could be read, and is never called clean', async (page) => {
  await paste(page, `${table('Whole')}  Broken:\n    Type: [\n`);
  await page.getByText('is never closed').first().waitFor();
  assert.ok((await group(page, 'Whole').locator('.finding').count()) > 0);
  assert.equal(await page.getByText('No problems found').count(), 0);
  await paste(page, 'hello');
  assert.equal(await page.getByText('No problems found').count(), 0);
  await page.locator('#panel [role="alert"], #panel .notices, #panel .notice').first().waitFor();
});

visited('a template without a fault is said to be that, with what was checked', async (page) => {
  await paste(page, 'Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n');
  await page.getByText(/No problems found/).waitFor();
});

visited('settings: profile, Region, rules, and the parameters of the template', async (page) => {
  await page.getByRole('tab', { name: 'Settings' }).click();
  const count = async () => {
    await settled(page);
    return Number(await page.getByRole('tab', { name: /^Findings/ }).locator('.count').innerText());
  };
  const recommended = await count();
  await page.getByRole('radio', { name: /^Minimal/ }).check();
  const minimal = await count();
  await page.getByRole('radio', { name: /^Strict/ }).check();
  assert.ok(minimal < recommended && recommended < (await count()));
  await page.getByRole('textbox', { name: 'Region' }).fill('nowhere');
  await settled(page);
  await page.getByRole('textbox', { name: 'Region' }).fill('eu-west-1');
  await page.getByLabel('Search rules').fill('K004');
  await page.getByRole('checkbox', { name: /DDB-K004/ }).uncheck();
  await page.getByRole('tab', { name: /^Findings/ }).click();
  await settled(page);
  assert.equal(await rows(page, 'DDB-K004').count(), 0);
  await page.getByRole('tab', { name: 'Settings' }).click();
  await page.getByLabel(/^Stage/).selectOption('prod');
  await settled(page);
  await page.getByRole('tab', { name: /^Findings/ }).click();
  assert.equal(await rows(page, 'IsProd is false').count(), 0);
});

visited('own rules: an example, findings as one types, mistakes with their places', async (page) => {
  await page.getByRole('tab', { name: 'Own rules' }).click();
  await page.getByRole('button', { name: 'Insert an example' }).click();
  await settled(page);
  await rows(page, 'tables_have_an_owner').first().waitFor();
  await page.locator('.cm-content').focus();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type('\nrule broken { oh no no }');
  await settled(page);
  assert.ok((await page.locator('.cm-finding').count()) > 0);
  await page.locator('#panel').getByText(/Expected an operator/).first().waitFor();
});

visited('changes: an earlier version, and what the update does to the table', async (page) => {
  await paste(page, table('Orders', '      TableName: orders\n'));
  await page.getByRole('tab', { name: 'Compare' }).click();
  await page.getByRole('button', { name: 'Use the text as it is now' }).click();
  await page.getByText('Both are the same so far').waitFor();
  await paste(page, table('Orders', '      TableName: other\n').replaceAll('orderId', 'id'));
  await page.getByRole('button', { name: 'Show the findings' }).click();
  await page.locator('.finding').filter({ hasText: 'DDB-C' }).getByText('Change', { exact: true }).first().waitFor();
  await page.getByRole('tab', { name: 'Compare' }).click();
  await page.getByRole('button', { name: 'Stop comparing' }).click();
  await settled(page);
  await page.getByRole('tab', { name: /^Findings/ }).click();
  assert.equal(await rows(page, 'DDB-C').count(), 0);
});

visited('a waiver is written by a click, and undone as any change', async (page) => {
  await rows(page, 'DDB-K004').locator('.finding-main').click();
  await rows(page, 'DDB-K004').getByRole('button', { name: 'Waive…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Waive' }).click();
  await dialog.getByText('Enter a reason.').waitFor();
  await dialog.getByLabel('Reason').fill('kept for a later index');
  await dialog.getByRole('button', { name: 'Waive' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await settled(page);
  assert.match(await text(page), /waive DDB-K004 kept for a later index/);
  assert.equal(await page.locator('.group .finding').filter({ hasText: 'DDB-K004' }).count(), 0);
  await page.locator('.cm-content').focus();
  await page.keyboard.press('ControlOrMeta+Z');
  await settled(page);
  assert.equal(await text(page), example('orders.yaml'));
  await rows(page, 'DDB-K004').first().waitFor();
});

visited('a fix is made by a click, in the list and at the mark, and undone as any change', async (page) => {
  await rows(page, 'DDB-R002').locator('.finding-main').click();
  await rows(page, 'DDB-R002').getByText('Turn on deletion protection').waitFor();
  await rows(page, 'DDB-R002').getByRole('button', { name: /^Fix: Turn on deletion protection/ }).click();
  await settled(page);
  const fixed = example('orders.yaml').replace(
    '        SSEEnabled: true\n\n  OrdersReads',
    '        SSEEnabled: true\n      DeletionProtectionEnabled: true\n\n  OrdersReads',
  );
  assert.equal(await text(page), fixed);
  assert.equal(await rows(page, 'DDB-R002').count(), 0);
  await page.locator('.cm-content').focus();
  await page.keyboard.press('ControlOrMeta+Z');
  await settled(page);
  assert.equal(await text(page), example('orders.yaml'));
  // At the mark, by keyboard alone.
  const hint = page.locator('.cm-hint').filter({ hasText: 'DDB-K004' });
  for (let marks = 0; marks < 20 && (await hint.count()) === 0; marks += 1) await page.keyboard.press('F8');
  await hint.getByRole('button', { name: 'Fix' }).focus();
  await page.keyboard.press('Enter');
  await settled(page);
  assert.equal(await rows(page, 'DDB-K004').count(), 0);
  assert.doesNotMatch(await text(page), /AttributeName: orderStatus/);
  await page.keyboard.press('ControlOrMeta+Z');
  await settled(page);
  assert.equal(await text(page), example('orders.yaml'));
});

visited('the safe fixes are made at once after their difference was seen, and others one by one', async (page) => {
  await page.getByRole('button', { name: 'Fix…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Fix orders.yaml' });
  const difference = dialog.getByRole('region', { name: 'What the safe fixes change' });
  await difference.getByText('+      DeletionProtectionEnabled: true').waitFor();
  assert.deepEqual(
    (await difference.locator('del').allTextContents()).map((line) => line.trim()),
    [
      '-        - AttributeName: orderStatus',
      '-          AttributeType: S',
      '-        PointInTimeRecoveryEnabled: !If [IsProd, true, false]',
    ],
  );
  // A fix that is a guess changes the text, and what is shown is looked for anew.
  const others = dialog.getByRole('region', { name: 'Others, one by one' }).getByRole('listitem');
  const before = await others.count();
  assert.ok(before > 0);
  await others.first().getByRole('button', { name: /^Fix: / }).click();
  await settled(page);
  assert.ok((await others.count()) < before);
  const once = await text(page);
  assert.notEqual(once, example('orders.yaml'));
  await dialog.getByRole('button', { name: 'Make the safe fixes' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await settled(page);
  const fixed = await text(page);
  assert.match(fixed, /DeletionProtectionEnabled: true/);
  for (const rule of ['DDB-K004', 'DDB-R001', 'DDB-R002']) assert.equal(await rows(page, rule).count(), 0, rule);
  await page.locator('.cm-content').focus();
  await page.keyboard.press('ControlOrMeta+Z');
  assert.equal(await text(page), once, 'all safe fixes are one step');
  await page.keyboard.press('ControlOrMeta+Z');
  assert.equal(await text(page), example('orders.yaml'));
});

visited('reports are saved: SARIF, JSON, Markdown and the pictures', async (page) => {
  const saved = async (name) => {
    const [download] = await Promise.all([page.waitForEvent('download'), item(page, 'Export', name)]);
    return [download.suggestedFilename(), readFileSync(await download.path(), 'utf8')];
  };
  const [sarifName, sarif] = await saved(/^SARIF/);
  assert.equal(sarifName, 'tablewarden.sarif');
  assert.equal(JSON.parse(sarif).runs[0].results.length, 11);
  const [, json] = await saved(/^JSON/);
  assert.equal(JSON.parse(json).files[0].findings.length, 11);
  const [, markdown] = await saved(/^Markdown/);
  assert.match(markdown, /DDB-K004/);
  const [svgName, svg] = await saved(/^Pictures/);
  assert.equal(svgName, 'orders.svg');
  assert.match(svg, /^<svg /);
});

visited('the picture follows the cursor, and leads back to the text', async (page) => {
  await page.getByRole('tab', { name: 'Picture' }).click();
  const svg = page.locator('.drawing svg');
  await svg.waitFor();
  assert.match(await svg.first().innerHTML(), /Orders/);
  const part = page.locator('.drawing a[data-line]').nth(1);
  const line = Number(await part.getAttribute('data-line'));
  await part.click();
  const content = example('orders.yaml').split('\n')[line - 1];
  assert.equal(await page.locator('.cm-activeLine').innerText(), content);
  await page.locator('.cm-content').focus();
  await page.keyboard.press('ControlOrMeta+Home');
  for (let line = 1; line < 60; line += 1) await page.keyboard.press('ArrowDown');
  await page.locator('.drawing svg[data-table="Customers"]').waitFor();
});

visited('everything is copied as a link, which another person opens', async (page, one) => {
  await paste(page, table('Shared'));
  await page.getByRole('button', { name: 'Copy link' }).click();
  await page.getByText('Link copied.').waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok(!one.requests.some((url) => url.includes('v1=')));
  const other = await visit({ hash: new URL(link).hash });
  assert.equal(await text(other.page), table('Shared'));
  assert.equal(new URL(other.page.url()).hash, '');
  await other.end();
});

visited('a template is renamed and closed by keyboard, and opened again', async (page) => {
  await page.getByRole('tab', { name: 'orders.yaml' }).focus();
  await page.keyboard.press('F2');
  await page.getByRole('dialog').getByRole('textbox').fill('renamed.yaml');
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: 'renamed.yaml' }).focus();
  await page.keyboard.press('Delete');
  await page.getByRole('tab', { name: 'renamed.yaml' }).waitFor({ state: 'detached' });
  await item(page, 'File', 'Open renamed.yaml again');
  await settled(page);
  assert.equal(await text(page), example('orders.yaml'));
});

visited('a hostile template stays text', async (page) => {
  const name = '"<img src=x onerror=alert(1)>\\e[31m&amp;"';
  await paste(page, table('Orders', `      TableName: ${name}\n`).replaceAll('orderId', '"<b onclick=1>"'));
  await page.getByRole('tab', { name: 'Picture' }).click();
  await page.waitForTimeout(300);
  const made = await page.evaluate(() => {
    const roots = [document, ...[...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? [])];
    return roots.flatMap((root) => [...root.querySelectorAll('img, b, script:not([src]), [onerror], [onclick]')]).length;
  });
  assert.equal(made, 0);
});

visited('an example is opened from the menu, beside what is open', async (page) => {
  await item(page, 'File', /^pattern2\.yaml/);
  await page.getByRole('tab', { name: 'pattern2.yaml' }).waitFor();
  await settled(page);
  assert.equal(await text(page), example('pattern2.yaml'));
  await group(page, 'CacheTable').first().waitFor();
  await page.getByRole('tab', { name: 'orders.yaml' }).waitFor();
});

visited('the theme is switched by hand, and kept', async (page) => {
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.getByRole('button', { name: /theme/i }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).or(page.getByRole('menuitem', { name: 'Dark' })).click();
  const dark = await ground();
  assert.notEqual(dark, light);
  await page.reload();
  await settled(page);
  assert.equal(await ground(), dark);
});
