/** Who talks with a command that waits for input: what it is given and what it says. */
export interface Talk {
  /** The next bytes of standard input, so many at most; waits for one. None at the end. */
  input(most: number): Promise<Uint8Array>;
  /** Takes what was printed. */
  print(to: 'stdout' | 'stderr', bytes: Uint8Array): void;
}
