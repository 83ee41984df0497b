import { SourceError } from '../source/diagnostic.ts';
import { TextLines } from '../source/text-lines.ts';

/** The kinds of YAML files that commands take, told apart by keys that one kind alone has at its top. */

export type YamlKind = 'scenario' | 'host' | 'target';

interface KindDetails {
  readonly keys: RegExp;
  readonly is: string;
  readonly wants: string;
}

const kinds: Readonly<Record<YamlKind, KindDetails>> = {
  scenario: {
    keys: /^(?:target|hosts|scan|scanners|timeline)(?= *:)/m,
    is: 'a scenario, for `portlab run` and `portlab up`',
    wants: 'give a scenario, with `target` or `hosts`',
  },
  host: {
    keys: /^ports(?= *:)/m,
    is: 'the profile of a host, for `portlab serve`',
    wants: 'give the profile of a host, with `ports`: what is answered for it',
  },
  target: {
    keys: /^(?:open|closed|filtered)(?= *:)/m,
    is: 'the profile of a target, for `portlab conform`',
    wants: 'give the profile of a target, with `open`, `closed` and `filtered`: what is true of it',
  },
};

/** What there is to say of a file that could not be read as `wanted`: where it is of another kind, that alone. */
export function explainMixUp(error: unknown, text: string, file: string, wanted: YamlKind): unknown {
  if (!(error instanceof SourceError) || kinds[wanted].keys.test(text)) return error;
  const other = Object.values(kinds).find(({ keys }) => keys.test(text));
  if (other === undefined) return error;
  const { index, 0: key } = other.keys.exec(text)!;
  const place = new TextLines(text, file).place(index, index + key.length);
  return new SourceError([{ ...place, message: `this is ${other.is}`, help: kinds[wanted].wants }]);
}
