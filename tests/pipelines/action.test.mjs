/** The entry of the GitHub Action, run as the runner runs it: inputs as variables, an event, and files for outputs and summary. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { commitAll, environment, folder, git, mirror, write } from './scratch.mjs';
import { bad, good, table } from './tables.mjs';

const action = folder();
cpSync(mirror(), action, { recursive: true });
const definition = readFileSync(join(action, 'action.yml'), 'utf8');

/** What action.yml says is taken where a workflow gives nothing. */
const [, inputs] = /\ninputs:\n([^]*?)\n\w/.exec(definition);
const defaults = Object.fromEntries(
  [...inputs.matchAll(/^ {2}([\w-]+):\n(?: {4}.*\n|\s*\n)*? {4}default: (.*)$/gm)].map(([, name, value]) => [
    name,
    value.replace(/^'(.*)'$/, '$1'),
  ]),
);

/** Runs the action in a workspace. */
function act(workspace, { given = {}, event = {}, variables = {} } = {}) {
  const files = folder();
  write(files, { 'event.json': JSON.stringify(event), output: '', summary: '' });
  const set = Object.entries({ ...defaults, ...given }).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  const [, main] = /^ {2}main: (.*)$/m.exec(definition);
  const { status, stdout, stderr } = spawnSync(execPath, [join(action, main)], {
    cwd: workspace,
    encoding: 'utf8',
    env: environment({
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: workspace,
      GITHUB_EVENT_PATH: join(files, 'event.json'),
      GITHUB_OUTPUT: join(files, 'output'),
      GITHUB_STEP_SUMMARY: join(files, 'summary'),
      RUNNER_TEMP: files,
      ...Object.fromEntries(set),
      ...variables,
    }),
  });
  const lines = readFileSync(join(files, 'output'), 'utf8').trimEnd().split('\n');
  const outputs = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
  return { status, stdout, stderr, outputs, summary: readFileSync(join(files, 'summary'), 'utf8') };
}

/** A workspace with one template. */
function workspace(text) {
  const path = folder();
  write(path, { 'infra/orders.yaml': text, 'README.md': 'x' });
  return path;
}

/** A pull request that gives a table another key, cloned as `actions/checkout` does: its last commit and nothing before. */
function pullRequest() {
  const origin = workspace(good);
  const base = commitAll(origin);
  git(origin, 'switch', '--quiet', '--create', 'feature');
  write(origin, { 'infra/orders.yaml': table('customerId') });
  commitAll(origin);
  const clone = folder();
  git(clone, 'clone', '--quiet', '--depth=1', '--branch=feature', pathToFileURL(origin).href, 'clone');
  return { path: join(clone, 'clone'), base };
}

test('the summary shows the tables as flowcharts, of so many templates, unless it is told not to', () => {
  const { summary } = act(workspace(good));
  assert.match(summary, /<summary>Tables of infra\/orders\.yaml<\/summary>\n\n[^]*```mermaid\nflowchart LR\n[^]*orderId[^]*```/);
  assert.doesNotMatch(act(workspace(good), { given: { pictures: 'false' } }).summary, /mermaid/);
  const many = folder();
  write(many, Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`infra/<b>${at}.yaml`, good])));
  const all = act(many).summary;
  assert.equal(all.match(/```mermaid/g).length, 10);
  assert.match(all, /Tables of infra\/&#60;b&#62;0\.yaml/);
  assert.match(all, /2 more templates have tables/);
});

test('it runs in Node 24, and reads the inputs that it declares', () => {
  assert.match(definition, /^ {2}using: node24$/m);
  const read = readFileSync(join(action, 'action', 'main.mjs'), 'utf8').matchAll(/ input\('([\w-]+)'\)|\(input\('([\w-]+)'\)/g);
  assert.deepEqual([...new Set([...read].map(([, one, other]) => one ?? other))].sort(), Object.keys(defaults).sort());
});

test('a bad table fails the step: annotations, summary, SARIF and outputs', () => {
  const { status, stdout, outputs, summary } = act(workspace(bad));
  assert.equal(status, 1);
  assert.match(stdout, /^error\[DDB-K\d+\]/m);
  assert.match(stdout, /^::error [^\n]*file=infra\/orders\.yaml,line=\d+/m);
  assert.match(summary, /DDB-K\d+/);
  assert.equal(outputs.outcome, 'findings');
  const sarif = JSON.parse(readFileSync(outputs.sarif, 'utf8'));
  assert.equal(sarif.version, '2.1.0');
  const [result] = sarif.runs[0].results.filter(({ level }) => level === 'error');
  assert.match(result.ruleId, /^DDB-K\d+$/);
  assert.equal(result.locations[0].physicalLocation.artifactLocation.uri, 'infra/orders.yaml');
});

test('a good table passes', () => {
  const { status, outputs, stdout } = act(workspace(good));
  assert.deepEqual([status, outputs.outcome], [0, 'clean'], stdout);
  assert.doesNotMatch(stdout, /^::(error|warning)/m);
});

test('what fails is what the workflow says, and what the settings say', () => {
  assert.equal(act(workspace(bad), { given: { 'fail-on': 'never' } }).status, 0);
  const path = workspace(bad);
  write(path, { 'lenient.yaml': 'failOn: never\n' });
  assert.equal(act(path, { given: { settings: 'lenient.yaml' } }).status, 0);
});

test('paths are taken one a line, and none of them as an option', () => {
  const path = workspace(bad);
  write(path, { 'good/orders.yaml': good, 'other good/orders.yaml': good });
  assert.equal(act(path, { given: { paths: 'good\n\n  other good/orders.yaml\n' } }).status, 0);
  const { status, stdout } = act(path, { given: { paths: '--help' } });
  assert.equal(status, 2);
  assert.match(stdout, /no such file[^]*--help/);
});

test('a pull request is checked against its base, which is fetched', () => {
  const { path, base } = pullRequest();
  const event = { pull_request: { base: { sha: base, ref: 'main' } } };
  const { status, stdout, outputs, summary } = act(path, { event });
  assert.deepEqual([status, outputs.outcome], [1, 'findings'], stdout);
  assert.match(stdout, /DDB-[CG]\d+/);
  assert.match(summary, /^<!-- tablewarden changes -->\n[^]*\| `Orders`[^]*The partition key changes from `orderId` to `customerId`\./);
  assert.doesNotMatch(act(path, { event, given: { against: 'none' } }).summary, /tablewarden changes/);
  assert.equal(act(path, { event, given: { against: 'none' } }).status, 0);
  assert.equal(act(path, { event: {} }).status, 0, 'a push is no pull request');
});

test('the branch of the base counts where the event names no commit, and a group of the merge queue has a base too', () => {
  const variables = { GITHUB_BASE_REF: 'main' };
  assert.equal(act(pullRequest().path, { variables }).status, 1);
  const { path, base } = pullRequest();
  assert.equal(act(path, { event: { merge_group: { base_sha: base } } }).status, 1);
});

test('a base that cannot be had fails the step', () => {
  const { path } = pullRequest();
  const event = { pull_request: { base: { sha: '1'.repeat(40) } } };
  const { status, stdout, stderr, outputs } = act(path, { event });
  assert.deepEqual([status, outputs.outcome], [2, 'incomplete']);
  assert.match(stdout + stderr, /Git has no revision/);
});

test('settings that cannot be read fail the step, and there is no SARIF to upload', () => {
  const { status, stderr, outputs, summary } = act(workspace(good), { given: { settings: 'gone.yaml' } });
  assert.deepEqual([status, outputs, summary], [2, { outcome: 'incomplete', sarif: '' }, '']);
  assert.match(stderr, /gone\.yaml/);
});

test('where nothing collects outputs and summaries it still checks', () => {
  const variables = { GITHUB_OUTPUT: '', GITHUB_STEP_SUMMARY: '', GITHUB_EVENT_PATH: '' };
  assert.equal(act(workspace(good), { variables }).status, 0);
  assert.ok(existsSync(action));
});
