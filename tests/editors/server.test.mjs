/** `tablewarden lsp`, natively and in Node, as an editor talks with it. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import * as protocol from 'vscode-languageserver-protocol/node';
import { Editor, hosts, position, repository } from './editor.mjs';

const folder = mkdtempSync(join(tmpdir(), 'tablewarden-editors-'));
after(() => rmSync(folder, { recursive: true }));
const pattern = readFileSync(join(repository, 'examples/pattern1.yaml'), 'utf8');

const rules = (diagnostics) => diagnostics.map(({ code }) => code);

for (const [name, host] of Object.entries(hosts)) {
  test(`${name}: a pattern is opened, its findings are seen, and one is dealt with`, { timeout: 120_000 }, async (context) => {
    const editor = new Editor(host, folder, context);
    const dynamicRegistration = true;
    const { capabilities } = await editor.begin({
      textDocument: { codeAction: { dataSupport: true, resolveSupport: { properties: ['edit'] } } },
      workspace: { workspaceEdit: { documentChanges: true }, didChangeWatchedFiles: { dynamicRegistration } },
    });
    assert.equal(capabilities.positionEncoding, 'utf-16');
    await editor.open('pattern1.yaml', pattern);
    const found = await editor.until('pattern1.yaml', (found) => found.length > 5, 'the pattern has findings');
    assert.deepEqual(editor.registered, ['workspace/didChangeWatchedFiles']);
    const lowCardinality = found.find(({ code }) => code === 'DDB-K002');
    assert.ok(lowCardinality, `${rules(found)}`);
    const line = pattern.split('\n')[lowCardinality.range.start.line];
    assert.match(line.slice(lowCardinality.range.start.character), /^Status/);

    const actions = await editor.actions('pattern1.yaml', lowCardinality.range, [lowCardinality]);
    const waive = actions.find(({ title }) => title === 'Waive DDB-K002 here…');
    assert.deepEqual(waive.diagnostics, [lowCardinality]);
    await editor.apply('pattern1.yaml', await editor.connection.sendRequest(protocol.CodeActionResolveRequest.type, waive));
    const after = await editor.until('pattern1.yaml', (found) => !rules(found).includes('DDB-K002'), 'the waiver counts');
    assert.deepEqual(new Set(rules(after)), new Set(rules(found).filter((rule) => rule !== 'DDB-K002')));

    // The misspelt `ProvisionedThroughputput` is renamed.
    const misspelt = after.find(({ message }) => message.includes('ProvisionedThroughputput'));
    const fixes = await editor.actions('pattern1.yaml', misspelt.range, [misspelt], ['quickfix']);
    const rename = fixes.find(({ edit, diagnostics }) => edit && diagnostics);
    assert.deepEqual(rename.diagnostics, [misspelt]);
    await editor.apply('pattern1.yaml', rename);
    const isGone = (found) => found.every(({ message }) => !message.includes('ProvisionedThroughputput'));
    await editor.until('pattern1.yaml', isGone, 'the misspelt name is gone');
    assert.match(editor.text('pattern1.yaml'), /^      ProvisionedThroughput:$/m);
    assert.equal(await editor.end(), 0);
  });

  test(`${name}: what an editor shows of a document`, { timeout: 120_000 }, async (context) => {
    const editor = new Editor(host, folder, context);
    await editor.begin();
    const textDocument = { uri: editor.uri('pattern1.yaml') };
    await editor.open('pattern1.yaml', pattern);
    const at = { textDocument, position: position(pattern, pattern.indexOf('ApplicationDataTable')) };
    const hover = await editor.connection.sendRequest(protocol.HoverRequest.type, at);
    assert.match(hover.contents.value, /ApplicationDataTable/);
    const symbols = await editor.connection.sendRequest(protocol.DocumentSymbolRequest.type, { textDocument });
    assert.ok(symbols.some(({ name }) => name === 'Resources'));
    const lenses = await editor.connection.sendRequest(protocol.CodeLensRequest.type, { textDocument });
    assert.match(lenses[0].command.title, /UserId/);
    assert.equal(await editor.end(), 0);
  });

  test(`${name}: settings count, and count anew once they changed`, { timeout: 120_000 }, async (context) => {
    const workspace = mkdtempSync(join(folder, 'workspace-'));
    const editor = new Editor(host, workspace, context);
    await editor.begin();
    await editor.open('pattern1.yaml', pattern);
    await editor.until('pattern1.yaml', (found) => rules(found).includes('DDB-K002'), 'without settings');
    writeFileSync(join(workspace, 'tablewarden.yaml'), 'rules: {DDB-K002: off}\n');
    const changes = [{ uri: editor.uri('tablewarden.yaml'), type: protocol.FileChangeType.Created }];
    await editor.connection.sendNotification(protocol.DidChangeWatchedFilesNotification.type, { changes });
    await editor.until('pattern1.yaml', (found) => !rules(found).includes('DDB-K002'), 'with settings');
    assert.equal(await editor.end(), 0);
  });

  test(`${name}: a client that goes without a word`, { timeout: 60_000 }, async (context) => {
    const editor = new Editor(host, folder, context);
    await editor.begin();
    const ended = new Promise((resolve) => editor.process.on('exit', resolve));
    editor.process.stdin.end();
    assert.equal(await ended, 1);
  });
}
