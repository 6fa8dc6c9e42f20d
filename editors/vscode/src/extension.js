/** The extension: starts `tablewarden lsp` for YAML, JSON and Guard files, and stops it. What it shows is the server's. */
const { workspace } = require('vscode');
const { LanguageClient, TransportKind } = require('vscode-languageclient/node');
const { server } = require('./server.js');

const LANGUAGES = ['yaml', 'json', 'jsonc', 'cloudformation', 'guard'];

/** @type {LanguageClient | undefined} */
let client;

exports.activate = async (context) => {
  const start = () => {
    const configured = workspace.getConfiguration('tablewarden');
    const folders = (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
    const { command, module, args } = server({
      path: configured.get('path'),
      settings: configured.get('settings'),
      folders: folders.map(({ uri }) => uri.fsPath),
      extension: context.extensionPath,
      isTrusted: workspace.isTrusted,
    });
    const cwd = folders[0]?.uri.fsPath;
    const transport = TransportKind.stdio;
    const run = module ? { module, args, transport, options: { cwd } } : { command, args, transport, options: { cwd } };
    const documentSelector = LANGUAGES.flatMap((language) => [
      { scheme: 'file', language },
      { scheme: 'untitled', language },
    ]);
    client = new LanguageClient('tablewarden', 'tablewarden', run, { documentSelector });
    return client.start();
  };
  const again = async () => {
    await client?.stop();
    await start();
  };
  context.subscriptions.push(
    workspace.onDidGrantWorkspaceTrust(again),
    workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('tablewarden') && again()),
  );
  await start();
};

exports.deactivate = () => client?.stop();
