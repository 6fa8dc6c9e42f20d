/**
 * What the editor server writes, as elements: paragraphs, tables, blocks of code, bold, code and the pages of rules. Gives one element for each
 * part between two lines. Everything else stays the text that it is: there is no way from a template into HTML, and no link leads out.
 */

/** Opens the page of a rule. */
export type OpenRule = (rule: string) => void;

/** The page of a rule, as the server names it. */
const RULE_PAGE = /^https:\/\/[^\s)]*\/docs\/rules\/([A-Za-z0-9-]+)\.md$/;

const INLINE = /`([^`]+)`|\*\*(?=\S)(.+?)\*\*|\[([^[\]]+)\]\(([^()\s]+)\)| {2}\n/g;

/** The parts of a text. */
export function parts(text: string, openRule: OpenRule): HTMLElement[] {
  const made: HTMLElement[] = [element('div')];
  const lines = text.split('\n');
  const isBlank = (line: string | undefined) => line === undefined || line.trim() === '';
  const take = (isIn: (line: string) => boolean): string[] => {
    const end = lines.findIndex((line) => !isIn(line));
    return lines.splice(0, end < 0 ? lines.length : end);
  };
  while (lines.length > 0) {
    const [line = ''] = lines;
    const place = made.at(-1);
    if (isBlank(line)) {
      lines.shift();
    } else if (line === '---') {
      lines.shift();
      made.push(element('div'));
    } else if (line === '```') {
      lines.shift();
      place?.append(element('pre', take((one) => one !== '```').join('\n')));
      lines.shift();
    } else if (line.startsWith('|')) {
      place?.append(
        table(
          take((one) => one.startsWith('|')),
          openRule,
        ),
      );
    } else {
      const paragraph = element('p');
      paragraph.append(
        ...inline(take((one) => !isBlank(one) && one !== '---' && !one.startsWith('|')).join('\n'), openRule),
      );
      place?.append(paragraph);
    }
  }
  return made.filter(({ childElementCount }) => childElementCount > 0);
}

/** A table; its first row is left out where it says nothing. */
function table(lines: readonly string[], openRule: OpenRule): HTMLElement {
  const made = element('table');
  const cells = (line: string) =>
    line
      .replace(/^\||\|\s*$/g, '')
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim().replaceAll('\\|', '|'));
  const isRow = (line: string) => !/^[|\s:-]*$/.test(line);
  for (const line of lines.filter(isRow)) {
    const row = element('tr');
    for (const [at, cell] of cells(line).entries()) {
      const one = element(at === 0 ? 'th' : 'td');
      if (at === 0) one.setAttribute('scope', 'row');
      one.append(...inline(cell, openRule));
      row.append(one);
    }
    made.append(row);
  }
  return made;
}

/** A line of text with what stands out in it. */
function inline(text: string, openRule: OpenRule): (Node | string)[] {
  const made: (Node | string)[] = [];
  let at = 0;
  for (const { 0: whole, 1: code, 2: bold, 3: name, 4: address = '', index } of text.matchAll(INLINE)) {
    made.push(text.slice(at, index));
    at = index + whole.length;
    const rule = RULE_PAGE.exec(address)?.[1];
    if (code !== undefined) made.push(element('code', code));
    else if (bold !== undefined) made.push(strong(bold, openRule));
    else if (name !== undefined && rule) made.push(link(name, rule, openRule));
    else if (name !== undefined) made.push(whole);
    else made.push(element('br'));
  }
  return [...made, text.slice(at)];
}

function strong(text: string, openRule: OpenRule): HTMLElement {
  const made = element('strong');
  made.append(...inline(text, openRule));
  return made;
}

/** The way to the page of a rule, which this page has itself. */
function link(name: string, rule: string, openRule: OpenRule): HTMLElement {
  const made = element('button', name);
  made.setAttribute('type', 'button');
  made.addEventListener('click', () => openRule(rule));
  return made;
}

function element(name: string, text = ''): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
