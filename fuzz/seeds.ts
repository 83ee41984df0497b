import { readdirSync, readFileSync } from 'node:fs';
import { fromHex } from '../src/protocol/testing/decoding.ts';
import { MAX_DEPTH } from '../src/source/yaml-depth.ts';
import { EXPORT_FILE, type ExportedVector } from '../tools/vectors/export.mjs';

/** What inputs are made from: the test vectors of the specification, and the scenarios. */

const SCENARIOS = new URL('../scenarios/', import.meta.url);

/** The octets of every vector. */
export function vectorSeeds(): Uint8Array[] {
  const { vectors } = JSON.parse(readFileSync(EXPORT_FILE, 'utf8')) as { vectors: ExportedVector[] };
  return vectors.map(({ octets }) => fromHex(octets.map(({ hex, times }) => hex.repeat(times)).join('')));
}

/** The bodies of all messages in vectors that have attributes, and what follows the header of binary messages at fault. */
export function bodySeeds(): Uint8Array[] {
  return vectorSeeds()
    .filter((octets) => octets[0] === 0x89 && octets.length > 48)
    .map((octets) => octets.subarray(48));
}

/** The text of every scenario. */
export function scenarioTexts(): string[] {
  return readdirSync(SCENARIOS)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => readFileSync(new URL(name, SCENARIOS), 'utf8'));
}

/** Host profiles: one that says everything, some with mistakes that are easily made, and one as deep as it may be. */
export function profileTexts(): string[] {
  return [
    wholeProfile,
    '{}',
    'ports: { default: filtered, "22,80-90": open }',
    'ports:\n  22: open\n  20-25: closed\n',
    `ports: ${'['.repeat(MAX_DEPTH - 2)}${']'.repeat(MAX_DEPTH - 2)}`,
  ];
}

const wholeProfile = `# Everything that can be said of a host.
address: 2001:db8::80
agent: 4545
os: { family: Linux, name: Debian GNU/Linux, version: "12", kernel: 6.1.0, arch: x86_64, hostname: web-1, uptime: 3d }
access: { status: [0.0.0.0/0, "::/0"], information: [127.0.0.1, "2001:db8::/32"] }
ports:
  default: closed
  22: &ssh { state: open, service: ssh, product: OpenSSH, version: "9.2" }
  23: { <<: *ssh, banner: "SSH-2.0-OpenSSH_9.2", transport: tcp }
  80:
    state: open
    service: http
    description: >
      The shop, behind
      a proxy.
  "443,8443": open
  8000-8010: filtered
`;
