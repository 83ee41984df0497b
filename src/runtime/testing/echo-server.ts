/*
 * Run with few descriptors: node --import tsx echo-server.ts
 * Listens on a free port of 127.0.0.1, prints the port, and sends back what it receives until its input ends.
 */
import { tcpListeners } from '../node/tcp.ts';
import { Journal } from './journal.ts';

const listener = await tcpListeners.listen({ address: '127.0.0.1', port: 0 }, () => {
  return new Journal({
    received: (octets, connection) => void connection.write(new Uint8Array(octets)),
    ended: (connection) => connection.end(),
  });
});
process.stdout.write(`${listener.local.port}\n`);
process.stdin.resume().on('end', () => process.exit());
