import { describe, expect, it } from 'vitest';
import { broken, Patience, verdict } from './patience.ts';

describe('verdict', () => {
  it('waits for a lost network for ever, for a server in trouble a while, for a full disk and a refusal not at all', () => {
    const after = (tries: number) => [0, 409, 423, 500, 503, 507, 401, 413, 415].map(status => verdict(status, tries));
    expect(after(0)).toEqual(['again', 'again', 'again', 'again', 'again', 'over', 'over', 'over', 'over']);
    expect(after(1000)).toEqual(['again', 'again', 'again', 'over', 'over', 'over', 'over', 'over', 'over']);
  });
});

describe('Patience', () => {
  it('says that it waits, and goes on when the network is back', async () => {
    let waited = 0;
    let tries = 0;
    const patience = new Patience(new File(['1'], 'a'), () => {
      waited += 1;
    });
    const done = patience.until(async () => {
      tries += 1;
      if (tries < 3) throw broken;
      return 'done';
    });
    expect(await done).toBe('done');
    expect([tries, waited]).toEqual([3, 2]);
  });
  it('gives up at once when it is told to', async () => {
    const patience = new Patience(new File(['1'], 'a'), () => patience.end());
    await expect(patience.until(() => Promise.reject(broken))).rejects.toEqual(broken);
  });
  it('tells a file that can not be read any more from a broken line', async () => {
    const file = new File(['1'], 'a');
    file.slice = () => {
      throw new DOMException('gone', 'NotReadableError');
    };
    await expect(new Patience(file, () => undefined).until(() => Promise.reject(broken))).rejects.toMatchObject({ code: 'file_changed' });
  });
});
