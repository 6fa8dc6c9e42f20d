/** What the tests of pipelines share: folders that go when the tests end, git repositories in them, and programs as processes. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { env } from 'node:process';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';

export const repository = fileURLToPath(new URL('../..', import.meta.url));

/** A folder of its own. */
export function folder() {
  const path = mkdtempSync(join(realpathSync(tmpdir()), 'tablewarden-pipelines-'));
  after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Writes files (name to text) below a folder. */
export function write(path, files) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
}

/** What of this process's environment a pipeline has too: nothing that belongs to a pipeline or a git that runs these tests. */
export function environment(more = {}) {
  const own = Object.entries(env).filter(([name]) => !/^(GITHUB_|GIT_|INPUT_|RUNNER_|CI$|NODE_TEST)/.test(name));
  const git = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
  return { ...Object.fromEntries(own), ...git, ...more };
}

/** Runs a program to its end; `output` is both streams. */
export function run(program, args, options = {}) {
  const { error, status, stdout, stderr } = spawnSync(program, args, {
    env: environment(),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    ...options,
  });
  if (error) throw error;
  return { status, stdout, stderr, output: stdout + stderr };
}

/** Runs a program that has to succeed; gives what it printed. */
export function must(program, args, options) {
  const { status, stdout, output } = run(program, args, options);
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: exit ${status}\n${output}`);
  return stdout.trim();
}

/** git in a folder, as somebody. */
export function git(path, ...args) {
  const somebody = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.com', '-c', 'commit.gpgsign=false'];
  return must('git', ['-C', path, ...somebody, ...args]);
}

/** Makes a folder a repository with one commit of all that is in it; gives the commit. */
export function commitAll(path, message = 'All') {
  git(path, 'init', '--quiet', '--initial-branch=main');
  git(path, 'add', '--all', '--force');
  git(path, 'commit', '--quiet', '--no-verify', '--message', message);
  return git(path, 'rev-parse', 'HEAD');
}

/** The folder of the repository that pipelines use, as it was built. Without one that was made before, it is made. */
export function mirror() {
  if (env.TABLEWARDEN_MIRROR) return env.TABLEWARDEN_MIRROR;
  const path = folder();
  must('cargo', ['xtask', 'mirror', path], { cwd: repository });
  return path;
}

/** The native command. */
export const native = env.TABLEWARDEN_COMMAND ?? join(repository, 'target', 'release', 'tablewarden');
