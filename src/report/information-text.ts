import type { OsInformation, PortInformation } from '../results/scan.ts';
import { formatDuration, harmless, shorten } from './plain-text.ts';

/** What responders say about ports and hosts, each on one line; none of it is to be trusted. */

/** A text of a peer fills a line at most. */
const LONGEST_TEXT = 60;

/** `ssh OpenSSH 9.2 "SSH-2.0-OpenSSH_9.2"`; empty where nothing is known. */
export function serviceText(info: Partial<PortInformation> | undefined): string {
  if (info === undefined) return '';
  const { service, product, version, description, banner } = info;
  const parts = [
    plain(service),
    plain(product),
    plain(version),
    description === undefined ? undefined : `(${plain(description)})`,
    banner === undefined ? undefined : `"${plain(banner)}"`,
  ];
  return parts.filter((part) => part !== undefined).join(' ');
}

/** `Debian GNU/Linux 12, kernel 6.1.0, x86_64, host name web-1, up 12 d 4 h` */
export function osText({ family, name, version, kernel, arch, hostname, uptimeSeconds }: OsInformation): string {
  const parts = [
    [name ?? family, version]
      .map(plain)
      .filter((part) => part !== undefined)
      .join(' '),
    kernel === undefined ? undefined : `kernel ${plain(kernel)}`,
    plain(arch),
    hostname === undefined ? undefined : `host name ${plain(hostname)}`,
    uptimeSeconds === undefined ? undefined : `up ${formatDuration(uptimeSeconds * 1_000)}`,
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}

function plain(text: string): string;
function plain(text: string | undefined): string | undefined;
function plain(text: string | undefined): string | undefined {
  return text === undefined ? undefined : shorten(harmless(text), LONGEST_TEXT);
}
