/** The signs of severities as elements, for the editor: a shape each, so that they differ without colour. */
import type { Severity } from 'tablewarden/web';
import { SHAPES } from '../design/shapes.ts';

const SVG = 'http://www.w3.org/2000/svg';

/** The sign of a severity. */
export function sign(severity: Severity, className: string): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  const path = document.createElementNS(SVG, 'path');
  const { outline, sign } = SHAPES[severity];
  path.setAttribute('d', outline + sign);
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', `${className} cm-sign cm-sign-${severity}`);
  svg.append(path);
  return svg;
}
