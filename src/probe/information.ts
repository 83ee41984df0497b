import { type Attribute, findAttribute, type TagName } from '../protocol/attributes.ts';
import type { OsInformation, PortInformation } from '../results/scan.ts';

/** Information about ports and hosts, between attributes on the wire and the results' plain types (clauses ATTR-*). */

const portFields: Readonly<Record<keyof PortInformation, TagName>> = {
  service: 'SERVICE',
  transport: 'TRANSPORT',
  product: 'PRODUCT',
  version: 'PRODUCT_VERSION',
  banner: 'BANNER',
  description: 'DESCRIPTION',
  kind: 'PORT_KIND',
};

const osFields: Readonly<Record<Exclude<keyof OsInformation, 'uptimeSeconds'>, TagName>> = {
  family: 'OS_FAMILY',
  name: 'OS_NAME',
  version: 'OS_VERSION',
  kernel: 'KERNEL',
  arch: 'ARCH',
  hostname: 'HOSTNAME',
};

/** What an information answer says of its port. SERVICE and TRANSPORT have been checked to be there. */
export function readPortInformation(attributes: readonly Attribute[]): PortInformation {
  return readFields(portFields, attributes) as PortInformation;
}

/** What an information answer says of the host. OS_FAMILY has been checked to be there. */
export function readOsInformation(attributes: readonly Attribute[]): OsInformation {
  const information = readFields(osFields, attributes) as OsInformation;
  const uptime = findAttribute(attributes, 'UPTIME');
  if (uptime === undefined || !/^(?:0|[1-9]\d*)$/.test(uptime)) return information;
  const uptimeSeconds = Number(uptime);
  return Number.isSafeInteger(uptimeSeconds) ? { ...information, uptimeSeconds } : information;
}

/** The attributes that answer WANT `port`. */
export function portAttributes(information: PortInformation): Attribute[] {
  return writeFields(portFields, information);
}

/** The attributes that answer WANT `os`. */
export function osAttributes(information: OsInformation): Attribute[] {
  const attributes = writeFields(osFields, information);
  if (information.uptimeSeconds !== undefined) {
    attributes.push({ name: 'UPTIME', value: String(Math.floor(information.uptimeSeconds)) });
  }
  return attributes;
}

/** What PORT_KIND says of a port (IANA's three ranges, RFC 6335). */
export function portKind(port: number): 'system' | 'user' | 'dynamic' {
  if (port <= 1_023) return 'system';
  return port <= 49_151 ? 'user' : 'dynamic';
}

function readFields(fields: Readonly<Record<string, TagName>>, attributes: readonly Attribute[]): object {
  const information: Record<string, string> = {};
  for (const [key, name] of Object.entries(fields)) {
    const value = findAttribute(attributes, name);
    if (value !== undefined) information[key] = value;
  }
  return information;
}

function writeFields(fields: Readonly<Record<string, TagName>>, information: object): Attribute[] {
  const values = information as Readonly<Record<string, string | undefined>>;
  return Object.entries(fields).flatMap(([key, name]) => {
    const value = values[key];
    return value === undefined ? [] : [{ name, value }];
  });
}
