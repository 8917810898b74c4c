/**
 * Why a file can't be shown, in the server's English: `{…}` stands for what differs. What the server says (`status_detail`, the
 * detail of a refusal) is one of these sentences, so that a console can say the same in its reader's language.
 */
export const mediaReasons = {
  damaged: 'The file is incomplete or damaged.',
  noFrame: 'No picture of this video can be decoded: it is damaged.',
  notConverted: 'This file can not be converted: it is damaged or of an unknown kind.',
  noTool: 'The server has no {tool}: install ffmpeg and upload the file again.',
  gaveUp: 'The server could not process this file. Try again, or upload it again.',
  noRoom: 'There is no room left on the server to convert this file. Make room, then try again.',
  slowFile: 'It took too long to read this file.',
  slowPicture: 'It took too long to read this picture.',
  slowPackage: 'It took too long to read this package.',
  noPicture: 'There is no picture in this video.',
  noSound: 'There is no sound in this file.',
  tooLong: 'It is longer than 24 hours.',
  megapixels: 'The picture has {megapixels} megapixels; at most {most} can be shown.',
  pixels: 'The picture has {width} × {height} pixels; at most {most} in either direction can be shown.',
  gifClaims: 'This GIF claims {width} × {height} pixels around a picture of {innerWidth} × {innerHeight}.',
  movingPixels: 'A picture that moves can have {most} pixels a side; this one has {sides} in {frames} frames.',
  packageDamaged: 'The package is incomplete or damaged.',
  packageNoIndex: 'The package has no index.html at its top.',
  packageIndexSize: 'index.html may have {most} MiB.',
  packagePageSize: 'With everything it names inside of it, the page has more than {most} MiB.',
  packageComplex: 'The page of the package is too complex to be read.',
  packageNested: 'The page of the package is nested too deeply.',
  packageStyles: 'The style sheets of the package name each other too deeply.',
  packageEntries: 'The package has {entries} files; at most {most} are taken.',
  packageTwice: 'The package holds {name} twice.',
  packageSize: 'Unpacked, the package has more than {most} MiB.',
  packageLongName: 'The package holds a file whose name is too long.',
  packageEncrypted: 'The package is encrypted.',
  packageLink: 'The package holds {name}, which is a link or a device.',
  packageBomb: 'The package holds {name}, which unpacks to far more than it is.',
  packageClimbs: 'The package holds a file whose name leads out of it.',
  nameOther: 'The name ends in .{ending}, but the content is {found}. Give the file the right ending.',
  nameWrong: 'The name ends in .{ending}, but the content is not {claimed}.',
} as const;

export type MediaReasonKey = keyof typeof mediaReasons;

type Filled<T extends string> = T extends `${infer Before}{${string}}${infer After}` ? `${Before}${string}${Filled<After>}` : T;

/** One of the sentences, filled in. */
export type MediaReason = Filled<(typeof mediaReasons)[MediaReasonKey]>;

/** Which sentence it is and what was filled in; `null` for words that are none of them. */
export function readMediaReason(text: string): { key: MediaReasonKey; values: Record<string, string> } | null {
  for (const [key, pattern] of patterns) {
    const found = pattern.exec(text);
    if (found) return { key, values: { ...found.groups } };
  }
  return null;
}

const patterns = (Object.entries(mediaReasons) as [MediaReasonKey, string][]).map(([key, sentence]) => {
  const parts = sentence
    .split(/\{(\w+)\}/)
    .map((part, index) => (index % 2 ? `(?<${part}>.+)` : part.replace(/[.*+?^$()[\]\\|{}]/g, '\\$&')));
  return [key, new RegExp(`^${parts.join('')}$`, 's')] as const;
});
