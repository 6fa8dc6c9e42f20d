/**
 * The recipes of docs/ci.md, run: the lines that a pipeline hands to its shell are taken out of the page and given to a shell, in a
 * repository with a good table and in one with a bad one, and what the recipe collects has to be there. What only the service itself
 * can do, to collect it, is not run.
 */
import assert from 'node:assert/strict';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { commitAll, environment, folder, git, mirror, must, repository, run, write } from './scratch.mjs';
import { bad, good } from './tables.mjs';

const page = readFileSync(join(repository, 'docs', 'ci.md'), 'utf8');

/** The one block of code under a heading. */
function recipe(heading) {
  const [, section] = page.split(`\n## ${heading}\n`);
  return /```\w+\n([^]*?)```/.exec(section)[1];
}

/** The lines of a recipe that a shell gets: of GitLab, CodeBuild, Azure and Jenkins, in their order. */
function commands(text) {
  const lines = text.split('\n').map((line) => /^\s*(?:- script: |- (?=git |npx )|sh ')(.*?)'?$/.exec(line)?.[1]);
  return lines.filter(Boolean);
}

/** The files that a recipe collects. */
const collected = (text) => [...new Set(text.match(/\btables\.(json|xml)\b/g))];

const packed = folder();
cpSync(mirror(), join(packed, 'package'), { recursive: true });
const archive = join(packed, must('npm', ['pack', '--loglevel=error', '--pack-destination', packed], { cwd: join(packed, 'package') }));

/** A clone of the last commit, with the package installed as `npx` finds it; gives its path and the commit before. */
function workspace(text) {
  const origin = folder();
  write(origin, { 'infra/orders.yaml': good, '.gitignore': 'node_modules\n' });
  const before = commitAll(origin);
  write(origin, { 'infra/orders.yaml': text, 'infra/README.md': 'x' });
  commitAll(origin);
  const path = join(folder(), 'clone');
  git(origin, 'clone', '--quiet', '--depth=1', pathToFileURL(origin).href, path);
  const npm = ['install', '--no-save', '--no-audit', '--no-fund', '--offline', '--loglevel=error', '--prefix', path, archive];
  must('npm', npm, { cwd: path });
  return { path, before };
}

for (const service of ['GitLab', 'CodeBuild', 'Jenkins', 'Azure Pipelines']) {
  test(`${service}: a good table passes, a bad one does not, and the reports are there`, () => {
    const text = recipe(service);
    const lines = commands(text);
    assert.ok(lines.some((line) => line.includes('tablewarden')), text);
    assert.ok(collected(text).length > 0, text);
    for (const [table, code] of [[good, 0], [bad, 1]]) {
      const { path, before } = workspace(table);
      const variables = { CI: 'true', npm_config_offline: 'true', CI_MERGE_REQUEST_DIFF_BASE_SHA: before };
      const { status, output } = run('bash', ['-ec', lines.join('\n')], { cwd: path, env: environment(variables) });
      assert.equal(status, code, output);
      for (const file of collected(text)) assert.ok(existsSync(join(path, file)), `${file}\n${output}`);
      assert.equal(/DDB-K\d+/.test(readFileSync(join(path, 'tables.xml'), 'utf8')), code === 1);
    }
  });
}

test('GitHub: the inputs and outputs are those of the action', () => {
  const definition = readFileSync(join(repository, 'pipelines', 'action.yml'), 'utf8');
  const declared = (kind) => {
    const [, block] = new RegExp(`\\n${kind}:\\n([^]*?)\\n\\w`).exec(definition);
    return [...block.matchAll(/^ {2}([\w-]+):$/gm)].map(([, name]) => name);
  };
  const [, given] = /tablewarden\/pipelines@[^]*?with:\n([^]*?)\n {6}- /.exec(recipe('GitHub'));
  const inputs = [...given.matchAll(/^ {10}([\w-]+):/gm)].map(([, name]) => name);
  assert.ok(inputs.length > 0);
  assert.deepEqual(inputs.filter((name) => !declared('inputs').includes(name)), []);
  const outputs = [...recipe('GitHub').matchAll(/steps\.tablewarden\.outputs\.([\w-]+)/g)].map(([, name]) => name);
  assert.deepEqual([...new Set(outputs)].filter((name) => !declared('outputs').includes(name)), []);
  const [, table] = /\| input \| meaning \|\n([^]*?)\n\n/.exec(page);
  assert.deepEqual([...table.matchAll(/^\| `([\w-]+)`/gm)].map(([, name]) => name), declared('inputs'));
});

test('pre-commit: the hooks that the pages name are there', () => {
  const defined = readFileSync(join(repository, 'pipelines', '.pre-commit-hooks.yaml'), 'utf8');
  const ids = [...defined.matchAll(/^- id: (\S+)$/gm)].map(([, id]) => id);
  for (const name of ['README.md', 'docs/ci.md', 'pipelines/README.md']) {
    const named = [...readFileSync(join(repository, name), 'utf8').matchAll(/- id: (tablewarden\S*)/g)];
    assert.ok(named.length > 0, name);
    for (const [, id] of named) assert.ok(ids.includes(id), `${name}: ${id}`);
  }
});
