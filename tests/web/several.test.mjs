/** Several templates at once, one of them against an earlier version: the report is one, and no run hides what another one says. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { begin } from './visit.mjs';

const { visit } = await begin(after);

const table = (name) => `Resources:\n  ${name}:\n    Type: AWS::DynamoDB::Table\n`;
const parameter = 'Parameters:\n  Stage: {Type: String}\n';

/** A visit of what is open elsewhere. */
const open = (state) =>
  visit({ hash: `#v1=${deflateRawSync(JSON.stringify({ activePath: 'a.yaml', ...state })).toString('base64url')}` });

const files = [
  { path: 'a.yaml', text: table('New') },
  { path: 'b.yaml', text: parameter + table('Other') },
];

test('the change of one stands among the findings of all, and a parameter of another one is no mistake', async () => {
  const one = await open({
    files,
    earlier: { path: 'a.yaml', text: table('Old') },
    options: { parameters: { Stage: 'prod' } },
  });
  const panel = one.page.locator('#panel');
  await panel.getByText('DDB-C').first().waitFor();
  await panel.getByText('Other').first().waitFor();
  assert.equal(await panel.getByText('No template has the parameter').count(), 0);
  assert.equal(await panel.getByText(/Could not be checked|Check incomplete/).count(), 0);
  await one.end();
});

test('a parameter that none has is a mistake, with an earlier version as without', async () => {
  for (const earlier of [undefined, { path: 'a.yaml', text: table('Old') }]) {
    const one = await open({ files, earlier, options: { parameters: { Stag: 'prod' } } });
    await one.page.getByText('No template has the parameter').first().waitFor();
    await one.end();
  }
});

test('an earlier version that is no template leaves the check incomplete, whatever the others are', async () => {
  const one = await open({ files, earlier: { path: 'a.yaml', text: 'a: b' } });
  await one.page.getByText(/Could not be checked|Check incomplete/).first().waitFor();
  await one.page.locator('#panel').getByText('Other').first().waitFor();
  await one.end();
});
