type Child = Node | string;

/** Makes an element: text is text, never markup. */
export function h<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

/** A drawing of our own; the source is a constant of this bundle. */
export function drawing(source: string, className: string): Element {
  const holder = document.createElement('template');
  holder.innerHTML = source.trim();
  const svg = holder.content.firstElementChild ?? document.createElement('span');
  svg.setAttribute('class', className);
  svg.setAttribute('aria-hidden', 'true');
  return svg;
}

/** Changes a text only when it is another: screens are drawn every second. */
export function say(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

export const LOGO = `<svg viewBox="0 0 28 28"><rect width="28" height="28" rx="7" fill="#57b9cc"/><path d="M7 8.5h14M14 8.5v11" stroke="#04282f" stroke-width="3" stroke-linecap="round"/><circle cx="20" cy="18.5" r="1.9" fill="#04282f"/></svg>`;
export const PIN = `<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"><path d="M9 11a3 3 0 1 0 6 0a3 3 0 0 0-6 0"/><path d="M17.657 16.657l-4.243 4.243a2 2 0 0 1-2.827 0l-4.244-4.243a8 8 0 1 1 11.314 0"/></svg>`;
export const CHECK = `<svg viewBox="0 0 24 24" fill="#58b27a"><path d="M12 2a10 10 0 1 0 0 20a10 10 0 0 0 0-20zm4.7 8.7l-5 5a1 1 0 0 1-1.4 0l-2.5-2.5a1 1 0 0 1 1.4-1.4l1.8 1.8l4.3-4.3a1 1 0 0 1 1.4 1.4z"/></svg>`;
export const ALERT = `<svg viewBox="0 0 24 24" fill="none" stroke="#f0b973" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><path d="M12 9v4m0 3.5v.01M10.4 4.2L2.6 17.5a1.9 1.9 0 0 0 1.6 2.8h15.6a1.9 1.9 0 0 0 1.6-2.8L13.6 4.2a1.9 1.9 0 0 0-3.2 0z"/></svg>`;
export const HILLS = `<svg viewBox="0 0 1920 1080" preserveAspectRatio="none"><defs><linearGradient id="s" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#0d1c22"/><stop offset=".62" stop-color="#14363f"/><stop offset="1" stop-color="#2c6470"/></linearGradient><radialGradient id="g" cx=".74" cy="1.02" r=".6"><stop offset="0" stop-color="#f0c48a" stop-opacity=".55"/><stop offset="1" stop-color="#f0c48a" stop-opacity="0"/></radialGradient></defs><rect width="1920" height="1080" fill="url(#s)"/><rect width="1920" height="1080" fill="url(#g)"/><path d="M0 850C260 760 420 810 700 850S1180 720 1480 800s300 40 440 0v280H0z" fill="#123039"/><path d="M0 930c300-70 560 20 860 0s520-110 760-40 200 30 300 10v180H0z" fill="#0d252c"/><path d="M0 1000c380-50 700 30 1060-6s560-30 860 0v86H0z" fill="#0a1b20"/></svg>`;
