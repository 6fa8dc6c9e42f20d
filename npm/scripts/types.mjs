/**
 * Takes the JSON Schemas of the wire, writes their TypeScript types into one file: `node types.mjs SCHEMAS OUTPUT`.
 * Knows only the forms that schemars writes for these shapes, and stops at any other.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';
import { pathToFileURL } from 'node:url';

/** The text of the types for the schemas in a folder. */
export function types(folder) {
  const named = new Map();
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith('.schema.json') || AS_IT_IS.has(file)) continue;
    const schema = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    for (const [name, definition] of Object.entries(schema.$defs ?? {})) named.set(name, definition);
    if (schema.oneOf) {
      for (const one of schema.oneOf) {
        const { do: call, kind } = one.properties;
        named.set(call ? `${capital(call.const)}Request` : `${capital(kind.const)}Line`, one);
      }
    } else {
      named.set(schema.title, schema);
    }
  }
  if (named.size === 0) throw new Error(`there are no schemas in ${folder}: make them with \`cargo xtask schemas\``);
  const parts = [...named]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, schema]) => declaration(name, schema));
  return `${HEAD}\n${parts.join('\n')}`;
}

/** What goes over the wire as the bytes it is: what people write into a settings file, the document of facts. */
const AS_IT_IS = new Set(['settings.schema.json', 'facts.schema.json']);

const HEAD = `/**
 * The shapes of the wire: requests, answers and what is in them. Made from docs/schema by \`npm run types\`; never edited.
 */
`;

function declaration(name, schema) {
  const doc = comment(schema.description, '');
  if (schema.type === 'object') return `${doc}export interface ${name} {\n${properties(schema)}}\n`;
  const oneOf = schema.oneOf ?? schema.anyOf;
  if (oneOf) {
    const choices = oneOf.map((choice) => `\n${comment(choice.description, '  ')}  | ${literal(choice)}`);
    return `${doc}export type ${name} =${choices.join('')};\n`;
  }
  if (schema.enum) return `${doc}export type ${name} = ${schema.enum.map(quoted).join(' | ')};\n`;
  throw new Error(`no TypeScript for the schema of ${name}`);
}

function properties(schema) {
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties)
    .map(([name, property]) => {
      const mark = required.has(name) ? '' : '?';
      return `${comment(property.description, '  ')}  ${name}${mark}: ${type(property)};\n`;
    })
    .join('');
}

function type(schema) {
  if (schema === true) return 'unknown';
  if (schema.$ref) return schema.$ref.replace('#/$defs/', '');
  if (schema.anyOf) return schema.anyOf.map(type).join(' | ');
  if ('const' in schema) return quoted(schema.const);
  if (schema.enum) return schema.enum.map(quoted).join(' | ');
  if (schema.type === 'object') return object(schema);
  if (Array.isArray(schema.type)) return schema.type.map((one) => type({ ...schema, type: one })).join(' | ');
  switch (schema.type) {
    case 'array':
      return `${type(schema.items)}[]`;
    case 'integer':
    case 'number':
      return 'number';
    case 'string':
    case 'boolean':
    case 'null':
      return schema.type;
    case undefined:
      // A value of any JSON type has a description at most.
      if (Object.keys(schema).every((key) => key === 'description' || key === 'default')) return 'unknown';
  }
  throw new Error(`no TypeScript for ${JSON.stringify(schema)}`);
}

function literal(schema) {
  if ('const' in schema) return quoted(schema.const);
  if (schema.type === 'object') return object(schema);
  throw new Error(`no TypeScript for ${JSON.stringify(schema)}`);
}

/** An object on one line; without properties it takes any, each with a value of that type. */
function object(schema) {
  if (!schema.properties && schema.additionalProperties) return `Record<string, ${type(schema.additionalProperties)}>`;
  if (!schema.properties) throw new Error(`no TypeScript for ${JSON.stringify(schema)}`);
  const required = new Set(schema.required ?? []);
  const members = Object.entries(schema.properties).map(
    ([name, property]) => `${name}${required.has(name) ? '' : '?'}: ${type(property)}`,
  );
  return `{ ${members.join('; ')} }`;
}

function comment(text, indent) {
  if (text === undefined) return '';
  const lines = text.replaceAll('*/', '* /').split('\n');
  if (lines.length === 1 && lines[0].length < 110) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join('\n')}\n${indent} */\n`;
}

function quoted(word) {
  return `'${word}'`;
}

function capital(word) {
  return word[0].toUpperCase() + word.slice(1);
}

if (import.meta.url === pathToFileURL(argv[1] ?? '').href) {
  const [folder, output] = argv.slice(2);
  writeFileSync(output, types(folder));
}
