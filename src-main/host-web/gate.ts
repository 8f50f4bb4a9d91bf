import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/**
 * Decides who may talk to the program. Any page of any site, and any user of this computer, can reach a port of
 * 127.0.0.1; only a browser that was given an address with a token gets the session's cookie.
 */
export interface Gate {
  /** An address that lets one browser in, once. */
  newAddress(): string;
  /** Whether the request names this host, and no other name that leads to it. */
  isAddressedHere(request: IncomingMessage): boolean;
  /** Whether the request comes from a page of this program. */
  isFromOwnPage(request: IncomingMessage): boolean;
  hasSession(request: IncomingMessage): boolean;
  /** The cookie to set where the token is one that was given out; null otherwise. It is worth nothing afterwards. */
  redeem(token: string): string | null;
}

export function createGate(port: number): Gate {
  const host = `127.0.0.1:${String(port)}`;
  // Cookies are shared by all ports of a host, so that the name carries the port.
  const cookieName = `nestwise-${String(port)}`;
  const secret = randomText();
  const tokens = new Set<string>();

  return {
    newAddress() {
      const token = randomText();
      tokens.add(token);
      return `http://${host}/?token=${token}`;
    },
    isAddressedHere: (request) => request.headers.host === host,
    isFromOwnPage: (request) => request.headers.origin === `http://${host}`,
    hasSession: (request) =>
      cookies(request).some(([name, value]) => name === cookieName && isSame(value, secret)),
    redeem(token) {
      const known = [...tokens].find((one) => isSame(one, token));
      if (known === undefined) return null;
      tokens.delete(known);
      return `${cookieName}=${secret}; Path=/; HttpOnly; SameSite=Strict`;
    },
  };
}

function randomText(): string {
  return randomBytes(24).toString('base64url');
}

/** Takes the same time wherever the texts differ. */
function isSame(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function cookies(request: IncomingMessage): (readonly [name: string, value: string])[] {
  return (request.headers.cookie ?? '').split(';').map((part) => {
    const [name, ...rest] = part.split('=');
    return [name.trim(), rest.join('=').trim()];
  });
}
