import { describe, expect, test } from 'vitest';
import { encodeMessage } from '../protocol/encoder.ts';
import { NO_BODY } from '../protocol/message.ts';
import type { Connection, ConnectionHandler, Dialer } from '../runtime/connection.ts';
import { VirtualClock } from '../sim/virtual-clock.ts';
import { ScriptedConnection } from './scripted-connection.ts';

const target = { address: '192.0.2.1', port: 22 };
const open = encodeMessage({
  name: 'open',
  encoding: 'binary',
  id: 7,
  source: target,
  destination: { address: '192.0.2.7', port: 40_112 },
  body: NO_BODY,
});

/** A connection of which the test says what arrives when. */
function scripted() {
  const clock = new VirtualClock();
  let handler: ConnectionHandler | undefined;
  const connection = { local: target, remote: target, write: () => true, destroy() {} } as unknown as Connection;
  const dialer: Dialer = {
    dial: (_, handed) => {
      handler = handed;
      return connection;
    },
  };
  const line = new ScriptedConnection(dialer, target, clock, 1);
  const at = (ms: number, happen: (handler: ConnectionHandler) => void) =>
    clock.setTimer(ms - clock.now(), () => happen(handler!), undefined);
  return { clock, line, at, receive: (ms: number, octets = open) => at(ms, (one) => one.received(octets, connection)) };
}

describe('a scripted connection', () => {
  test('hands out what comes within the time, its very end included', async () => {
    const { clock, line, receive } = scripted();
    receive(100);
    const first = await clock.runUntilSettled(line.next(100));
    expect(first).toMatchObject({ kind: 'message', index: 0, message: { name: 'open', id: 7 } });
    expect(await clock.runUntilSettled(line.next(50))).toBeUndefined();
    expect(clock.now()).toBe(150);
  });

  test('keeps for later what is read after the end of a silence, however late the silence is looked at', async () => {
    const { clock, line, receive } = scripted();
    receive(300);
    await clock.advance(400);
    expect(await line.nextUntil(200)).toBeUndefined();
    expect(line.sinceMs).toBe(200);
    expect(await line.next(0)).toMatchObject({ kind: 'message' });
    expect(line.sinceMs).toBe(300);
  });

  test('breaks a silence with what was read before its end', async () => {
    const { clock, line, receive } = scripted();
    receive(199);
    expect(await clock.runUntilSettled(line.nextUntil(200))).toMatchObject({ kind: 'message' });
  });

  test('hands out nothing after its end, and at once', async () => {
    const { clock, line, at, receive } = scripted();
    receive(10, open.subarray(0, 20));
    at(20, (handler) => handler.ended(line.connection));
    at(30, (handler) => handler.closed(undefined, line.connection));
    expect(await clock.runUntilSettled(line.next(100))).toEqual({ kind: 'ended' });
    expect([line.isOver, line.hasBegun]).toEqual([true, true]);
    expect(await clock.runUntilSettled(line.next(100))).toBeUndefined();
    expect(clock.now()).toBe(20);
  });

  test('tells of octets that are no message, and of a loss', async () => {
    const { clock, line, at, receive } = scripted();
    receive(10, Uint8Array.of(0x21));
    at(20, (handler) => handler.closed('ECONNRESET', line.connection));
    expect(await clock.runUntilSettled(line.next(100))).toMatchObject({ kind: 'violation', violation: { offset: 0 } });
    expect(await clock.runUntilSettled(line.next(100))).toEqual({ kind: 'lost', errno: 'ECONNRESET' });
    expect(line.receivedOctets).toEqual(Uint8Array.of(0x21));
  });

  test('that is closed lets nobody wait', async () => {
    const { clock, line } = scripted();
    clock.setTimer(10, () => line.close(), undefined);
    expect(await clock.runUntilSettled(line.next(100))).toBeUndefined();
    expect(clock.now()).toBe(10);
  });
});
