/** What stands for options of nmap, whose users type them here. */
const ours: readonly (readonly [option: RegExp, what: string])[] = [
  [/^-sT$/, 'to connect alone is --probe tcp'],
  [/^-sS$/, '--probe syn is not built yet; to connect alone is --probe tcp'],
  [/^-(s[VC]|A|O)$/, '--info asks open ports for their service, and the host for its system'],
  [/^-(Pn|sn|n)$/, 'no host is pinged before its ports are asked, and no address looked up: leave it out'],
  [/^-T\d?$/, 'the pace follows the answers; --timeout, --rate and --concurrency bound it'],
  [/^--top-ports$/, 'the 1000 popular ports are -Q, which is the default; others are named with -p'],
];

/** A line for people from nmap behind what is said of an unknown option, or nothing. */
export function hintForNmapUser(error: string): string {
  const [, option = ''] = /unknown option '([^']+)'/.exec(error) ?? [];
  const hint = ours.find(([pattern]) => pattern.test(option))?.[1];
  return hint === undefined ? '' : `(from nmap: ${hint})\n`;
}

/** Whether `-oX`, `-oN`, … was meant, which reads as `-o` with a file of that name, and the file as a target. */
export function isNmapFormat(file: string): boolean {
  return /^[NXGSA]$/.test(file);
}
