import { do_not_optimize } from 'mitata';
import { parser as createParser, generate, type Packet } from 'mqtt-packet';
import protobuf from 'protobufjs';
import { Decoder } from '../src/protocol/decoder.ts';
import { encodeMessage } from '../src/protocol/encoder.ts';
import type { BenchmarkGroup } from './benchmark.ts';
import { statusRequest } from './messages.ts';

/**
 * Our codec beside two that many use, on messages of the same content and about the same length: a status request as a
 * protobuf message, and as an MQTT publish whose topic holds the endpoints and whose payload holds the greeting.
 */

const request = statusRequest('binary');
const binary = encodeMessage(request);
const text = encodeMessage(statusRequest('text'));

const StatusRequest = protobuf
  .parse(
    `syntax = "proto3";
     message StatusRequest {
       uint32 version = 1; uint32 type = 2; uint32 kind = 3; uint32 signals = 4; uint32 id = 5;
       string source = 6; uint32 source_port = 7; string destination = 8; uint32 destination_port = 9; bytes body = 10;
     }`,
  )
  .root.lookupType('StatusRequest');
const protobufMessage = StatusRequest.create({
  version: 1,
  type: 0,
  kind: 0,
  signals: 0,
  id: request.id,
  source: request.source.address,
  sourcePort: request.source.port,
  destination: request.destination.address,
  destinationPort: request.destination.port,
  body: request.body,
});
const protobufOctets = StatusRequest.encode(protobufMessage).finish();

const publish = generate({
  cmd: 'publish',
  topic: `psap/${request.source.address}/${request.source.port}/${request.destination.address}/${request.destination.port}`,
  payload: Buffer.from(request.body),
  qos: 1,
  messageId: 7,
  retain: false,
  dup: false,
});

const decoder = new Decoder('requests');

/** As a peer matches a message: its name and its id; addresses and body stay views. */
function decodeBinary(): void {
  decoder.push(binary);
  const message = decoder.next()!;
  do_not_optimize(message.id + message.name.length);
}

/** Every field made a value of its own. */
function decodeBinaryWhole(): void {
  decoder.push(binary);
  const { id, source, destination, body } = decoder.next()!;
  do_not_optimize(id + source.port + destination.port + body.length);
}

function decodeText(): void {
  decoder.push(text);
  const { id, source, destination, body } = decoder.next()!;
  do_not_optimize(id + source.port + destination.port + body.length);
}

let packets = 0;
const mqtt = createParser();
mqtt.on('packet', (packet: Packet) => {
  packets += packet.messageId ?? 0;
});

export const codecPeerBenchmarks: BenchmarkGroup = {
  name: 'codec beside others',
  unit: 'ns',
  benchmarks: [
    { name: 'protobufjs decode', body: () => do_not_optimize(StatusRequest.decode(protobufOctets)) },
    { name: 'binary decode', beside: 'protobufjs decode', body: decodeBinary },
    { name: 'binary decode, every field', beside: 'protobufjs decode', body: decodeBinaryWhole },
    { name: 'protobufjs encode', body: () => do_not_optimize(StatusRequest.encode(protobufMessage).finish()) },
    { name: 'binary encode', beside: 'protobufjs encode', body: () => do_not_optimize(encodeMessage(request)) },
    {
      name: 'mqtt-packet parse',
      body: () => {
        mqtt.parse(publish);
        do_not_optimize(packets);
      },
    },
    { name: 'text decode, every field', beside: 'mqtt-packet parse', body: decodeText },
  ],
};
