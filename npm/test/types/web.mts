/** The declarations of the entry for browsers, where the types of browsers are not known: this file only has to compile. */
import * as node from 'tablewarden';
import wasm from 'tablewarden/tablewarden.wasm';
import * as web from 'tablewarden/web';

export const ready: Promise<void>[] = [
  web.init(),
  web.init(new URL('https://example.com/tablewarden.wasm')),
  web.init('/tablewarden.wasm'),
  web.init(new Uint8Array()),
  web.init(fetch('/tablewarden.wasm')),
  node.init(),
];
web.initSync(new ArrayBuffer(0));
web.initSync(wasm);
export const outcome: node.Outcome = web.check('Resources: {T: {Type: AWS::SNS::Topic}}').outcome;
// One entry stands for the other.
export const same: typeof web = node;
export const other: typeof node = web;

// @ts-expect-error an address is not at hand
web.initSync('/tablewarden.wasm');
// @ts-expect-error no wasm file
web.init(7);
