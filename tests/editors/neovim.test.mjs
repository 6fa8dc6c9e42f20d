/** The settings for Neovim that docs/editors.md shows, in Neovim: it starts the server, shows what is found, and makes a fix. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, test } from 'node:test';
import { hosts, repository } from './editor.mjs';
import { block } from './page.mjs';

const wanted = join(import.meta.dirname, 'requirements.txt');
const place = join(repository, 'target', 'tools', 'editors');

/** Neovim from PyPI, in a virtual environment below target that is made once. */
function neovim() {
  const installed = join(place, 'installed.txt');
  if (!existsSync(installed) || readFileSync(installed, 'utf8') !== readFileSync(wanted, 'utf8')) {
    execFileSync('python3', ['-m', 'venv', '--clear', place]);
    const words = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', wanted];
    execFileSync(join(place, 'bin', 'python'), words);
    cpSync(wanted, installed);
  }
  return join(place, 'bin', 'nvim');
}

/** What a person does: waits for the findings, chooses the waiver of one of them, and waits until it is gone. */
const PERSON = `
local function rules()
  return vim.tbl_map(function(one) return one.code end, vim.diagnostic.get(0))
end
local function has(rule) return vim.tbl_contains(rules(), rule) end
local said = {}
vim.wait(20000, function() return has('DDB-K002') end, 20)
said.before = rules()
local one = vim.tbl_filter(function(one) return one.code == 'DDB-K002' end, vim.diagnostic.get(0))[1]
vim.api.nvim_win_set_cursor(0, { one.lnum + 1, one.col })
local function is_waiver(action) return action.title == 'Waive DDB-K002 here…' end
vim.lsp.buf.code_action({ filter = is_waiver, apply = true })
vim.wait(20000, function() return not has('DDB-K002') end, 20)
said.after = rules()
said.text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\\n')
vim.fn.writefile({ vim.json.encode(said) }, 'said.json')
vim.cmd('qall!')
`;

const folder = mkdtempSync(join(tmpdir(), 'tablewarden-neovim-'));
after(() => rmSync(folder, { recursive: true }));

for (const [name, host] of Object.entries(hosts)) {
  test(`${name}: in Neovim`, { timeout: 300_000, skip: process.platform === 'win32' && 'a shell script stands for the command' }, () => {
    const command = join(folder, 'tablewarden');
    writeFileSync(command, `#!/bin/sh\nexec ${host.map((word) => `'${word}'`).join(' ')} "$@"\n`);
    chmodSync(command, 0o755);
    writeFileSync(join(folder, 'init.lua'), block('lua'));
    writeFileSync(join(folder, 'person.lua'), PERSON);
    cpSync(join(repository, 'examples/pattern1.yaml'), join(folder, 'pattern1.yaml'));
    const words = ['--headless', '-u', 'init.lua', '-i', 'NONE', '-n', 'pattern1.yaml', '-c', 'luafile person.lua'];
    const env = { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}`, HOME: folder, XDG_STATE_HOME: folder };
    execFileSync(neovim(), words, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'], timeout: 120_000 });
    const said = JSON.parse(readFileSync(join(folder, 'said.json'), 'utf8'));
    assert.ok(said.before.includes('DDB-K002') && said.before.length > 5, `${said.before}`);
    assert.deepEqual(said.after.sort(), said.before.filter((rule) => rule !== 'DDB-K002').sort());
    assert.match(said.text, /# tablewarden: waive DDB-K002 TODO: say why/);
  });
}
