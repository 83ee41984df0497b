import { Document, isMap, isScalar, type Pair, visit, type YAMLMap } from 'yaml';
import type { ScanResult } from '../results/scan.ts';
import type { AttemptBook } from './attempt-book.ts';
import { keyOf, type RecordedHost, type RecordedScanner, recordHost } from './record-host.ts';

export interface Recorded {
  /** A scenario of `portlab run`; undefined where the scan found nothing that one could say. */
  readonly yaml?: string;
  /** What of the scan it does not bring back, a line for each kind and host. */
  readonly notices: readonly string[];
}

/**
 * The scenario whose world is what a scan met, and which expects of it what the scan found.
 *
 * @param book what became of its connections; of a scan by way of agents nothing is needed
 * @param header what stands above it, lines without `#`
 */
export function recordScenario(
  result: ScanResult,
  book: AttemptBook,
  scanner: RecordedScanner,
  header: string,
): Recorded {
  const all = result.hosts.map((host) => recordHost(host, book, scanner));
  const notices = all.flatMap((host) => [...host.notices, ...host.leftOut]);
  const hosts = all.filter(({ probed }) => probed.length > 0);
  const [only, ...others] = hosts;
  if (only === undefined) return { notices };

  const isSingle = others.length === 0;
  const scans = scansOf(hosts);
  const scanOf = (of: readonly RecordedHost[]) => describeScan(result, of, scanner);
  const [scan, ...moreScans] = scans;
  const document = new Document({
    name: `Recorded from ${isSingle ? only.address : `${hosts.length} hosts`}`,
    ...(isSingle ? { target: only.written } : { hosts: byName(hosts, ({ written }) => written) }),
    ...(moreScans.length === 0
      ? { scan: scanOf(scan!), expect: isSingle ? only.expect : byName(hosts, ({ expect }) => expect) }
      : {
          scanners: new Map(scans.map((of, index) => [`scan-${index + 1}`, { hosts: of.map(nameOf), ...scanOf(of) }])),
          expect: new Map(scans.map((of, index) => [`scan-${index + 1}`, byName(of, ({ expect }) => expect)])),
        }),
  });
  document.commentBefore = comment(header);
  for (const host of hosts) {
    const written = document.getIn(isSingle ? ['target'] : ['hosts', nameOf(host)]);
    if (isMap(written)) addRemarks(written, host);
  }
  const absent = all.filter((host) => !hosts.includes(host)).flatMap(({ leftOut }) => leftOut);
  if (absent.length > 0) document.comment = comment(absent.join('\n'));
  return { yaml: writeYaml(document), notices };
}

/** Hosts of which the same ports are to be probed are for one scanner. */
function scansOf(hosts: readonly RecordedHost[]): RecordedHost[][] {
  const scans = new Map<string | number, RecordedHost[]>();
  for (const host of hosts) {
    const key = keyOf(host.probed);
    scans.set(key, [...(scans.get(key) ?? []), host]);
  }
  return [...scans.values()];
}

function byName<T>(hosts: readonly RecordedHost[], partOf: (host: RecordedHost) => T): Map<string, T> {
  return new Map(hosts.map((host) => [nameOf(host), partOf(host)]));
}

/** A name begins with a letter and has no dots or colons. */
function nameOf({ address }: RecordedHost): string {
  return `host-${address.replace(/[.:]/g, '-')}`;
}

function describeScan(
  { mode, complete }: ScanResult,
  hosts: readonly RecordedHost[],
  scanner: RecordedScanner,
): Readonly<Record<string, unknown>> {
  const { probe, encoding, via, info, timeoutMs, retries, concurrency, ratePerSecond } = scanner;
  const isWhole = complete && mode !== 'list' && hosts.every(({ leftOut }) => leftOut.length === 0);
  return {
    ports: isWhole ? mode : keyOf(hosts[0]!.probed),
    ...(probe !== 'psap' && { probe }),
    ...(encoding !== 'text' && { encoding }),
    ...(via !== 'direct' && { via }),
    ...(info && { info }),
    timeout: `${timeoutMs}ms`,
    retries,
    ...(concurrency !== undefined && { concurrency }),
    ...(ratePerSecond !== undefined && { rate: `${ratePerSecond}/s` }),
  };
}

/** Says beside ports what of them is not brought back, and in the table which are not there. */
function addRemarks(host: YAMLMap, { remarks, leftOut }: RecordedHost): void {
  for (const { key, value } of host.items as Pair[]) {
    if (!isScalar(key) || key.value !== 'ports' || !isMap(value)) continue;
    if (leftOut.length > 0) key.commentBefore = comment(leftOut.join('\n'));
    for (const { key: ports } of value.items as Pair[]) {
      const said = isScalar(ports) ? remarks.get(ports.value as string | number) : undefined;
      if (said !== undefined) (ports as { commentBefore?: string }).commentBefore = comment(said.join('\n'));
    }
  }
}

/** Texts of strangers may hold characters that move a cursor, or turn what follows: they are spelled out (SEC-9). */
const unwritable = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;

function writeYaml(document: Document): string {
  visit(document, {
    Pair(_, { key, value }) {
      // A port, or what is expected of some, is a line.
      if (isScalar(key) && /^\d/.test(String(key.value)) && isMap(value)) value.flow = true;
    },
    Scalar(_, node) {
      if (typeof node.value !== 'string') return;
      // Nothing that a stranger says is the name of a value.
      node.value = node.value.replaceAll('${', () => '$${');
      if (unwritable.test(node.value as string)) node.type = 'QUOTE_DOUBLE';
    },
  });
  const yaml = document.toString({ lineWidth: 0, doubleQuotedAsJSON: true });
  return yaml.replace(new RegExp(unwritable, 'gu'), (character) =>
    character === '\n' ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function comment(lines: string): string {
  return lines.replace(/^/gm, ' ');
}
