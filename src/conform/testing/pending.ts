/** Mutants and clauses that wait for cases; the list only gets shorter. */
export const pending: ReadonlySet<string> = new Set<string>([
  'row: reject, without set-timer',
  'row: reject, going to idle',
  'row: reject, going to receiving',
  'row: reject, going to closed',
  'row: idle/receiving message [denied], without set-timer',
  'row: idle/receiving message [not-served], without set-timer',
  'row: idle/receiving message [bad-value], without set-timer',
  'row: idle/receiving message [good and asks-status and closed], without set-timer',
  'row: idle/receiving message [good and wants-port and open], without set-timer',
  'row: idle/receiving message [good and wants-port and closed], without set-timer',
  'row: idle/receiving message [good and wants-os-alone and not filtered], without set-timer',
  'row: closing begun/message/violation/ended/drain, going to idle',
  'row: closing begun/message/violation/ended/drain, going to receiving',
  'row: closing begun/message/violation/ended/drain, going to closed',
  'code: busy: with a reset',
  'takes: signals in another order',
]);
