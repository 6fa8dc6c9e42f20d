/** A text file, which the build puts in as a string. */
declare module '*.txt' {
  const text: string;
  export default text;
}
