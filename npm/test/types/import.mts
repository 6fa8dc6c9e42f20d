/** The declarations as an ES module sees them: this file only has to compile. */
import {
  type CheckOptions,
  check,
  checkRules,
  checkText,
  type Finding,
  facts,
  formatRules,
  parseRules,
  type RuleFile,
  rules,
  TablewardenError,
  testRules,
} from 'tablewarden';

const options: CheckOptions = {
  profile: 'strict',
  failOn: 'note',
  region: 'eu-west-1',
  now: null,
  limits: { depth: 64 },
  parameters: { Stage: 'prod' },
  parameterFiles: ['["Stage=dev"]', { name: 'p.json', content: '{}' }],
};
const report = check(
  [
    'Resources: {T: {Type: AWS::SNS::Topic}}',
    new Uint8Array(),
    { name: 'a.yaml', content: 'Resources: {T: {Type: AWS::SNS::Topic}}' },
  ],
  options,
);
export const findings: Finding[] = report.files.flatMap((file) => file.findings);
export const lines: number[] = findings.map((finding) => finding.span.start.line);
export const text: string = checkText('Resources: {T: {Type: AWS::SNS::Topic}}', { color: true }).text;
export const document: unknown = facts('Resources: {T: {Type: AWS::SNS::Topic}}', { region: 'eu-west-1' }).document;
export const ids: string[] = rules().map((rule) => rule.id);
const ruleFiles: readonly RuleFile[] = ['rule a { b exists }', { name: 'c.guard', content: new Uint8Array() }];
check('Resources: {T: {Type: AWS::SNS::Topic}}', {
  rules: ruleFiles,
  inputParameters: ['b: 1'],
  noDefaultRules: true,
  dialect: '3.2.0',
});
export const met: boolean[] = testRules(ruleFiles, '[]', { now: null }).cases.flatMap(({ expectations }) =>
  expectations.map((expectation) => expectation.met),
);
export const remarks: string[] = checkRules(ruleFiles).notices.map((notice) => notice.message);
export const tree: unknown = parseRules('', { columns: 'utf-16' }).tree;
export const canonical: string | null | undefined = formatRules('').text;
export const error: Error = new TablewardenError('no');

// @ts-expect-error no such profile
check('Resources: {T: {Type: AWS::SNS::Topic}}', { profile: 'all' });
// @ts-expect-error a misspelt option
check('Resources: {T: {Type: AWS::SNS::Topic}}', { failon: 'note' });
// @ts-expect-error what the frame needs is not the caller's to say
check('Resources: {T: {Type: AWS::SNS::Topic}}', { version: 2 });
// @ts-expect-error the names and bytes of rule files are said, not their blobs
check('Resources: {T: {Type: AWS::SNS::Topic}}', { rules: [{ name: 'a.guard', blob: 1 }] });
// @ts-expect-error values of parameters are text
facts('Resources: {T: {Type: AWS::SNS::Topic}}', { parameters: { Units: 5 } });
// @ts-expect-error no such dialect
formatRules('', { dialect: '3.1.0' });
// @ts-expect-error one rule file at a time
parseRules(ruleFiles);
