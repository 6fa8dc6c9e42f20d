/**
 * Files as callers give them: templates, rule files, settings. Each becomes a name and bytes. Reads nothing from a disk; what
 * is no file is a `TablewardenError`.
 */
import { TablewardenError } from '../error.js';
import type { SourceFile } from './calls.js';

/** A template: its text, its bytes, or one of them with the name that reports show. */
export type Template = string | Uint8Array | { readonly name: string; readonly content: string | Uint8Array };

/** A rule file in the Guard language: its text, its bytes, or one of them with the name that reports show. */
export type RuleFile = Template;

/** A file of unit tests of rules, in cfn-guard's own format: its text, its bytes, or one of them with its name. */
export type TestFile = Template;

/** A settings file, as a `tablewarden.yaml`: its text, its bytes, or one of them with the name that reports show. */
export type SettingsFile = Template;

/** One file or a list; those without a name are called `unnamed`, in a list with their number, and end with `ending`. */
export function sources(
  files: Template | readonly Template[],
  unnamed: string,
  ending: string,
  kind: string,
): SourceFile[] {
  return Array.isArray(files)
    ? files.map((file: Template, index) => source(file, `${unnamed}-${index + 1}${ending}`, kind))
    : [source(files as Template, `${unnamed}${ending}`, kind)];
}

/** One file; without a name it is called `unnamed`. */
export function source(file: Template, unnamed: string, kind = 'template'): SourceFile {
  if (typeof file === 'string' || file instanceof Uint8Array) {
    return { name: unnamed, bytes: bytes(file, unnamed, kind) };
  }
  if (typeof file === 'object' && file !== null && typeof file.name === 'string') {
    return { name: file.name, bytes: bytes(file.content, file.name, kind) };
  }
  throw new TablewardenError(`${unnamed} is no ${kind}: give a string, a Uint8Array, or { name, content }`);
}

function bytes(content: string | Uint8Array, name: string, kind: string): Uint8Array {
  if (typeof content === 'string') return new TextEncoder().encode(content);
  if (content instanceof Uint8Array) return content;
  throw new TablewardenError(`the content of ${name} is no ${kind}: give a string or a Uint8Array`);
}
