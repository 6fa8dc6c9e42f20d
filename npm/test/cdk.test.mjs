/** The plugin for the CDK by itself: it gives a report whatever it is told, at once, and leaves the output alone. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { TablewardenPlugin } from 'tablewarden/cdk';

const top = mkdtempSync(join(tmpdir(), 'tablewarden-cdk-'));
after(() => rmSync(top, { recursive: true }));

/** An assembly with a stack of this template; gives what the CDK tells a plugin. */
function assembly(name, template) {
  const folder = join(top, name);
  mkdirSync(folder);
  const stack = {
    type: 'aws:cloudformation:stack',
    environment: 'aws://111122223333/eu-west-1',
    properties: { templateFile: 'Shop.template.json' },
    displayName: 'Prod/Shop',
  };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ version: '44.0.0', artifacts: { Shop: stack } }));
  const templatePath = join(folder, 'Shop.template.json');
  writeFileSync(templatePath, template);
  return { templatePaths: [templatePath], stackTemplates: [{ stackConstructPath: 'Prod/Shop', templatePath }] };
}

const table = JSON.stringify({
  Resources: {
    Orders: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        BillingMode: 'PAY_PER_REQUEST',
      },
    },
  },
});

test('it is called what acknowledgements name, in one lowercase word', () => {
  const { name, version } = new TablewardenPlugin();
  assert.equal(name, 'tablewarden');
  assert.equal(version, JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version);
});

test('findings are violations at their resources, and nothing is written', () => {
  const context = assembly('found', table);
  const folder = join(top, 'found');
  const seen = () => readdirSync(folder).map((name) => [name, statSync(join(folder, name)).mtimeMs]);
  const before = seen();
  const report = new TablewardenPlugin().validate(context);
  assert.equal(report.success, false);
  const recovery = report.violations.find(({ ruleName }) => ruleName === 'DDB-R001');
  assert.equal(recovery.severity, 'error');
  const [resource] = recovery.violatingResources;
  assert.equal(resource.resourceLogicalId, 'Orders');
  assert.equal(resource.templatePath, context.templatePaths[0]);
  assert.deepEqual(seen(), before);
});

test('the options are those of the command', () => {
  const context = assembly('options', table);
  const none = new TablewardenPlugin({ failOn: 'never', profile: undefined }).validate(context);
  assert.equal(none.success, true);
  const minimal = new TablewardenPlugin({ profile: 'minimal' }).validate(context);
  assert.ok(minimal.violations.length < none.violations.length);
});

test('an application without stacks is a success', () => {
  assert.deepEqual(
    { ...new TablewardenPlugin().validate({ templatePaths: [] }), pluginVersion: '' },
    {
      success: true,
      violations: [],
      pluginVersion: '',
    },
  );
});

test('whatever goes wrong is a fatal violation with a place, never thrown and never awaited', () => {
  const context = assembly('wrong', '{"Resources": {"T":');
  const gone = { templatePaths: [join(top, 'nowhere', 'T.template.json')] };
  mkdirSync(join(top, 'empty'));
  const empty = { templatePaths: [join(top, 'empty', 'T.template.json')] };
  const reports = [
    new TablewardenPlugin().validate(context),
    new TablewardenPlugin({ settings: join(top, 'none.yaml') }).validate(context),
    new TablewardenPlugin({ against: join(top, 'none') }).validate(context),
    new TablewardenPlugin({ profile: 'strct' }).validate(context),
    new TablewardenPlugin({ failon: 'never' }).validate(context),
    new TablewardenPlugin({ settings: 7 }).validate(context),
    new TablewardenPlugin().validate(gone),
    new TablewardenPlugin().validate(empty),
    new TablewardenPlugin().validate({}),
    new TablewardenPlugin().validate(undefined),
    new TablewardenPlugin().validate({ templatePaths: [7] }),
  ];
  for (const [index, { success, violations }] of reports.entries()) {
    assert.equal(success, false, `${index}`);
    const fatal = violations.filter(({ severity }) => severity === 'fatal');
    assert.ok(fatal.length > 0, `${index}: ${JSON.stringify(violations)}`);
    for (const { ruleName, description, violatingResources } of fatal) {
      assert.equal(ruleName, 'not-checked');
      assert.ok(description.length > 20 && !description.includes('\n'), description);
      assert.equal(violatingResources.length, 1);
      assert.equal(typeof violatingResources[0].templatePath, 'string');
    }
  }
  for (const { violations } of reports.slice(0, 6)) {
    assert.equal(violations[0].violatingResources[0].constructPath, 'Prod/Shop');
  }
});

test('it can be required', () => {
  const required = createRequire(import.meta.url)('tablewarden/cdk');
  assert.equal(new required.TablewardenPlugin().validate({ templatePaths: [] }).success, true);
});
