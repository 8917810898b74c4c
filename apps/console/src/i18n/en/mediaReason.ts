import type { Words } from '../index.ts';
import type { mediaReason as pt } from '../pt-BR/mediaReason.ts';

export const mediaReason: Words<typeof pt> = {
  damaged: 'The file is incomplete or damaged. See whether it opens on your computer, and upload it again.',
  noFrame: 'No picture of this video can be read: it is damaged.',
  notConverted: 'This file could not be converted: it is damaged or of an unknown format. Export it as MP4 (H.264) and upload it again.',
  noTool: 'The program {{tool}} is missing on the server. Tell whoever looks after it; then upload the file again.',
  gaveUp: 'The server could not prepare this file. Try again, or upload it once more.',
  noRoom: 'The server has no room left to convert this file. Delete what is no longer needed, then try again.',
  slowFile: 'It took too long to read this file.',
  slowPicture: 'It took too long to read this picture.',
  slowPackage: 'It took too long to read this package.',
  noPicture: 'This video has no picture, only sound. Export it as MP3 to use it as audio.',
  noSound: 'There is no sound in this file.',
  tooLong: 'It is longer than 24 hours.',
  megapixels:
    'The picture has {{megapixels}} megapixels; at most {{most}} are taken. Save it smaller (a 4K screen has 8) and upload it again.',
  pixels: 'The picture has {{width}} × {{height}} pixels; at most {{most}} on a side are taken.',
  gifClaims: 'This GIF claims {{width}} × {{height}} pixels around a picture of {{innerWidth}} × {{innerHeight}}.',
  movingPixels:
    'A picture that moves may have {{most}} pixels on a side; this one has {{sides}} in {{frames}} frames. A video serves better.',
  packageDamaged: 'The package is incomplete or damaged.',
  packageNoIndex:
    'The package has no index.html in its top folder. Only pages come as ZIP; upload pictures and videos as they are, all at once.',
  packageIndexSize: 'index.html may have {{most}} MiB.',
  packagePageSize: 'With all it uses the page has more than {{most}} MiB.',
  packageComplex: 'The page of the package is too complex to be read.',
  packageNested: 'The page of the package is nested too deeply.',
  packageStyles: 'The style sheets of the package name each other too deeply.',
  packageEntries: 'The package has {{entries}} files; at most {{most}} are taken.',
  packageTwice: 'The package holds {{name}} twice.',
  packageSize: 'Unpacked, the package has more than {{most}} MiB.',
  packageLongName: 'The package holds a file whose name is too long.',
  packageEncrypted: 'The package has a password. Make it without one and upload it again.',
  packageLink: 'The package holds {{name}}, which is a link or a device.',
  packageBomb: 'The package holds {{name}}, which unpacks to far more than it is.',
  packageClimbs: 'The package holds a file whose name leads out of it.',
  nameOther: 'The name ends in .{{ending}}, but the content is {{found}}. Give the file the right ending and upload it again.',
  nameWrong:
    'The name ends in .{{ending}}, but the content is not {{claimed}}. Export it again from the program it came from: another ending converts nothing.',
};
