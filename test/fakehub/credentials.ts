// Who a request speaks as: the app by its signed token, its installation, a workflow, a person.

import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, verify } from 'node:crypto';
import { type Actor, ApiError, type Grants } from './api.ts';
import type { World } from './world.ts';

const nobody: Actor = { kind: 'nobody', user: null, appId: null, grants: null };

// Making a key takes long; all the fake GitHubs of one process share it.
let pair: { privateKey: string; publicKey: KeyObject } | undefined;

export function appKey(): { privateKey: string; publicKey: KeyObject } {
  if (!pair) {
    const made = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    pair = { privateKey: made.privateKey, publicKey: createPublicKey(made.publicKey) };
  }
  return pair;
}

interface Token {
  actor: Actor;
  /** Milliseconds of the machine's clock. */
  expires: number;
}

export class Credentials {
  readonly #tokens = new Map<string, Token>();
  readonly #world: World;
  readonly #clock: () => Date;

  constructor(world: World, clock: () => Date) {
    this.#world = world;
    this.#clock = clock;
  }

  issue(
    prefix: string,
    actor: Actor,
    lifetimeMs = Number.POSITIVE_INFINITY,
  ): { token: string; expiresAt: Date | null } {
    const token = `${prefix}_${randomBytes(18).toString('hex')}`;
    const expires = this.#clock().getTime() + lifetimeMs;
    this.#tokens.set(token, { actor, expires });
    return { token, expiresAt: Number.isFinite(expires) ? new Date(expires) : null };
  }

  installation(grants: Grants): { token: string; expiresAt: Date | null } {
    const { appUser, appId } = this.#world;
    return this.issue('ghs', { kind: 'installation', user: appUser, appId, grants }, 3_600_000);
  }

  /** Throws 401 for what is no valid credential. */
  actorOf(authorization: string | undefined): Actor {
    if (!authorization) return nobody;
    const [scheme = '', secret = ''] = authorization.split(' ');
    if (!/^(bearer|token)$/i.test(scheme)) throw new ApiError(401, 'Bad credentials');
    if (secret.split('.').length === 3) return this.#app(secret);
    const known = this.#tokens.get(secret);
    if (!known || known.expires <= this.#clock().getTime() || known.actor.user?.removed) {
      throw new ApiError(401, 'Bad credentials');
    }
    return known.actor;
  }

  #app(token: string): Actor {
    const [header = '', payload = '', signature = ''] = token.split('.');
    const key = appKey().publicKey;
    if (!verify('RSA-SHA256', Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url'))) {
      throw new ApiError(401, 'A JSON web token could not be decoded');
    }
    const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
    const { iss, iat, exp } = read(payload);
    const now = this.#clock().getTime() / 1000;
    if (read(header).alg !== 'RS256' || String(iss) !== String(this.#world.appId)) {
      throw new ApiError(401, "'Issuer' claim ('iss') must be the app's id");
    }
    if (Number(exp) < now)
      throw new ApiError(401, "'Expiration time' claim ('exp') must be a numeric value in the future");
    if (Number(exp) - now > 660) throw new ApiError(401, "'Expiration time' claim ('exp') is too far in the future");
    if (Number(iat) > now + 60) throw new ApiError(401, "'Issued at' claim ('iat') must be in the past");
    return { kind: 'app', user: this.#world.appUser, appId: this.#world.appId, grants: null };
  }
}
