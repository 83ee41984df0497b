/*
 * Run: node --import tsx throwing-handlers.ts
 * Throws from every kind of call that a connection makes, each on a connection of its own, and prints what came
 * through to the process, sorted.
 */
import type { ConnectionHandler } from '../connection.ts';
import { tcpDialer, tcpListeners } from '../node/tcp.ts';
import { Journal } from './journal.ts';

const CALLS = ['connected', 'received', 'drained', 'ended', 'closed'] as const;
const FAILURES = CALLS.length + 2;

const thrown: string[] = [];
process.on('uncaughtException', (error) => {
  thrown.push(error.message);
  if (thrown.length === FAILURES) process.stdout.write(JSON.stringify(thrown.sort()), () => process.exit());
});

function fail(message: string): never {
  throw new Error(message);
}

/** Sends so much that it drains, and ends then; throws from one of its calls instead of doing what it should. */
function throwFrom(call: keyof ConnectionHandler): ConnectionHandler {
  return new Journal({
    connected: (connection) => void connection.write(new Uint8Array(64 * 2 ** 20)),
    drained: (connection) => connection.end(),
    [call]: () => fail(call),
  });
}

const anyPort = { address: '127.0.0.1', port: 0 };

const answering = await tcpListeners.listen(anyPort, (connection) => {
  connection.write(new Uint8Array(10));
  connection.end();
  return new Journal();
});
for (const call of CALLS) tcpDialer.dial(answering.local, throwFrom(call));

const failing = await tcpListeners.listen(anyPort, () => fail('acceptor'));
tcpDialer.dial(failing.local, new Journal());

const reading = await tcpListeners.listen(anyPort, () => new Journal({ received: () => fail('received, accepted') }));
tcpDialer.dial(reading.local, new Journal()).write(Uint8Array.of(1));
