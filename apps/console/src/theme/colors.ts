import type { MantineColorsTuple } from '@mantine/core';

/** The one accent. Light themes fill with shade 7, dark ones with shade 4. */
export const petrol: MantineColorsTuple = [
  '#edf8fa',
  '#d6f0f5',
  '#b4e3ec',
  '#88d0df',
  '#57b9cc',
  '#32a1b4',
  '#198698',
  '#0b6d7c',
  '#095663',
  '#09414a',
];

/** Warm paper: the light theme's neutrals. */
export const gray: MantineColorsTuple = [
  '#fafaf8',
  '#f5f4f2',
  '#ebebe9',
  '#e0e0dd',
  '#ccccca',
  '#a8a8a6',
  '#80807e',
  '#5c5c5a',
  '#3d3d3b',
  '#1e1e1c',
];

/** Cool graphite: the dark theme's neutrals. */
export const dark: MantineColorsTuple = [
  '#e7eef1',
  '#cfd5d8',
  '#a7adb0',
  '#808688',
  '#4b5153',
  '#353a3c',
  '#262b2d',
  '#1b2022',
  '#13181a',
  '#0c1012',
];
