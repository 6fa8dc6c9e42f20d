/** Settings files of the API. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, checkText, facts } from 'tablewarden';

const content = 'Resources: { Orders: { Type: AWS::DynamoDB::Table, Properties: { BillingMode: X } } }';
const template = { name: 'infra/a.yaml', content };

test('settings of the API are text, bytes, or one of them with a name', () => {
  const off = 'rules: {DDB-V003: off}';
  const found = (options) =>
    check(template, options).files[0].findings.filter(({ rule }) => rule === 'DDB-V003').length;
  assert.equal(found({}), 1);
  assert.equal(found({ settings: off }), 0);
  assert.equal(found({ settings: new TextEncoder().encode(off) }), 0);
  assert.equal(check(template, { settings: off }).files[0].settings, 'tablewarden.yaml');
  const { text, outcome } = checkText(template, { settings: { name: 'infra/s.yaml', content: 'profil: strict' } });
  assert.equal(outcome, 'error');
  assert.match(
    text,
    /Unknown key `profil`\. Did you mean `profile`\?\n --> infra\/s\.yaml:1:1\n.*1 \| profil: strict.*\nsettings: infra\/s\.yaml\n/s,
  );
  const { document } = facts(template, { settings: 'region: eu-west-1' });
  assert.equal(document.DynamoDB.Settings.Region.Value, 'eu-west-1');
  assert.throws(() => check(template, { settings: 5 }), /tablewarden\.yaml is no settings file: give a string/);
});

test('advice is in the report where it is asked for', () => {
  assert.equal(check(template).advice, undefined);
  assert.equal(check(template, { advice: true }).advice.length, 5);
  assert.match(checkText(template, { advice: true }).text, /\nNo template shows these:\n/);
});
