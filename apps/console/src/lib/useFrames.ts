import { useEffect, useRef, useState } from 'react';
import { gather } from './gather.ts';

/** A page that nobody sees is drawn by nobody: there it takes what came once a second, ms. */
const unseen = 1000;

/** Hands over what came since the last picture, all at once, before the next is drawn: however many events come, the page is drawn once. */
export function useFrames<T>(handle: (all: T[]) => void): (one: T) => void {
  const latest = useRef(handle);
  useEffect(() => {
    latest.current = handle;
  });
  const [gathered] = useState(() => gather<T>(all => latest.current(all), nextFrame));
  useEffect(() => gathered.stop, [gathered]);
  return gathered.add;
}

function nextFrame(work: () => void): () => void {
  const stop = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
  const run = () => {
    stop();
    work();
  };
  const frame = requestAnimationFrame(run);
  const timer = setTimeout(run, unseen);
  return stop;
}
