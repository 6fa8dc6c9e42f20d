/**
 * Reads the event of a Lambda hook of CloudFormation: what is to be checked, for which account and Region, and the token
 * that the response carries. Throws a `TablewardenError` for an event of any other form; guesses nothing.
 *
 * The forms are AWS's:
 * https://docs.aws.amazon.com/cloudformation-cli/latest/hooks-userguide/lambda-hooks-create-lambda-function.html
 */
import { TablewardenError } from '../error.js';

/** What an event is about. */
export type Target =
  /** A stack or a change set: the templates are at an address. */
  | { readonly kind: 'templates'; readonly address: string }
  | ResourceTarget
  /** A deletion. It brings no template, and no properties that would be made. */
  | { readonly kind: 'deletion' };

/** One resource of a stack, or one that Cloud Control makes: its properties, and those that it has now. */
export interface ResourceTarget {
  readonly kind: 'resource';
  readonly type: string;
  readonly logicalId: string;
  readonly properties: object;
  readonly previous: object | undefined;
}

/** What an event says. */
export interface HookRequest {
  readonly target: Target;
  /** The name of the stack; of a resource that Cloud Control makes, its logical id. */
  readonly name: string;
  readonly isOfStack: boolean;
  readonly account: string | undefined;
  readonly region: string | undefined;
  readonly partition: string | undefined;
}

/** An object of JSON. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The token of an event, which AWS's pages spell in two ways; absent where the event has none. */
export function tokenOf(event: unknown): string | undefined {
  if (!isObject(event)) return undefined;
  const token = event.clientRequestToken ?? event.clientRequesttoken;
  return typeof token === 'string' ? token : undefined;
}

/** Reads an event. */
export function readEvent(event: unknown): HookRequest {
  if (!isObject(event)) throw new TablewardenError('the event is no object: is this function called by a hook?');
  const data = event.requestData;
  if (!isObject(data)) throw new TablewardenError('the event has no `requestData`: is this function called by a hook?');
  const stack = arn(event.stackId ?? event.stackID);
  const target = targetOf(event, data);
  const logicalId = text(data, 'targetLogicalId');
  const { LambdaFunction: ownArn } = isObject(event.hookModel) ? event.hookModel : {};
  return {
    target,
    name: stack?.name ?? logicalId,
    isOfStack: stack !== undefined,
    account: typeof event.awsAccountId === 'string' ? event.awsAccountId : undefined,
    // A hook is called in the Region that it is in, and its function is in the same.
    region: (stack ?? arn(ownArn))?.region,
    partition: (stack ?? arn(ownArn))?.partition,
  };
}

function targetOf(event: JsonObject, data: JsonObject): Target {
  const type = text(data, 'targetType');
  const name = text(data, 'targetName');
  const isOfTemplates = type === 'STACK' || type === 'CHANGE_SET';
  const isOfResource = (type === 'RESOURCE' || type === name) && name.split('::').length >= 3;
  if (!isOfTemplates && !isOfResource) throw unknown('target', type);
  // An event of a change set may have no invocation point.
  const point = event.actionInvocationPoint ?? (type === 'CHANGE_SET' ? 'CREATE_PRE_PROVISION' : undefined);
  if (point === 'DELETE_PRE_PROVISION') return { kind: 'deletion' };
  if (point !== 'CREATE_PRE_PROVISION' && point !== 'UPDATE_PRE_PROVISION') throw unknown('invocation point', point);
  return isOfTemplates ? { kind: 'templates', address: text(data, 'payload') } : resourceOf(name, data);
}

function resourceOf(type: string, data: JsonObject): ResourceTarget {
  const model = isObject(data.targetModel) ? data.targetModel : {};
  const { resourceProperties: properties, previousResourceProperties: previous } = model;
  if (!isObject(properties)) throw new TablewardenError('the event has no `targetModel.resourceProperties`');
  if (previous !== undefined && previous !== null && !isObject(previous)) {
    throw new TablewardenError('`targetModel.previousResourceProperties` is no object');
  }
  const isEmpty = !previous || Object.keys(previous).length === 0;
  const logicalId = text(data, 'targetLogicalId');
  return { kind: 'resource', type, logicalId, properties, previous: isEmpty ? undefined : previous };
}

function unknown(what: string, value: unknown): TablewardenError {
  return new TablewardenError(`the ${what} ${shown(value)} is not known to this version of tablewarden`);
}

/** Whether a value is an object, and no list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(object: JsonObject, key: string): string {
  const value = object[key];
  if (typeof value === 'string' && value !== '') return value;
  throw new TablewardenError(`the event has no \`requestData.${key}\``);
}

/** A value in a message: a short text as it is, and nothing else of an event. */
function shown(value: unknown): string {
  return typeof value === 'string' && value.length <= 100 ? `\`${value}\`` : 'of the event';
}

/** The parts of an ARN, `arn:PARTITION:SERVICE:REGION:ACCOUNT:KIND/NAME/…`; absent where it is none. */
function arn(value: unknown): { partition: string; region: string; name: string | undefined } | undefined {
  if (typeof value !== 'string') return undefined;
  const [prefix, partition, , region, , resource] = value.split(':');
  if (prefix !== 'arn' || !partition || !region || !resource) return undefined;
  return { partition, region, name: resource.split('/')[1] };
}
