/**
 * A report in which some files were asked about again: the newer answers stand in place of those before, and the sums are those of all. No
 * file and no count is judged anew.
 */
import type { CheckResponse, Counts, Outcome, Report } from 'tablewarden/web';

/** Outcomes, each heavier than those before it. */
const OUTCOMES: readonly Outcome[] = ['clean', 'findings', 'incomplete', 'error'];

export function combined(report: Report, newer: readonly CheckResponse[]): Report {
  const files = report.files.map((answer) => newer.find(({ file }) => file === answer.file) ?? answer);
  const outcomes = files.map(({ outcome }) => outcome);
  // What concerns no file has made the outcome of the report what it is.
  if (report.notices.length > 0) outcomes.push(report.outcome);
  return {
    ...report,
    files,
    counts: sum(files.map(({ counts }) => counts)),
    skipped: files.filter(({ skipped }) => skipped).length,
    outcome: OUTCOMES.findLast((outcome) => outcomes.includes(outcome)) ?? 'clean',
  };
}

function sum(all: readonly Counts[]): Counts {
  const of = (key: keyof Counts) => all.reduce((whole, counts) => whole + counts[key], 0);
  return {
    errors: of('errors'),
    warnings: of('warnings'),
    notes: of('notes'),
    waived: of('waived'),
    tables: of('tables'),
    unknownValues: of('unknownValues'),
  };
}
