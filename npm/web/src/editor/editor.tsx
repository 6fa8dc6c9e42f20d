/** The editor of the page: the active template, or the person's own rules, with what the newest report says of it. */
import type { Extension } from '@codemirror/state';
import { signal, untracked } from '@preact/signals';
import type { Finding, Notice } from 'tablewarden/web';
import { WORDS } from '../design/severities.ts';
import { engine } from '../engine/engine.ts';
import { activeFile, activePath, cursor, edit, files, ownRules, wanted } from '../workspace/files.ts';
import { OWN_RULES } from '../workspace/options.ts';
import { answerOf, checked, report } from '../workspace/results.ts';
import { Code } from './code.tsx';
import type { Documents, SharedText } from './documents.ts';
import type { Mark } from './hint.ts';

/** What can be done about a finding that is marked. */
export interface FindingAction {
  readonly name: string;
  /** Whether it can be done about this one; without it, about all. */
  isFor?(finding: Finding): boolean;
  run(finding: Finding): void;
}

/** The open files and the own rules, as long as the page is open. */
const documents: Documents = new Map();

/** What the editor server adds, once it is loaded. */
const assisted = signal<Extension | undefined>(undefined);
let isAssisting = false;

/** Loads that, when somebody comes to the text and the engine is there. What cannot be loaded is tried again the next time. */
async function assist(openRule: (rule: string) => void): Promise<void> {
  if (isAssisting) return;
  isAssisting = true;
  try {
    await engine.ready;
    const [{ assisted: by }, { ask, triggerCharacters, wakeServer }] = await Promise.all([
      import('./assist/parts.ts'),
      import('../workspace/assistant.ts'),
    ]);
    assisted.value = by({ ask, triggers: triggerCharacters, openRule });
    await wakeServer();
  } catch {
    isAssisting = assisted.value !== undefined;
  }
}

export interface EditorProps {
  readonly actions: readonly FindingAction[];
  /** Shows the page of a rule. */
  readonly openRule: (rule: string) => void;
}

export function Editor({ actions, openRule }: EditorProps) {
  const ofMarks = actions.map(({ name, isFor, run }) => ({
    name,
    isFor: ({ finding }: Mark) => finding !== undefined && (isFor?.(finding) ?? true),
    run: ({ finding }: Mark) => finding && run(finding),
  }));
  return (
    <Code
      file={file}
      isOpen={(path) => path === OWN_RULES || files.peek().some((file) => file.path === path)}
      documents={documents}
      marks={marks}
      wanted={range}
      actions={ofMarks}
      laterParts={() => assisted.value}
      onCome={() => void assist(openRule)}
      onEdit={onEdit}
      onCursor={(path, line) => {
        cursor.value = { path, line };
      }}
      onSeen={() => {
        wanted.value = undefined;
      }}
    />
  );
}

function file() {
  if (activePath.value === OWN_RULES) return { path: OWN_RULES, name: 'Own rules', text: ownRules.value };
  const active = activeFile.value;
  return active && { ...active, name: active.path };
}

/** The marks of the newest report, where it is about the text that is shown. */
function marks(): readonly Mark[] | undefined {
  const path = activePath.value;
  const seen = checked.value.find((file) => file.path === path);
  if (!seen || seen.text !== untracked(file)?.text) return undefined;
  if (path === OWN_RULES) return ofNotices(report.value?.files.flatMap(({ notices }) => notices) ?? [], path);
  const answer = answerOf(path);
  return answer ? [...answer.findings.map(ofFinding), ...ofNotices(answer.notices, path)] : [];
}

function range() {
  if (wanted.value?.path !== activePath.value) return undefined;
  const { line, column, endLine, endColumn } = wanted.value;
  return { start: { line, column }, end: { line: endLine, column: endColumn } };
}

function onEdit(path: string, text: SharedText): void {
  if (path === OWN_RULES) ownRules.value = text.toString();
  else edit(path, text);
}

const ofFinding = (finding: Finding): Mark => {
  const { span, severity, message, help, rule } = finding;
  return { range: span, severity, title: WORDS[severity], message, rule, finding, ...(help && { help }) };
};

/** What a check says about itself, where it has a place in a file; the same for several templates is marked once. */
function ofNotices(notices: readonly Notice[], path: string): Mark[] {
  const marks = new Map<string, Mark>();
  for (const { file, gravity, message, span } of notices) {
    if (file !== path || !span) continue;
    marks.set(`${span.startByte} ${message}`, { range: span, ...GRAVITY[gravity], message });
  }
  return [...marks.values()];
}

/** How bad it is for a text that something in it was not checked. */
const GRAVITY: Record<Notice['gravity'], Pick<Mark, 'severity' | 'title'>> = {
  notice: { severity: 'note', title: 'Notice' },
  incomplete: { severity: 'warning', title: 'Not checked' },
  error: { severity: 'error', title: 'Error' },
};
