/**
 * The entry `tablewarden/lambda`: a handler for a Lambda hook of CloudFormation. Takes the event of a stack, a change set or
 * a resource, checks what it carries with the same engine and rules as everywhere, and answers whether the operation may go
 * on. Fails closed: what it cannot read, does not know or has no time for is a failure, never a success. Holds no policy.
 */
import { parse } from '../api/calls.js';
import { answersOf, type CheckOptions } from '../api/check.js';
import type { Template } from '../api/files.js';
import { use } from '../engine/engine.js';
import { TablewardenError } from '../error.js';
import { load } from '../node/wasm.js';
import type { CheckResponse } from '../wire.js';
import { type HookRequest, type ResourceTarget, readEvent, tokenOf } from './event.js';
import { fetchPayload, type ReadPayload, readTemplates, type Templates } from './payload.js';
import { templateOfResource } from './resource.js';
import { failureOf, type HookResponse, responseOf, successOf } from './response.js';

/** For a bundle that holds the wasm file: gives it, before a handler is made. */
export { initSync } from '../index.js';
export type { ReadPayload } from './payload.js';
export type { HookAnnotation, HookResponse } from './response.js';

use(load);

/** What can be said about the checks of a hook. What the event itself tells is not among it. */
export interface HookOptions
  extends Pick<
    CheckOptions,
    'settings' | 'profile' | 'failOn' | 'rules' | 'inputParameters' | 'noDefaultRules' | 'dialect' | 'limits' | 'now'
  > {
  /** Reads a presigned address; `fetch` if nothing is said. */
  readonly read?: ReadPayload;
  /** How large a payload may be, in bytes: 16 MiB if nothing is said. */
  readonly mostPayloadBytes?: number;
  /** How long reading a payload may take: 15 seconds if nothing is said, and never longer than the function has. */
  readonly mostReadMilliseconds?: number;
  /** Takes one line of JSON for each event: what was asked, and what was answered. `console.log` if nothing is said. */
  readonly log?: (line: string) => void;
}

/** What the handler needs of the context that Lambda hands over. */
export interface HookContext {
  /** How long the function may still run. */
  getRemainingTimeInMillis?(): number;
}

/** A handler as Lambda calls it. It never rejects. */
export type HookHandler = (event: unknown, context?: HookContext) => Promise<HookResponse>;

/** A template of 1 MB, the largest that CloudFormation takes, twice and as text in JSON, is below half of it. */
const MOST_PAYLOAD_BYTES = 16 * 1024 * 1024;
/** Half of the 30 seconds that a hook waits for its function. */
const MOST_READ_MILLISECONDS = 15_000;
/** What is left for the check itself and for the way back. */
const RESERVE_MILLISECONDS = 3_000;

/**
 * A handler with options. Loads the engine and tries the options at once, which Lambda does before the first event; where
 * that fails, every event is answered with the reason.
 */
export function hookHandler(options: HookOptions = {}): HookHandler {
  const {
    read = fetchPayload,
    mostPayloadBytes: bytes = MOST_PAYLOAD_BYTES,
    mostReadMilliseconds: mostMilliseconds = MOST_READ_MILLISECONDS,
    log = console.log,
    ...said
  } = options;
  const broken = failureOfOptions(said);

  const answer = async (event: unknown, context: HookContext | undefined): Promise<HookResponse> => {
    if (broken) return broken;
    const request = readEvent(event);
    const { target } = request;
    if (target.kind === 'deletion') return successOf('tablewarden checks no deletions');
    const left = (context?.getRemainingTimeInMillis?.() ?? Number.POSITIVE_INFINITY) - RESERVE_MILLISECONDS;
    const limits = { bytes, milliseconds: Math.min(mostMilliseconds, left) };
    const templates =
      target.kind === 'resource' ? templatesOfResource(target) : await readTemplates(target.address, read, limits);
    return responseOf(answerOf(request, templates, said), request);
  };

  return async (event, context) => {
    const token = tokenOf(event);
    const response = await answer(event, context).catch(failureOf);
    const { hookStatus, errorCode, message } = response;
    log(JSON.stringify({ clientRequestToken: token, hookStatus, errorCode, message: message.split('\n', 1)[0] }));
    return token === undefined ? response : { ...response, clientRequestToken: token };
  };
}

let plain: HookHandler | undefined;

/** A handler with the defaults of the engine, which is loaded at the first event. */
export const handler: HookHandler = (event, context) => {
  plain ??= hookHandler();
  return plain(event, context);
};

type Said = Omit<HookOptions, 'read' | 'mostPayloadBytes' | 'mostReadMilliseconds' | 'log'>;

/** The templates of one resource: as it is to be, and as it is now where it is there. */
function templatesOfResource({ type, logicalId, properties, previous }: ResourceTarget): Templates {
  return {
    template: templateOfResource(type, logicalId, properties),
    previous: previous && templateOfResource(type, logicalId, previous),
  };
}

/** The engine's answer. The name of the stack is the name of its file, so that paths in settings can name stacks. */
function answerOf(request: HookRequest, { template, previous }: Templates, said: Said): CheckResponse {
  const { name, account, region, partition } = request;
  const against = previous === undefined ? {} : { against: { name: `${name} (previous)`, content: previous } };
  const place = { ...(account && { account }), ...(region && { region }), ...(partition && { partition }) };
  return asked({ name, content: template }, { ...said, ...place, ...against, describeRules: true, statuses: false });
}

function asked(template: Template, options: CheckOptions): CheckResponse {
  const [answer] = answersOf(template, options);
  if (answer === undefined) throw new TablewardenError('internal error: there is no answer; please report it');
  return parse<CheckResponse>(answer);
}

function failureOfOptions(said: Said): HookResponse | undefined {
  try {
    asked('Resources: {T: {Type: AWS::SNS::Topic}}', said);
    return undefined;
  } catch (error) {
    return failureOf(error);
  }
}
