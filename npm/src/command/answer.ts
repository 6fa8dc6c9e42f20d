/** One answer of the engine: reads the files of a call, puts its frame together, asks. Looks into no answer. */
import { frame } from '../engine/frames.js';
import type { Answer } from '../engine/instance.js';
import { TablewardenError } from '../error.js';
import type { EngineCall } from '../wire.js';
import { type Files, Unfulfilled } from './files.js';

/** An answer, or one line why there is none. */
export type Answered = Uint8Array | string;

/** The answer to a call; `blobs` are those of its step. */
export function answerTo(
  { header, blobs: sources }: EngineCall,
  blobs: readonly Uint8Array[],
  engine: Answer,
  files: Pick<Files, 'readFile'>,
): Answered {
  try {
    const bytes = sources.map((source) =>
      'path' in source ? files.readFile(source.path, source.most) : (blobs[source.blob] ?? new Uint8Array()),
    );
    return engine(frame({ ...header, blobs: bytes.map(({ length }) => length) }, bytes));
  } catch (error) {
    if (error instanceof Unfulfilled || error instanceof TablewardenError) return error.message;
    throw error;
  }
}
