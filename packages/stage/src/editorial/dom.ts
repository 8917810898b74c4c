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
