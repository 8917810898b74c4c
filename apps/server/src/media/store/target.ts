import { resolve } from 'node:path';

interface Keys {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

export interface BucketTarget {
  kind: 's3';
  /** Of this machine: where files are received, and fetched to while they are processed. */
  folder: string;
  bucket: string;
  /** Before each name, with its slash; empty for none. */
  prefix: string;
  /** `null`: Amazon's own. */
  endpoint: string | null;
  region: string;
  /** The bucket in the path, not in the host's name. */
  pathStyle: boolean;
  /** `null`: wherever else Amazon's clients look for them (profiles, roles). */
  keys: Keys | null;
}

/** Where media files last. */
export type MediaTarget = BucketTarget | { kind: 'folder'; folder: string };

/** The variables of Amazon's tools that count here. */
export interface AmazonVariables {
  AWS_ACCESS_KEY_ID?: string | undefined;
  AWS_SECRET_ACCESS_KEY?: string | undefined;
  AWS_SESSION_TOKEN?: string | undefined;
  AWS_REGION?: string | undefined;
  AWS_DEFAULT_REGION?: string | undefined;
}

const known = ['endpoint', 'region', 'path_style'];

/** What is wrong with a `MEDIA_STORAGE`; never repeats the value, because a key may have been put into it. `null`: nothing. */
export function problemOf(text: string): string | null {
  if (/^file:./.test(text)) return null;
  const url = text.startsWith('s3://') && URL.canParse(text) ? new URL(text) : null;
  if (!url) return 'must be file:/path/to/folder or s3://bucket/prefix?endpoint=https://host&region=name';
  if (url.username || url.password) return 'must not hold keys: they go into AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY';
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(url.hostname) || url.port || url.hash) return 'must name a bucket: s3://bucket/prefix';
  const unknown = [...url.searchParams.keys()].find(name => !known.includes(name));
  if (unknown !== undefined) return `knows endpoint, region and path_style, nothing named ${unknown.slice(0, 40)}`;
  const { endpoint, region, path_style } = Object.fromEntries(url.searchParams);
  if (endpoint !== undefined && !isEndpoint(endpoint)) return 'must have as endpoint an http(s) address without keys, path or query';
  if (region !== undefined && !/^[a-zA-Z0-9-]{1,63}$/.test(region)) return 'must have as region a name such as us-east-1';
  if (path_style !== undefined && path_style !== 'true' && path_style !== 'false') return 'must have true or false as path_style';
  return null;
}

function isEndpoint(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, pathname, search, hash } = new URL(text);
  return /^https?:$/.test(protocol) && pathname === '/' && ![username, password, search, hash].some(Boolean);
}

/** @param folder where files last unless something else is said; beside a bucket, where they are worked on */
export function mediaTarget(text: string | undefined, folder: string, variables: AmazonVariables): MediaTarget {
  if (text === undefined) return { kind: 'folder', folder };
  if (text.startsWith('file:')) return { kind: 'folder', folder: resolve(text.replace(/^file:(\/\/)?/, '')) };
  const url = new URL(text);
  const { endpoint, region, path_style } = Object.fromEntries(url.searchParams);
  const prefix = decodeURIComponent(url.pathname).replace(/^\/+|\/+$/g, '');
  const { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret, AWS_SESSION_TOKEN: sessionToken } = variables;
  return {
    kind: 's3',
    folder,
    bucket: url.hostname,
    prefix: prefix ? `${prefix}/` : '',
    endpoint: endpoint === undefined ? null : new URL(endpoint).origin,
    region: region ?? variables.AWS_REGION ?? variables.AWS_DEFAULT_REGION ?? 'us-east-1',
    // Servers other than Amazon's seldom have a name for each bucket.
    pathStyle: path_style === undefined ? endpoint !== undefined : path_style === 'true',
    keys: id && secret ? { accessKeyId: id, secretAccessKey: secret, ...(sessionToken ? { sessionToken } : {}) } : null,
  };
}
