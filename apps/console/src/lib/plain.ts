/** Without accents and capitals, as one types in a hurry: for finding. */
export function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
