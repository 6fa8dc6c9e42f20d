/** How the engine is loaded: at the first call, once, and again after a trap. Each case is a process of its own. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const npm = fileURLToPath(new URL('..', import.meta.url));

/** Counts modules and instances; a frame with the word TRAP in it traps. */
const watch = `
  const counts = { modules: 0, instances: 0 };
  const { Module, Instance, RuntimeError } = WebAssembly;
  WebAssembly.Module = function (...args) { counts.modules++; return new Module(...args); };
  Object.defineProperty(WebAssembly.Module, Symbol.hasInstance, { value: (it) => it instanceof Module });
  WebAssembly.Instance = function (...args) {
    counts.instances++;
    const { exports } = new Instance(...args);
    const answer = (address, length) => {
      const frame = Buffer.from(exports.memory.buffer, address, length);
      if (frame.includes('TRAP')) throw new RuntimeError('unreachable');
      return exports.answer(address, length);
    };
    return { exports: { ...exports, answer } };
  };
`;

function node(script, type) {
  const args = [`--input-type=${type}`, '--eval', watch + script];
  return execFileSync(execPath, args, { cwd: npm, encoding: 'utf8' }).trim().split('\n');
}

const body = `
  console.log(JSON.stringify(counts));
  check('Resources: {T: {Type: AWS::SNS::Topic}}');
  console.log(JSON.stringify(counts));
  check(['Resources: {T: {Type: AWS::SNS::Topic}}', 'Resources: {T: {Type: AWS::SNS::Topic}}']);
  console.log(JSON.stringify(counts));
  try { check('TRAP'); } catch (error) { console.log(error instanceof TablewardenError, error.name, error.message); }
  console.log(JSON.stringify(counts));
  console.log(check('Resources: {T: {Type: AWS::SNS::Topic}}').files.length, JSON.stringify(counts));
`;

const expected = [
  '{"modules":0,"instances":0}',
  '{"modules":1,"instances":1}',
  '{"modules":1,"instances":1}',
  'true TablewardenError internal error: the engine stopped: unreachable; please report it with the template',
  '{"modules":1,"instances":1}',
  '1 {"modules":1,"instances":2}',
];

test('import: the engine is loaded at the first call, and a trapped instance is replaced', () => {
  assert.deepEqual(node(`import { check, TablewardenError } from 'tablewarden';${body}`, 'module'), expected);
});

test('require: the engine is loaded at the first call, and a trapped instance is replaced', () => {
  assert.deepEqual(node(`const { check, TablewardenError } = require('tablewarden');${body}`, 'commonjs'), expected);
});

test('a wasm file that is damaged or gone is an error', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tablewarden-engine-'));
  try {
    cpSync(join(npm, 'dist'), folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    const script = `
      import { check } from '${new URL(`file://${folder}/index.js`)}';
      try { check('Resources: {T: {Type: AWS::SNS::Topic}}'); } catch (error) { console.log(error.name, error.message); }
    `;
    writeFileSync(join(folder, 'tablewarden.wasm'), 'no wasm');
    assert.match(node(script, 'module')[0], /^TablewardenError the engine cannot be loaded: WebAssembly.Module/);
    rmSync(join(folder, 'tablewarden.wasm'));
    const gone =
      /^TablewardenError the engine cannot be loaded: there is no \S+tablewarden\.wasm; a bundle needs it beside/;
    assert.match(node(script, 'module')[0], gone);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the wasm file is the one that the build left, without imports', () => {
  const shipped = readFileSync(join(npm, 'dist', 'tablewarden.wasm'));
  const built = readFileSync(join(npm, '..', 'target', 'tablewarden', 'tablewarden.wasm'));
  const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
  assert.equal(sha256(shipped), sha256(built));
  assert.deepEqual(WebAssembly.Module.imports(new WebAssembly.Module(shipped)), []);
});

test('what the package names is there', () => {
  const { bin, exports } = JSON.parse(readFileSync(join(npm, 'package.json'), 'utf8'));
  const paths = [];
  const gather = (named) => (typeof named === 'string' ? paths.push(named) : Object.values(named).forEach(gather));
  gather([bin, exports]);
  assert.ok(paths.length >= 15, `${paths.length} paths`);
  for (const path of paths) assert.ok(existsSync(join(npm, path)), path);
});
