/**
 * What the tests of the package share: a project with nothing in it but the tarball that would be published, the scripts and
 * commands that docs/npm.md shows, and where the programs are. The bundlers are found above the project, as packages are.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';

const NOBODY = 'http://127.0.0.1:9';

const here = dirname(fileURLToPath(import.meta.url));
const npm = join(here, '..', '..', 'npm');
export const packages = join(here, 'node_modules');

const folder = mkdtempSync(join(tmpdir(), 'tablewarden-package-'));
after(() => rmSync(folder, { recursive: true }));
symlinkSync(packages, join(folder, 'node_modules'));

/** The package as it would be published. */
export const tarball = join(folder, packed());

function packed() {
  const words = ['pack', '--ignore-scripts', '--loglevel=error', '--pack-destination', folder];
  return execFileSync('npm', words, { cwd: npm, encoding: 'utf8' }).trim();
}

/** An empty project of that name. */
export function empty(name) {
  const project = join(folder, name);
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{"private": true, "type": "module"}\n');
  writeFileSync(join(project, 'template.yaml'), 'Resources: { Orders: { Type: AWS::DynamoDB::Table } }\n');
  return project;
}

/** A project that has the tarball installed, and the scripts of the documentation. */
export function project(name) {
  const made = empty(name);
  execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', '--loglevel=error', tarball], { cwd: made });
  for (const [file, text] of scripts) writeFileSync(join(made, file), text);
  return made;
}

const page = readFileSync(join(here, '..', '..', 'docs', 'npm.md'), 'utf8');

/** The code blocks of the documentation: a language and a text each. */
const blocks = [...page.matchAll(/^```(\w+)\n(.*?)^```/gms)].map(([, language, text]) => ({ language, text }));

/** The scripts: their first line is a comment with the name. */
const scripts = blocks.flatMap(({ text }) => {
  const named = /^(?:\/\/|<!--) (\S+\.\w+)/.exec(text);
  return named ? [[named[1], text]] : [];
});

/** The commands, line for line. */
export const commands = blocks.filter(({ language }) => language === 'sh').flatMap(({ text }) => text.trim().split('\n'));

/** Whoever asks a registry for something gets no answer: what is needed is installed. */
const OFFLINE = { npm_config_registry: NOBODY, NPM_CONFIG_REGISTRY: NOBODY, BUN_CONFIG_REGISTRY: NOBODY };

/** Runs a program, which has to come to the exit code; gives what it printed. */
export function run(program, words, { cwd, code = 0, env = {} }) {
  const { status, stdout, stderr, error } = spawnSync(program, words, {
    cwd,
    encoding: 'utf8',
    timeout: 180_000,
    env: { ...process.env, ...OFFLINE, NO_COLOR: '1', ...env },
  });
  assert.equal(status, code, `${program} ${words.join(' ')}: ${error ?? ''}\n${stdout}\n${stderr}`.slice(0, 4000));
  return stdout;
}
