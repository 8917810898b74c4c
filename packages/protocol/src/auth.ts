import { z } from 'zod';
import { Id, Instant, Locale, listQuery, Role, Theme } from './primitives.ts';

export const User = z
  .object({
    id: Id,
    username: z.string(),
    email: z.string(),
    role: Role,
    location_ids: z.array(Id),
    locale: Locale.nullable(),
    theme: Theme,
    created_at: Instant,
    updated_at: Instant,
  })
  .meta({ id: 'User' });
export type User = z.infer<typeof User>;

export const LoginBody = z.strictObject({ username: z.string().min(1).max(120), password: z.string().min(1).max(256) });
export const LoginAnswer = z.object({
  access_token: z.string(),
  token_type: z.literal('Bearer'),
  /** Seconds. */
  expires_in: z.int(),
  user: User,
});
export type LoginAnswer = z.infer<typeof LoginAnswer>;

/** Without a body only the sign-in that the token belongs to ends. */
export const LogoutBody = z.strictObject({ everywhere: z.boolean() }).partial().nullish();

export const Password = z.string().min(10, 'must have at least 10 characters').max(256);

export const MePatch = z
  .strictObject({
    email: z.email().max(120),
    locale: Locale.nullable(),
    theme: Theme,
    current_password: z.string().max(256),
    password: Password,
  })
  .partial()
  .refine(body => body.password === undefined || body.current_password !== undefined, {
    path: ['current_password'],
    message: 'is needed to change the password',
  });

/** Lower case; letters, digits, dot, hyphen, underscore. */
export const Username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{1,78}[a-z0-9]$/, 'must be 3 to 80 letters, digits, dots, hyphens or underscores');

export const UserQuery = listQuery(['username', 'email', 'role', 'created_at'], 'username').extend({ role: Role.optional() });
export const UserCreate = z.strictObject({
  username: Username,
  email: z.email().max(120),
  password: Password,
  role: Role.default('viewer'),
  location_ids: z.array(Id).max(1000).default([]),
});
export const UserPatch = z
  .strictObject({ username: Username, email: z.email().max(120), password: Password, role: Role, location_ids: z.array(Id).max(1000) })
  .partial();
