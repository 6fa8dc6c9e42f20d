/**
 * Reads the payload of a stack or a change set from its presigned address, within limits, and takes the templates out of
 * it. Throws a `TablewardenError` where it cannot be read, is too large, takes too long, or has no template. Never lets the
 * address into a message: who has it can read the template.
 */
import { TablewardenError } from '../error.js';
import { isObject } from './event.js';

/** Reads what is at an address: at most `most` bytes, and stops when the signal says so. */
export type ReadPayload = (
  address: URL,
  limits: { readonly most: number; readonly signal: AbortSignal },
) => Promise<Uint8Array>;

/** The templates of a payload. */
export interface Templates {
  readonly template: string | Uint8Array;
  readonly previous: string | Uint8Array | undefined;
}

/** Reads an address with `fetch`. */
export const fetchPayload: ReadPayload = async (address, { most, signal }) => {
  const response = await fetch(address, { signal, redirect: 'error' });
  if (!response.ok || !response.body) throw new TablewardenError(`the answer was ${response.status}`);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    // Leaving the loop ends the download.
    if (length > most) break;
    chunks.push(chunk);
  }
  if (length > most) throw tooLarge(most);
  return Buffer.concat(chunks);
};

/** Reads the templates that are at an address, in at most `milliseconds`. */
export async function readTemplates(
  address: string,
  read: ReadPayload,
  limits: { readonly bytes: number; readonly milliseconds: number },
): Promise<Templates> {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== 'https:')
    throw new TablewardenError('`requestData.payload` is no address that begins with https://');
  const bytes = await inTime(limits.milliseconds, async (signal) => {
    try {
      return await read(url, { most: limits.bytes, signal });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new TablewardenError(`the payload cannot be read: ${withoutAddress(why, address)}`);
    }
  });
  if (!(bytes instanceof Uint8Array)) throw new TablewardenError('what reads the payload gave no bytes');
  if (bytes.length > limits.bytes) throw tooLarge(limits.bytes);
  return templatesOf(bytes);
}

function templatesOf(bytes: Uint8Array): Templates {
  const payload = parsed(bytes);
  if (!isObject(payload)) throw new TablewardenError('the payload is no object');
  const { template, previousTemplate: previous } = payload;
  if (typeof template !== 'string' || template === '') throw new TablewardenError('the payload has no `template`');
  if (previous !== undefined && previous !== null && typeof previous !== 'string') {
    throw new TablewardenError('`previousTemplate` of the payload is no text');
  }
  return { template, previous: previous || undefined };
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // What the parser says quotes the payload.
    throw new TablewardenError('the payload is no JSON');
  }
}

/** Gives what the work gives; where that takes longer, tells it to stop and throws without waiting for it. */
async function inTime<T>(milliseconds: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  if (milliseconds <= 0) throw new TablewardenError('no time is left to read the payload');
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new TablewardenError(`the payload could not be read in ${milliseconds} ms`));
      controller.abort();
    }, milliseconds);
  });
  try {
    return await Promise.race([work(controller.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}

function tooLarge(most: number): TablewardenError {
  return new TablewardenError(`the payload is larger than ${most} bytes`);
}

function withoutAddress(message: string, address: string): string {
  const query = address.slice(address.indexOf('?') + 1);
  return message.replaceAll(address, 'its address').replaceAll(query, '…').split('\n', 1)[0] ?? '';
}
