/** The one error of this package. */

/** A check could not be carried out. It is thrown instead of a report: no report never means no findings. */
export class TablewardenError extends Error {
  override readonly name = 'TablewardenError';
}

/** What an error says, on one line. */
export function line(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replaceAll('\n', ' ');
}
