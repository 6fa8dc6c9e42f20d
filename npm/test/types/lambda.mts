/** The declarations of the entry for a CloudFormation hook: this file only has to compile. */
import {
  type HookHandler,
  type HookResponse,
  handler,
  hookHandler,
  initSync,
  type ReadPayload,
} from 'tablewarden/lambda';

initSync(new Uint8Array());
const read: ReadPayload = async (address, { most, signal }) => {
  signal.throwIfAborted();
  return new Uint8Array(Math.min(most, address.href.length));
};
const withOptions: HookHandler = hookHandler({ failOn: 'error', profile: 'strict', settings: 'failOn: note', read });
export const responses: Promise<HookResponse>[] = [
  handler({}),
  withOptions({}, { getRemainingTimeInMillis: () => 30_000 }),
];
export const status = async (): Promise<'SUCCESS' | 'FAILED'> => (await handler({})).hookStatus;

// @ts-expect-error the event says the Region
hookHandler({ region: 'eu-west-1' });
// @ts-expect-error values of parameters are not in events, and differ from stack to stack
hookHandler({ parameters: { Stage: 'prod' } });
// @ts-expect-error a misspelt option
hookHandler({ failon: 'note' });
