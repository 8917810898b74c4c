import { expect, test } from 'vitest';
import { byIds } from './byIds.ts';

function server(holds: (id: number) => boolean = () => true) {
  const questions: number[][] = [];
  let draw = () => {};
  const get = byIds(
    async ids => {
      questions.push(ids);
      return ids.filter(holds).map(id => ({ id }));
    },
    work => {
      draw = work;
      return () => {};
    },
  );
  return { get, questions, draw: () => draw() };
}

test('what is asked for at once is one question, each id in it once', async () => {
  const { get, questions, draw } = server();
  const answers = Promise.all([get(3), get(1), get(3)]);
  draw();
  expect(await answers).toEqual([{ id: 3 }, { id: 1 }, { id: 3 }]);
  expect(questions).toEqual([[3, 1]]);
});

test('more than a hundred are several questions, none larger', async () => {
  const { get, questions, draw } = server();
  const answers = Promise.all(Array.from({ length: 230 }, (_, index) => get(index + 1)));
  draw();
  expect((await answers).map(({ id }) => id)).toEqual(Array.from({ length: 230 }, (_, index) => index + 1));
  expect(questions.map(({ length }) => length)).toEqual([100, 100, 30]);
});

test('one that is missing is not found, and the others are there', async () => {
  const { get, draw } = server(id => id !== 2);
  const answers = Promise.allSettled([get(1), get(2)]);
  draw();
  expect(await answers).toMatchObject([{ value: { id: 1 } }, { reason: { status: 404, code: 'not_found' } }]);
});

test('a question that fails says so to each who asked, and the next is a new one', async () => {
  let works = false;
  let draw = () => {};
  const get = byIds(
    async ids => {
      if (!works) throw new TypeError('no network');
      return ids.map(id => ({ id }));
    },
    work => {
      draw = work;
      return () => {};
    },
  );
  const answers = Promise.allSettled([get(1), get(2)]);
  draw();
  expect((await answers).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  works = true;
  const again = get(1);
  draw();
  expect(await again).toEqual({ id: 1 });
});
