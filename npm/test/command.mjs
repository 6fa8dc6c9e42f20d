/** What the tests of the command share: folders of files, and the command as a process. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execPath } from 'node:process';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';

export const npm = fileURLToPath(new URL('..', import.meta.url));
export const repository = dirname(npm.replace(/\/$/, ''));
export const command = join(npm, 'bin', 'tablewarden.js');
export const read = (path) => readFileSync(join(repository, path), 'utf8');

const folder = mkdtempSync(join(tmpdir(), 'tablewarden-cli-'));
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

/** The command as a process; `flags` are Node's own. */
export function tablewarden(args, { flags = [], ...options } = {}) {
  const { status, stdout, stderr } = spawnSync(execPath, [...flags, command, ...args], {
    cwd: repository,
    encoding: 'utf8',
    ...options,
  });
  return { status, stdout, stderr };
}
