/** A state as the fragment of an address, which browsers send to nobody: JSON, deflated, in the base64 of addresses. */
import { type State, stateOf } from './state.ts';

const START = '#v1=';

/** So many bytes a state may have. */
const MOST = 64_000_000;

/** The fragment of a state. */
export async function fragment(state: State): Promise<string> {
  const bytes = await through(new CompressionStream('deflate-raw'), new TextEncoder().encode(JSON.stringify(state)));
  let binary = '';
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return START + btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** The state of a fragment; nothing where it holds none. Throws where it is damaged. */
export async function stateIn(hash: string): Promise<State | undefined> {
  if (!hash.startsWith(START)) return undefined;
  const state = await inflated(hash.slice(START.length)).catch(() => undefined);
  if (!state) throw new Error('The link is damaged or cut off. Ask for it again.');
  return state;
}

async function inflated(text: string): Promise<State | undefined> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  const json = await through(new DecompressionStream('deflate-raw'), bytes);
  return stateOf(JSON.parse(new TextDecoder().decode(json)));
}

/** The bytes that come out of a stream, as long as they are not too many: a short link may be made to become very long. */
async function through(
  stream: { readable: ReadableStream<Uint8Array>; writable: WritableStream },
  bytes: Uint8Array,
): Promise<Uint8Array> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  const reader = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(stream).getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    length += next.value.length;
    if (length > MOST) {
      await reader.cancel();
      throw new Error('The link holds more than can be opened.');
    }
    parts.push(next.value as Uint8Array<ArrayBuffer>);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
