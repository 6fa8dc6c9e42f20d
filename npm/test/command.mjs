/** What the tests of the command share: folders of files, and the command as a process and in this one. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execPath } from 'node:process';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { run } from '../dist/cli.js';

export const npm = fileURLToPath(new URL('..', import.meta.url));
export const repository = dirname(npm.replace(/\/$/, ''));
export const command = join(npm, 'bin', 'tablewarden.js');
export const read = (path) => readFileSync(join(repository, path), 'utf8');

export const folder = mkdtempSync(join(tmpdir(), 'tablewarden-cli-'));
after(() => rmSync(folder, { recursive: true }));

/** Writes files (name to text) into a folder of their own and gives its path. */
export function files(name, content) {
  const path = join(folder, name);
  for (const [file, text] of Object.entries(content)) {
    mkdirSync(dirname(join(path, file)), { recursive: true });
    writeFileSync(join(path, file), text);
  }
  return path;
}

/** The command as a process. */
export function tablewarden(args, options = {}) {
  const { status, stdout, stderr } = spawnSync(execPath, [command, ...args], {
    cwd: repository,
    encoding: 'utf8',
    ...options,
  });
  return { status, stdout, stderr };
}

/** The command in this process; `folder` has nothing in it but folders. */
export function inside(args, workingDir = folder, colors = false, input = 'Resources: {}\n') {
  const said = [];
  const stdin = () => Buffer.from(input);
  const surroundings = { workingDir, stdin, say: (line) => said.push(line), colors, clock: 1_750_000_000 };
  const { text, exitCode } = run(args, surroundings, () => 'tablewarden 1.2.3');
  return { text, exitCode, said };
}
