/**
 * Makes the response of a hook of the engine's answer or of a failure. The engine's outcome decides: what a command would make its exit
 * code of is here the status. Compares no severity and drops no finding but for the length of the message.
 *
 * The form is AWS's:
 * https://docs.aws.amazon.com/cloudformation-cli/latest/hooks-userguide/lambda-hooks-create-lambda-function.html and
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Annotation.html
 */
import type { CheckResponse, Counts, Finding, Outcome } from '../wire.js';
import type { HookRequest } from './event.js';

/** What a hook answers. */
export interface HookResponse {
  readonly hookStatus: 'SUCCESS' | 'FAILED';
  /** Why it failed: the check found something, or could not be carried out to its end. */
  readonly errorCode?: 'NonCompliant' | 'InternalFailure';
  readonly message: string;
  readonly clientRequestToken?: string;
  /** One for each finding, up to a hundred. */
  readonly annotations?: readonly HookAnnotation[];
}

/** One finding, as `GetHookResult` shows it. */
export interface HookAnnotation {
  readonly annotationName: string;
  /** A waived finding is skipped. */
  readonly status: 'FAILED' | 'SKIPPED';
  readonly statusMessage: string;
  readonly remediationMessage?: string;
  /** The page of the rule. */
  readonly remediationLink?: string;
}

type Verdict = Pick<HookResponse, 'hookStatus' | 'errorCode'>;

const VERDICTS: Readonly<Record<Outcome, Verdict>> = {
  clean: { hookStatus: 'SUCCESS' },
  findings: { hookStatus: 'FAILED', errorCode: 'NonCompliant' },
  incomplete: { hookStatus: 'FAILED', errorCode: 'InternalFailure' },
  error: { hookStatus: 'FAILED', errorCode: 'InternalFailure' },
};

/** Where CloudFormation and Cloud Control cut a message. */
const MOST_OF_STACK = 4096;
const MOST_OF_CLOUD_CONTROL = 1024;
/** Where an annotation is cut, and how many there are at most, so that a response stays far below 6 MB. */
const MOST_OF_ANNOTATION = 16384;
const MOST_ANNOTATIONS = 100;

/** The response for an answer, which describes its rules. */
export function responseOf(answer: CheckResponse, { isOfStack, target }: HookRequest): HookResponse {
  const { findings, waived, notices, counts, outcome, rules = [] } = answer;
  const addresses = new Map(rules.map(({ id, address }) => [id, address]));
  // A template that was made of properties has no lines that anybody knows.
  const hasLines = target.kind === 'templates';
  const lines = [...notices.map(({ message }) => message), ...findings.map((finding) => line(finding, hasLines))];
  const annotations = [...findings, ...waived]
    .slice(0, MOST_ANNOTATIONS)
    .map((finding) => annotation(finding, hasLines, addresses.get(finding.rule)));
  return {
    ...VERDICTS[outcome],
    message: message(summary(counts), lines, isOfStack ? MOST_OF_STACK : MOST_OF_CLOUD_CONTROL),
    ...(annotations.length > 0 && { annotations }),
  };
}

/** The response where nothing is to be checked. */
export function successOf(message: string): HookResponse {
  return { ...VERDICTS.clean, message };
}

/** The response where the check could not be carried out. */
export function failureOf(error: unknown): HookResponse {
  const why = error instanceof Error ? error.message : String(error);
  return { ...VERDICTS.error, message: cut(`tablewarden could not check this: ${why}`, MOST_OF_CLOUD_CONTROL) };
}

function summary({ tables, errors, warnings, notes, waived }: Counts): string {
  const counts = [counted(errors, 'error'), counted(warnings, 'warning'), counted(notes, 'note')].join(', ');
  return `tablewarden, ${counted(tables, 'table')}: ${counts}${waived > 0 ? `, ${waived} waived` : ''}`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function line(finding: Finding, hasLines: boolean): string {
  return `${finding.severity} ${finding.rule} ${place(finding, hasLines)}: ${finding.message}${when(finding)}`;
}

function place({ file, span, path }: Finding, hasLines: boolean): string {
  return hasLines ? `${file}:${span.start.line}:${span.start.column}` : path;
}

function when({ condition }: Finding): string {
  return condition ? ` (when ${condition})` : '';
}

function annotation(finding: Finding, hasLines: boolean, address: string | null | undefined): HookAnnotation {
  const { rule, help, waiver } = finding;
  const status = line(finding, hasLines);
  return {
    annotationName: rule,
    status: waiver ? 'SKIPPED' : 'FAILED',
    statusMessage: cut(waiver ? `${status} (waived: ${waiver.reason})` : status, MOST_OF_ANNOTATION),
    ...(help && { remediationMessage: cut(help, MOST_OF_ANNOTATION) }),
    ...(address && { remediationLink: address }),
  };
}

/** As many whole lines as fit, and how many more there are. */
function message(head: string, lines: readonly string[], most: number): string {
  const all = [head, ...lines].join('\n');
  if (all.length <= most) return all;
  let text = head;
  for (const [index, line] of lines.entries()) {
    const more = `\nand ${lines.length - index} more`;
    if (text.length + 1 + line.length + more.length > most) return `${text}${more}`;
    text += `\n${line}`;
  }
  return text;
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
