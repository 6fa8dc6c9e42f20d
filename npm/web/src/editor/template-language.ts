/**
 * YAML and JSON, as far as colours need them: JSON is YAML's flow style, so one reading shows both. Goes from line to line and builds no
 * tree, which keeps a template of 5 MB quick to type in. What a template means, only the engine knows.
 */
import type { StreamParser, StringStream } from '@codemirror/language';

interface State {
  /** The indentation of the line that began a block of text (`|` or `>`); what is indented further belongs to it. */
  block: number | undefined;
}

const QUOTED = /^"(?:[^"\\]|\\.)*"?|^'(?:[^']|'')*'?/;
const KEY_END = /^\s*:(?=[\s,[\]{}"]|$)/;
const BLOCK = /^[|>][-+\d]*(?=\s*(?:#|$))/;
const NUMBER = /^[-+]?(?:\d[\d_]*\.?\d*(?:e[-+]?\d+)?|0x[\da-f]+)(?=\s*(?:[,\]}#]|$))/i;
const WORD = /^(?:true|false|null|yes|no|on|off|~)(?=\s*(?:[,\]}#]|$))/i;
const TAG = /^![\w:!-]*/;
const NAME = /^[&*][\w-]+/;
const MARK = /^(?:[,[\]{}]|-(?=\s|$)|\?(?=\s|$)|---|\.\.\.)/;
const PLAIN =
  /^[^\s,[\]{}:#](?:[^\s,[\]{}:]|:(?![\s,[\]{}]|$))*(?:[ \t]+[^\s,[\]{}:#](?:[^\s,[\]{}:]|:(?![\s,[\]{}]|$))*)*/;

export const template: StreamParser<State> = {
  name: 'template',
  languageData: { commentTokens: { line: '#' } },
  startState: () => ({ block: undefined }),
  token(stream, state) {
    if (stream.sol() && state.block !== undefined) {
      if (stream.indentation() > state.block) return whole(stream, 'string');
      state.block = undefined;
    }
    if (stream.eatSpace()) return null;
    if (stream.match(/^#.*/)) return 'comment';
    if (stream.match(QUOTED)) return stream.match(/^\s*:/, false) ? 'propertyName' : 'string';
    if (stream.match(BLOCK)) {
      state.block = stream.indentation();
      return 'keyword';
    }
    if (stream.match(TAG)) return 'typeName';
    if (stream.match(NAME)) return 'keyword';
    if (stream.match(NUMBER)) return 'number';
    if (stream.match(WORD)) return stream.match(KEY_END, false) ? 'propertyName' : 'bool';
    if (stream.match(MARK)) return null;
    if (stream.match(PLAIN)) return stream.match(KEY_END, false) ? 'propertyName' : null;
    stream.next();
    return null;
  },
};

function whole(stream: StringStream, token: string): string {
  stream.skipToEnd();
  return token;
}
