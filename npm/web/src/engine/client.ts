/** Asks the engine in its worker: words and open files in; what was printed, the exit code and the written files out. */

/** A file that is open in the page. */
export interface OpenFile {
  /** Its name as reports show it; files of a folder are `folder/name`. */
  readonly path: string;
  readonly text: string;
}

/** What came of a command. */
export interface Run {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The files that it wrote or replaced, by their paths. */
  readonly files: Readonly<Record<string, string>>;
}
