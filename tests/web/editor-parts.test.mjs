/** The parts of the editor that need no browser: places, least changes, line ends, and which language a text is written in. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { repository } from './site.mjs';

const page = join(repository, 'npm/web');
const { createServer } = await import(join(page, 'node_modules/vite/dist/node/index.js'));
const vite = await createServer({ root: page, configFile: false, logLevel: 'error', server: { middlewareMode: true, ws: false }, appType: 'custom' });
after(() => vite.close());
const { EditorState, Text } = await vite.ssrLoadModule('@codemirror/state');
const { lineBreak, lineBreakOf, sharedText, takenOver } = await vite.ssrLoadModule('/src/editor/documents.ts');
const { indentOf } = await vite.ssrLoadModule('/src/editor/extensions.ts');
const { languageOf } = await vite.ssrLoadModule('/src/editor/language.ts');
const { template } = await vite.ssrLoadModule('/src/editor/template-language.ts');
const { StringStream } = await vite.ssrLoadModule('@codemirror/language');
const { change, offsets } = await vite.ssrLoadModule('/src/editor/positions.ts');

const of = (text) => Text.of(text.split('\n'));
const at = (line, column) => ({ line, column });

test('a place is where its line and column say, counted in UTF-16', () => {
  const doc = of('one\n🦉two\nthree');
  assert.deepEqual(offsets(doc, { start: at(2, 3), end: at(2, 6) }), { from: 6, to: 9 });
  assert.equal(doc.sliceString(6, 9), 'two');
});

test('a place of a text that has become shorter stays within it', () => {
  const doc = of('one\n');
  assert.deepEqual(offsets(doc, { start: at(9, 1), end: at(9, 4) }), { from: 2, to: 3 });
  assert.deepEqual(offsets(doc, { start: at(1, 3), end: at(1, 99) }), { from: 2, to: 3 });
  assert.deepEqual(offsets(of(''), { start: at(1, 1), end: at(1, 1) }), { from: 0, to: 0 });
});

test('a place without a character is shown by the one after it in its line, or the last one before', () => {
  assert.deepEqual(offsets(of('abc'), { start: at(1, 2), end: at(1, 2) }), { from: 1, to: 2 });
  assert.deepEqual(offsets(of('abc'), { start: at(1, 4), end: at(1, 4) }), { from: 2, to: 3 });
  assert.deepEqual(offsets(of('abc\n\n'), { start: at(3, 1), end: at(3, 1) }), { from: 2, to: 3 });
  assert.deepEqual(offsets(of('\n'), { start: at(2, 1), end: at(2, 1) }), { from: 0, to: 0 });
});

test('the change between two texts is the least that has one place', () => {
  assert.deepEqual(change('a b c', 'a x c'), { from: 2, to: 3, insert: 'x' });
  assert.deepEqual(change('aa', 'aaa'), { from: 2, to: 2, insert: 'a' });
  assert.deepEqual(change('aaa', 'aa'), { from: 2, to: 3, insert: '' });
  assert.deepEqual(change('', 'new'), { from: 0, to: 0, insert: 'new' });
});

test('a text that others made is taken over by the least change, and the selection stays', () => {
  const state = EditorState.create({ doc: 'one\ntwo\nthree', selection: { anchor: 9 } });
  const after = state.update(takenOver(state, 'one\n# waived\ntwo\nthree')).state;
  assert.equal(after.doc.toString(), 'one\n# waived\ntwo\nthree');
  assert.equal(after.selection.main.anchor, 18);
  assert.equal(takenOver(after, after.doc), undefined);
});

test('a file keeps its line ends', () => {
  const text = 'one\r\ntwo\r\n';
  const state = EditorState.create({ doc: text, extensions: lineBreak.of(lineBreakOf(text)) });
  assert.equal(sharedText(state).toString(), text);
  assert.equal(sharedText(state).length, text.length);
  assert.equal(takenOver(state, text), undefined);
  const typed = state.update({ changes: { from: 3, insert: '\nmore' } }).state;
  assert.equal(sharedText(typed).toString(), 'one\r\nmore\r\ntwo\r\n');
  const waived = typed.update(takenOver(typed, 'one\r\nmore\r\ntwo\r\n# end\r\n')).state;
  assert.equal(waived.doc.toString(), 'one\nmore\ntwo\n# end\n');
  assert.equal(lineBreakOf('one\ntwo\r\n'), '\n');
});

test('a language shows by the name of a file', () => {
  assert.equal(languageOf('a.json'), 'template');
  assert.equal(languageOf('own-rules.guard'), 'guard');
});

/** The tokens of a text that have a colour. */
function coloured(text) {
  const found = [];
  const state = template.startState();
  for (const line of text.split('\n')) {
    const stream = new StringStream(line, 2, 2);
    while (!stream.eol()) {
      const token = template.token(stream, state);
      assert.ok(stream.pos > stream.start, line);
      if (token) found.push(`${token} ${stream.current()}`);
      stream.start = stream.pos;
    }
  }
  return found;
}

test('YAML and JSON have colours: keys, texts, numbers, tags, comments, blocks', () => {
  assert.deepEqual(
    coloured('Orders: # a\n  Type: AWS::DynamoDB::Table\n  On: !If [Is Prod, true, "x: y"]\n  - 12\n  "q": \'z\'\n  B: |\n    k: v\n\n  C: a#b'),
    [
      ...['propertyName Orders', 'comment # a', 'propertyName Type', 'propertyName On', 'typeName !If', 'bool true'],
      ...['string "x: y"', 'number 12', 'propertyName "q"', "string 'z'", 'propertyName B', 'keyword |', 'string     k: v'],
      'propertyName C',
    ],
  );
  assert.deepEqual(coloured('{"a":1,"b":[true,"c"]}'), [
    ...['propertyName "a"', 'number 1', 'propertyName "b"', 'bool true', 'string "c"'],
  ]);
  const hostile = [':'.repeat(500), '"'.repeat(501), '!'.repeat(500), '- '.repeat(500), 'a '.repeat(500), '{[,'.repeat(500)];
  for (const line of hostile) coloured(line);
});

test('the indentation is that of the first line that has one', () => {
  assert.equal(indentOf(of('a:\n    b: 1\n  c')), '    ');
  assert.equal(indentOf(of('a:\n\tb')), '\t');
  assert.equal(indentOf(of('a: 1')), '  ');
});
