/** The programs from PyPI that the tests run, in a virtual environment below target that is made once for each list of them. */
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { platform } from 'node:process';
import { must, repository } from './scratch.mjs';

const wanted = join(repository, 'tests', 'pipelines', 'requirements.txt');
const place = join(repository, 'target', 'tools', 'pipelines');
const scripts = join(place, platform === 'win32' ? 'Scripts' : 'bin');

/** The path of a program. */
export function program(name) {
  const installed = join(place, 'installed.txt');
  if (!existsSync(installed) || readFileSync(installed, 'utf8') !== readFileSync(wanted, 'utf8')) {
    must('python3', ['-m', 'venv', '--clear', place]);
    must(join(scripts, 'python'), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', wanted]);
    copyFileSync(wanted, installed);
  }
  return join(scripts, name);
}
