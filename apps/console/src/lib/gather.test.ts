import { expect, test } from 'vitest';
import { gather } from './gather.ts';

function frames() {
  const asked: (() => void)[] = [];
  const handled: number[][] = [];
  const gathered = gather<number>(
    all => handled.push(all),
    work => {
      asked.push(work);
      return () => asked.splice(asked.indexOf(work), 1);
    },
  );
  return {
    asked,
    handled,
    gathered,
    draw: () => {
      for (const work of asked.splice(0)) work();
    },
  };
}

test('whatever comes between two pictures is handed over once, in its order', () => {
  const { asked, handled, gathered, draw } = frames();
  for (const one of [1, 2, 3]) gathered.add(one);
  expect(asked).toHaveLength(1);
  draw();
  gathered.add(4);
  draw();
  expect(handled).toEqual([[1, 2, 3], [4]]);
});

test('what waits when it is stopped is dropped', () => {
  const { handled, gathered, draw } = frames();
  gathered.add(1);
  gathered.stop();
  draw();
  gathered.add(2);
  draw();
  expect(handled).toEqual([[2]]);
});
