/**
 * The editor server in the worker: a command like every other one, whose standard input is a port. Messages of the page in, as objects;
 * those of the server out, as objects. Here they get the header that the protocol has, and lose it. Is loaded when the page first asks
 * for the server; never looks into a message.
 */
import { serve } from 'tablewarden/web';
import type { Served } from './client.ts';

/** What the page sends: a message, or that there are no more. */
export type Sent = { readonly message: object } | 'end';

/** What it gets: a message, or that the server is gone, and why. */
export type Got = { readonly message: object } | { readonly gone: string };

const LENGTH = 'Content-Length:';
const END_OF_HEADER = '\r\n\r\n';

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** Runs the server at a port until the page sends no more. */
export async function serveAt({ port, words, files }: Served): Promise<void> {
  const say = (got: Got) => port.postMessage(got);
  const input = inputOf(port);
  const take = outputTo((message) => say({ message }));
  try {
    const print = (to: 'stdout' | 'stderr', bytes: Uint8Array) => {
      if (to === 'stdout') take(bytes);
    };
    const exit = await serve(words, files, { input, print });
    say({ gone: `the editor server has ended with exit code ${exit}` });
  } catch (error) {
    say({ gone: error instanceof Error ? error.message : String(error) });
  }
  port.close();
}

/**
 * Standard input that a port feeds. The server checks documents when it has all that was begun; the page has its own check, and marks of it.
 * So behind each message the next one has begun, and the server answers what it is asked and checks nothing twice.
 */
function inputOf(port: MessagePort): (most: number) => Promise<Uint8Array> {
  let bytes = bytesOf(LENGTH);
  let isOver = false;
  let wake = () => {};
  port.onmessage = ({ data }: MessageEvent<Sent>) => {
    if (data === 'end') isOver = true;
    else bytes = joined(bytes, framed(data.message));
    wake();
  };
  return async (most) => {
    while (bytes.length === 0 && !isOver) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    const taken = bytes.subarray(0, most);
    bytes = bytes.subarray(taken.length);
    return taken;
  };
}

/** A message behind the name of its length, with the name of the next one's length behind it. */
function framed(message: object): Uint8Array {
  const content = bytesOf(JSON.stringify(message));
  return joined(bytesOf(` ${content.length}${END_OF_HEADER}`), content, bytesOf(LENGTH));
}

/** Takes what the server prints, wherever it is cut, and gives its messages. */
function outputTo(take: (message: object) => void): (bytes: Uint8Array) => void {
  const text = new TextDecoder();
  let rest = new Uint8Array();
  return (bytes) => {
    rest = joined(rest, bytes);
    for (;;) {
      const head = text.decode(rest.subarray(0, 100));
      const end = head.indexOf(END_OF_HEADER) + END_OF_HEADER.length;
      const length = Number(head.slice(LENGTH.length, end));
      if (end < END_OF_HEADER.length || rest.length < end + length) return;
      take(JSON.parse(text.decode(rest.subarray(end, end + length))));
      rest = rest.slice(end + length);
    }
  };
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
