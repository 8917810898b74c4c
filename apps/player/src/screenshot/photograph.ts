/** Widest picture that is sent, px. */
const WIDEST = 1280;
const QUALITY = 0.82;
/** Longest that a picture may take to draw, ms. */
const PATIENCE = 10_000;

/**
 * Draws what the page shows: its own elements laid out once more by the browser itself, inside an SVG, with each video
 * and picture standing in with its frame of this moment. A page in a sandboxed frame cannot be read by anyone; a plate
 * says so in its place.
 */
export async function photograph(words: { unreadable: string }): Promise<Blob> {
  const scale = Math.min(1, WIDEST / innerWidth);
  const copy = document.documentElement.cloneNode(true) as HTMLElement;
  standIn(document.documentElement, copy, words.unreadable, scale);
  for (const useless of copy.querySelectorAll('head, script, noscript')) useless.remove();
  const style = document.createElement('style');
  style.textContent = rules();
  copy.prepend(style);
  const page = new XMLSerializer().serializeToString(copy);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${innerWidth}" height="${innerHeight}"><foreignObject width="100%" height="100%">${page}</foreignObject></svg>`;
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await Promise.race([image.decode(), new Promise((_, reject) => setTimeout(() => reject(new Error('took too long to draw')), PATIENCE))]);
  const { canvas, context } = sheet(Math.round(innerWidth * scale), Math.round(innerHeight * scale));
  context.fillStyle = '#000';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
  if (!blob) throw new Error('the picture could not be written');
  return blob;
}

/** Puts frames where the copy would have nothing; walks both trees side by side. */
function standIn(original: Element, copy: Element, unreadable: string, scale: number): void {
  const children = [...copy.children];
  for (const [index, child] of [...original.children].entries()) {
    const twin = children[index];
    if (twin) standIn(child, twin, unreadable, scale);
  }
  if (!(copy instanceof HTMLElement || copy instanceof SVGElement)) return;
  for (const animation of original.getAnimations()) {
    if (animation.playState !== 'running') continue;
    const { transform, opacity } = getComputedStyle(original);
    Object.assign(copy.style, { transform, opacity });
  }
  if (original instanceof HTMLVideoElement) frame(original, original.videoWidth, original.videoHeight, copy, scale);
  else if (original instanceof HTMLImageElement) frame(original, original.naturalWidth, original.naturalHeight, copy, scale);
  else if (original instanceof HTMLCanvasElement) frame(original, original.width, original.height, copy, scale);
  else if (original instanceof HTMLIFrameElement) plate(original, copy, unreadable);
  else if (original instanceof HTMLAudioElement) copy.remove();
}

/** The picture as it stands now; its style, fit included, is that of the original. */
function frame(
  source: HTMLVideoElement | HTMLImageElement | HTMLCanvasElement,
  width: number,
  height: number,
  copy: Element,
  scale: number,
): void {
  const image = document.createElement('img');
  image.className = source.className;
  image.style.cssText = source.style.cssText;
  if (width > 0 && height > 0) {
    const smaller = Math.min(1, (innerWidth * scale) / width);
    const { canvas, context } = sheet(Math.max(1, Math.round(width * smaller)), Math.max(1, Math.round(height * smaller)));
    context.drawImage(source, 0, 0, canvas.width, canvas.height);
    // The shape decides how it fits: kept, though the pixels are fewer.
    image.src = canvas.toDataURL(source instanceof HTMLVideoElement ? 'image/jpeg' : 'image/png', 0.9);
  }
  copy.replaceWith(image);
}

function plate(original: HTMLIFrameElement, copy: Element, unreadable: string): void {
  const box = document.createElement('div');
  box.style.cssText = `${original.style.cssText};display:flex;flex-direction:column;gap:2vmin;align-items:center;justify-content:center;background:#e9eef0;color:#1d3138;font:500 4vmin system-ui,sans-serif;text-align:center`;
  const title = document.createElement('strong');
  title.textContent = original.title;
  const says = document.createElement('span');
  says.textContent = unreadable;
  says.style.fontSize = '2.6vmin';
  box.append(title, says);
  copy.replaceWith(box);
}

/** Every rule of the page's own sheets. */
function rules(): string {
  return [...document.styleSheets, ...document.adoptedStyleSheets]
    .flatMap(sheet => [...sheet.cssRules])
    .map(rule => rule.cssText)
    .join('\n');
}

function sheet(width: number, height: number): { canvas: HTMLCanvasElement; context: CanvasRenderingContext2D } {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  return { canvas, context };
}
