/**
 * An editor, as far as a server sees one: it starts the server in a folder, opens documents and changes them, and keeps what it is told
 * of each. The messages are those of the library that editors themselves use.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as protocol from 'vscode-languageserver-protocol/node';

export const repository = join(import.meta.dirname, '../..');

/** How each host is started. */
export const hosts = {
  native: [process.env.TABLEWARDEN_COMMAND ?? join(repository, 'target/release/tablewarden')],
  node: [process.execPath, join(repository, 'npm/bin/tablewarden.js')],
};

export class Editor {
  /** The last diagnostics of each file, and how often the server told of them. */
  diagnostics = new Map();
  told = 0;
  #waiting = [];
  #documents = new Map();

  /** `context` is that of the test, after which the server is gone, whatever happened. */
  constructor([program, ...words], folder, context) {
    this.folder = folder;
    context.after(() => this.process.kill());
    this.process = spawn(program, [...words, 'lsp'], { cwd: folder, stdio: ['pipe', 'pipe', 'inherit'] });
    const { stdin, stdout } = this.process;
    const [reader, writer] = [new protocol.StreamMessageReader(stdout), new protocol.StreamMessageWriter(stdin)];
    this.connection = protocol.createProtocolConnection(reader, writer);
    this.connection.onNotification(protocol.PublishDiagnosticsNotification.type, (params) => {
      this.diagnostics.set(params.uri, params);
      this.told += 1;
      for (const check of this.#waiting.splice(0)) check();
    });
    this.registered = [];
    this.connection.onRequest(protocol.RegistrationRequest.type, ({ registrations }) => {
      this.registered.push(...registrations.map(({ method }) => method));
    });
    this.connection.listen();
  }

  async begin(capabilities = {}) {
    const rootUri = pathToFileURL(this.folder).href;
    const begun = await this.connection.sendRequest(protocol.InitializeRequest.type, {
      processId: process.pid,
      rootUri,
      capabilities,
      workspaceFolders: [{ uri: rootUri, name: 'workspace' }],
    });
    await this.connection.sendNotification(protocol.InitializedNotification.type, {});
    return begun;
  }

  uri(name) {
    return pathToFileURL(join(this.folder, name)).href;
  }

  open(name, text, languageId = 'yaml') {
    const document = protocol.TextDocumentItem.create(this.uri(name), languageId, 1, text);
    this.#documents.set(name, { text, version: 1 });
    return this.connection.sendNotification(protocol.DidOpenTextDocumentNotification.type, { textDocument: document });
  }

  text(name) {
    return this.#documents.get(name).text;
  }

  /** Puts text in the place of `from` to `to`, which are offsets in the document. */
  edit(name, from, to, text) {
    const document = this.#documents.get(name);
    const range = { start: position(document.text, from), end: position(document.text, to) };
    document.text = document.text.slice(0, from) + text + document.text.slice(to);
    document.version += 1;
    return this.connection.sendNotification(protocol.DidChangeTextDocumentNotification.type, {
      textDocument: { uri: this.uri(name), version: document.version },
      contentChanges: [{ range, text }],
    });
  }

  /** Makes the edits of an action, from the end to the beginning, so that the others keep their places. */
  async apply(name, action) {
    const edits = action.edit.changes?.[this.uri(name)] ?? action.edit.documentChanges[0].edits;
    const places = edits.map(({ range, newText }) => {
      const [from, to] = [range.start, range.end].map((at) => offset(this.text(name), at));
      return { from, to, newText };
    });
    for (const { from, to, newText } of places.reverse()) await this.edit(name, from, to, newText);
  }

  /** The next diagnostics for which this holds, or those that are there if it holds already. */
  async until(name, holds, what) {
    const is = () => {
      const params = this.diagnostics.get(this.uri(name));
      return params && holds(params.diagnostics) ? params.diagnostics : undefined;
    };
    for (const end = Date.now() + 20_000; ; ) {
      const found = is();
      if (found) return found;
      assert.ok(Date.now() < end, `${what}: ${JSON.stringify(this.diagnostics.get(this.uri(name)))}`);
      await new Promise((resolve) => {
        const late = setTimeout(resolve, 1_000);
        this.#waiting.push(() => {
          clearTimeout(late);
          resolve();
        });
      });
    }
  }

  actions(name, range, diagnostics, only) {
    const context = { diagnostics, ...(only && { only }) };
    return this.connection.sendRequest(protocol.CodeActionRequest.type, {
      textDocument: { uri: this.uri(name) },
      range,
      context,
    });
  }

  /** Ends in order; gives the exit code. */
  async end() {
    const ended = once(this.process, 'exit');
    await this.connection.sendRequest(protocol.ShutdownRequest.type);
    await this.connection.sendNotification(protocol.ExitNotification.type);
    const [code] = await ended;
    this.connection.dispose();
    return code;
  }
}

export function position(text, offset) {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length - 1, character: before.at(-1).length };
}

export function offset(text, { line, character }) {
  const lines = text.split('\n').slice(0, line);
  return lines.reduce((length, one) => length + one.length + 1, 0) + character;
}
