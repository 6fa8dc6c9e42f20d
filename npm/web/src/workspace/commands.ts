/** Commands that somebody asks for in the page: each is one of the command line, over the files that are open. */
import type { Finding, RuleEntry, TemplateParameter } from 'tablewarden/web';
import type { OpenFile, Run } from '../engine/client.ts';
import { engine } from '../engine/engine.ts';
import { activePath, edit, files, ownRules } from './files.ts';
import { isTemplate, openSettings, options, secrets, wordsFor } from './options.ts';

/** What is set, as words of a command and the files that they name. */
const set = (command: Parameters<typeof wordsFor>[0]) =>
  wordsFor(command, options.peek(), ownRules.peek(), openSettings.peek() !== undefined);

/** What all open templates come to in another format; what was printed. */
export async function exported(format: string): Promise<Run> {
  const { words, files: more } = set('check');
  const templates = files.peek().filter(({ path }) => isTemplate(path));
  const paths = templates.map(({ path }) => path);
  if (paths.length > 1) words.push('--skip-other-files');
  return engine.run(
    ['check', `--format=${format}`, '--fail-on=never', ...words, '--', ...paths],
    [...files.peek(), ...more],
  );
}

/** Writes a waiver of a finding into its file. Gives one line where that is refused. */
export async function waive(finding: Finding, reason: string, expires?: string): Promise<string | undefined> {
  const words = ['waive', `--rule=${finding.rule}`, `--reason=${reason}`];
  if (finding.logicalId) words.push(`--resource=${finding.logicalId}`);
  if (expires) words.push(`--expires=${expires}`);
  const common = set('waive');
  return replaced([...words, ...common.words, '--', finding.file], finding.file, common.files);
}

/** What the safe fixes of a file would change, as a unified diff; empty where they change nothing. Rejects where they can't be made. */
export async function difference(path: string): Promise<string> {
  const { words, files: further } = set('fix');
  const asked = ['fix', '--diff', '--fail-on=never', ...words, '--', path];
  const { exit, stdout, stderr } = await engine.run(asked, [...files.peek(), ...further]);
  if (exit === 2) throw new Error(stderr.trim());
  return stdout;
}

/** Makes the safe fixes of a file. Gives one line where that is refused. */
export function fixAll(path: string): Promise<string | undefined> {
  const { words, files: further } = set('fix');
  return replaced(['fix', '--quiet', '--fail-on=never', ...words, '--', path], path, further);
}

/** How often somebody may type while a command changes the file, before it is given up. */
const TRIES = 10;

/** Runs a command that replaces a file, shows the file, and hands the new text on to the editor. Never undoes what was typed meanwhile. */
async function replaced(
  words: readonly string[],
  path: string,
  more: readonly OpenFile[],
): Promise<string | undefined> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const before = files.peek();
    const { exit, stderr, stdout, files: written } = await engine.run(words, [...before, ...more]);
    if (textOf(path, files.peek()) !== textOf(path, before)) continue;
    const text = written[path];
    if (text === undefined) return (stderr || stdout).trim();
    activePath.value = path;
    edit(path, text);
    return exit === 2 ? (stderr || stdout).trim() : undefined;
  }
  return `${path} changes all the time: try again when nobody types.`;
}

const textOf = (path: string, open: readonly OpenFile[]) => open.find((file) => file.path === path)?.text;

/** The picture of the table that a line belongs to, as SVG; nothing where the template has none. */
export async function picture(path: string, line: number): Promise<string | undefined> {
  const { stdout } = await drawn(path, [`--line=${line}`]);
  return stdout.trim() === '' ? undefined : stdout;
}

/** The pictures of all tables of a file, as one SVG. */
export async function pictures(path: string): Promise<Run> {
  return drawn(path, []);
}

function drawn(path: string, more: readonly string[]): Promise<Run> {
  const { words, files: further } = set('draw');
  return engine.run(['draw', '--format=svg', ...more, ...words, '--', path], [...files.peek(), ...further]);
}

/** The parameters of a template; nothing where they cannot be read. */
export async function parameters(path: string): Promise<readonly TemplateParameter[] | undefined> {
  const { exit, stdout } = await engine.run(['parameters', '--format=json', '--', path], files.peek());
  if (exit === 2 && stdout === '') return undefined;
  const found: readonly TemplateParameter[] = JSON.parse(stdout).parameters ?? [];
  const secret = found.filter(({ noEcho }) => noEcho).map(({ name }) => name);
  secrets.value = [...new Set([...secrets.peek(), ...secret])];
  return found;
}

let listed: Promise<readonly RuleEntry[]> | undefined;

/** The built-in rules. */
export function rules(): Promise<readonly RuleEntry[]> {
  listed ??= engine.run(['rules', 'list', '--format=json'], []).then(({ stdout }) => JSON.parse(stdout).rules);
  return listed;
}
