/** The handler of the CloudFormation hook, on events of each kind; and the application that deploys it. */
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { check } from 'tablewarden';
import { handler, hookHandler } from 'tablewarden/lambda';
import {
  bad,
  changeSetEvent,
  failsClosed,
  good,
  properties,
  resourceEvent,
  STACK,
  stackEvent,
  TOKEN,
  template,
  withPayload,
} from './hook-events.mjs';

test('a stack whose tables are sound goes on', async () => {
  const { annotations, message, ...rest } = await withPayload({ template: good, previousTemplate: null })(stackEvent());
  assert.deepEqual(rest, { hookStatus: 'SUCCESS', clientRequestToken: TOKEN });
  assert.match(message, /0 errors, 0 warnings/);
});

test('a stack with a fault is stopped, and the message says where', async () => {
  const response = await withPayload({ template: bad })(stackEvent());
  assert.equal(response.hookStatus, 'FAILED');
  assert.equal(response.errorCode, 'NonCompliant');
  assert.equal(response.clientRequestToken, TOKEN);
  assert.match(response.message, /^tablewarden, 1 table: \d+ errors, \d+ warnings/);
  assert.match(response.message, /\nerror DDB-V001 MyStack:\d+:\d+: .*ProvisionedThroughputput/);
  const annotation = response.annotations.find(({ annotationName }) => annotationName === 'DDB-V001');
  assert.equal(annotation.status, 'FAILED');
  assert.match(annotation.statusMessage, /MyStack:\d+:\d+/);
  assert.ok(annotation.remediationMessage.length > 0);
  assert.match(annotation.remediationLink, /^https:\/\/.*DDB-V001/);
});

test('an update of a stack is compared with the template that it has', async () => {
  const payload = { template: template({ TableName: 'new' }), previousTemplate: template({ TableName: 'old' }) };
  const response = await withPayload(payload, { profile: 'minimal' })(stackEvent('UPDATE_PRE_PROVISION'));
  assert.equal(response.errorCode, 'NonCompliant');
  assert.match(response.message, /error DDB-C001 MyStack:1:\d+: .*`old`/);
  const same = { template: payload.template, previousTemplate: payload.template };
  const unchanged = await withPayload(same, { profile: 'minimal' })(stackEvent('UPDATE_PRE_PROVISION'));
  assert.equal(unchanged.hookStatus, 'SUCCESS');
});

test('a change set has its whole template checked', async () => {
  const changedResources = [
    {
      logicalResourceId: 'DDBTable',
      resourceType: 'AWS::DynamoDB::Table',
      action: 'UPDATE',
      lineNumber: 2,
      beforeContext: '{"Properties":{"BillingMode":"PAY_PER_REQUEST"}}',
      afterContext: '{"Properties":{"BillingMode":"PROVISIONED"}}',
    },
  ];
  const clean = await withPayload({ template: good, changedResources })(changeSetEvent());
  assert.equal(clean.hookStatus, 'SUCCESS');
  const stopped = await withPayload({ template: bad, changedResources })(changeSetEvent());
  assert.equal(stopped.errorCode, 'NonCompliant');
  assert.match(stopped.message, /DDB-V001 MyStack:/);
});

test('a change set that brings the previous template is compared with it', async () => {
  const payload = {
    template: template({ TableName: 'new' }),
    previousTemplate: template({ TableName: 'old' }),
    changedResources: [],
  };
  const response = await withPayload(payload, { profile: 'minimal' })(changeSetEvent());
  assert.equal(response.errorCode, 'NonCompliant');
  assert.match(response.message, /DDB-C001/);
});

test('a resource is checked by its properties, and what the event does not tell is not said to be missing', async () => {
  const hook = hookHandler({ log() {} });
  const sound = await hook(resourceEvent(properties(), null, 'CREATE_PRE_PROVISION'));
  assert.equal(sound.hookStatus, 'SUCCESS', sound.message);
  // No alarm, no scaling, no deletion policy: they may be there, and the event does not tell.
  assert.doesNotMatch(sound.message, /DDB-[ARBS]0/);
  assert.ok(!('clientRequestToken' in sound), 'the event has none');
  const { PointInTimeRecoverySpecification, ...unprotected } = properties();
  const stopped = await hook(resourceEvent(unprotected, null, 'CREATE_PRE_PROVISION'));
  assert.equal(stopped.errorCode, 'NonCompliant');
  assert.match(stopped.message, /warning DDB-R001 \/Resources\/DDBTable\/Properties: .*`DDBTable`/);
});

test('an update of a resource is compared with the properties that it has', async () => {
  const hook = hookHandler({ log() {} });
  const kept = await hook(
    resourceEvent(properties(), properties({ ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 } })),
  );
  assert.equal(kept.hookStatus, 'SUCCESS', kept.message);
  const KeySchema = [
    { KeyType: 'HASH', AttributeName: 'Artist' },
    { KeyType: 'RANGE', AttributeName: 'Album' },
  ];
  const replaced = await hook(resourceEvent(properties(), properties({ KeySchema })));
  assert.equal(replaced.errorCode, 'NonCompliant');
  assert.match(replaced.message, /error DDB-C001/);
});

test('a resource that Cloud Control makes is checked, in a message of at most 1024 characters', async () => {
  const event = resourceEvent(
    properties({ BillingMod: 1, Tabel: 2, Kez: 3, Foo: 4, Bar: 5, Baz: 6, Qux: 7, Quux: 8 }),
    {},
  );
  event.stackId = '';
  event.requestData.targetType = 'RESOURCE';
  event.requestData.targetLogicalId = 'AWS::DynamoDB::Table-1';
  const response = await hookHandler({ log() {} })(event);
  assert.equal(response.errorCode, 'NonCompliant');
  assert.match(response.message, /BillingMod/);
  assert.ok(response.message.length <= 1024, `${response.message.length}`);
  assert.match(response.message, /\nand \d+ more$/);
  assert.ok(response.annotations.length >= 8);
});

test('the Region and the account of the event reach the rules', async () => {
  const regions = ['us-west-2', 'eu-west-1'];
  const Properties = {
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'Album', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'Album', KeyType: 'HASH' }],
    StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
    Replicas: regions.map((Region) => ({ Region })),
  };
  const payload = {
    template: JSON.stringify({ Resources: { T: { Type: 'AWS::DynamoDB::GlobalTable', Properties } } }),
  };
  const here = await withPayload(payload, { profile: 'minimal', failOn: 'error' })(stackEvent());
  assert.equal(here.hookStatus, 'SUCCESS', here.message);
  const event = stackEvent();
  event.stackId = STACK.replace('us-west-2', 'ap-south-1');
  const elsewhere = await withPayload(payload, { failOn: 'error' })(event);
  assert.match(elsewhere.message, /DDB-G002/);
});

test('findings are shown and pass where nothing is to fail', async () => {
  const response = await withPayload({ template: bad }, { failOn: 'never' })(stackEvent());
  assert.equal(response.hookStatus, 'SUCCESS');
  assert.match(response.message, /error DDB-V001/);
  // What could not be looked at is no finding: it fails here too.
  const unread = await withPayload({ template: '{"Resources": ' }, { failOn: 'never' })(stackEvent());
  failsClosed(unread, /./);
});

test('settings can name stacks', async () => {
  const payload = { template: template({ BillingMod: 'PROVISIONED' }) };
  const of = (stack) => {
    const content = `failOn: error\nrules: {DDB-V001: {severity: warning, paths: {only: [${stack}]}}}\n`;
    return withPayload(payload, { settings: { name: 'tablewarden.yaml', content } })(stackEvent());
  };
  assert.equal((await withPayload(payload)(stackEvent())).errorCode, 'NonCompliant');
  const named = await of('MyStack');
  assert.equal(named.hookStatus, 'SUCCESS');
  assert.match(named.message, /warning DDB-V001/);
  assert.doesNotMatch((await of('AnotherStack')).message, /DDB-V001/);
});

test('what is waived is no failure, and is told', async () => {
  const table = JSON.parse(template()).Resources.DDBTable;
  delete table.Properties.PointInTimeRecoverySpecification;
  table.Properties.BillingMode = 'PAY_PER_REQUEST';
  delete table.Properties.ProvisionedThroughput;
  table.UpdateReplacePolicy = 'Retain';
  table.Metadata = { tablewarden: { waive: [{ rule: 'DDB-R001', reason: 'a cache' }] } };
  const response = await withPayload({ template: JSON.stringify({ Resources: { T: table } }) })(stackEvent());
  assert.equal(response.hookStatus, 'SUCCESS', response.message);
  assert.match(response.message, /1 waived/);
  assert.doesNotMatch(response.message, /DDB-R001/);
  const [waived] = response.annotations.filter(({ annotationName }) => annotationName === 'DDB-R001');
  assert.equal(waived.status, 'SKIPPED');
  assert.match(waived.statusMessage, /waived: a cache/);
});

test('a deletion goes on, and nothing is read', async () => {
  const hook = hookHandler({ log() {}, read: () => assert.fail('nothing is there to read') });
  assert.equal((await hook(stackEvent('DELETE_PRE_PROVISION'))).hookStatus, 'SUCCESS');
  assert.equal((await hook(resourceEvent({}, properties(), 'DELETE_PRE_PROVISION'))).hookStatus, 'SUCCESS');
});

test('both spellings of the token are answered', async () => {
  const { clientRequestToken, ...event } = stackEvent();
  const response = await withPayload({ template: good })({ ...event, clientRequesttoken: TOKEN });
  assert.equal(response.clientRequestToken, TOKEN);
});

test('one line is logged for each event, without the address', async () => {
  const lines = [];
  await withPayload({ template: bad }, { log: (line) => lines.push(line) })(stackEvent());
  await hookHandler({ log: (line) => lines.push(line) })({});
  assert.equal(lines.length, 2);
  const [first, second] = lines.map((line) => JSON.parse(line));
  assert.equal(first.clientRequestToken, TOKEN);
  assert.equal(first.errorCode, 'NonCompliant');
  assert.equal(second.errorCode, 'InternalFailure');
  assert.ok(!lines.join().includes('X-Amz-Signature'));
});

test('the handler without options is one', async () => {
  const { log } = console;
  console.log = () => {};
  try {
    assert.equal((await handler(resourceEvent(properties(), null))).hookStatus, 'SUCCESS');
  } finally {
    console.log = log;
  }
});
const example = (name) => fileURLToPath(new URL(`../../examples/lambda-hook/${name}`, import.meta.url));

test('the template that deploys the hook passes the check', () => {
  const content = readFileSync(example('template.yaml'));
  const report = check({ name: 'template.yaml', content }, { profile: 'strict', failOn: 'warning' });
  assert.equal(report.outcome, 'clean');
  assert.deepEqual(report.files[0].findings, []);
});

test('a bundle has the wasm file beside it, or gives it', () =>
  withPackage(async (folder) => {
    const wasm = join(folder, 'node_modules', 'tablewarden', 'dist', 'tablewarden.wasm');
    const script = (first) => `import { readFileSync } from 'node:fs';
import { hookHandler, initSync } from 'tablewarden/lambda';
${first}
export const handler = hookHandler();`;
    const bundle = async (name, first) => {
      writeFileSync(join(folder, `${name}.mjs`), script(first));
      const outfile = join(folder, name, 'bundle.mjs');
      const entryPoints = [join(folder, `${name}.mjs`)];
      await build({ entryPoints, outfile, bundle: true, platform: 'node', format: 'esm', logLevel: 'error' });
      return (await import(pathToFileURL(outfile))).handler;
    };
    const event = resourceEvent(properties({ BillingMod: 1 }), null);
    const alone = await bundle('alone', '');
    assert.match((await alone(event)).message, /the engine cannot be loaded/);
    mkdirSync(join(folder, 'beside'));
    cpSync(wasm, join(folder, 'beside', 'tablewarden.wasm'));
    assert.equal((await (await bundle('beside', ''))(event)).errorCode, 'NonCompliant');
    const given = await bundle('given', `initSync(readFileSync(${JSON.stringify(wasm)}));`);
    assert.equal((await given(event)).errorCode, 'NonCompliant');
  }));

/** A folder with this package installed, and what is done there. */
async function withPackage(work) {
  const folder = mkdtempSync(join(tmpdir(), 'tablewarden-hook-'));
  const { log } = console;
  console.log = () => {};
  try {
    mkdirSync(join(folder, 'node_modules'));
    const npm = fileURLToPath(new URL('..', import.meta.url));
    symlinkSync(npm, join(folder, 'node_modules', 'tablewarden'), 'junction');
    await work(folder);
  } finally {
    console.log = log;
    rmSync(folder, { recursive: true });
  }
}

test('the function of the example is a hook with its settings', () =>
  withPackage(async (folder) => {
    cpSync(example('src'), folder, { recursive: true });
    const version = (path) => JSON.parse(readFileSync(join(folder, path, 'package.json'), 'utf8'));
    assert.equal(version('.').dependencies.tablewarden, version('node_modules/tablewarden').version);
    const hook = await import(pathToFileURL(join(folder, 'hook.mjs')));
    const stopped = await hook.handler(resourceEvent(properties({ BillingMod: 1 }), null));
    assert.equal(stopped.errorCode, 'NonCompliant');
    // Its settings fail on errors alone.
    const warned = await hook.handler(resourceEvent(properties({ PointInTimeRecoverySpecification: undefined }), null));
    assert.equal(warned.hookStatus, 'SUCCESS', warned.message);
    assert.match(warned.message, /warning/);
  }));

test('the function of the documentation is a hook', () =>
  withPackage(async (folder) => {
    const page = readFileSync(new URL('../../docs/lambda-hook.md', import.meta.url), 'utf8');
    const [, script] = page.match(/^```js\n(.*?)^```/ms);
    writeFileSync(join(folder, 'own.mjs'), script);
    const { handler } = await import(pathToFileURL(join(folder, 'own.mjs')));
    const tagged = properties({ Tags: [{ Key: 'team', Value: 'orders' }] });
    assert.equal((await handler(resourceEvent(tagged, null))).hookStatus, 'SUCCESS');
    const untagged = await handler(resourceEvent(properties(), null));
    assert.equal(untagged.errorCode, 'NonCompliant');
    assert.match(untagged.message, /tags/);
  }));
