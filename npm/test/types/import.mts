/** The declarations as an ES module sees them: this file only has to compile. */
import { type CheckOptions, check, checkText, type Finding, facts, rules, TablewardenError } from 'tablewarden';

const options: CheckOptions = {
  profile: 'strict',
  failOn: 'note',
  region: 'eu-west-1',
  now: null,
  limits: { depth: 64 },
};
const report = check(['Resources: {}', new Uint8Array(), { name: 'a.yaml', content: 'Resources: {}' }], options);
export const findings: Finding[] = report.files.flatMap((file) => file.findings);
export const lines: number[] = findings.map((finding) => finding.span.start.line);
export const text: string = checkText('Resources: {}', { color: true }).text;
export const document: unknown = facts('Resources: {}', { region: 'eu-west-1' }).document;
export const ids: string[] = rules().map((rule) => rule.id);
export const error: Error = new TablewardenError('no');

// @ts-expect-error no such profile
check('Resources: {}', { profile: 'all' });
// @ts-expect-error a misspelt option
check('Resources: {}', { failon: 'note' });
// @ts-expect-error what the frame needs is not the caller's to say
check('Resources: {}', { version: 2 });
