/** Words that mean something in our YAML files: those of YAML itself, of the values, and the keys. */

const marks = [
  '\n',
  '\n  ',
  '\n    ',
  '\n- ',
  ': ',
  '- ',
  ', ',
  '# ',
  '? ',
  '| \n',
  '>-\n',
  '---\n',
  '...\n',
  '\t',
  '\r\n',
];

const yaml =
  '{ } [ ] {} [] " \' "" ~ &a *a <<: %YAML !!str !!binary !x \\u0000 "\\x00" \u{feff} \u{2028} \u{85} \u{d7ff} é null true ' +
  'no 0x50 0o17 .inf -.inf .nan 1e400 -0 1_000 2024-01-01 __proto__: constructor: toString:';

const values =
  '22 80 8000-8010 "22,80" 1-65535 65535 65536 0 -1 1.5 22,22 80-22 127.0.0.1 192.0.2.10 "::1" 2001:db8::1 ' +
  '"::ffff:127.0.0.1" 10.0.0.0/8 "::/0" 300ms 1.5s 2m 3d 1kB/s 1000/s >=1s open closed filtered silent tcp "12"';

const profileKeys =
  'address agent access status information os family name version kernel arch hostname uptime ports default state ' +
  'service transport product banner description';

const scenarioKeys =
  'target scan expect summary hosts slow jitter bandwidth sliced size delay reset hangup cut garbage tarpit busy denied ' +
  'first speaks probe encoding timeout retries concurrency rate info via reason time attempts error psap text binary quick ' +
  'full include let matrix scanners timeline at every until host ${a} $${ duration port.time.p99 port.attempts.max "<=2" ' +
  'full direct syn-ack no-reply no-response rst refused bad-reply local:EMFILE agent:cut';

export const profileWords = octetsOf([...marks, ...words(yaml), ...words(values), ...keys(profileKeys)]);
export const scenarioWords = [...profileWords, ...octetsOf(keys(scenarioKeys))];

function words(text: string): string[] {
  return text.split(' ');
}

/** Each with its colon and without. */
function keys(text: string): string[] {
  return words(text).flatMap((key) => [key, `${key}: `]);
}

function octetsOf(texts: readonly string[]): Uint8Array[] {
  return texts.map((text) => new TextEncoder().encode(text));
}
