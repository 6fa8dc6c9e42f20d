/**
 * The command in Node, killed before each call by which a host changes files: each file is the old one or the new one, whole. That
 * a later run is not in its way is tested in tests/killed, with the native host.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { files, tablewarden } from './command.mjs';

/** Kills the process before one of the calls that change files: the one whose number is in the environment. */
const kill = `
  const fs = require('node:fs');
  let left = Number(process.env.KILL_AT);
  for (const name of ['writeFileSync', 'appendFileSync', 'fsyncSync', 'renameSync', 'rmSync', 'chmodSync']) {
    const call = fs[name];
    fs[name] = (...args) => {
      if (left-- === 0) process.kill(process.pid, 'SIGKILL');
      return call(...args);
    };
  }
`;

const table = 'Resources:\n  T: # a\n    Type: AWS::DynamoDB::Table\n    Properties: {X: 1}\n';
const report = ['check', '--now', '1790000000', '--format', 'json=report.json', 't.yaml'];

const cases = [
  { words: ['waive', '--rule', 'DDB-R001', '--reason', 'a test', 't.yaml'], content: { 't.yaml': table } },
  {
    words: ['rules', 'format', 'a.guard', 'b.guard'],
    content: { 'a.guard': 'rule a{b exists}', 'b.guard': 'rule a{b exists}' },
  },
  { words: report, content: { 't.yaml': table, 'report.json': '{}\n' } },
];

test('a command that is killed at any call leaves every file whole', () => {
  const hook = join(files('kill-hook', { 'kill.cjs': kill }), 'kill.cjs');
  const flags = ['--require', hook];
  const run = (words, cwd, at) => tablewarden(words, { flags, cwd, env: { ...process.env, KILL_AT: String(at) } });
  for (const [number, { words, content }] of cases.entries()) {
    const done = files(`killed-${number}`, content);
    assert.ok(run(words, done, -1).status < 2);
    for (let at = 0, killed = true; killed; at++) {
      const here = files(`killed-${number}-${at}`, content);
      const { status } = run(words, here, at);
      killed = status === null;
      for (const [name, old] of Object.entries(content)) {
        const now = readFileSync(join(here, name), 'utf8');
        assert.ok([old, readFileSync(join(done, name), 'utf8')].includes(now), `${words}: ${name} at ${at}`);
      }
      for (const name of readdirSync(here)) {
        assert.ok(
          name in content || (killed && /^\..*\.tablewarden$/.test(name)),
          `${words}: ${name} is left at ${at}`,
        );
      }
      assert.ok(killed || at > 3, `${words} was killed ${at} times`);
      // What is left of it is in nobody's way.
      assert.ok(run(words, here, -1).status < 2);
      for (const name of Object.keys(content)) {
        assert.equal(readFileSync(join(here, name), 'utf8'), readFileSync(join(done, name), 'utf8'), name);
      }
    }
  }
});
