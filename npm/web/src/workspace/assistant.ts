/**
 * What the editor server says of a place in an open file. The server runs in the worker and is begun with the first question, and anew where
 * settings or rule files have changed. It is told of a text when something is asked about it. Judges nothing.
 */

import type { OpenFile, Text } from '../engine/client.ts';
import { engine } from '../engine/engine.ts';
import { Server } from '../engine/server.ts';
import { files, ownRules } from './files.ts';
import { OWN_RULES, options, wordsForServer } from './options.ts';

/** What can be asked of a place. */
export type Topic = 'hover' | 'completion' | 'definition';

/** A place as the protocol has it: line and column from 0, columns in UTF-16. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** A run of the server. */
interface Run {
  readonly server: Server;
  /** The texts that it was told, by the paths of their files. */
  readonly told: Map<string, Text>;
}

let latest: Promise<Run> | undefined;
/** What the latest run was begun with. */
let begunWith = '';

/** The characters after which completion is worth asking for, as the server says; none before it has. */
let triggers: readonly string[] = [];

export const triggerCharacters = () => triggers;

/** Begins the server, so that the first question need not wait for it. */
export async function wakeServer(): Promise<void> {
  await running();
}

/** Asks about a place in a file that has this text now. Rejects where there is no answer. */
export async function ask(topic: Topic, path: string, text: Text, position: Position): Promise<unknown> {
  const run = await running();
  tell(run, path, text);
  return run.server.ask(`textDocument/${topic}`, { textDocument: { uri: uri(path) }, position });
}

/** The run that knows the settings and rule files as they are. */
async function running(): Promise<Run> {
  const { words, files: read } = wordsForServer(options.peek(), ownRules.peek(), files.peek());
  const wanted = JSON.stringify([words, read.map(({ path, text }) => [path, text.toString()])]);
  if (latest && begunWith === wanted) {
    const run = await latest.catch(() => undefined);
    if (run && !run.server.isGone) return run;
    if (begunWith !== wanted) return running();
  }
  void latest?.then(({ server }) => server.end()).catch(() => {});
  begunWith = wanted;
  latest = begin(words, read);
  return latest;
}

async function begin(words: readonly string[], read: readonly OpenFile[]): Promise<Run> {
  const server = new Server(await engine.serve(words, read));
  // The editor counts as JavaScript does.
  const capabilities = { general: { positionEncodings: ['utf-16'] } };
  const params = { processId: null, rootUri: 'file:///', capabilities };
  const welcome = (await server.ask('initialize', params)) as Welcome;
  server.tell('initialized', {});
  triggers = welcome.capabilities.completionProvider?.triggerCharacters ?? [];
  return { server, told: new Map() };
}

interface Welcome {
  readonly capabilities: { readonly completionProvider?: { readonly triggerCharacters?: readonly string[] } };
}

/** Tells the server of a text that it does not know, and of files that are closed. */
function tell({ server, told }: Run, path: string, text: Text): void {
  const isOpen = (one: string) => one === OWN_RULES || files.peek().some((file) => file.path === one);
  for (const one of [...told.keys()].filter((one) => !isOpen(one))) {
    told.delete(one);
    server.tell('textDocument/didClose', { textDocument: { uri: uri(one) } });
  }
  if (told.get(path) === text) return;
  const isKnown = told.has(path);
  told.set(path, text);
  const textDocument = { uri: uri(path), version: 0 };
  if (isKnown) {
    server.tell('textDocument/didChange', { textDocument, contentChanges: [{ text: text.toString() }] });
  } else {
    const languageId = path.endsWith('.guard') ? 'guard' : 'yaml';
    server.tell('textDocument/didOpen', { textDocument: { ...textDocument, languageId, text: text.toString() } });
  }
}

/** The address of a file, as the server knows it. */
const uri = (path: string) => `file:///${path.split('/').map(encodeURIComponent).join('/')}`;
