/** The page of a built-in rule, as HTML that was made when this page was built. */

const pages = new Map<string, Promise<string>>();

/** The page of a rule. Rejects where it can’t be loaded; the next call tries again. */
export function rulePage(rule: string): Promise<string> {
  const known = pages.get(rule);
  if (known) return known;
  const page = load(rule);
  pages.set(rule, page);
  page.catch(() => pages.delete(rule));
  return page;
}

async function load(rule: string): Promise<string> {
  const response = await fetch(new URL(`rules/${encodeURIComponent(rule)}.html`, document.baseURI));
  if (!response.ok) throw new Error(`The page of ${rule} cannot be loaded: ${response.status} ${response.statusText}.`);
  return response.text();
}
