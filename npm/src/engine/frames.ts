/** The frames of the wire: a header as JSON and blobs of bytes behind it. Looks into neither. */
import { TablewardenError } from '../error.js';

/** The header's length in four bytes, the lowest first, then the header as JSON, then the blobs. */
export function frame(header: object, blobs: readonly Uint8Array[]): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(header));
  const length = blobs.reduce((sum, blob) => sum + blob.length, 4 + json.length);
  const out = new Uint8Array(length);
  new DataView(out.buffer).setUint32(0, json.length, true);
  out.set(json, 4);
  let offset = 4 + json.length;
  for (const blob of blobs) {
    out.set(blob, offset);
    offset += blob.length;
  }
  return out;
}

/** Takes a frame apart; `header.blobs` are the lengths of the blobs. Throws a `TablewardenError` where it is none. */
export function split<H extends { blobs: number[] }>(bytes: Uint8Array): { header: H; blobs: Uint8Array[] } {
  try {
    let end = 4 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
    const header: H = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(4, end)));
    const blobs = header.blobs.map((length) => {
      end += length;
      return bytes.subarray(end - length, end);
    });
    return { header, blobs };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new TablewardenError(`internal error: a frame cannot be read: ${why}; please report it`, { cause: error });
  }
}
