/** The tarball in the eyes of those who look at packages: publint, and arethetypeswrong for the declarations. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { empty, packages, project, run, tarball } from './project.mjs';

const program = (name) => join(packages, '.bin', name);

test('publint has nothing to say', () => {
  assert.match(run(program('publint'), ['--strict', tarball], { cwd: empty('publint') }), /All good!/);
});

test('the declarations of every entry are found, however they are looked for', () => {
  assert.match(run(program('attw'), [tarball, '--format', 'ascii'], { cwd: empty('attw') }), /No problems found/);
});

test('it needs no other package, and nothing runs when it is installed', () => {
  const installed = join(project('installed'), 'node_modules', 'tablewarden', 'package.json');
  const { scripts, dependencies, optionalDependencies } = JSON.parse(readFileSync(installed, 'utf8'));
  assert.deepEqual([dependencies, optionalDependencies], [undefined, undefined]);
  const atInstall = ['preinstall', 'install', 'postinstall', 'prepare'].filter((name) => name in scripts);
  assert.deepEqual(atInstall, []);
});
