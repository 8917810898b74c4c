import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

/**
 * Text that only its key, together with the server's secret, opens again (AES-256-GCM): answers hold what is shown once, which
 * must not lie readable in a database and its copies.
 */
export function seal(text: string, key: string, secret: Uint8Array): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', sealer(key, secret), iv);
  const closed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), closed]).toString('base64');
}

/** `null` for what was sealed by another key or secret, or was changed since. */
export function unseal(sealed: string, key: string, secret: Uint8Array): string | null {
  const bytes = Buffer.from(sealed, 'base64');
  try {
    const decipher = createDecipheriv('aes-256-gcm', sealer(key, secret), bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

function sealer(key: string, secret: Uint8Array): Buffer {
  return createHmac('sha256', secret).update(`answer ${key}`).digest();
}
