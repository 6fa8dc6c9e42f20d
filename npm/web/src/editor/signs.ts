/** The signs of severities as elements, for the editor: a shape each, so that they differ without colour. */
import type { Severity } from 'tablewarden/web';
import { SHAPES } from '../design/severities.ts';

const SVG = 'http://www.w3.org/2000/svg';

/** The sign of a severity. */
export function sign(severity: Severity, className: string): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', `${className} cm-sign cm-sign-${severity}`);
  svg.setAttribute('aria-hidden', 'true');
  for (const part of ['outline', 'sign'] as const) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('class', `cm-sign-${part}`);
    path.setAttribute('d', SHAPES[severity][part]);
    svg.append(path);
  }
  return svg;
}
