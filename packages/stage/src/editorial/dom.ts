import qrcode from 'qrcode-generator';

/** An element with text or children; text is text, never markup, and finds its own direction. */
export function el(name: string, className: string, ...children: readonly (Node | string)[]): HTMLElement {
  const element = document.createElement(name);
  element.className = className;
  if (typeof children[0] === 'string') element.dir = 'auto';
  element.append(...children);
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';

export function drawing(viewBox: string, className: string, ...paths: readonly { d: string; fill: string }[]): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', viewBox);
  svg.setAttribute('class', className);
  svg.setAttribute('aria-hidden', 'true');
  for (const { d, fill } of paths) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', d);
    path.setAttribute('fill', fill);
    svg.append(path);
  }
  return svg;
}

/** An address as a code to scan, with the quiet zone a camera needs; `null` for one that is too long for a code. */
export function qr(text: string): SVGElement | null {
  const code = qrcode(0, 'M');
  try {
    code.addData(text);
    code.make();
  } catch {
    return null;
  }
  const size = code.getModuleCount();
  let d = '';
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) if (code.isDark(row, column)) d += `M${column} ${row}h1v1h-1z`;
  }
  const svg = drawing(`-3 -3 ${size + 6} ${size + 6}`, 'qr', { d, fill: '#0f1315' });
  svg.setAttribute('shape-rendering', 'crispEdges');
  return svg;
}
