/**
 * Which server is started: settings and folders in, a program and its words out. A program is a command, or a script of Node that the
 * editor runs itself. Starts nothing.
 */
const { existsSync } = require('node:fs');
const { join } = require('node:path');

/** The package where a folder has it, and where the extension does. */
const installed = (folder) => join(folder, 'node_modules', 'tablewarden', 'bin', 'tablewarden.js');
const bundled = (extension) => join(extension, 'server', 'bin', 'tablewarden.js');

/**
 * @param {{path?: string, settings?: string, folders: string[], extension: string, isTrusted: boolean}} where
 * @returns {{command: string, args: string[]} | {module: string, args: string[]}}
 */
exports.server = ({ path, settings, folders, extension, isTrusted }) => {
  if (!isTrusted) return { module: bundled(extension), args: ['lsp'] };
  const args = settings ? ['lsp', '--config', settings] : ['lsp'];
  if (path) return { command: path, args };
  const module = folders.map(installed).find((script) => existsSync(script));
  return { module: module ?? bundled(extension), args };
};
