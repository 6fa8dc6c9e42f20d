/** A command that waits for who talks with it: the editor server over files that a program has at hand, beside other commands. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { init, run, serve } from 'tablewarden/web';

const table = 'Resources:\n  Orders:\n    Type: AWS::DynamoDB::Table\n';
const uri = 'file:///orders.yaml';

before(() => init(readFileSync(new URL('../dist/tablewarden.wasm', import.meta.url))));

const header = (length) => `Content-Length: ${length}\r\n\r\n`;

/** A message as it is sent, with what stands behind it. */
function framed(method, params, id, behind = '') {
  const content = JSON.stringify({ jsonrpc: '2.0', ...(id && { id }), method, params });
  return new TextEncoder().encode(`${header(Buffer.byteLength(content))}${content}${behind}`);
}

/** Sends pieces of input, each when the one before is answered; gives the messages that came, and the exit code. */
async function talked(pieces, files = {}, words = ['lsp']) {
  const got = { stdout: '', stderr: '' };
  const left = [...pieces];
  const input = async () => left.shift() ?? new Uint8Array();
  const print = (to, bytes) => {
    got[to] += Buffer.from(bytes).toString();
  };
  const exit = await serve(words, files, { input, print });
  const messages = got.stdout
    .split(/Content-Length: \d+\r\n\r\n/)
    .filter((one) => one !== '')
    .map((one) => JSON.parse(one));
  return { exit, messages, stderr: got.stderr };
}

const opened = (text) => ({ textDocument: { uri, languageId: 'yaml', version: 1, text } });
const begin = [framed('initialize', { rootUri: 'file:///', capabilities: {} }, 1)];
const end = [framed('shutdown', {}, 9), framed('exit', undefined)];
const hover = { textDocument: { uri }, position: { line: 1, character: 4 } };
const told = ({ messages }) => messages.filter(({ method }) => method === 'textDocument/publishDiagnostics');

test('the server answers, tells what a check finds, and ends in order', async () => {
  const talk = await talked([
    ...begin,
    framed('textDocument/didOpen', opened(table)),
    framed('textDocument/hover', hover, 2),
    ...end,
  ]);
  assert.equal(talk.exit, 0);
  assert.match(talk.messages.find(({ id }) => id === 2).result.contents.value, /DynamoDB table/);
  const { findings } = JSON.parse(run(['check', '--format', 'json', 'orders.yaml'], { 'orders.yaml': table }).stdout)
    .files[0];
  const rules = findings.map(({ rule }) => rule).sort();
  const [first] = told(talk);
  assert.deepEqual(first.params.diagnostics.map(({ code }) => code).sort(), rules);
});

test('settings are found among the files', async () => {
  const files = { 'tablewarden.yaml': 'rules: {DDB-R001: off}\n' };
  const talk = await talked([...begin, framed('textDocument/didOpen', opened(table)), ...end], files);
  const codes = told(talk)[0].params.diagnostics.map(({ code }) => code);
  assert.ok(codes.length > 0 && !codes.includes('DDB-R001'), String(codes));
});

test('nothing is checked as long as a further message has begun: so the page asks for no check', async () => {
  const next = 'Content-Length:';
  const cut = (bytes) => bytes.subarray(next.length);
  const talk = await talked([
    framed('initialize', { rootUri: 'file:///', capabilities: {} }, 1, next),
    Buffer.concat([cut(framed('textDocument/didOpen', opened(table))), Buffer.from(next)]),
    Buffer.concat([cut(framed('textDocument/hover', hover, 2)), Buffer.from(next)]),
  ]);
  assert.deepEqual(
    talk.messages.map(({ id }) => id),
    [1, 2],
  );
  // The input ended without an order to end.
  assert.equal(talk.exit, 1);
});

test('other commands run while a server waits', async () => {
  let wake = () => {};
  const waiting = new Promise((resolve) => {
    wake = resolve;
  });
  const input = async () => {
    await waiting;
    return new Uint8Array();
  };
  const served = serve(['lsp'], {}, { input, print: () => {} });
  assert.equal(run(['check', '--fail-on=never', 'orders.yaml'], { 'orders.yaml': table }).exit, 0);
  wake();
  assert.equal(await served, 1);
});

test('a command that asks for nothing is run to its end, and what is wrong is said', async () => {
  const { exit, stderr } = await talked([], {}, ['lsp', '--config=none.yaml']);
  assert.equal(exit, 2);
  assert.match(stderr, /none\.yaml/);
});
