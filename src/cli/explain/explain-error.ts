import type { ErrorExplanation, ExampleOctets } from '../../results/explain.ts';
import type { ErrorRow } from '../../source/specification.ts';
import { clauseText } from './clauses.ts';
import type { Library, Vector } from './library.ts';

/** An error of a responder: when, what becomes of the connection, and octets that cause it or tell of it. */

/** The clause that says which of several errors is reported. */
const PRECEDENCE = 'ERR-16';
/** As many examples are enough. */
const MOST_EXAMPLES = 2;

export function explainError(library: Library, row: ErrorRow): ErrorExplanation {
  const { code, rank, judged, afterwards, echoes } = row;
  const clauseId = `ERR-${rank}`;
  const requests = library.vectors.filter(({ reader }) => reader === 'responder');
  const violating = requests.filter(({ violation }) => violation?.code === code);
  const answered = requests.filter(({ violation, clauses }) => violation === null && clauses.includes(clauseId));
  return {
    kind: 'error-code',
    code,
    rank,
    clause: clauseText(library, clauseId),
    judged,
    connection: afterwards,
    echoes,
    advice: (library.advice.codes[code] ?? '').trim(),
    causes: shortest(violating.length > 0 ? violating : answered),
    answers: shortest(library.vectors.filter((vector) => tellsOf(vector, code))).slice(0, 1),
  };
}

/** The shortest of each encoding; those about several errors at once come last. */
function shortest(vectors: readonly Vector[]): ExampleOctets[] {
  const alone = vectors.filter(({ clauses }) => !clauses.includes(PRECEDENCE));
  const examples = (alone.length > 0 ? alone : vectors).map(({ file, name, why, octets, violation }) => {
    const hex = octets.map((run) => run.hex.repeat(run.times)).join('');
    return { file, name, why, hex, offset: violation?.offset ?? null };
  });
  const sorted = examples.toSorted((one, other) => one.hex.length - other.hex.length);
  const firstOctets = [...new Set(sorted.map(({ hex }) => hex.slice(0, 2)))];
  return firstOctets.map((first) => sorted.find(({ hex }) => hex.startsWith(first))!).slice(0, MOST_EXAMPLES);
}

/** Whether it is an error with that code, alone on its connection. */
function tellsOf({ messages, octets, violation }: Vector, code: string): boolean {
  const [message, ...others] = messages;
  if (violation !== null || others.length > 0) return false;
  if (message?.name !== 'status-error' && message?.name !== 'refusal') return false;
  const codeHex = Buffer.from(code).toString('hex');
  return octets.some(({ hex }) => hex.includes(codeHex));
}
