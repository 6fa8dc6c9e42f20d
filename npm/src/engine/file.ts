/** The type of `tablewarden/tablewarden.wasm` for programs that import it. Is no script: a bundler makes something of the file. */
import type { WasmAtHand } from './wasm.js';

/** Its bytes or the compiled module; by some bundlers its address, which `init` takes. */
declare const wasm: WasmAtHand;
export default wasm;
