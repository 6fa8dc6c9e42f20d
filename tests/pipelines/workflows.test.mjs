/** The workflows and the action, as zizmor reads them: well formed, with least rights, and every action pinned to a commit. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { program } from './python.mjs';
import { repository, run } from './scratch.mjs';

const workflows = join(repository, '.github', 'workflows');

test('zizmor finds nothing', () => {
  const paths = [workflows, join(repository, 'pipelines', 'action.yml')];
  const { status, output } = run(program('zizmor'), ['--offline', '--no-progress', '--strict-collection', ...paths]);
  assert.equal(status, 0, output);
});

test('every action is pinned to a commit, and the tag stands behind it', () => {
  const uses = readdirSync(workflows).flatMap((file) => readFileSync(join(workflows, file), 'utf8').match(/uses: .*/g) ?? []);
  assert.ok(uses.length > 0);
  assert.deepEqual(uses.filter((line) => !/^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line)), []);
  const commits = new Map(uses.map((line) => [line.slice(0, line.indexOf('@')), line]));
  assert.equal(new Set(uses).size, commits.size, 'one version of each action');
});
