import { type Bitmap2D, correction, generate } from 'lean-qr/nano';
import { drawing } from './editorial/dom.ts';

/** Text as a code to scan, one path with a square for each dark module and the quiet zone a camera needs; `null` when it is too long for a code. */
export function qr(text: string): SVGElement | null {
  const code = coded(text);
  if (!code) return null;
  let d = '';
  for (let y = 0; y < code.size; y++) for (let x = 0; x < code.size; x++) if (code.get(x, y)) d += `M${x} ${y}h1v1h-1z`;
  const svg = drawing(`-3 -3 ${code.size + 6} ${code.size + 6}`, 'qr', { d, fill: '#0f1315' });
  svg.setAttribute('shape-rendering', 'crispEdges');
  return svg;
}

function coded(text: string): Bitmap2D | null {
  try {
    return generate(text, { minCorrectionLevel: correction.M });
  } catch {
    return null;
  }
}
