/** The editor of the page: the active template, or the person's own rules, with what the newest report says of it. */
import type { Finding, Notice } from 'tablewarden/web';
import { replacement } from '../workspace/commands.ts';
import { activeFile, activePath, cursor, edit, files, ownRules, wanted } from '../workspace/files.ts';
import { OWN_RULES } from '../workspace/options.ts';
import { answerOf, checked, report } from '../workspace/results.ts';
import { Code, type CodeProps } from './code.tsx';
import type { Mark } from './findings.ts';

/** What can be done about a finding that is marked. */
export interface FindingAction {
  readonly name: string;
  run(finding: Finding): void;
}

interface EditorProps {
  /** What is edited. */
  readonly file: 'template' | 'rules';
  /** What it is called, for screen readers. */
  readonly label: string;
  readonly actions?: readonly FindingAction[];
}

export function Editor({ file, label, actions = [] }: EditorProps) {
  const common: Pick<CodeProps, 'label' | 'actions'> = {
    label,
    actions: actions.map(({ name, run }) => ({
      name,
      isFor: ({ finding }) => finding !== undefined,
      run: ({ finding }) => finding && run(finding),
    })),
  };
  return <Code key={file} {...common} {...(file === 'template' ? template : rules)} />;
}

const template: Omit<CodeProps, 'label' | 'actions'> = {
  file: () => activeFile.value,
  marks() {
    const path = activePath.value;
    const answer = answerOf(path);
    const seen = checked.value.find((file) => file.path === path);
    if (!seen || seen.text !== files.peek().find((file) => file.path === path)?.text) return undefined;
    return answer ? [...answer.findings.map(ofFinding), ...ofNotices(answer.notices, path)] : [];
  },
  wanted: () => (wanted.value?.path === activePath.value ? rangeOf(wanted.value) : undefined),
  replacement: () => replacement.value,
  onEdit: edit,
  onCursor(path, line) {
    cursor.value = { path, line };
  },
  onSeen,
  onReplaced() {
    replacement.value = undefined;
  },
};

const rules: Omit<CodeProps, 'label' | 'actions'> = {
  file: () => ({ path: OWN_RULES, text: ownRules.value }),
  marks: () => ofNotices(report.value?.files.flatMap(({ notices }) => notices) ?? [], OWN_RULES),
  wanted: () => (wanted.value?.path === OWN_RULES ? rangeOf(wanted.value) : undefined),
  replacement: () => undefined,
  onEdit(_, text) {
    ownRules.value = text.toString();
  },
  onCursor: () => {},
  onSeen,
  onReplaced: () => {},
};

function onSeen(): void {
  wanted.value = undefined;
}

function rangeOf({ line, column, endLine, endColumn }: NonNullable<typeof wanted.value>) {
  return { start: { line, column }, end: { line: endLine, column: endColumn } };
}

const ofFinding = (finding: Finding): Mark => {
  const { span, severity, message, help, rule } = finding;
  return { range: span, severity, message, rule, finding, ...(help && { help }) };
};

/** What a check says about itself, where it has a place in a file; the same for several templates is marked once. */
function ofNotices(notices: readonly Notice[], path: string): Mark[] {
  const marks = new Map<string, Mark>();
  for (const { file, gravity, message, span } of notices) {
    if (file !== path || !span) continue;
    const severity = GRAVITY[gravity];
    marks.set(`${span.startByte} ${message}`, { range: span, severity, message });
  }
  return [...marks.values()];
}

/** How bad it is for a text that something in it was not looked at. */
const GRAVITY: Record<Notice['gravity'], Mark['severity']> = { notice: 'note', incomplete: 'warning', error: 'error' };
