/**
 * One measurement in one process: the folder of a built npm package and a template in, one line of JSON out: how long
 * importing the library, its first check and its later ones take, in milliseconds of the clock and of the processor, under
 * Node's default flags.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, template] = process.argv.slice(2);
const CALLS = 300;

/** Runs something; gives what it made and how long it took. */
async function timed(work) {
  const [started, used] = [performance.now(), process.cpuUsage()];
  const made = await work();
  const { user, system } = process.cpuUsage(used);
  return { made, took: { clock: performance.now() - started, processor: (user + system) / 1000 } };
}

const content = readFileSync(template, 'utf8');
const index = pathToFileURL(join(resolve(folder), 'dist', 'index.js')).href;
const { made: library, took: imported } = await timed(() => import(index));
const check = () => library.check({ name: template, content });
const { made: report, took: first } = await timed(check);
if (report.files.length !== 1) throw new Error('the template was not checked');
const calls = [];
for (let call = 0; call < CALLS; call += 1) calls.push((await timed(check)).took);
// By then the optimising tier has done its work.
const warm = calls.slice(-CALLS / 3);
const median = (part) => warm.map((took) => took[part]).sort((left, right) => left - right)[Math.floor(warm.length / 2)];
const later = { clock: median('clock'), processor: median('processor') };
console.log(JSON.stringify({ imported, first, later }));
