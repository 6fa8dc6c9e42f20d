/**
 * What the engine says of what is open: asked at every change, one question at a time. While one is answered only the newest state
 * waits; nothing in between is checked. Judges nothing: an exit code of 2 stays one.
 */
import { batch, effect, signal } from '@preact/signals';
import type { CheckResponse, Report } from 'tablewarden/web';
import type { OpenFile } from '../engine/client.ts';
import { engine } from '../engine/engine.ts';
import { combined } from './combined.ts';
import { activePath, earlier, files, ownRules } from './files.ts';
import { isTemplate, openSettings, options, wordsFor } from './options.ts';

/** How many findings of a file are shown and marked; more are counted. */
export const MOST = 1000;

/** What the newest check that came out says. */
export const report = signal<Report | undefined>(undefined);

/** Which files that check saw, own rules among them, so that a mark is only set in the text that it is about. */
export const checked = signal<readonly OpenFile[]>([]);

/** Whether there is something that the report does not know yet. */
export const isChecking = signal(true);

/** Why there is no report, one line each; empty where there is one. */
export const failures = signal<readonly string[]>([]);

/** The name that reports have for the earlier version. */
const EARLIER = 'earlier version';

/** With more templates than these, the one that somebody types in is checked first, and all of them when the typing pauses. */
const MANY = 8;

/** Such a pause, in milliseconds. Fixes are made after it: they would take as long again as the marks that one waits for. */
const PAUSE = 400;

let isBusy = false;
let isChanged = false;
/** Ends the pause. */
let wake = () => {};

/** Checks whatever is open, from now on. */
export function checkAlways(): () => void {
  return effect(() => {
    void [files.value, options.value, ownRules.value, earlier.value];
    isChanged = true;
    isChecking.value = true;
    wake();
    if (!isBusy) void checkUntilUnchanged();
  });
}

async function checkUntilUnchanged(): Promise<void> {
  isBusy = true;
  try {
    while (isChanged) {
      isChanged = false;
      await check();
    }
  } finally {
    // Whoever shows a result may fail; the next change is checked all the same.
    isBusy = false;
    isChecking.value = false;
  }
}

/** What a check goes by. */
interface Asked {
  readonly words: readonly string[];
  /** All that the engine sees: open files, own rules, settings of the page. */
  readonly seen: readonly OpenFile[];
  readonly before: OpenFile | undefined;
}

/** What came of a check. */
interface Answered {
  readonly report: Report | undefined;
  /** What it said beside the report. */
  readonly said: readonly string[];
}

/** What the report that is shown is about. */
let shown: Asked | undefined;

async function check(): Promise<void> {
  const { words, files: more } = wordsFor('check', options.peek(), ownRules.peek(), openSettings.peek() !== undefined);
  const seen = [...files.peek(), ...more];
  const templates = files.peek().filter(({ path }) => isTemplate(path));
  if (templates.length > 1) words.push('--skip-other-files');
  const asked: Asked = { words: ['check', '--format=json', '--fail-on=never', ...words], seen, before: earlier.peek() };
  if (templates.length === 0) {
    show(asked, { report: undefined, said: [] });
    return;
  }
  try {
    const before = report.value;
    const typed = before && templates.length > MANY ? onlyChange(asked) : undefined;
    const quick = { ...asked, words: [...asked.words, '--no-fixes'] };
    const part = await answers(quick, typed ? [typed] : templates);
    show(asked, before && typed ? { ...part, report: combined(before, part.report?.files ?? []) } : part);
    await pause();
    if (isChanged) return;
    show(asked, await answers(asked, templates));
  } catch (error) {
    show(asked, { report: undefined, said: [error instanceof Error ? error.message : String(error)] });
  }
}

/** Checks some of the templates. The one that has an earlier version is checked against it, in a run of its own where it is not the only one. */
async function answers({ words, seen, before }: Asked, named: readonly OpenFile[]): Promise<Answered> {
  const ask = async (
    more: readonly string[],
    some: readonly OpenFile[],
    all: readonly OpenFile[],
  ): Promise<Answered> => {
    const paths = some.map(({ path }) => path);
    const { run, report } = await engine.report([...words, ...more, '--', ...paths], all, MOST);
    return { report, said: run.stderr.split('\n').filter((line) => line !== '') };
  };
  const compared = before && named.find(({ path }) => path === before.path);
  if (!compared) return ask([], named, seen);
  const against = () => ask([`--against=${EARLIER}`], [compared], [...seen, { path: EARLIER, text: before.text }]);
  if (named.length === 1) return against();
  const [whole, one] = [await ask([], named, seen), await against()];
  const report = whole.report && combined(whole.report, one.report?.files ?? []);
  return { report, said: [...whole.said, ...one.said] };
}

/** The file in which somebody typed since the report that is shown, where nothing else is different. */
function onlyChange({ words, seen, before }: Asked): OpenFile | undefined {
  if (shown?.before !== before || shown?.seen.length !== seen.length || shown.words.join() !== words.join())
    return undefined;
  const earlier = shown.seen;
  const changed = seen.filter(({ path, text }, at) => earlier[at]?.path !== path || earlier[at]?.text !== text);
  const [file] = changed;
  const isTyped = changed.length === 1 && file && isTemplate(file.path);
  return isTyped && earlier.some(({ path }) => path === file.path) ? file : undefined;
}

const pause = () =>
  new Promise<void>((resolve) => {
    wake = resolve;
    setTimeout(resolve, PAUSE);
  });

function show(asked: Asked, { report: said, said: lines }: Answered): void {
  shown = asked;
  batch(() => {
    report.value = said;
    checked.value = asked.seen;
    failures.value = lines;
  });
}

/** What the report says of a file. */
export function answerOf(path: string): CheckResponse | undefined {
  return report.value?.files.find(({ file }) => file === path);
}

/** What the report says of the file in the editor. */
export const activeAnswer = () => answerOf(activePath.value);
