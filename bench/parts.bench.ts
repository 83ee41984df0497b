import { ObservationQueue } from '../src/engines/observation-queue.ts';
import type { Probe, Prober } from '../src/probe/prober.ts';
import type { Encoding } from '../src/protocol/message.ts';
import { RequestWriter } from '../src/protocol/request-writer.ts';
import { viewProfile } from '../src/respond/host-view.ts';
import { Responder } from '../src/respond/responder.ts';
import type { Connection } from '../src/runtime/connection.ts';
import { nodeClock } from '../src/runtime/node/clock.ts';
import type { Benchmark, BenchmarkGroup } from './benchmark.ts';
import { everythingIsOpen } from './everything-is-open.ts';
import { HOST, scanOnce } from './scan-once.ts';

/** What stands between the codec and the sockets, each part by itself. */

const PORTS = 65_535;
const BATCH = 1_000;
const SCANNER = { address: '127.0.0.1', port: 40_000 };
const AGENT = { address: '127.0.0.1', port: 4_545 };

/** An engine that finds every port open at once. */
class InstantProber extends ObservationQueue implements Prober {
  readonly engine = 'stream';
  readonly mode = 'agent';

  submit(probes: readonly Probe[]): void {
    const atMs = nodeClock.now();
    for (const { index } of probes) this.push({ index, kind: 'open', rttMs: 1, atMs });
  }

  cancel(): void {}
  close(): void {}
}

/** A connection whose peer takes everything, at once. */
const bottomless: Connection = {
  local: AGENT,
  remote: SCANNER,
  write: () => true,
  end() {},
  destroy() {},
  reset() {},
  pause() {},
  resume() {},
};

function writeRequests(encoding: Encoding): Uint8Array {
  const writer = new RequestWriter(BATCH);
  for (let id = 1; id <= BATCH; id += 1) {
    writer.write({ question: 'status', id, source: SCANNER, destination: { address: HOST, port: id }, encoding });
  }
  return writer.finish();
}

function responderConnection(encoding: Encoding): Benchmark {
  return {
    name: `responder connection, one status, ${encoding}`,
    operations: BATCH,
    body: async function* () {
      const responder = new Responder({ clock: nodeClock });
      const handler = responder.acceptorFor(viewProfile(everythingIsOpen, 'all', undefined))(bottomless)!;
      const requests = writeRequests(encoding);
      yield () => handler.received(requests, bottomless);
      await responder.drain(0);
    },
  };
}

export const partBenchmarks: BenchmarkGroup = {
  name: 'parts',
  unit: 'ns',
  benchmarks: [
    { name: 'session, one port', operations: PORTS, body: () => scanOnce(new InstantProber(), PORTS, 4_096, 'open') },
    { name: 'request writer, one status, text', operations: BATCH, body: () => writeRequests('text') },
    { name: 'request writer, one status, binary', operations: BATCH, body: () => writeRequests('binary') },
    responderConnection('text'),
    responderConnection('binary'),
  ],
};
