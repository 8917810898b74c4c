import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Colour cards: far enough apart to be told from a compressed frame, and none of them black, white or the stage's magenta. */
export const COLOURS = { red: 'd02020', green: '20a040', blue: '2040d0', amber: 'e0a020', cyan: '20c0d0', grey: '808080' } as const;
export type Colour = keyof typeof COLOURS;

/** Makes the media the stage tests play, with ffmpeg: cards as pictures and clips, and what must be skipped. */
export async function makeMedia(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const colours = Object.entries(COLOURS);
  await Promise.all([
    ...colours.map(([name, hex]) => ffmpeg(folder, card(hex, 1), '-frames:v', '1', `${name}.png`)),
    ...colours.map(([name, hex]) => ffmpeg(folder, card(hex, 0.8), ...h264, `${name}.mp4`)),
    writeFile(join(folder, 'broken.mp4'), 'this is no video'),
    writeFile(join(folder, 'broken.png'), 'this is no picture'),
  ]);
  await ffmpeg(folder, card(COLOURS.cyan, 0.3), ...h264, 'blink.mp4');
  await ffmpeg(folder, card(COLOURS.red, 1), '-c:v', 'libx265', '-x265-params', 'log-level=none', '-tag:v', 'hvc1', 'hevc.mp4');
  await ffmpeg(folder, card(COLOURS.green, 4), '-f', 'lavfi', '-i', 'sine=frequency=440:duration=4', ...h264, '-c:a', 'aac', 'loud.mp4');
  // As large as it is dull, so that half of it is some seconds.
  const large = ['-b:v', '2M', '-minrate', '2M', '-maxrate', '2M', '-bufsize', '500k', '-x264-params', 'nal-hrd=cbr'];
  await ffmpeg(folder, card(COLOURS.green, 4), ...h264, ...large, 'stall.mp4');
  await ffmpeg(folder, 'sine=frequency=440:duration=1.5', '-c:a', 'libopus', 'tone.ogg');
  // A clip whose picture changes half-way: red, then blue.
  await ffmpeg(folder, `${card(COLOURS.red, 1)}[a];${card(COLOURS.blue, 1)}[b];[a][b]concat`, ...h264, 'halves.mp4');
  await writeFile(join(folder, 'page.html'), page(COLOURS.amber, ''));
  await writeFile(join(folder, 'other.html'), page(COLOURS.grey, ''));
  await writeFile(join(folder, 'stuck.html'), page(COLOURS.cyan, 'while (true) {}'));
  await writeFile(join(folder, 'endless.html'), page(COLOURS.cyan, '').concat('<img src="/media/hang.mp4">'));
  await writeFile(join(folder, 'news.editorial'), editorial('news', NEWS));
  await writeFile(join(folder, 'notice.editorial'), editorial('notice', NEWS));
  await writeFile(join(folder, 'menu.editorial'), editorial('menu', MENU, 12));
  await writeFile(join(folder, 'small-menu.editorial'), editorial('menu', MENU.slice(0, 3), 12));
  await writeFile(join(folder, 'long.editorial'), editorial('news', NEWS.slice(1, 2)));
  await writeFile(join(folder, 'prying.html'), page(COLOURS.green, PRYING));
}

const h264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '10', '-movflags', '+faststart'];

function card(hex: string, seconds: number): string {
  return `color=c=0x${hex}:s=320x180:r=25:d=${seconds}`;
}

function ffmpeg(folder: string, source: string, ...output: string[]) {
  return run('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', source, ...output], { cwd: folder });
}

function page(hex: string, script: string): string {
  return `<!doctype html><title>page</title><style>html{background:#${hex}}</style><script>${script}</script>`;
}

/** Turns the page grey if any door of the sandbox stands open. */
const PRYING = `
  const doors = [() => parent.document.title, () => localStorage.length, () => document.cookie, () => top.location.href];
  const open = doors.filter(door => { try { door(); return true } catch { return false } });
  if (open.length > 0 || origin !== 'null') document.documentElement.style.background = '#808080';
`;

const LONG = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(2);
const NEWS = [
  { title: 'São Paulo leva a vacina contra a gripe a 86 shoppings e farmácias', body: 'Sem agendamento, para todas as idades.' },
  { title: LONG, body: 'palavra '.repeat(250) },
  { title: 'مرحبا بالعالم 🎉👩‍👩‍👧‍👦 '.repeat(10), body: '<img src=x onerror="document.title=1">' },
  { title: 'a'.repeat(300), body: 'b'.repeat(2000) },
];
const MENU = [
  { title: 'Para beber', body: null },
  ...['Café coado', 'Espresso duplo', LONG].map((title, at) => ({ title, body: `${at + 6},50\ncom leite` })),
  { title: 'Massa da casa', body: 'volta amanhã' },
];

function editorial(theme: string, items: readonly { title: string; body: string | null }[], items_per_slide = 1): string {
  const facts = { link: 'https://example.com/a/long/path', published_at: '2026-03-09T14:30:00Z' };
  const config = { seconds_per_item: 1, show_qr: true, items_per_slide };
  return JSON.stringify({ name: 'Saúde', theme, source: 'example.com', config, items: items.map(item => ({ ...item, ...facts })) });
}
