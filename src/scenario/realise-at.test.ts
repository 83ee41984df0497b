import { expect, test } from 'vitest';
import { CannotRealiseError } from '../faults/cannot-realise-error.ts';
import { ToxiproxyError } from '../faults/toxiproxy-error.ts';
import { SourceError } from '../source/diagnostic.ts';
import { realiseAt } from './realise-at.ts';
import { nowhere } from './testing/samples.ts';

const failingWith = (error: Error) => realiseAt(nowhere, () => Promise.reject(error));

test.each([
  [new CannotRealiseError('a filtered port', 'this is no Linux'), 'cannot realise a filtered port: this is no Linux'],
  [
    new ToxiproxyError('POST /proxies answered 500: no'),
    'the Toxiproxy cannot realise this: POST /proxies answered 500: no',
  ],
  [
    Object.assign(new Error('listen EMFILE: too many open files'), { code: 'EMFILE' }),
    'cannot realise this here and now: listen EMFILE: too many open files',
  ],
])('%s has a place in the scenario', async (error, message) => {
  const failure = await failingWith(error).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(SourceError);
  expect((failure as SourceError).diagnostics).toEqual([{ ...nowhere, message }]);
});

test.each([
  new TypeError('a bug'),
  Object.assign(new TypeError('a bug that node found'), { code: 'ERR_INVALID_ARG_TYPE' }),
  new SourceError([{ ...nowhere, line: 7, message: 'has its place already' }]),
])('%s stays what it is', async (error) => {
  await expect(failingWith(error)).rejects.toBe(error);
});

test('what can be realised passes through', async () => {
  await expect(realiseAt(nowhere, async () => 22)).resolves.toBe(22);
});
