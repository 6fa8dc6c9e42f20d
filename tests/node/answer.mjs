/**
 * The npm package behind a pipe: length-prefixed frames in on the standard input, length-prefixed answers out on the
 * standard output. Ends with its input.
 */
import { call } from '../../npm/dist/index.js';

let held = Buffer.alloc(0);
for await (const chunk of process.stdin) {
  held = Buffer.concat([held, chunk]);
  while (held.length >= 4 && held.length >= 4 + held.readUInt32LE(0)) {
    const end = 4 + held.readUInt32LE(0);
    const answer = call(held.subarray(4, end));
    held = held.subarray(end);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(answer.length);
    process.stdout.write(length);
    process.stdout.write(answer);
  }
}
