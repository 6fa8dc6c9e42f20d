/**
 * Adding a validator to an application of twenty stacks: the folder of the built npm package and a number of rounds in, a table
 * out. Everyone's syntheses take turns, each in a process of its own; the medians are compared with those of nobody's.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [npm, rounds] = [process.argv[2], Number(process.argv[3] ?? 9)];
const here = dirname(fileURLToPath(import.meta.url));
const names = ['nobody', 'empty', 'tablewarden', 'cdk-nag', 'cdk-validator-cfnguard', 'built-in'];
const folder = mkdtempSync(join(tmpdir(), 'tablewarden-bench-cdk-'));

const median = (list) => list.toSorted((left, right) => left - right)[Math.floor(list.length / 2)];
for (const tables of [1, 2]) {
  const taken = measured(tables);
  const without = median(taken.get('nobody'));
  console.log(`\n${tables} table${tables > 1 ? 's' : ''} a stack\n`);
  console.log('| validator | processor time | over nobody |\n|---|---|---|');
  for (const [name, list] of taken) {
    console.log(`| ${name} | ${median(list).toFixed(0)} ms | ${(median(list) - without).toFixed(0)} ms |`);
  }
}
rmSync(folder, { recursive: true });

/** What each synthesis took, by who validated. */
function measured(tables) {
  const taken = new Map(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) {
      // What takes seconds is not noise.
      if (name === 'built-in' && round >= 2) continue;
      const words = [join(here, 'synth.mjs'), name, npm, join(folder, name), String(tables)];
      const { stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8', maxBuffer: 2 ** 28 });
      const line = stdout.trim().split('\n').at(-1) ?? '';
      if (!line.startsWith('{')) throw new Error(`${name}: ${stderr}`);
      taken.get(name).push(JSON.parse(line).milliseconds);
    }
  }
  return taken;
}
