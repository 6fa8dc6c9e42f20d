/**
 * What the engine says of what is open: asked at every change, one question at a time. While one is answered only the newest state
 * waits; nothing in between is checked. Judges nothing: an exit code of 2 stays one.
 */
import { batch, effect, signal } from '@preact/signals';
import type { CheckResponse, Outcome, Report } from 'tablewarden/web';
import type { OpenFile, Run } from '../engine/client.ts';
import { engine } from '../engine/engine.ts';
import { activePath, earlier, files, ownRules } from './files.ts';
import { checkWords, isTemplate, openSettings, options } from './options.ts';

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

let isBusy = false;
let isChanged = false;

/** Checks whatever is open, from now on. */
export function checkAlways(): () => void {
  return effect(() => {
    void [files.value, options.value, ownRules.value, earlier.value];
    isChanged = true;
    isChecking.value = true;
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

async function check(): Promise<void> {
  const open = files.peek();
  const templates = open.filter(({ path }) => isTemplate(path));
  const common = checkWords(options.peek(), ownRules.peek(), openSettings.peek() !== undefined);
  const seen = [...open, ...common.files];
  if (templates.length === 0) {
    show(undefined, seen, []);
    return;
  }
  const words = ['check', '--format=json', '--fail-on=never', ...common.words];
  const [before, compared] = [earlier.peek(), templates.find(({ path }) => path === earlier.peek()?.path)];
  const rest = templates.filter((file) => file !== compared);
  if (templates.length > 1) words.push('--skip-other-files');
  try {
    const parts: { run: Run; report: Report | undefined }[] = [];
    const ask = async (more: string[], named: readonly OpenFile[], further: readonly OpenFile[]) => {
      const all = [...seen, ...further];
      const paths = named.map(({ path }) => path);
      parts.push(await engine.report([...words, ...more, '--', ...paths], all, MOST));
    };
    if (rest.length > 0) await ask([], rest, []);
    if (before && compared) await ask([`--against=${EARLIER}`], [compared], [{ path: EARLIER, text: before.text }]);
    const reports = parts.flatMap((part) => part.report ?? []);
    const said = parts.flatMap(({ run }) => run.stderr.split('\n').filter((line) => line !== ''));
    show(whole(reports), seen, said);
  } catch (error) {
    show(undefined, seen, [error instanceof Error ? error.message : String(error)]);
  }
}

function show(shown: Report | undefined, seen: readonly OpenFile[], said: readonly string[]): void {
  batch(() => {
    report.value = shown;
    checked.value = seen;
    failures.value = said;
  });
}

/** Outcomes, each worse than those before it. */
const OUTCOMES: readonly Outcome[] = ['clean', 'findings', 'incomplete', 'error'];

/** The reports of two runs as one, which came out as the worse of them. */
function whole([first, second]: readonly Report[]): Report | undefined {
  if (!first || !second) return first;
  const sum = (key: keyof Report['counts']) => first.counts[key] + second.counts[key];
  return {
    ...first,
    outcome: OUTCOMES.indexOf(second.outcome) > OUTCOMES.indexOf(first.outcome) ? second.outcome : first.outcome,
    files: [...first.files, ...second.files],
    notices: [...first.notices, ...second.notices],
    skipped: first.skipped + second.skipped,
    counts: {
      errors: sum('errors'),
      warnings: sum('warnings'),
      notes: sum('notes'),
      waived: sum('waived'),
      tables: sum('tables'),
      unknownValues: sum('unknownValues'),
    },
  };
}

/** What the report says of a file. */
export function answerOf(path: string): CheckResponse | undefined {
  return report.value?.files.find(({ file }) => file === path);
}

/** What the report says of the file in the editor. */
export const activeAnswer = () => answerOf(activePath.value);
