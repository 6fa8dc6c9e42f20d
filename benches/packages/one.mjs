/**
 * One process to measure: the name of a subject, a template and how often it is checked; imports the subject, and does that. What it
 * takes is measured from outside, with the programs that it starts.
 */
import { argv } from 'node:process';
import { subjects } from './subjects.mjs';

const [name, template, checks] = argv.slice(2);
const { load, open, check } = subjects[name];
const library = await load();
if (Number(checks) > 0) {
  const opened = open(library, template);
  for (let done = 0; done < Number(checks); done += 1) check(opened);
}
