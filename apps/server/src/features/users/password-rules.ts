import { rule } from '../../platform/errors.ts';

/** Words that the list of common passwords, which is English at heart, does not have. */
const local = ['senha', 'mudar', 'trocar', 'admin', 'administrador', 'administrator', 'signage', 'tvs'];
const fewestCharacters = 5;

/** The list is large and seldom needed: it is read when the first password is chosen. */
let list: Promise<ReadonlySet<string>> | null = null;
const common = () => {
  list ??= import('@zxcvbn-ts/language-common').then(({ dictionary }) => new Set([...dictionary['passwords-common'], ...local]));
  return list;
};

/**
 * Refuses what is guessed first: the well-known passwords, also with digits and signs around them, the own names, and a few
 * characters over and over. Length is the schema's business.
 * @throws ProblemError 422 `password`
 */
export async function requireGoodPassword(password: string, { username, email }: { username: string; email: string }): Promise<void> {
  const plain = password.normalize('NFKC').toLowerCase();
  const bare = plain.replace(/^[\W\d_]+|[\W\d_]+$/gu, '');
  const own = [username, email, email.split('@')[0] ?? ''].map(name => name.toLowerCase()).filter(name => name.length > 2);
  if (new Set(plain).size < fewestCharacters) throw rule('password', 'repeats a few characters; choose another');
  if (own.some(name => plain === name || bare === name))
    throw rule('password', 'is the user name or e-mail with little added; choose another');
  const known = await common();
  if (known.has(plain) || known.has(bare)) throw rule('password', 'is one of those that are tried first; choose another');
}
