/** The handler of the CloudFormation hook fails closed: on what it cannot read, does not know, or has no time for. */
import assert from 'node:assert/strict';
import { createServer } from 'node:https';
import { test } from 'node:test';
import { hookHandler } from 'tablewarden/lambda';
import { ADDRESS, failsClosed, good, properties, resourceEvent, stackEvent, withPayload } from './hook-events.mjs';

test('an event that is not known fails', async () => {
  const hook = hookHandler({ log() {}, read: () => assert.fail('nothing of this is to be read') });
  const changed = (path, value) => {
    const event = structuredClone(stackEvent());
    const keys = path.split('.');
    const last = keys.pop();
    keys.reduce((at, key) => at[key], event)[last] = value;
    return event;
  };
  for (const event of [undefined, null, 7, 'STACK', [], {}, { requestData: [] }])
    failsClosed(await hook(event), /the event/);
  failsClosed(await hook(changed('requestData.targetType', 'MODULE')), /the target `MODULE` is not known/);
  const deleted = changed('requestData.targetType', 'MODULE');
  deleted.actionInvocationPoint = 'DELETE_PRE_PROVISION';
  failsClosed(await hook(deleted), /the target `MODULE` is not known/);
  failsClosed(await hook(changed('requestData.targetType', { a: 1 })), /targetType/);
  failsClosed(
    await hook(changed('actionInvocationPoint', 'IMPORT_PRE_PROVISION')),
    /`IMPORT_PRE_PROVISION` is not known/,
  );
  failsClosed(await hook(changed('actionInvocationPoint', undefined)), /invocation point/);
  failsClosed(await hook(changed('requestData.payload', undefined)), /requestData\.payload/);
  failsClosed(await hook(changed('requestData.payload', 'http://s3/x?X-Amz-Signature=1')), /https/);
  failsClosed(await hook(changed('requestData.payload', '{"template": ""}')), /https/);
  failsClosed(await hook(resourceEvent(null, null)), /resourceProperties/);
  failsClosed(await hook(resourceEvent([], null)), /resourceProperties/);
  failsClosed(await hook(resourceEvent(properties(), 'a')), /previousResourceProperties/);
});

test('a payload that cannot be read to its end fails', async () => {
  const of = (payload, options) => withPayload(payload, options)(stackEvent());
  failsClosed(await of(Buffer.from('{"template": "Resou')), /the payload is no JSON/);
  failsClosed(await of(Buffer.from([0x22, 0xff, 0x22])), /the payload is no JSON/);
  failsClosed(await of([]), /no object/);
  failsClosed(await of({}), /no `template`/);
  failsClosed(await of({ template: '' }), /no `template`/);
  failsClosed(await of({ template: {} }), /no `template`/);
  failsClosed(await of({ template: good, previousTemplate: 7 }), /previousTemplate/);
  failsClosed(await of({ template: 'a: 1' }), /Resources/);
  failsClosed(await of({ template: 'Resources:\n  A: "unclosed' }), /./);
  failsClosed(await of({ template: good }, { limits: { nodes: 10 } }), /./);
});

test('a payload that is too large, too slow or not there fails', async () => {
  const of = (options, context) => hookHandler({ log() {}, ...options })(stackEvent(), context);
  failsClosed(await of({ read: async () => new Uint8Array(101), mostPayloadBytes: 100 }), /larger than 100 bytes/);
  failsClosed(await of({ read: async () => 'text' }), /no bytes/);
  const refused = async () => {
    throw new Error(`403 of ${ADDRESS}: denied`);
  };
  failsClosed(await of({ read: refused }), /cannot be read: 403 of its address: denied/);
  let told;
  const slow = (_, { signal }) =>
    new Promise(() => {
      told = signal;
    });
  failsClosed(await of({ read: slow, mostReadMilliseconds: 20 }), /could not be read in 20 ms/);
  assert.ok(told.aborted);
  // The function has to have time for the check as well.
  failsClosed(await of({ read: slow }, { getRemainingTimeInMillis: () => 3_020 }), /could not be read in 20 ms/);
  failsClosed(await of({ read: slow }, { getRemainingTimeInMillis: () => 2_000 }), /no time is left/);
});

test('the address is read with fetch, up to the limit', async () => {
  // A server that nobody trusts: what counts here is that it is asked, and that its failure is one.
  const server = createServer(() => {}).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = `https://127.0.0.1:${server.address().port}/x?X-Amz-Signature=1`;
  const untrusted = await hookHandler({ log() {} })(stackEvent(undefined, address));
  server.close();
  failsClosed(untrusted, /the payload cannot be read/);

  const real = globalThis.fetch;
  const body = JSON.stringify({ template: good });
  const asked = [];
  globalThis.fetch = async (url, init) => {
    asked.push([url.href, init.redirect]);
    return url.pathname === '/gone' ? new Response('gone', { status: 403 }) : new Response(body);
  };
  try {
    const hook = hookHandler({ log() {} });
    assert.equal((await hook(stackEvent())).hookStatus, 'SUCCESS');
    assert.deepEqual(asked, [[ADDRESS, 'error']]);
    failsClosed(await hook(stackEvent(undefined, 'https://s3/gone?X-Amz-Signature=1')), /the answer was 403/);
    const small = hookHandler({ log() {}, mostPayloadBytes: body.length - 1 });
    failsClosed(await small(stackEvent()), new RegExp(`larger than ${body.length - 1} bytes`));
  } finally {
    globalThis.fetch = real;
  }
});

test('options that are wrong are answered to every event', async () => {
  const hook = withPayload({ template: good }, { profile: 'all' });
  failsClosed(await hook(stackEvent()), /all/);
  failsClosed(await hook(stackEvent()), /all/);
  failsClosed(await withPayload({ template: good }, { failon: 'never' })(stackEvent()), /failon/);
});
