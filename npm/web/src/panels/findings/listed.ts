/** Which findings are listed, and how: grouped by the resource that they stand in, the heaviest first. Changes no finding. */
import type { CheckResponse, Finding, Severity } from 'tablewarden/web';
import { SEVERITIES } from '../../design/severities.ts';

/** What the list is narrowed to. */
export interface Narrowing {
  readonly text: string;
  readonly hidden: readonly Severity[];
}

/** The findings of one resource of one file. */
export interface Group {
  readonly key: string;
  readonly file: string;
  /** Its logical id; findings that stand in no resource have none. */
  readonly resource: string | undefined;
  readonly findings: readonly Finding[];
  /** What the group is called: by its file too, where another has a resource of the same name. */
  readonly label: string;
}

/** The findings of some files in groups, in the order in which the report has them first. */
export function groups(answers: readonly CheckResponse[], narrowing: Narrowing): readonly Group[] {
  const found = new Map<string, { file: string; resource: string | undefined; findings: Finding[] }>();
  const isWanted = wantedBy(narrowing);
  for (const { file, findings } of answers) {
    for (const finding of findings) {
      if (!isWanted(finding)) continue;
      const resource = finding.logicalId || undefined;
      const key = `${file}\n${resource ?? ''}`;
      const group = found.get(key) ?? { file, resource, findings: [] };
      group.findings.push(finding);
      found.set(key, group);
    }
  }
  const all = [...found].map(([key, group]) => ({ ...group, key, findings: bySeverity(group.findings) }));
  const names = new Map<string, number>();
  for (const { resource = '' } of all) names.set(resource, (names.get(resource) ?? 0) + 1);
  const labelOf = ({ file, resource }: { file: string; resource: string | undefined }) => {
    if (!resource) return file;
    return names.get(resource) === 1 ? resource : `${resource}, ${file}`;
  };
  return all.map((group) => ({ ...group, label: labelOf(group) }));
}

function bySeverity(findings: readonly Finding[]): Finding[] {
  return SEVERITIES.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
}

function wantedBy({ text, hidden }: Narrowing): (finding: Finding) => boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return ({ severity, message, rule, name, logicalId, file }) => {
    if (hidden.includes(severity)) return false;
    const all = `${message} ${rule} ${name} ${logicalId ?? ''} ${file}`.toLowerCase();
    return words.every((word) => all.includes(word));
  };
}

/** The first so many findings of some groups; a group that is cut stays, with fewer. */
export function firstOf(all: readonly Group[], most: number): readonly Group[] {
  const shown: Group[] = [];
  let left = most;
  for (const group of all) {
    if (left <= 0) break;
    const findings = group.findings.slice(0, left);
    left -= findings.length;
    shown.push({ ...group, findings });
  }
  return shown;
}

/** A number with its word: `1 error`, `12 errors`. */
export function counted(number: number, word: string): string {
  return `${number.toLocaleString('en')} ${word}${number === 1 ? '' : 's'}`;
}
