/** The JavaScript that wasm-bindgen wrote for the wasm file, as a factory: each call gives an engine of its own. */
declare module 'tablewarden:glue' {
  /** A new engine around `module`, with a memory of its own. Gives the function that answers one call. */
  export default function instantiate(module: WebAssembly.Module): (frame: Uint8Array) => Uint8Array;
}
