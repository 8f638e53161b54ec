/**
 * A PostgreSQL address taken apart. The adapter must be given the parts: handed a connection string, it ignores the
 * database name it is told to use, and the shadow database would be the real one.
 *
 * @param {string} url
 */
export function readAddress(url) {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  return {
    host: decodeURIComponent(hostname),
    port: Number(port || 5432),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
    schema: searchParams.get('schema') ?? 'public',
    options: searchParams.get('options') ?? undefined,
    ssl: sslOf(searchParams.get('sslmode')),
  };
}

/** `require` encrypts without asking who answers, as libpq does; the two `verify` modes ask. @param {string | null} mode */
function sslOf(mode) {
  if (mode === 'verify-ca' || mode === 'verify-full') return true;
  return mode === 'require' ? { rejectUnauthorized: false } : undefined;
}
