/**
 * `tablewarden explain`: prints the page of a rule. The pages are data beside the engine, made from docs/rules by the build.
 */
import { readFileSync } from 'node:fs';
import type { ExplainArgs } from './args.js';
import type { Done } from './commands.js';
import * as usage from './usage.js';

/** Prints the page of the rule of that id or name. */
export function explain({ rule }: ExplainArgs): Done {
  const wanted = rule.toLowerCase();
  const pages: string[] = JSON.parse(readFileSync(new URL('./pages.json', import.meta.url), 'utf8'));
  const text = pages.find((page) => heading(page).includes(wanted));
  if (text === undefined) throw usage.unknownRule(rule);
  return { text, outcome: 'clean' };
}

/** The id and the name of the page's rule. */
function heading(page: string): string[] {
  return page.slice(0, page.indexOf('\n')).toLowerCase().split(' ').slice(1);
}
