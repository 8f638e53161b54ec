/** What the cookies are called: with the `__Host-` prefix over https, which browsers then guard; plain on http localhost. */
export interface CookieNames {
  readonly session: string;
  readonly browser: string;
  readonly secure: boolean;
}

export function cookieNames(publicUrl: string): CookieNames {
  return publicUrl.startsWith('https:')
    ? { session: '__Host-sid', browser: '__Host-ask', secure: true }
    : { session: 'sid', browser: 'ask', secure: false };
}

export interface Cookies {
  readonly session: string | null;
  readonly browser: string | null;
}

const TOKEN = /^[\w-]{43}$/;

/** Of a name sent twice the first counts; whatever does not look like one of our tokens is as good as none. */
export function readCookies(header: string | undefined, names: CookieNames): Cookies {
  const values = new Map<string, string>();
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=');
    const name = pair.slice(0, at).trim();
    if (at > 0 && !values.has(name)) values.set(name, pair.slice(at + 1).trim());
  }
  const token = (name: string) => {
    const value = values.get(name);
    return value !== undefined && TOKEN.test(value) ? value : null;
  };
  return { session: token(names.session), browser: token(names.browser) };
}

/** A Set-Cookie line; `seconds` 0 takes the cookie away. */
export function cookieLine(name: string, value: string, seconds: number, secure: boolean): string {
  return `${name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
}
