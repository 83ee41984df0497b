import { describe, expect, it } from 'vitest';
import type { ObservationKind, Probe } from '../probe/prober.ts';
import { brief, HOST, runScan } from './testing/run-scan.ts';
import type { Scene, Script } from './testing/scripted-prober.ts';

/** Port by port what each of its probes in turn comes to; the last stands for all further ones. */
function scenes(...acts: readonly (ObservationKind | Scene)[]): Script {
  return (_probe, time) => {
    const act = acts[Math.min(time, acts.length) - 1]!;
    return typeof act === 'string' ? { kind: act } : act;
  };
}

const local: Scene = { kind: 'local', code: 'EMFILE' };

describe('retries', () => {
  it.each<[ObservationKind | Scene, string]>([
    ['no-response', 'filtered no-response'],
    ['unreachable', 'filtered unreachable'],
    ['no-reply', 'filtered no-reply'],
    ['cut', 'filtered cut'],
    ['reset', 'closed reset'],
    ['hangup', 'closed hangup'],
  ])('are earned by %s', async (kind, verdict) => {
    const { ports, prober } = await runScan({ script: scenes(kind), retries: 2 });
    expect(ports.map(brief)).toEqual([`1 ${verdict} ×3`]);
    expect(prober.sent).toHaveLength(3);
  });

  it.each<[ObservationKind | Scene, string]>([
    ['open', 'open syn-ack'],
    ['connected', 'open syn-ack'],
    ['closed', 'closed rst'],
    ['refused', 'closed refused'],
    [{ kind: 'error-reply', code: 'denied' }, 'open error-reply'],
    ['bad-reply', 'open bad-reply'],
    ['not-psap', 'open not-psap'],
  ])('are not earned by %s', async (kind, verdict) => {
    const { ports, prober } = await runScan({ script: scenes(kind), retries: 2 });
    expect(ports.map(brief)).toEqual([`1 ${verdict} ×1`]);
    expect(prober.sent).toHaveLength(1);
  });

  it.each<[Scene, string]>([
    [{ kind: 'error-reply', code: 'denied' }, 'error agent:denied'],
    [{ kind: 'bad-reply' }, 'error agent:bad-reply'],
    [{ kind: 'not-psap' }, 'error agent:not-psap'],
    [{ kind: 'reset' }, 'error agent:reset'],
    [{ kind: 'no-reply' }, 'filtered no-reply'],
  ])('are earned in agent mode by %s', async (scene, verdict) => {
    const { ports } = await runScan({ script: scenes(scene), prober: 'agent' });
    expect(ports.map(brief)).toEqual([`1 ${verdict} ×2`]);
  });

  it.each<ObservationKind>(['open', 'closed'])('are not earned in agent mode by %s', async (kind) => {
    const { prober } = await runScan({ script: scenes(kind), prober: 'agent' });
    expect(prober.sent).toHaveLength(1);
  });

  it('end with the first certain answer', async () => {
    const { ports } = await runScan({ script: scenes('no-response', 'reset', 'open'), retries: 9 });
    expect(ports.map(brief)).toEqual(['1 open syn-ack ×3']);
  });

  it('let the last attempt decide, whatever was seen before', async () => {
    const { ports } = await runScan({ script: scenes('reset', 'cut', 'no-response'), retries: 2 });
    expect(ports.map(brief)).toEqual(['1 filtered no-response ×3']);
  });

  it('can be left out', async () => {
    const { ports } = await runScan({ script: scenes('no-response'), retries: 0 });
    expect(ports.map(brief)).toEqual(['1 filtered no-response ×1']);
  });

  it('count in the time of a port, which begins with its first attempt', async () => {
    const slow = { kind: 'no-response', afterMs: 100 } as const;
    const { ports, result } = await runScan({ script: scenes(slow, slow, { kind: 'open', afterMs: 7 }), retries: 2 });
    expect(ports[0]!.elapsedMs).toBe(207);
    expect(result.elapsedMs).toBe(207);
  });
});

describe('probes', () => {
  it('ask for the status with the time limit of the pacing, once per port and host', async () => {
    const hosts = ['127.0.0.1', '::1'];
    const { prober, result } = await runScan({ script: scenes('closed'), hosts, ports: [1, 9], timeoutMs: 250 });
    const asked = prober.sent.map(({ probe: { question, subject, timeoutMs } }) => ({ question, subject, timeoutMs }));
    expect(asked).toHaveLength(4);
    for (const address of hosts) {
      for (const port of [1, 9]) {
        expect(asked).toContainEqual({ question: 'status', subject: { address, port }, timeoutMs: 250 });
      }
    }
    expect(result.hosts.map(({ address, ports }) => [address, ports.map(({ port }) => port)])).toEqual([
      ['127.0.0.1', [1, 9]],
      ['::1', [1, 9]],
    ]);
    expect(prober.isClosed).toBe(true);
  });

  it('ask for the TCP answer alone where that is wanted, and for nothing else then', async () => {
    const { prober, ports } = await runScan({ script: scenes('connected'), method: 'tcp', information: true });
    expect(prober.sent.map(({ probe }) => probe.question)).toEqual(['tcp']);
    expect(ports.map(brief)).toEqual(['1 open syn-ack ×1']);
  });

  it('go out in an order that the seed decides', async () => {
    const ports = Array.from({ length: 50 }, (_, index) => index + 1);
    const orderOf = async (seed: number) => {
      const { prober } = await runScan({ script: scenes('closed'), ports, seed });
      return prober.sent.map(({ probe }) => probe.subject.port);
    };
    const [one, same, other] = [await orderOf(1), await orderOf(1), await orderOf(2)];
    expect(one).toEqual(same);
    expect(one).not.toEqual(other);
    expect(one).not.toEqual(ports);
  });

  it('are none where nothing is to be scanned', async () => {
    for (const nothing of [{ hosts: [] }, { ports: [] }]) {
      const { end, prober, result } = await runScan({ script: scenes('open'), ...nothing });
      expect([end.kind, prober.sent, result.summary.open]).toEqual(['finished', [], 0]);
    }
  });
});

describe('what is reported', () => {
  it('is in ascending order, whatever the order in which it was found', async () => {
    const ports = [9, 80, 443, 1_000, 22_222];
    const script: Script = ({ subject }) => ({ kind: 'closed', afterMs: 50_000 - subject.port });
    const { ports: found, decided } = await runScan({ script, ports });
    expect(found.map(({ port }) => port)).toEqual(ports);
    expect(decided.map(({ port }) => port)).toEqual(ports.toReversed());
  });

  it.each<[ObservationKind, true | null]>([
    ['open', true],
    ['refused', true],
    ['reset', true],
    ['no-reply', true],
    ['no-response', null],
    ['unreachable', null],
  ])('says after %s that the host is up: %s', async (kind, up) => {
    const { result } = await runScan({ script: scenes(kind) });
    expect(result.hosts[0]!.up).toBe(up);
  });

  it('names the plan, the engine and the seed', async () => {
    const { result } = await runScan({ script: scenes('closed'), mode: 'quick', method: 'tcp', seed: 99 });
    expect(result).toMatchObject({ mode: 'quick', probe: 'tcp', engine: 'scripted', seed: 99 });
  });
});

describe('a local failure', () => {
  it('is no attempt and no verdict: the port is asked again', async () => {
    const { ports, end, localErrors } = await runScan({ script: scenes(local, local, local, 'open'), retries: 0 });
    expect(ports.map(brief)).toEqual(['1 open syn-ack ×1']);
    expect(end.kind).toBe('finished');
    expect(localErrors).toBe(3);
  });

  it('is not counted among the attempts that failed for another reason', async () => {
    const { ports } = await runScan({ script: scenes('no-response', local, local, 'no-response', 'open'), retries: 1 });
    expect(ports.map(brief)).toEqual(['1 filtered no-response ×2']);
  });

  it('does not count in the time of a port', async () => {
    const { ports, endedMs } = await runScan({ script: scenes(local, local, { kind: 'open', afterMs: 3 }) });
    expect(ports[0]!.elapsedMs).toBe(3);
    expect(endedMs).toBeGreaterThan(30);
  });

  it('slows the scan down, more and more', async () => {
    const { prober } = await runScan({ script: scenes(local, local, local, local, 'open') });
    const gaps = prober.sent.slice(1).map(({ atMs }, index) => atMs - prober.sent[index]!.atMs);
    expect(gaps).toEqual([11, 21, 41, 81]);
  });

  it('costs no port its verdict where descriptors are few', async () => {
    const ports = Array.from({ length: 300 }, (_, index) => index + 1);
    let endsMs: number[] = [];
    const script: Script = (_probe, _time, nowMs) => {
      endsMs = endsMs.filter((endMs) => endMs > nowMs);
      if (endsMs.length === 10) return { ...local, afterMs: 0 };
      endsMs.push(nowMs + 20);
      return { kind: 'closed', afterMs: 20 };
    };
    const { result, prober, endedMs } = await runScan({ script, ports, concurrency: 256 });
    expect(result.summary).toEqual({ open: 0, closed: 300, filtered: 0, error: 0 });
    const failures = prober.observed.filter(({ kind }) => kind === 'local').length;
    expect(failures).toBeGreaterThan(0);
    expect(failures).toBeLessThan(600);
    expect(endedMs).toBeLessThan(5_000);
  });

  it('of some ports does not keep the others from being probed', async () => {
    const hosts = ['127.0.0.1', '::1'];
    const ports = Array.from({ length: 30 }, (_, index) => index + 1);
    const script: Script = ({ subject }) =>
      subject.address === '::1' ? { kind: 'local', code: 'EADDRNOTAVAIL' } : { kind: 'refused' };
    const { result } = await runScan({ script, hosts, ports });
    expect(result.hosts.map(({ summary }) => summary)).toEqual([
      { open: 0, closed: 30, filtered: 0, error: 0 },
      { open: 0, closed: 0, filtered: 0, error: 30 },
    ]);
  });

  it('that goes on for 5 s makes errors of the ports that were never probed', async () => {
    const { ports, end, endedMs, result } = await runScan({ script: scenes(local), ports: [1, 2, 3] });
    expect(ports.map(brief)).toEqual([1, 2, 3].map((port) => `${port} error local:EMFILE ×0`));
    expect(ports.map(({ elapsedMs }) => elapsedMs)).toEqual([0, 0, 0]);
    expect(result.hosts[0]!.up).toBe(null);
    expect(end.kind).toBe('finished');
    expect(endedMs).toBeGreaterThanOrEqual(5_000);
    expect(endedMs).toBeLessThan(6_000);
  });

  it('leaves a port what an earlier attempt saw', async () => {
    const script: Script = ({ subject }, time) =>
      subject.port === 1 && time === 1 ? { kind: 'no-response', afterMs: 100 } : local;
    const { ports } = await runScan({ script, ports: [1, 2] });
    expect(ports.map(brief)).toEqual(['1 filtered no-response ×1', '2 error local:EMFILE ×0']);
  });

  it('is forgotten with any other observation', async () => {
    // Port 2 answers every 3 s, so that no 5 s pass with failures alone.
    const script: Script = ({ subject }, time) => {
      if (subject.port === 2) return { kind: time < 4 ? 'no-response' : 'closed', afterMs: 3_000 };
      return time < 14 ? local : { kind: 'open' };
    };
    const { ports, endedMs } = await runScan({ script, ports: [1, 2], retries: 9 });
    expect(endedMs).toBeGreaterThan(10_000);
    expect(ports.map(brief)).toEqual(['1 open syn-ack ×1', '2 closed rst ×4']);
  });

  it('leaves what is under way its chance when the scan gives up', async () => {
    const script: Script = ({ question, subject }) => {
      if (question !== 'status') return { kind: 'no-reply', afterMs: 20_000 };
      return subject.port === 1 ? { kind: 'open' } : local;
    };
    const { ports } = await runScan({ script, ports: [1, 2], information: true, retries: 0 });
    expect(ports.map(brief)).toEqual(['1 open syn-ack ×1', '2 error local:EMFILE ×0']);
  });
});

describe('a displaced request', () => {
  it('is asked again at once, however often, and does not count', async () => {
    const script = scenes('displaced', 'displaced', 'displaced', 'open');
    const { ports, endedMs } = await runScan({ script, prober: 'agent', retries: 0 });
    expect(ports.map(brief)).toEqual(['1 open syn-ack ×1']);
    expect(ports[0]!.elapsedMs).toBe(1);
    expect(endedMs).toBe(4);
  });
});

describe('an agent that no connection reaches', () => {
  const unreached: Scene = { kind: 'unreached', code: 'refused' };

  it('ends the scan without a verdict, after the attempts of one port', async () => {
    const ports = Array.from({ length: 1_000 }, (_, index) => index + 1);
    const { end, result, prober } = await runScan({ script: scenes(unreached), prober: 'agent', ports });
    expect(end).toEqual({ kind: 'agent-unreachable', address: HOST, code: 'refused', others: 0 });
    expect(result.hosts).toMatchObject([{ up: null, ports: [] }]);
    expect(prober.sent.length).toBeLessThanOrEqual(16);
  });

  it('is no such once it was reached: its ports are errors then', async () => {
    const script: Script = ({ subject }) => (subject.port === 1 ? { kind: 'open' } : { ...unreached, afterMs: 50 });
    const { end, ports } = await runScan({ script, prober: 'agent', ports: [1, 2] });
    expect(end.kind).toBe('finished');
    expect(ports.map(brief)).toEqual(['1 open syn-ack ×1', '2 error agent:refused ×2']);
  });

  it('has another chance while attempts are left', async () => {
    const { end, ports } = await runScan({ script: scenes(unreached, 'open'), prober: 'agent' });
    expect(end.kind).toBe('finished');
    expect(ports.map(brief)).toEqual(['1 open syn-ack ×2']);
  });

  it('takes nothing from the hosts that can be reached', async () => {
    const hosts = ['127.0.0.1', '127.0.0.2', '127.0.0.3'];
    const ports = Array.from({ length: 100 }, (_, index) => index + 1);
    const script: Script = ({ subject }) =>
      subject.address === '127.0.0.2' ? { kind: 'closed', afterMs: 5 } : { ...unreached, code: 'no-response' };
    const { end, result, prober } = await runScan({ script, prober: 'agent', hosts, ports });
    expect(end).toMatchObject({ kind: 'agent-unreachable', code: 'no-response', others: 1 });
    expect(result.complete).toBe(false);
    expect(result.hosts.map(({ summary }) => summary.closed)).toEqual([0, 100, 0]);
    expect(result.summary).toEqual({ open: 0, closed: 100, filtered: 0, error: 0 });
    expect(prober.sent.length).toBeLessThan(150);
  });
});

describe('information', () => {
  const portAnswer: Scene = {
    kind: 'information',
    attributes: [
      { name: 'SERVICE', value: 'ssh' },
      { name: 'TRANSPORT', value: 'tcp' },
    ],
  };
  const osAnswer: Scene = { kind: 'information', attributes: [{ name: 'OS_FAMILY', value: 'Linux' }] };
  const informs = ({ question }: Probe): Scene => {
    if (question === 'port') return portAnswer;
    return question === 'os' ? osAnswer : { kind: 'open' };
  };

  it('is asked for after the verdict, of open ports, and once of the host about its lowest', async () => {
    const script: Script = (probe) =>
      probe.question === 'status' && probe.subject.port === 9 ? { kind: 'closed' } : informs(probe);
    const { prober, ports, result } = await runScan({ script, ports: [9, 22, 80], information: true });
    const asked = prober.sent.map(({ probe }) => `${probe.question} ${probe.subject.port}`);
    expect(asked.toSorted()).toEqual(['os 22', 'port 22', 'port 80', 'status 22', 'status 80', 'status 9']);
    expect(asked.indexOf('port 80')).toBeGreaterThan(asked.indexOf('status 80'));
    expect(ports.map(({ info }) => info?.service)).toEqual([undefined, 'ssh', 'ssh']);
    expect(result.hosts[0]!.os).toEqual({ family: 'Linux' });
  });

  it('is not asked for where nobody wants it', async () => {
    const { prober } = await runScan({ script: informs });
    expect(prober.sent.map(({ probe }) => probe.question)).toEqual(['status']);
  });

  it.each<ObservationKind>(['error-reply', 'bad-reply', 'not-psap'])(
    'is not asked of a port that is open for the reason %s',
    async (kind) => {
      const { prober } = await runScan({ script: scenes(kind), information: true });
      expect(prober.sent.map(({ probe }) => probe.question)).toEqual(['status']);
    },
  );

  it('of the host waits until all its ports have their verdict', async () => {
    const script: Script = (probe) =>
      probe.question === 'status' && probe.subject.port === 1 ? { kind: 'open', afterMs: 500 } : informs(probe);
    const { prober } = await runScan({ script, ports: [1, 2, 3], information: true });
    const asked = prober.sent.find(({ probe }) => probe.question === 'os');
    expect(asked).toMatchObject({ probe: { subject: { port: 1 } }, atMs: 500 });
  });

  it('of several hosts is asked of each once', async () => {
    const hosts = ['127.0.0.1', '127.0.0.2'];
    const { prober, result } = await runScan({ script: informs, hosts, ports: [5, 6], information: true });
    const asked = prober.sent.filter(({ probe }) => probe.question === 'os').map(({ probe }) => probe.subject);
    expect(asked.toSorted((one, other) => one.address.localeCompare(other.address))).toEqual(
      hosts.map((address) => ({ address, port: 5 })),
    );
    expect(result.hosts.map(({ os }) => os?.family)).toEqual(['Linux', 'Linux']);
  });

  it.each<[Scene, number]>([
    [{ kind: 'error-reply', code: 'denied' }, 1],
    [{ kind: 'bad-reply' }, 1],
    [{ kind: 'refused' }, 1],
    [{ kind: 'no-reply' }, 2],
    [{ kind: 'reset' }, 2],
    [{ kind: 'no-response' }, 2],
  ])('that ends in %s changes nothing, and is asked for so often: %i', async (scene, times) => {
    const script: Script = ({ question }) => (question === 'status' ? { kind: 'open' } : scene);
    const { prober, ports, result } = await runScan({ script, information: true });
    expect(ports.map(brief)).toEqual(['1 open syn-ack ×1']);
    expect(ports[0]).not.toHaveProperty('info');
    expect(result.hosts[0]).not.toHaveProperty('os');
    for (const question of ['port', 'os']) {
      expect(prober.sent.filter(({ probe }) => probe.question === question)).toHaveLength(times);
    }
  });

  it('comes with another attempt where the first was lost', async () => {
    const script: Script = (probe, time) =>
      probe.question !== 'status' && time === 1 ? { kind: 'cut' } : informs(probe);
    const { ports, result } = await runScan({ script, information: true });
    expect(ports[0]!.info?.service).toBe('ssh');
    expect(result.hosts[0]!.os?.family).toBe('Linux');
  });

  it('is asked for again after local failures and displacements, which are no attempts', async () => {
    const script: Script = (probe, time) => {
      if (probe.question === 'status' || time > 3) return informs(probe);
      return time === 2 ? { kind: 'displaced' } : local;
    };
    const { ports, result } = await runScan({ script, information: true, retries: 0, prober: 'agent' });
    expect(ports[0]!.info?.service).toBe('ssh');
    expect(result.hosts[0]!.os?.family).toBe('Linux');
  });

  it('is done without where this machine fails for too long', async () => {
    const script: Script = ({ question }) => (question === 'status' ? { kind: 'open' } : local);
    const { ports, end } = await runScan({ script, information: true, ports: [1, 2] });
    expect(ports.map(brief)).toEqual(['1 open syn-ack ×1', '2 open syn-ack ×1']);
    expect(end.kind).toBe('finished');
  });

  it('does not change the time of the port', async () => {
    const script: Script = (probe) => ({ ...informs(probe), afterMs: probe.question === 'port' ? 80 : 2 });
    const { ports } = await runScan({ script, information: true });
    expect(ports[0]).toMatchObject({ elapsedMs: 2, attempts: 1 });
  });
});

describe('stop', () => {
  const ports = Array.from({ length: 40 }, (_, index) => index + 1);

  it('ends the scan with what was decided so far, and closes the prober', async () => {
    const script = scenes({ kind: 'closed', afterMs: 10 });
    const { end, result, ports: found, prober, endedMs } = await runScan({ script, ports, stopAtMs: 25 });
    expect([end, result.complete]).toEqual([{ kind: 'stopped' }, false]);
    expect(found).toHaveLength(16);
    expect(prober.isClosed).toBe(true);
    expect(endedMs).toBe(25);
  });

  it('keeps the ports that have their verdict and wait for information', async () => {
    const script: Script = ({ question }) =>
      question === 'status' ? { kind: 'open' } : { kind: 'no-reply', afterMs: 1_000 };
    const { ports: found, decided } = await runScan({ script, ports: [1, 2], information: true, stopAtMs: 500 });
    expect(found.map(brief)).toEqual(['1 open syn-ack ×1', '2 open syn-ack ×1']);
    expect(decided).toHaveLength(2);
  });

  it('leaves out ports that are still to be asked again', async () => {
    const script: Script = (_probe, time) => ({ kind: 'no-response', afterMs: time === 1 ? 10 : 1_000 });
    const { ports: found } = await runScan({ script, ports, concurrency: 40, stopAtMs: 500 });
    expect(found).toEqual([]);
  });

  it('keeps silent ports that were asked as often as they had to be, where nobody has answered', async () => {
    const script = scenes({ kind: 'no-response', afterMs: 100 });
    const { ports: found, end } = await runScan({ script, ports, concurrency: 30, stopAtMs: 250 });
    expect(end).toEqual({ kind: 'stopped' });
    // The first thirty places were taken by first attempts, then by the others' and by second ones.
    expect(found).toHaveLength(20);
    for (const { state, attempts } of found) expect([state, attempts]).toEqual(['filtered', 2]);
  });

  it('before it has begun leaves it with nothing to do', async () => {
    const { end, ports: found, prober } = await runScan({ script: scenes('open'), ports, stopAtMs: 'before' });
    expect([end, found, prober.sent]).toEqual([{ kind: 'stopped' }, [], []]);
    expect(prober.isClosed).toBe(true);
  });

  it('while sending is paused leaves no timer behind', async () => {
    const { end, endedMs } = await runScan({ script: scenes(local), stopAtMs: 300 });
    expect([end.kind, endedMs]).toEqual(['stopped', 300]);
  });
});

describe('limits', () => {
  const ports = Array.from({ length: 300 }, (_, index) => index + 1);
  const script: Script = ({ index }) => ({ kind: 'closed', afterMs: 1 + (index % 7) });

  it.each([1, 2, 7, 64, 200])('of %i probes at once are used up and never passed', async (concurrency) => {
    const many = Array.from({ length: 1_000 }, (_, index) => index + 1);
    const { prober } = await runScan({ script, ports: many, concurrency });
    expect(prober.mostUnderWay).toBe(concurrency);
  });

  it.each([1, 3, 10, 64, 300, 999, 5_000])('of %i probes a second are never passed', async (ratePerSecond) => {
    const { prober, endedMs } = await runScan({
      script,
      ports: ports.slice(0, 100),
      concurrency: 1_000,
      ratePerSecond,
    });
    const times = prober.sent.map(({ atMs }) => atMs);
    const burst = Math.max(1, ratePerSecond / 100);
    times.forEach((fromMs, first) => {
      for (let last = first; last < times.length; last += 1) {
        const may = burst + ((times[last]! - fromMs) * ratePerSecond) / 1_000;
        expect(last - first + 1).toBeLessThanOrEqual(may + 1e-6);
      }
    });
    expect(endedMs).toBeLessThan(((100 - burst) * 1_000) / ratePerSecond + 150);
  });
});
