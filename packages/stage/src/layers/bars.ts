const HEIGHTS = [0.45, 0.7, 0.55, 0.95, 0.65, 1, 0.6, 0.85, 0.5, 0.75, 0.4];

/** Bars that breathe while a sound plays; they stand still for who asked for reduced motion. Animated by script: no stylesheet to allow. */
export function createBars(): { element: HTMLElement; run: (on: boolean) => void } {
  const element = document.createElement('div');
  element.setAttribute('aria-hidden', 'true');
  Object.assign(element.style, { display: 'flex', alignItems: 'center', gap: '2cqmin', height: '30cqmin' });
  const bars = HEIGHTS.map(height => {
    const bar = document.createElement('span');
    Object.assign(bar.style, { width: '2cqmin', height: `${height * 100}%`, borderRadius: '1cqmin', background: '#57b9cc' });
    element.append(bar);
    return bar;
  });
  let running: Animation[] = [];

  return {
    element,
    run(on) {
      for (const animation of running) animation.cancel();
      running = on && !matchMedia('(prefers-reduced-motion: reduce)').matches ? bars.map(breathe) : [];
    },
  };
}

function breathe(bar: HTMLElement, index: number): Animation {
  return bar.animate(
    { transform: ['scaleY(0.35)', 'scaleY(1)'] },
    {
      duration: 620 + (index % 4) * 140,
      delay: -index * 230,
      direction: 'alternate',
      easing: 'ease-in-out',
      iterations: Number.POSITIVE_INFINITY,
    },
  );
}
