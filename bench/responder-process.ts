import { loopbackOnly } from '../src/respond/access.ts';
import { viewProfile } from '../src/respond/host-view.ts';
import { Responder } from '../src/respond/responder.ts';
import { nodeClock } from '../src/runtime/node/clock.ts';
import { tcpListeners } from '../src/runtime/node/tcp.ts';
import { everythingIsOpen } from './everything-is-open.ts';

/** A responder in a process of its own: tells its parent where it listens, and ends when the parent is done with it. */
const acceptor = new Responder({ clock: nodeClock }).acceptorFor(viewProfile(everythingIsOpen, 'all', loopbackOnly));
const { local } = await tcpListeners.listen({ address: '127.0.0.1', port: 0 }, acceptor);
process.on('disconnect', () => process.exit());
process.send!(local);
