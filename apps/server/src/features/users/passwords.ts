import { hash, verify } from '@node-rs/argon2';

/** argon2id with OWASP's second choice of parameters: 19 MiB, 2 passes, 1 lane (the library's algorithm 2 is argon2id). */
const parameters = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), parameters);
}

/** A hash nobody's password fits, so that an unknown user costs the same time as a wrong password. */
const nobody = hashPassword(crypto.randomUUID());

/** Whether the password fits; `null` stands for a user that does not exist, and takes as long. */
export async function passwordFits(password: string, stored: string | null): Promise<boolean> {
  const fits = await verify(stored ?? (await nobody), password.normalize('NFC'));
  return stored !== null && fits;
}
