/** In which language a file is written, and its colours. */
import { HighlightStyle, StreamLanguage, type StreamParser, syntaxHighlighting } from '@codemirror/language';
import { Compartment, type Extension, Facet, type StateEffect } from '@codemirror/state';
import { tags } from '@lezer/highlight';
import { template } from './template-language.ts';

export type Language = 'template' | 'guard';

/** The language of a file, by its name. */
export function languageOf(path: string): Language {
  return path.endsWith('.guard') ? 'guard' : 'template';
}

/** The language in which a file is shown. */
export const shownLanguage = Facet.define<Language, Language | undefined>({ combine: ([first]) => first });

const shown = new Compartment();

/** The place of a language among what a file has. */
export const language: Extension = shown.of([]);

/** The effect that shows a file in a language. */
export function inLanguage(name: Language): StateEffect<unknown> {
  return shown.reconfigure([shownLanguage.of(name), languages[name]()]);
}

const KEYWORDS = /^(?:rule|when|let|some|exists|empty|in|or|OR|not|NOT|this|keys|is_\w+|IN|EXISTS|EMPTY|LET|WHEN)\b/;

/** Guard, as far as colours need it. */
const guard: StreamParser<unknown> = {
  name: 'guard',
  languageData: { commentTokens: { line: '#' } },
  token(stream) {
    if (stream.eatSpace()) return null;
    if (stream.match(/^#.*/)) return 'comment';
    if (stream.match(/^<<.*?(?:>>|$)/)) return 'meta';
    if (stream.match(/^"(?:[^"\\]|\\.)*"?|^'(?:[^'\\]|\\.)*'?|^\/(?:[^/\\]|\\.)+\//)) return 'string';
    if (stream.match(KEYWORDS)) return 'keyword';
    if (stream.match(/^%\w+/)) return 'variableName';
    if (stream.match(/^-?\d[\w.]*|^(?:true|false|null)\b/)) return 'number';
    if (stream.match(/^[\w:]+/)) return null;
    stream.next();
    return null;
  },
};

const languages: Record<Language, () => Extension> = {
  template: () => StreamLanguage.define(template),
  guard: () => StreamLanguage.define(guard),
};

/** Colours are those of the page's design. */
export const colours = syntaxHighlighting(
  HighlightStyle.define([
    { tag: [tags.comment, tags.lineComment], color: 'var(--code-comment)' },
    { tag: [tags.string, tags.special(tags.string)], color: 'var(--code-string)' },
    { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--code-key)' },
    { tag: [tags.number, tags.bool, tags.null], color: 'var(--code-number)' },
    { tag: [tags.keyword, tags.typeName, tags.meta, tags.tagName], color: 'var(--code-keyword)' },
  ]),
);
