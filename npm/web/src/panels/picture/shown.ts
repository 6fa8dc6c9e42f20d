/**
 * Puts an SVG of the command into a shadow root: its style sheet is adopted, for the policy of the page allows no `<style>`, and it
 * follows the theme of the page where that is not the system's.
 */

/** Text of a template is escaped in a picture, so that this is its own style sheet; the policy forbids even to parse one. */
const STYLE = /<style>([^<]*)<\/style>/g;

export interface Drawing {
  readonly svg: SVGSVGElement;
  readonly sheet: CSSStyleSheet;
  readonly schemes: readonly Scheme[];
}

/** The picture as elements and as a style sheet; nothing where the text is no SVG. */
export function parsed(text: string): Drawing | undefined {
  const rules: string[] = [];
  const bare = text.replace(STYLE, (_, within: string) => {
    rules.push(within);
    return '';
  });
  const { documentElement } = new DOMParser().parseFromString(bare, 'image/svg+xml');
  if (!(documentElement instanceof SVGSVGElement)) return undefined;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules.join('\n'));
  // An image has no parts for who listens; here its parts are links.
  documentElement.setAttribute('role', 'group');
  return { svg: documentElement, sheet, schemes: schemesOf(sheet) };
}

/** A part of a sheet that is for one of the two themes. */
interface Scheme {
  readonly media: MediaList;
  readonly isForDark: boolean;
}

function schemesOf(sheet: CSSStyleSheet): Scheme[] {
  return [...sheet.cssRules].flatMap((rule) => {
    if (!(rule instanceof CSSMediaRule)) return [];
    const meant = /prefers-color-scheme:\s*(dark|light)/.exec(rule.conditionText)?.[1];
    return meant ? { media: rule.media, isForDark: meant === 'dark' } : [];
  });
}

/** Makes a picture that goes by the system's theme go by the page's. */
export function follow({ schemes }: Drawing, isDark: boolean): void {
  for (const { media, isForDark } of schemes) media.mediaText = isForDark === isDark ? 'all' : 'not all';
}

/** The line that a part of the picture is about. */
export function lineOf(event: Event): number | undefined {
  for (const one of event.composedPath()) {
    if (one instanceof Element && one.hasAttribute('data-line')) return Number(one.getAttribute('data-line'));
  }
  return undefined;
}
