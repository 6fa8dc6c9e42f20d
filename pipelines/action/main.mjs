/**
 * The entry of the GitHub Action: inputs and event into words of the command line, and what the command left into outputs and the
 * summary of the job. Only carries: what is checked, what fails and what is written is decided by the command.
 */
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env, execPath } from 'node:process';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('../bin/tablewarden.js', import.meta.url));

/** So many templates are drawn: the summary of a step has room for a megabyte, and a reader for less. */
const MOST_DRAWN = 10;

/** What the workflow gave; without it what action.yml says comes from the runner. */
const input = (name) => (env[`INPUT_${name.toUpperCase()}`] ?? '').trim();

const git = (...words) => spawnSync('git', words, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;

/** The revision that a pull request, or a group of the merge queue, is to be merged into; none for other events. */
function base() {
  const event = existsSync(env.GITHUB_EVENT_PATH ?? '') ? JSON.parse(readFileSync(env.GITHUB_EVENT_PATH, 'utf8')) : {};
  const commit = event.pull_request?.base?.sha ?? event.merge_group?.base_sha;
  if (commit) return { revision: commit, refspec: commit };
  const branch = env.GITHUB_BASE_REF;
  const remote = `refs/remotes/origin/${branch}`;
  return branch ? { revision: `origin/${branch}`, refspec: `+refs/heads/${branch}:${remote}` } : undefined;
}

/** What `--against` says. A clone without history is brought the one commit that is needed; what fails there the command tells. */
function against() {
  const given = input('against');
  if (given) return given === 'none' ? [] : [`--against=${given}`];
  const earlier = base();
  if (!earlier) return [];
  if (!git('rev-parse', '--quiet', '--verify', `${earlier.revision}^{commit}`)) {
    git('fetch', '--quiet', '--no-tags', '--depth=1', 'origin', earlier.refspec);
  }
  return [`--against=git:${earlier.revision}`];
}

/** What the change does to each table; nothing where no earlier version is compared. */
function changes([earlier]) {
  if (!earlier) return '';
  const operands = [earlier.replace('--against=', ''), ...paths];
  const words = ['changes', '--format=markdown', ...option('config', input('settings')), '--', ...operands];
  return spawnSync(execPath, [command, ...words], { encoding: 'utf8' }).stdout;
}

/** The tables of the templates that were checked, as flowcharts that GitHub draws. */
function pictures() {
  const { files } = JSON.parse(readFileSync(report, 'utf8'));
  const templates = files.filter(({ counts }) => counts.tables > 0).map(({ file }) => file);
  const drawn = templates.slice(0, MOST_DRAWN).map((file) => {
    const more = [...option('config', input('settings')), '--', file];
    const { stdout } = spawnSync(execPath, [command, 'draw', '--format=mermaid', ...more], { encoding: 'utf8' });
    const name = file.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
    return stdout && `\n<details><summary>Tables of ${name}</summary>\n\n${stdout}\n</details>\n`;
  });
  const rest = templates.length - drawn.length;
  return drawn.join('') + (rest > 0 ? `\n${rest} more templates have tables: \`tablewarden draw\` draws them.\n` : '');
}

const folder = mkdtempSync(join(env.RUNNER_TEMP ?? tmpdir(), 'tablewarden-'));
const sarif = join(folder, 'tablewarden.sarif');
const summary = join(folder, 'summary.md');
const report = join(folder, 'report.json');

const option = (name, value) => (value ? [`--${name}=${value}`] : []);
const paths = (input('paths') || '.').split('\n').map((path) => path.trim()).filter(Boolean);
const since = against();
const words = [
  'check',
  ...option('format', input('format') || 'text'),
  ...option('format', `sarif=${sarif}`),
  ...option('format', `markdown=${summary}`),
  ...option('format', `json=${report}`),
  ...option('config', input('settings')),
  ...option('fail-on', input('fail-on')),
  ...since,
  '--',
  ...paths,
];
const { status } = spawnSync(execPath, [command, ...words], { stdio: ['ignore', 'inherit', 'inherit'] });

const outputs = { outcome: ['clean', 'findings'][status] ?? 'incomplete', sarif: existsSync(sarif) ? sarif : '' };
for (const [name, value] of Object.entries(outputs)) {
  if (env.GITHUB_OUTPUT) appendFileSync(env.GITHUB_OUTPUT, `${name}=${value}\n`);
}
if (env.GITHUB_STEP_SUMMARY && existsSync(summary)) {
  appendFileSync(env.GITHUB_STEP_SUMMARY, changes(since));
  appendFileSync(env.GITHUB_STEP_SUMMARY, readFileSync(summary));
  if (input('pictures') !== 'false') appendFileSync(env.GITHUB_STEP_SUMMARY, pictures());
}
process.exitCode = status ?? 2;
