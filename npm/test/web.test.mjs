/** How the entry for browsers gets its wasm file: each form of it, and what is said where it is none. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import * as node from 'tablewarden';

const wasm = readFileSync(new URL('../dist/tablewarden.wasm', import.meta.url));
const template = 'Resources: { Orders: { Type: AWS::DynamoDB::Table } }';
const expected = node.check(template, { now: 0 });

/** The entry as it is before anybody has called it; the same file under another address is another module. */
let copies = 0;
const fresh = () => import(`../dist/web.js?${++copies}`);
const checks = ({ check }) => assert.deepEqual(check(template, { now: 0 }), expected);
const refused = (promise, message) =>
  assert.rejects(promise, (error) => error.name === 'TablewardenError' && message.test(error.message));

let server;
let address;
let asked = 0;
before(async () => {
  server = createServer(({ url }, response) => {
    asked += 1;
    if (url === '/gone.wasm') response.writeHead(404).end();
    else if (url === '/page.wasm') response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>');
    else response.writeHead(200, { 'content-type': url === '/typed.wasm' ? 'application/wasm' : '' }).end(wasm);
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  address = `http://127.0.0.1:${server.address().port}`;
});
after(() => server.close());

test('bytes, their buffer, a compiled module: at once or not', async () => {
  const { buffer } = new Uint8Array(wasm);
  for (const given of [wasm, buffer, new WebAssembly.Module(wasm)]) {
    const [now, later] = [await fresh(), await fresh()];
    now.initSync(given);
    checks(now);
    await later.init(given);
    checks(later);
  }
});

test('an address, a response, a promise of one; with and without its type', async () => {
  for (const name of ['typed.wasm', 'untyped.wasm']) {
    const url = `${address}/${name}`;
    for (const given of [url, new URL(url), await fetch(url), fetch(url)]) {
      const web = await fresh();
      await web.init(given);
      checks(web);
    }
  }
});

test('it is loaded once, whoever calls; and again where it failed', async () => {
  const web = await fresh();
  await refused(
    web.init(`${address}/gone.wasm`),
    /^the engine cannot be loaded: http\S+gone\.wasm is answered with 404/,
  );
  asked = 0;
  await Promise.all([web.init(`${address}/typed.wasm`), web.init(`${address}/typed.wasm`)]);
  await web.init();
  assert.equal(asked, 1);
  checks(web);
});

test('a check before that is an error, and what is no wasm file is one', async () => {
  const web = await fresh();
  const early = { name: 'TablewardenError', message: 'the engine is not loaded yet: call `init` and wait for it' };
  assert.throws(() => web.check(template), early);
  await refused(web.init(`${address}/page.wasm`), /^the engine cannot be loaded: WebAssembly/);
  await refused(web.init(new Uint8Array([1, 2, 3])), /^the engine cannot be loaded: WebAssembly/);
  await refused(web.init(7), /^that is no wasm file: give its bytes/);
  assert.throws(() => web.initSync('a.wasm'), /^TablewardenError: that is no wasm file: give its bytes or a/);
  await web.init(wasm);
  checks(web);
});

test('where a script has no address, it asks for one', () => {
  const script = readFileSync(new URL('../dist/web.cjs', import.meta.url), 'utf8');
  const module = { exports: {} };
  new Function('module', 'exports', script)(module, module.exports);
  return refused(module.exports.init(), /^this script does not know where it is: give `init` the wasm file/);
});

test('the entry for Node takes the same, and needs none of it', async () => {
  const entry = () => import(`../dist/index.js?${++copies}`);
  const file = new URL('../dist/tablewarden.wasm', import.meta.url);
  for (const given of [undefined, file, wasm, new WebAssembly.Module(wasm), `${address}/typed.wasm`]) {
    const one = await entry();
    await one.init(given);
    checks(one);
  }
  assert.deepEqual(Object.keys(await fresh()).sort(), Object.keys(node).sort());
});
