/** The signs of severities as elements, for the editor: a shape each, so that they differ without colour. */
import type { Severity } from 'tablewarden/web';

/** Paths on 16 by 16: an octagon with a bar, a triangle with a bar, a circle with a dot. */
const SHAPES: Record<Severity, string> = {
  error: 'M5 1.5h6L14.5 5v6L11 14.5H5L1.5 11V5ZM8 4.5v4.5M8 11.4v.1',
  warning: 'M8 1.8 15 14.2H1ZM8 6v4M8 12.1v.1',
  note: 'M8 1.75a6.25 6.25 0 1 0 0 12.5 6.25 6.25 0 1 0 0-12.5M8 7.2v4M8 4.8v.1',
};

const SVG = 'http://www.w3.org/2000/svg';

/** The sign of a severity. */
export function sign(severity: Severity, className: string): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', SHAPES[severity]);
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', `${className} cm-sign cm-sign-${severity}`);
  svg.append(path);
  return svg;
}
