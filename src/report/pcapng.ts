import type { RunBegan, TimelineEvent, VerdictReached } from '../results/timeline.ts';
import { Endpoints } from './pcapng/endpoints.ts';
import { type Endpoint, PacketWriter } from './pcapng/ip-packet.ts';
import { PcapngWriter } from './pcapng/pcapng-writer.ts';
import { TcpConversation, type TimedSegment } from './pcapng/tcp-conversation.ts';
import { epochMs } from './pcapng/wall-clock.ts';
import { count, formatDuration } from './plain-text.ts';

/**
 * A timeline as a pcapng file, for Wireshark and its like: every connection is a TCP conversation between the scanner
 * and the logical address, in packets that begin with their IP header. Octets, their times and how a connection ended
 * are from the timeline; `TcpConversation` says what is not. Faults and verdicts are comments: a fault at the first
 * packet from then on, a verdict at the last one of the port's own connections. `note` is a comment at the first packet
 * of every connection.
 */
export function toPcapng(timeline: readonly TimelineEvent[], note?: string): Uint8Array {
  const began = timeline.find((event) => event.kind === 'began');
  const conversations = followConnections(timeline);
  const packets = layOutPackets(conversations);
  if (note !== undefined) for (const { segments } of conversations) segments[0]?.comments.push(note);
  noteVerdicts(timeline, conversations);
  noteFaults(timeline, packets);
  const beganUs = epochMs(began?.wallClock ?? '') * 1_000;
  const writer = new PcapngWriter('portlab', [...describeRun(began), ...describeLocalFailures(conversations)]);
  const packetWriter = new PacketWriter();
  for (const { segment, from, to } of packets) {
    writer.add({
      atUs: beganUs + Math.round(segment.atMs * 1_000),
      octets: packetWriter.write(from, to, segment),
      direction: segment.from === 'scanner' ? 'outbound' : 'inbound',
      comments: segment.comments,
    });
  }
  return writer.file;
}

/** The connections as conversations, in order of dialling. */
function followConnections(timeline: readonly TimelineEvent[]): readonly TcpConversation[] {
  const conversations = new Map<number, TcpConversation>();
  for (const event of timeline) {
    if (event.kind === 'dial') conversations.set(event.connection, new TcpConversation(event));
    else if ('connection' in event) conversations.get(event.connection)?.take(event);
  }
  const endMs = timeline.at(-1)?.atMs ?? 0;
  for (const conversation of conversations.values()) conversation.finish(endMs);
  return [...conversations.values()];
}

interface Packet {
  readonly segment: TimedSegment;
  readonly from: Endpoint;
  readonly to: Endpoint;
}

/** The segments of all conversations in order of time. */
function layOutPackets(conversations: readonly TcpConversation[]): readonly Packet[] {
  const endpoints = new Endpoints();
  for (const { dial, local } of conversations) if (local !== undefined) endpoints.learn(dial, local);
  return conversations
    .flatMap(({ dial, local, segments }) => {
      const [scanner, peer] = [endpoints.scannerOf(dial, local), endpoints.peerOf(dial)];
      return segments.map((segment) =>
        segment.from === 'scanner' ? { segment, from: scanner, to: peer } : { segment, from: peer, to: scanner },
      );
    })
    .sort((one, other) => one.segment.atMs - other.segment.atMs);
}

/** The verdict of a port comes after the last connection to it; one that an agent answered for has none. */
function noteVerdicts(timeline: readonly TimelineEvent[], conversations: readonly TcpConversation[]): void {
  const byNumber = new Map(conversations.map((conversation) => [conversation.dial.connection, conversation]));
  const latest = new Map<string, TcpConversation>();
  for (const event of timeline) {
    if (event.kind === 'dial') {
      latest.set(`${event.scanner} ${event.address} ${event.port}`, byNumber.get(event.connection)!);
    } else if (event.kind === 'verdict') {
      latest.get(`${event.scanner} ${event.host} ${event.port}`)?.comment(describeVerdict(event), event.atMs);
    }
  }
}

function describeVerdict({ scanner, port, state, reason, attempts, elapsedMs }: VerdictReached): string {
  const effort = `${count(attempts, 'attempt')}, ${formatDuration(elapsedMs)}`;
  return `verdict of scanner ${scanner}: port ${port} ${state} (${reason}), ${effort}`;
}

function noteFaults(timeline: readonly TimelineEvent[], packets: readonly Packet[]): void {
  for (const event of timeline) {
    if (event.kind !== 'fault') continue;
    const { atMs, change, host, ports, fault } = event;
    const packet = packets.find(({ segment }) => segment.atMs >= atMs) ?? packets.at(-1);
    packet?.segment.comments.push(`fault ${change}: ${host} port ${ports}, ${fault}`);
  }
}

function describeRun(began: RunBegan | undefined): readonly string[] {
  const run = began === undefined ? [] : [`${began.name}, seed ${began.seed}`];
  return [
    ...run,
    'Written from a timeline: octets, their times and how connections ended are as they were; handshakes, sequence ' +
      'numbers and acknowledgements are what they must have been.',
  ];
}

function describeLocalFailures(conversations: readonly TcpConversation[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { localFailure } of conversations) {
    if (localFailure !== undefined) counts.set(localFailure, (counts.get(localFailure) ?? 0) + 1);
  }
  return [...counts].map(
    ([errno, number]) => `${count(number, 'connection')} failed here, with ${errno}: no packet left`,
  );
}
