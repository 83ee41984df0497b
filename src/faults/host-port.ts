/** A host and a port as Toxiproxy writes them: `127.0.0.1:80`, `[::1]:80`, `localhost:80`, `:80`. */
export interface HostPort {
  readonly host: string;
  readonly port: number;
}

/** Writes a host and a port as one text, brackets around IPv6. */
export function formatHostPort({ host, port }: HostPort): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

/** Reads what `formatHostPort` writes, and an empty text as `:0`. Throws a SyntaxError in Toxiproxy's words. */
export function parseHostPort(text: string): HostPort {
  if (text === '') return { host: '', port: 0 };
  const match = /^(?:\[([^\]]*)\]|([^:]*)):(\d*)$/.exec(text);
  if (match === null) {
    throw new SyntaxError(`address ${text}: ${text.includes(':') ? 'too many colons' : 'missing port'} in address`);
  }
  const [, bracketed, plain, digits] = match;
  if (Number(digits) > 65_535) throw new SyntaxError(`address ${digits}: invalid port`);
  return { host: (bracketed ?? plain)!, port: Number(digits) };
}
