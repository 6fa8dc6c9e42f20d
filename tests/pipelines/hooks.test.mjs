/** The hooks in both tools that run them, on real commits: a bad table is not committed, a good one is, other files are let pass in silence. */
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { env } from 'node:process';
import { test } from 'node:test';
import { charts } from './charts.mjs';
import { program } from './python.mjs';
import { commitAll, environment, folder, git, mirror, native, run, write } from './scratch.mjs';
import { bad, badSynthesized, good, goodSynthesized, unrecovered } from './tables.mjs';

const hooks = folder();
cpSync(mirror(), hooks, { recursive: true });
const revision = commitAll(hooks);

/** A folder on the PATH with the native command in it. */
const bin = folder();
symlinkSync(native, join(bin, 'tablewarden'));

for (const tool of ['pre-commit', 'prek']) {
  const home = folder();
  const settings = { PRE_COMMIT_HOME: home, PREK_HOME: home, PATH: `${bin}${delimiter}${env.PATH}` };
  const options = (cwd) => ({ cwd, env: environment(settings) });

  /** A repository with one hook installed in it. */
  function scratch(hook, more = '') {
    const path = folder();
    const config = `repos:\n  - repo: ${hooks}\n    rev: ${revision}\n    hooks:\n      - id: ${hook}\n${more}`;
    write(path, { '.pre-commit-config.yaml': config });
    commitAll(path);
    const { status, output } = run(program(tool), ['install'], options(path));
    assert.equal(status, 0, output);
    return path;
  }

  /** Tries to commit files; gives what was printed, and whether there is a commit. */
  function commit(path, files) {
    write(path, files);
    git(path, 'add', '--all');
    const before = git(path, 'rev-parse', 'HEAD');
    const who = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.com'];
    const { output } = run('git', [...who, 'commit', '--quiet', '--message', 'Files'], options(path));
    return { output, committed: git(path, 'rev-parse', 'HEAD') !== before };
  }

  for (const hook of ['tablewarden', 'tablewarden-system']) {
    test(`${tool}: ${hook} lets a good table pass and stops a bad one`, () => {
      const path = scratch(hook);
      const passed = commit(path, { 'infra/orders.yaml': good });
      assert.equal(passed.committed, true, passed.output);
      const stopped = commit(path, { 'infra/orders.yaml': bad });
      assert.equal(stopped.committed, false, stopped.output);
      assert.match(stopped.output, /error\[DDB-K\d+\].*\n.*infra\/orders\.yaml:\d+:\d+/);
    });
  }

  for (const hook of ['tablewarden-fix', 'tablewarden-fix-system']) {
    test(`${tool}: ${hook} fixes a table, and stops the commit until the fix is added`, () => {
      const path = scratch(hook);
      const stopped = commit(path, { 'infra/orders.yaml': unrecovered, 'kind.yaml': 'kind: Pod\n' });
      assert.equal(stopped.committed, false, stopped.output);
      assert.match(stopped.output, /infra\/orders\.yaml:\d+:\d+: fixed\[DDB-R001\]/);
      assert.equal(readFileSync(join(path, 'infra/orders.yaml'), 'utf8'), good);
      const passed = commit(path, {});
      assert.equal(passed.committed, true, passed.output);
      // What has no safe fix is left to the check.
      const left = commit(path, { 'infra/orders.yaml': good.replace('PAY_PER_REQUEST', 'per-request') });
      assert.equal(left.committed, true, left.output);
    });
  }

  test(`${tool}: arguments of the hook are options of the check`, () => {
    const path = scratch('tablewarden', '        args: [--fail-on, never]\n');
    const { committed, output } = commit(path, { 'orders.json': badSynthesized });
    assert.equal(committed, true, output);
  });

  test(`${tool}: a template that cannot be read is not committed`, () => {
    const path = scratch('tablewarden');
    const { committed, output } = commit(path, { 'orders.yaml': 'Resources:\n  T: [\n  Type: AWS::DynamoDB::Table\n' });
    assert.equal(committed, false, output);
    assert.match(output, /orders\.yaml/);
  });

  test(`${tool}: nothing is said about 80 Helm charts and other files`, () => {
    const path = scratch('tablewarden');
    const others = { 'jinja.yml': '{% for x in y %}\n- {{ x }}: {{ y }}\n{% endfor %}\n', 'a.json': '{"a": 1}', 'b.yaml': '' };
    const { committed, output } = commit(path, { ...charts(80), ...others });
    assert.equal(committed, true, output);
    assert.doesNotMatch(output, /charts\/|jinja|error|warning/);
    const verbose = run(program(tool), ['run', '--all-files', '--verbose'], options(path));
    assert.equal(verbose.status, 0, verbose.output);
    // Each chart has nine files, and none was left out by the tool: the engine looked at all of them.
    const counts = [...verbose.output.matchAll(/(\d+) other files skipped/g)].map(([, count]) => Number(count));
    assert.ok(counts.reduce((sum, count) => sum + count, 0) >= 80 * 9, verbose.output);
    assert.doesNotMatch(verbose.output, /charts\/|jinja/);
  });

  test(`${tool}: tablewarden-cdk-out checks what cdk synth made`, () => {
    const path = scratch('tablewarden-cdk-out');
    write(path, { '.gitignore': 'cdk.out\n' });
    const missing = commit(path, { 'app.ts': '1' });
    assert.equal(missing.committed, false);
    assert.match(missing.output, /cdk\.out/);
    mkdirSync(join(path, 'cdk.out'));
    const assembly = {
      version: '36.0.0',
      artifacts: {
        Shop: {
          type: 'aws:cloudformation:stack',
          environment: 'aws://unknown-account/unknown-region',
          properties: { templateFile: 'Shop.template.json' },
        },
      },
    };
    write(path, { 'cdk.out/manifest.json': JSON.stringify(assembly), 'cdk.out/Shop.template.json': badSynthesized });
    const stopped = commit(path, { 'app.ts': '2' });
    assert.equal(stopped.committed, false, stopped.output);
    assert.match(stopped.output, /DDB-K\d+/);
    write(path, { 'cdk.out/Shop.template.json': goodSynthesized });
    const passed = commit(path, { 'app.ts': '3' });
    assert.equal(passed.committed, true, passed.output);
  });
}
