import { describeTransport } from '../testing/transport-suite.ts';
import { tcpDialer, tcpListeners } from './tcp.ts';

describeTransport('TCP over node:net', () => ({
  dialer: tcpDialer,
  listeners: tcpListeners,
  floodOctets: 64 * 2 ** 20,
  settle: (work) => work,
}));
