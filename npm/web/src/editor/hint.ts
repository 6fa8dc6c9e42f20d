/** What is marked, and the hint that explains it: its sign, what it says, the next step, and what can be done about it. */
import type { Finding, Severity } from 'tablewarden/web';
import type { Range } from './positions.ts';
import { sign } from './signs.ts';

/** What is marked. */
export interface Mark {
  readonly range: Range;
  readonly severity: Severity;
  /** What kind of thing it is, in a word or two. */
  readonly title: string;
  readonly message: string;
  readonly help?: string;
  /** The id of its rule, where it has one. */
  readonly rule?: string;
  /** The finding that it stands for, if it is one. */
  readonly finding?: Finding;
}

/** What can be done about a mark, by the names that people read. */
export interface Action {
  readonly name: string;
  isFor(mark: Mark): boolean;
  run(mark: Mark): void;
}

/** What stands before the message of a mark. */
export const titleOf = ({ title, rule }: Mark) => (rule ? `${title} ${rule}` : title);

/** A hint about marks of one place. `close` is called when somebody leaves it by the keyboard. */
export function hint(marks: readonly Mark[], actions: readonly Action[], close: () => void): HTMLElement {
  const dom = element('div', 'cm-hints');
  dom.addEventListener('keydown', ({ key }) => key === 'Escape' && close());
  for (const mark of marks) dom.append(one(mark, actions));
  return dom;
}

function one(mark: Mark, actions: readonly Action[]): HTMLElement {
  const dom = element('div', 'cm-hint');
  const head = element('p', 'cm-hint-head');
  head.append(sign(mark.severity, 'cm-hint-sign'), ` ${titleOf(mark)}`);
  dom.append(head, sentence('cm-hint-message', mark.message));
  if (mark.help) dom.append(sentence('cm-hint-help', mark.help));
  const buttons = element('div', 'cm-hint-actions');
  for (const { name, run } of actions.filter(({ isFor }) => isFor(mark))) {
    const button = element('button', 'cm-hint-action', name);
    button.setAttribute('type', 'button');
    button.addEventListener('click', () => run(mark));
    buttons.append(button);
  }
  if (buttons.childElementCount > 0) dom.append(buttons);
  return dom;
}

/** A sentence in which `words in backticks` are code. */
function sentence(className: string, text: string): HTMLElement {
  const dom = element('p', className);
  dom.append(...text.split('`').map((part, at) => (at % 2 === 1 ? element('code', '', part) : part)));
  return dom;
}

function element(name: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}
