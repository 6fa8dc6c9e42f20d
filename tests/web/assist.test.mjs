/** What the editor server brings into the text: help at a place, what can be written there, and the way to what a reference names. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { repository } from './site.mjs';
import { begin, paste, settled, text } from './visit.mjs';

const { visit } = await begin(after);

const orders = readFileSync(join(repository, 'examples/orders.yaml'), 'utf8');
const table = 'Resources:\n  Orders:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      ';

/** Does something with the page, and ends the visit. */
const visited = (name, act, options) =>
  test(name, async () => {
    const one = await visit(options);
    await act(one.page, one);
    await one.end();
  });

const content = (page) => page.locator('.cm-content');
const help = (page) => page.locator('.cm-help');
const list = (page) => page.locator('.cm-tooltip-autocomplete');
const active = (page) => page.locator('.cm-activeLine').first().innerText();

/** A word of the text as an element. */
const word = (page, name) => page.locator('.cm-line').getByText(name, { exact: true }).first();

/** Waits until what is loaded when somebody comes to the text is there. */
async function come(page) {
  await content(page).hover();
  await content(page).focus();
  await page.waitForFunction(() => {
    const { view } = document.querySelector('.editor').shadowRoot.querySelector('.cm-content').cmTile;
    return view.contentDOM.getAttribute('aria-autocomplete') === 'list';
  });
}

/** Rests with the pointer on a word until help is there. */
async function rest(page, name) {
  await word(page, name).hover();
  await help(page).waitFor();
}

/** Puts the cursor behind a text. */
const cursorBehind = (page, words) =>
  page.evaluate((wanted) => {
    const { view } = document.querySelector('.editor').shadowRoot.querySelector('.cm-content').cmTile;
    view.dispatch({ selection: { anchor: view.state.doc.toString().indexOf(wanted) + wanted.length } });
    view.focus();
  }, words);

/** Where the end of a text is on the screen. */
const placeOf = (page, words) =>
  page.evaluate((wanted) => {
    const { view } = document.querySelector('.editor').shadowRoot.querySelector('.cm-content').cmTile;
    return view.coordsAtPos(view.state.doc.toString().indexOf(wanted) + wanted.length);
  }, words);

visited('on a table the pointer shows its facts, below what is found there with the page of its rule', async (page) => {
  await come(page);
  await rest(page, 'Orders');
  await help(page).getByRole('row', { name: 'Key customerId (S) + orderId (S)' }).waitFor();
  const tooltip = page.locator('.cm-tooltip-hover');
  assert.match(await tooltip.innerText(), /^\s*Warning DDB-A003[^]*DDB-A003 Alarm on throttled requests[^]*DynamoDB table/);
  // What the mark says is said once.
  assert.equal((await tooltip.innerText()).split('No alarm covers throttled writes').length, 2);
  await help(page).getByRole('button', { name: 'DDB-A003' }).click();
  await page.getByRole('article', { name: 'Rule DDB-A003' }).waitFor();
});

visited('on a finding the pointer shows the page of its rule', async (page) => {
  await come(page);
  await rest(page, 'orderStatus');
  await help(page).getByRole('button', { name: 'DDB-K004' }).waitFor();
});

visited('the keyboard asks for help, reads it, and leaves it', async (page) => {
  await come(page);
  await cursorBehind(page, '  Ord');
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Control+i');
  await help(page).getByText('DynamoDB table').waitFor();
  await page.locator('.cm-announced').getByText('DynamoDB table').waitFor();
  await page.keyboard.press('Tab');
  const focused = () => page.evaluate(() => document.activeElement.shadowRoot?.activeElement?.className);
  assert.match(await focused(), /cm-help/);
  await page.keyboard.press('Escape');
  await help(page).waitFor({ state: 'detached' });
  assert.match(await focused(), /cm-content/);
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Control+i');
  await page.locator('.cm-announced').getByText('Nothing is known').waitFor();
});

visited('a property and then its value are chosen while somebody types', async (page) => {
  await come(page);
  await paste(page, table);
  await page.keyboard.type('Bill');
  await list(page).getByRole('option', { name: /^BillingMode/ }).waitFor();
  await page.waitForTimeout(100);
  await page.keyboard.press('Enter');
  await list(page).getByRole('option', { name: 'PROVISIONED' }).waitFor();
  assert.equal(await text(page), `${table}BillingMode: `);
  await page.keyboard.type('PAY');
  await list(page).getByRole('option', { name: 'PROVISIONED' }).waitFor({ state: 'detached' });
  await page.waitForTimeout(100);
  await page.keyboard.press('Enter');
  assert.equal(await text(page), `${table}BillingMode: PAY_PER_REQUEST`);
  await page.keyboard.press('ControlOrMeta+Z');
  assert.notEqual(await text(page), `${table}BillingMode: PAY_PER_REQUEST`);
});

visited('a list that came by itself takes no Enter that was meant for a new line; one that was asked for does', async (page) => {
  await come(page);
  await paste(page, table);
  await page.keyboard.type('TableClass: ');
  await list(page).getByRole('option', { name: 'STANDARD', exact: true }).waitFor();
  await page.waitForTimeout(100);
  await page.keyboard.press('Enter');
  assert.match(await text(page), /TableClass: ?\n *$/);
  await paste(page, `${table}TableClass: `);
  await page.keyboard.press('Control+Space');
  await list(page).getByRole('option', { name: 'STANDARD', exact: true }).waitFor();
  await page.waitForTimeout(100);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  assert.equal(await text(page), `${table}TableClass: STANDARD_INFREQUENT_ACCESS`);
});

visited('a waiver is written from its parts', async (page) => {
  await come(page);
  await paste(page, 'Resources:\n  T:\n    Type: AWS::DynamoDB::Table\n    Metadata:\n      ');
  await page.keyboard.type('tab');
  await list(page).getByRole('option', { name: /^tablewarden/ }).waitFor();
  await page.waitForTimeout(100);
  await page.keyboard.press('Enter');
  assert.match(await text(page), /\n {6}tablewarden:\n {8}waive:\n {10}- rule: $/);
  await list(page).getByRole('option', { name: /^DDB-/ }).first().waitFor();
});

visited('F12 and a click with Ctrl go to what a reference names', async (page) => {
  await come(page);
  await cursorBehind(page, '!Ref Sta');
  await page.keyboard.press('F12');
  await page.waitForFunction(() => {
    const { view } = document.querySelector('.editor').shadowRoot.querySelector('.cm-content').cmTile;
    return view.state.doc.lineAt(view.state.selection.main.head).text === '  Stage:';
  });
  assert.equal(await active(page), '  Stage:');
  await page.keyboard.press('F12');
  await page.locator('.cm-announced').getByText('Nothing is defined').waitFor();
  await page.keyboard.press('ControlOrMeta+Home');
  const place = await placeOf(page, '!Ref Sta');
  await page.keyboard.down('ControlOrMeta');
  await page.mouse.click(place.left, place.top + 5);
  await page.keyboard.up('ControlOrMeta');
  await page.locator('.cm-activeLine', { hasText: /^ {2}Stage:$/ }).first().waitFor();
});

visited('columns count as the editor counts, also behind characters of two units', async (page) => {
  await come(page);
  await paste(page, 'Resources:\n  T: {Type: AWS::SNS::Topic}\nOutputs: {\u{1F989}\u{1F989}\u00e9: {Value: !Ref T}}\n');
  await cursorBehind(page, '!Ref ');
  await page.keyboard.press('F12');
  await page.locator('.cm-activeLine', { hasText: 'T: {Type' }).first().waitFor();
  await cursorBehind(page, '!Ref T');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Control+Space');
  await list(page).getByRole('option', { name: /^T/ }).first().waitFor();
  await page.waitForTimeout(100);
  await page.keyboard.press('Enter');
  assert.match(await text(page), /Value: !Ref T\}\}\n$/);
});

visited('an unfinished document has help and lists', async (page) => {
  await come(page);
  await paste(page, 'Resources:\n  Orders:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      BillingMode: PROVISIONED\n      KeySchema: [{Attri');
  await page.keyboard.press('Control+Space');
  await list(page).getByRole('option', { name: /^AttributeName/ }).waitFor();
  await page.waitForTimeout(100);
  await page.keyboard.press('Enter');
  assert.match(await text(page), /\[\{AttributeName: $/);
  await page.keyboard.press('Escape');
  await rest(page, 'BillingMode');
  assert.match(await help(page).innerText(), /PAY_PER_REQUEST/);
});

visited('own rules have help and lists, and their open text counts', async (page) => {
  await come(page);
  await page.getByRole('tab', { name: 'Own rules' }).click();
  await paste(page, 'rule a {\n    DynamoDB.');
  await page.keyboard.type('Tab');
  await list(page).getByRole('option', { name: /^Tables/ }).waitFor();
  await page.waitForTimeout(100);
  await page.keyboard.press('Enter');
  assert.equal(await text(page), 'rule a {\n    DynamoDB.Tables');
  await page.keyboard.type('[ LogicalId exists ] { Recovery exists } }');
  await page.keyboard.press('Escape');
  await cursorBehind(page, 'Recov');
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Control+i');
  await help(page).getByText('Point-in-time recovery and backups').waitFor();
});

visited('help goes by the settings of the page, and follows them', async (page) => {
  await come(page);
  await rest(page, 'Orders');
  await help(page).getByRole('button', { name: 'DDB-A003' }).click();
  await page.getByRole('button', { name: 'Turn this rule off' }).click();
  await settled(page);
  await content(page).focus();
  await cursorBehind(page, '  Ord');
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Control+i');
  await help(page).getByText('DynamoDB table').waitFor();
  assert.doesNotMatch(await help(page).innerText(), /DDB-A003/);
});

visited('what a template says stays text: no element, no link, no script', async (page) => {
  await come(page);
  const hostile = '<img src=x onerror=document.title=1> **[DDB-R001](javascript:document.title=2)** [x](https://example.com/)';
  await paste(page, `Parameters:\n  Stage:\n    Type: String\n    Description: ${JSON.stringify(hostile)}\nResources:\n  T:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: !Ref Stage\n`);
  await cursorBehind(page, '!Ref Sta');
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Control+i');
  await help(page).getByText('<img src=x onerror=document.title=1>').waitFor();
  assert.equal(await help(page).locator('img, a, script, button').count(), 0);
  assert.match(await page.title(), /^tablewarden/);
  await paste(page, `Resources:\n  "<img src=x onerror=document.title=3>":\n    Type: AWS::DynamoDB::Table\n  T:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: !Ref `);
  await page.keyboard.press('Control+Space');
  await list(page).getByRole('option', { name: /<img/ }).waitFor();
  assert.equal(await list(page).locator('img').count(), 0);
  assert.match(await page.title(), /^tablewarden/);
});

test('before its script has come the text works as without it, and then it is there', async () => {
  let release = () => {};
  const held = new Promise((resolve) => {
    release = resolve;
  });
  const before = (page) => page.route(/\/(?:parts|assistant)-/, (route) => held.then(() => route.continue()));
  // A service worker would have the script without asking.
  const one = await visit({ before, serviceWorkers: 'block' });
  const { page } = one;
  await paste(page, table);
  for (const key of ['Control+Space', 'F12', 'Control+k', 'Control+i', 'Escape']) await page.keyboard.press(key);
  await page.keyboard.type('Bill');
  assert.equal(await text(page), `${table}Bill`);
  await settled(page);
  assert.equal(await list(page).count(), 0);
  release();
  await come(page);
  await page.keyboard.type('i');
  await list(page).getByRole('option', { name: /^BillingMode/ }).waitFor();
  one.noted.splice(0, 1 + one.noted.indexOf('Service Worker registration blocked by Playwright'));
  await one.end();
});

visited('a file that is opened later has help too, with its own text and its line ends', async (page) => {
  await come(page);
  const other = 'Resources:\r\n  # \u{1F989}\r\n  Other:\r\n    Type: AWS::DynamoDB::Table\r\n';
  await page.getByLabel('Open files').setInputFiles({ name: 'a b/#1.yaml', mimeType: 'text/plain', buffer: Buffer.from(other) });
  await page.getByRole('textbox', { name: /1\.yaml/ }).waitFor();
  await settled(page);
  await rest(page, 'Other');
  assert.match(await help(page).innerText(), /Other\nDynamoDB table/);
  await page.mouse.move(5, 5);
  await page.getByRole('tab', { name: 'orders.yaml' }).click();
  assert.equal(await text(page), orders);
  await rest(page, 'Orders');
  assert.match(await help(page).innerText(), /customerId/);
});
