/**
 * The plugin under the command `cdk`, as people run it: an application in TypeScript, with the oldest version of the library that
 * has plugins which stop it, one between, and the newest. Needs no network and no account.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, 'app', 'app.ts');
const command = join(here, 'node_modules', 'aws-cdk', 'bin', 'cdk');
const tsx = join(here, 'node_modules', 'tsx', 'dist', 'loader.mjs');

/** The folder whose node_modules has the library. */
const VERSIONS = { '2.200': join(here, 'versions', '2.200'), '2.240': join(here, 'versions', '2.240'), newest: here };

/** The applications: a folder each, below the one that has the library, with the package beside it. */
const folders = {};
for (const [version, folder] of Object.entries(VERSIONS)) {
  folders[version] = mkdtempSync(join(folder, 'run-'));
  copyFileSync(source, join(folders[version], 'app.ts'));
  mkdirSync(join(folders[version], 'node_modules'));
  symlinkSync(join(here, '..', '..', 'npm'), join(folders[version], 'node_modules', 'tablewarden'), 'junction');
}
after(() => Object.values(folders).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** What `cdk synth` gives of a scenario of the application. */
function synth(version, scenario, { options = {}, acknowledged, words = [] } = {}) {
  const folder = folders[version];
  const app = `node --import ${tsx} app.ts`;
  const environment = { SCENARIO: scenario, OPTIONS: JSON.stringify(options), ACKNOWLEDGED: acknowledged, HOME: folder };
  const { PATH, SystemRoot } = process.env;
  const output = `out-${scenario}`;
  const all = [command, 'synth', '--quiet', '--app', app, '--output', output, '--no-notices', '--no-version-reporting', ...words];
  const { status, stdout, stderr } = spawnSync(process.execPath, all, {
    cwd: folder,
    encoding: 'utf8',
    timeout: 120_000,
    env: { PATH, SystemRoot, CI: '1', NO_COLOR: '1', CDK_DISABLE_CLI_TELEMETRY: '1', ...environment },
  });
  return { status, text: stdout + stderr, output: join(folder, output) };
}

/** The line of the application that makes the bad table of a scenario. */
function lineOf(scenario) {
  const lines = readFileSync(source, 'utf8').split('\n');
  const start = lines.findIndex((line) => line.includes(`  ${scenario}() {`));
  return lines.findIndex((line, index) => index > start && line.includes('// the bad one')) + 1;
}

/** What a report says of the scenario's bad table: its line in the newest version, its construct path in the others. */
function names(version, scenario, construct, text) {
  const place = version === 'newest' ? new RegExp(`app\\.ts:${lineOf(scenario)}:\\d+\\nERROR .*point-in-time`) : construct;
  assert.match(text, place instanceof RegExp ? place : new RegExp(`Construct Path: ${place}\\n`), text);
  assert.match(text, /DDB-R001/);
  assert.match(text, /docs\/rules\/DDB-R001\.md/);
}

/** What the CDK's own types say of the plugin: that it is one. */
const TYPES = {
  beta: `import { App, type IPolicyValidationPluginBeta1 } from 'aws-cdk-lib';
import { TablewardenPlugin } from 'tablewarden/cdk';
const plugin: IPolicyValidationPluginBeta1 = new TablewardenPlugin({ failOn: 'error', settings: 'tablewarden.yaml' });
new App({ policyValidationBeta1: [plugin] });
`,
  newest: `import { App, type IPolicyValidationPlugin, Validations } from 'aws-cdk-lib';
import { TablewardenPlugin } from 'tablewarden/cdk';
const plugin: IPolicyValidationPlugin = new TablewardenPlugin({ profile: 'strict', against: 'earlier' });
Validations.of(new App()).addPlugins(plugin);
// @ts-expect-error no such option
new TablewardenPlugin({ failon: 'never' });
`,
};

for (const version of Object.keys(VERSIONS)) {
  test(`${version}: the types of the CDK take the plugin`, () => {
    writeFileSync(join(folders[version], 'types.ts'), TYPES.beta);
    const files = ['types.ts'];
    if (version === 'newest') files.push('newest.ts');
    writeFileSync(join(folders[version], 'newest.ts'), TYPES.newest);
    const tsc = join(here, '..', '..', 'npm', 'node_modules', 'typescript', 'bin', 'tsc');
    const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--types', ''];
    const { status, stdout } = spawnSync(process.execPath, [tsc, ...options, ...files], {
      cwd: folders[version],
      encoding: 'utf8',
      timeout: 120_000,
    });
    assert.equal(status, 0, stdout);
  });

  test(`${version}: a good table passes`, () => {
    const { status, text } = synth(version, 'good');
    assert.equal(status, 0, text);
    assert.doesNotMatch(text, /ERROR|FATAL|failure/);
  });

  test(`${version}: a bad table stops synthesis and is named`, () => {
    const { status, text } = synth(version, 'bad');
    assert.equal(status, 1, text);
    names(version, 'bad', 'Shop/Orders/Resource', text);
  });

  test(`${version}: a table two nested stacks deep stops it, with and without the metadata of assets`, () => {
    for (const words of [[], ['--no-asset-metadata', '--no-path-metadata']]) {
      const { status, text } = synth(version, 'nested', { words });
      assert.equal(status, 1, text);
      names(version, 'nested', 'Shop/Outer/Inner/Orders/Resource', text);
    }
  });

  // What is the same in all versions that have the older interface is shown with the oldest.
  if (version === '2.240') continue;

  test(`${version}: a table of a stage stops it`, () => {
    // Without a name the newest command is about the stacks that are in no stage.
    const { status, text } = synth(version, 'stage', { words: ['**'] });
    assert.equal(status, 1, text);
    names(version, 'stage', 'Prod/Data/Orders/Resource', text);
  });

  test(`${version}: one of three replicas without recovery stops it`, () => {
    const { status, text } = synth(version, 'replicas');
    assert.equal(status, 1, text);
    assert.match(text, /DDB-R001/);
    assert.match(text, /us-east-1/);
    assert.doesNotMatch(text, /us-west-2.*point-in-time/);
  });

  test(`${version}: settings that cannot be read stop it, and why is printed`, () => {
    const missing = synth(version, 'good', { options: { settings: 'none.yaml' } });
    assert.equal(missing.status, 1, missing.text);
    assert.match(missing.text, /Nothing was checked\..*none\.yaml` cannot be read: there is no such file/);
    writeFileSync(join(folders[version], 'broken.yaml'), 'rules:\n  DDB-R001: maybe\n');
    const broken = synth(version, 'good', { options: { settings: 'broken.yaml' } });
    assert.equal(broken.status, 1, broken.text);
    assert.match(broken.text, /The stack `Shop` was not checked to its end: broken\.yaml:2:13: /);
  });

  test(`${version}: an option that nobody knows stops it`, () => {
    const { status, text } = synth(version, 'good', { options: { failon: 'never' } });
    assert.equal(status, 1, text);
    assert.match(text, /Unknown option `--failon`\. Did you mean `--fail-on`\?/);
  });

  test(`${version}: what is told to fail on decides, and the output stays as it was`, () => {
    const { status, text, output } = synth(version, 'bad', { options: { failOn: 'never' } });
    assert.equal(status, 0, text);
    assert.ok(readdirSync(output).every((name) => !name.includes('tablewarden')));
  });

  test(`${version}: an earlier assembly shows what the change does to a table`, () => {
    const { output } = synth(version, 'good');
    const earlier = join(folders[version], 'earlier');
    rmSync(earlier, { recursive: true, force: true });
    spawnSync(process.execPath, ['-e', 'require("fs").cpSync(process.argv[1], process.argv[2], {recursive: true})', output, earlier]);
    const template = join(earlier, 'Shop.template.json');
    writeFileSync(template, readFileSync(template, 'utf8').replaceAll('customerId', 'id'));
    const { status, text } = synth(version, 'good', { options: { against: relative(folders[version], earlier) } });
    assert.equal(status, 1, text);
    assert.match(text, /DDB-C\d+/);
  });
}

test('newest: what is acknowledged hides nothing else', () => {
  const all = synth('newest', 'acknowledged', { acknowledged: 'tablewarden::DDB-X999' });
  assert.equal(all.status, 1, all.text);
  const ids = [...new Set(all.text.match(/tablewarden::DDB-[A-Z]\d+/g))];
  assert.ok(ids.includes('tablewarden::DDB-R001') && ids.includes('tablewarden::DDB-B001'), all.text);
  const one = synth('newest', 'acknowledged', { acknowledged: 'tablewarden::DDB-R001' });
  assert.equal(one.status, 1, one.text);
  assert.deepEqual([...new Set(one.text.match(/tablewarden::DDB-[A-Z]\d+/g))], ids.filter((id) => !id.endsWith('R001')));
});

test('newest: what docs/cdk.md says is so', () => {
  const page = readFileSync(join(here, '..', '..', 'docs', 'cdk.md'), 'utf8');
  const [application, , acknowledgement] = [...page.matchAll(/^```ts\n(.*?)^```/gms)].map(([, block]) => block);
  const commands = [...page.matchAll(/^```sh\n(.*?)^```/gms)].map(([, block]) => block.trim());
  assert.deepEqual(commands, [
    'npm install --save-dev tablewarden',
    'cdk synth --quiet',
    'npx tablewarden check cdk.out',
    'npx tablewarden check cdk.out --against earlier.out',
  ]);
  const folder = folders.newest;
  const run = (script, ...words) => {
    const options = { cwd: folder, encoding: 'utf8', timeout: 120_000, env: { ...process.env, NO_COLOR: '1', HOME: folder } };
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...words], options);
    return { status, text: stdout + stderr };
  };
  writeFileSync(join(folder, 'cdk.json'), JSON.stringify({ app: `node --import ${tsx} documented.ts` }));
  writeFileSync(join(folder, 'documented.ts'), application);
  const stopped = run(command, 'synth', '--quiet', '--no-notices');
  assert.equal(stopped.status, 1, stopped.text);
  const line = application.split('\n').findIndex((line) => line.startsWith('new Table(')) + 1;
  assert.match(stopped.text, new RegExp(`documented\\.ts:${line}:\\d+\nERROR `));
  const tablewarden = join(here, '..', '..', 'npm', 'bin', 'tablewarden.js');
  const checked = run(tablewarden, 'check', 'cdk.out');
  assert.equal(checked.status, 1, checked.text);
  assert.match(checked.text, /warning\[DDB-R001\]/);
  renameSync(join(folder, 'cdk.out'), join(folder, 'earlier.out'));
  writeFileSync(join(folder, 'documented.ts'), application.replace("'orderId'", "'id'") + acknowledgement);
  const acknowledged = run(command, 'synth', '--quiet', '--no-notices');
  assert.doesNotMatch(acknowledged.text, /tablewarden::DDB-R001/);
  const changed = run(tablewarden, 'check', 'cdk.out', '--against', 'earlier.out');
  assert.equal(changed.status, 1, changed.text);
  assert.match(changed.text, /error\[DDB-C\d+\]/);
});
