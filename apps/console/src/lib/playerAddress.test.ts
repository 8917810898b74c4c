import { expect, it } from 'vitest';
import { playerAddress } from './playerAddress.ts';

it('knows an address that leads a TV nowhere', () => {
  expect(playerAddress({ host: 'localhost:5000', hostname: 'localhost' })).toEqual({ url: 'localhost:5000/player', here: true });
  expect(playerAddress({ host: '127.0.0.1:5000', hostname: '127.0.0.1' }).here).toBe(true);
  expect(playerAddress({ host: 'tvs.example.com', hostname: 'tvs.example.com' })).toEqual({ url: 'tvs.example.com/player', here: false });
});
