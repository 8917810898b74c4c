import { expect, test } from 'vitest';
import { mediaTarget, problemOf } from './target.ts';

test.each([
  ['file:/srv/media', null],
  ['file:', /must be file:/],
  ['/srv/media', /must be file:/],
  ['https://bucket', /must be file:/],
  ['s3://media', null],
  ['s3://media/a/b?endpoint=https://s3.example.com:9000&region=eu-west-1&path_style=false', null],
  ['s3://key:s3cret@media', /must not hold keys/],
  ['s3://media?endpoint=https://key:s3cret@host', /without keys/],
  ['s3://media?endpoint=ftp://host', /http\(s\)/],
  ['s3://media?endpoint=https://host/path', /without keys, path/],
  ['s3://media?secret=s3cret', /nothing named secret/],
  ['s3://Media', /must name a bucket/],
  ['s3://a', /must name a bucket/],
  ['s3://media?region=eu west', /must have as region/],
  ['s3://media?path_style=yes', /path_style/],
])('%s: %s', (text, problem) => {
  const said = problemOf(text);
  if (problem === null) expect(said).toBeNull();
  else expect(said).toMatch(problem);
  expect(said ?? '').not.toContain('s3cret');
});

test('a bucket is what its address and the usual variables say', () => {
  const keys = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret', AWS_REGION: 'sa-east-1' };
  expect(mediaTarget('s3://media/shop/', '/data/media', keys)).toEqual({
    kind: 's3',
    folder: '/data/media',
    bucket: 'media',
    prefix: 'shop/',
    endpoint: null,
    region: 'sa-east-1',
    pathStyle: false,
    keys: { accessKeyId: 'id', secretAccessKey: 'secret' },
  });
  expect(mediaTarget('s3://media?endpoint=http://h:9000/&region=x', '/data/media', {})).toMatchObject({
    prefix: '',
    endpoint: 'http://h:9000',
    region: 'x',
    pathStyle: true,
    keys: null,
  });
});

test('a folder is the one that is named, or the one in the data folder', () => {
  expect(mediaTarget(undefined, '/data/media', {})).toEqual({ kind: 'folder', folder: '/data/media' });
  for (const text of ['file:/srv/media', 'file:///srv/media'])
    expect(mediaTarget(text, '/data/media', {})).toEqual({ kind: 'folder', folder: '/srv/media' });
});
