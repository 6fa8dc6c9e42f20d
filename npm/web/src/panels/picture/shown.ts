/**
 * Puts an SVG of the command into a shadow root: its style sheet is adopted, for the policy of the page allows no `<style>`, and it
 * follows the theme of the page where that is not the system's.
 */

/** The picture as elements and as a style sheet; nothing where the text is no SVG. */
export function parsed(text: string): { readonly svg: SVGSVGElement; readonly sheet: CSSStyleSheet } | undefined {
  const { documentElement } = new DOMParser().parseFromString(text, 'image/svg+xml');
  if (!(documentElement instanceof SVGSVGElement)) return undefined;
  const sheet = new CSSStyleSheet();
  const styles = [...documentElement.querySelectorAll('style')];
  sheet.replaceSync(styles.map(({ textContent }) => textContent).join('\n'));
  for (const style of styles) style.remove();
  // An image has no parts for who listens; here its parts are links.
  documentElement.setAttribute('role', 'group');
  return { svg: documentElement, sheet };
}

/** Makes a sheet that goes by the system's theme go by the page's. */
export function follow(sheet: CSSStyleSheet, isDark: boolean): void {
  for (const rule of sheet.cssRules) {
    if (!(rule instanceof CSSMediaRule)) continue;
    const meant = /prefers-color-scheme:\s*(dark|light)/.exec(rule.conditionText)?.[1];
    if (meant) rule.media.mediaText = (meant === 'dark') === isDark ? 'all' : 'not all';
  }
}

/** The line that a part of the picture is about. */
export function lineOf(event: Event): number | undefined {
  for (const one of event.composedPath()) {
    if (one instanceof Element && one.hasAttribute('data-line')) return Number(one.getAttribute('data-line'));
  }
  return undefined;
}
