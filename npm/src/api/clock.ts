/** The time that a call goes by. */

/** Epoch seconds: what was said, else the clock's. `null` is no time at all. */
export function nowOf({ now }: { now?: number | null }): number | null {
  return now === undefined ? Math.floor(Date.now() / 1000) : now;
}
