#!/usr/bin/env python3
"""A PSAP/1 responder with nothing but the standard library of Python 3.9.

It is written from the text of the protocol alone, to be read from top to bottom, after messages.py: the life of a
connection, what a request gets, and the truth about a host. README.md beside it builds it step by step.

    python3 responder.py --agent 4545 --open 12022=ssh 12080 --filtered 12800 --direct 12022
"""

import argparse
import asyncio
import ipaddress
import json
import signal

from messages import (
    ACK, BINARY_HEADER, COMMAND, DATA, END, ERROR_CODE, HEADER_LIMIT, INFORMATION, ORDER, OS_FAMILY, PORT_KIND, RST,
    SERVICE, STATUS, SYN, TRANSPORT, WANT, Fault, Request, first_fault, judge_binary_header, judge_text_header,
    pack_address, read_attributes, unpack_address, write_attributes, write_binary, write_text,
)

DISCARD_SECONDS = 2
WRITE_SECONDS = 5


class Connection:
    """One TCP connection. `port` is the logical port of a direct listener; None on the agent port."""

    closing = frozenset(ORDER[: ORDER.index("denied")])  # the errors after which it is closed

    def __init__(self, host, port, reader, writer):
        self.host, self.port, self.reader, self.writer = host, port, reader, writer
        self.encoding = "text"  # of the last message received
        own, peer = (writer.get_extra_info(name)[:2] for name in ("sockname", "peername"))
        self.own, self.peer = ((unpack_own(address), number) for address, number in (own, peer))

    async def serve(self):
        """Answers message after message until one side ends the connection."""
        try:
            while await self.serve_message():
                pass
        except asyncio.IncompleteReadError:
            pass  # The peer ended its side: after whole messages, or within one, which then gets no answer.
        await self.close()

    async def turn_away(self):
        await self.send_error("busy", Request("text"))
        await self.close()

    async def serve_message(self):
        """False where the connection is to be closed."""
        try:
            first = await asyncio.wait_for(self.reader.readexactly(1), self.host.idle_seconds)
        except asyncio.TimeoutError:
            await self.send(COMMAND, END, self.encoding, 0, (self.own, self.peer), b"")
            return False
        self.encoding = "binary" if first == b"\x89" else "text"
        try:
            request, body = await self.read_in_time(first)
            if request.flags == END:
                return False
            await self.answer(request, body)
        except Fault as fault:
            await self.send_error(fault.code, fault.request)
            return fault.code not in self.closing
        return True

    async def read_in_time(self, first):
        try:
            return await asyncio.wait_for(self.read_message(first), self.host.message_seconds)
        except asyncio.TimeoutError:
            raise Fault("timeout", Request(self.encoding)) from None

    # Each fault is raised as soon as it can be judged, and never later: no answer depends on how octets were cut.

    async def read_message(self, first):
        request = await (self.read_binary_header(first) if first == b"\x89" else self.read_text_header(first))
        if request.faults:
            raise Fault(first_fault(request.faults), request)
        body = await self.reader.readexactly(request.body_length)
        if not self.is_good_body(request, body):
            raise Fault("bad-body", request)
        return request, body

    async def read_text_header(self, first):
        header = first
        for index, octet in enumerate(b"PSAP/1 "):
            if index > 0:
                header += await self.reader.readexactly(1)
            if header[index] != octet:
                raise Fault("bad-magic" if index < len("PSAP/") else "bad-version", Request("text"))
        while not header.endswith(b"\r\n\r\n"):
            if len(header) == HEADER_LIMIT:
                raise Fault("bad-length", Request("text"))
            header += await self.reader.readexactly(1)
        return self.judge_text_header(header)

    judge_text_header = staticmethod(judge_text_header)

    async def read_binary_header(self, first):
        second = await self.reader.readexactly(1)
        if second != b"\x50":
            raise Fault("bad-magic", Request("binary"))
        version = await self.reader.readexactly(1)
        if version != b"\x01":
            raise Fault("bad-version", Request("binary"))
        return judge_binary_header(first + second + version + await self.reader.readexactly(BINARY_HEADER.size - 3))

    def is_good_body(self, request, body):
        if request.flags == INFORMATION:
            return read_attributes(body) is not None
        try:
            body.decode("utf-8")
        except UnicodeDecodeError:
            return False
        return True

    async def answer(self, request, body):
        """What a well-formed request gets; silence where its subject is filtered."""
        exchange = "status" if request.flags == STATUS else "information"
        address, port = request.ends[1]
        if not self.host.allows(exchange, self.peer[0]):
            raise Fault("denied", request)
        if address != self.host.address or self.port not in (None, port):
            raise Fault("not-served", request)
        wants = set() if exchange == "status" else {value for tag, value in read_attributes(body) if tag == WANT}
        if exchange == "information" and (not wants or wants - {"port", "os"}):
            raise Fault("bad-value", request)
        state = self.host.state_of(port)
        if state == "filtered":
            await self.answer_filtered()
        elif exchange == "status":
            await self.reply(request, SYN | ACK if state == "open" else ACK | RST, b"")
        elif "port" in wants and state == "closed":
            raise Fault("not-open", request)
        else:
            await self.reply(request, ACK, write_attributes(self.host.describe(port, wants)))

    async def answer_filtered(self):
        """Silence, which holds back nothing."""

    async def reply(self, request, signals, body):
        """An answer has the encoding, the kind and the id of its request, and its addresses swapped."""
        source, destination = request.ends or (self.peer, self.own)
        await self.send(DATA, request.kind | signals, request.encoding, request.id, (destination, source), body)

    async def send_error(self, code, request):
        text = code.encode() if request.encoding == "text" else write_attributes([(ERROR_CODE, code)])
        await self.reply(request, ACK | RST, text)

    async def send(self, type_, flags, encoding, id_, ends, body):
        write = write_text if encoding == "text" else write_binary
        self.writer.write(write(type_, flags, id_, ends, body))
        await asyncio.wait_for(self.writer.drain(), WRITE_SECONDS)

    async def close(self):
        """Ends our side once all is sent, and reads what still comes: to close at once could destroy answers."""
        self.writer.write_eof()
        try:
            await asyncio.wait_for(self.discard(), DISCARD_SECONDS)
        except asyncio.TimeoutError:
            pass

    async def discard(self):
        while await self.reader.read(65536):
            pass


def unpack_own(written):
    return unpack_address(pack_address(ipaddress.ip_address(written)))


class Host:
    """The truth about the host, who may ask, and the limits. The address of the TCP peer decides, never the source."""

    def __init__(self, options):
        self.address = ipaddress.ip_address(options.host)
        self.services = dict(options.open)
        self.filtered = set(options.filtered)
        self.os_family = options.os
        self.allowed = {"status": options.allow_status, "information": options.allow_information}
        self.message_seconds, self.idle_seconds = options.message_limit, options.idle_limit
        self.max_connections = options.max_connections
        self.connections = 0

    def allows(self, exchange, peer):
        return any(peer in network for network in self.allowed[exchange])

    def state_of(self, port):
        return "open" if port in self.services else "filtered" if port in self.filtered else "closed"

    def describe(self, port, wants):
        kind = "system" if port < 1024 else "user" if port < 49152 else "dynamic"
        about_port = [(SERVICE, self.services.get(port, "unknown")), (TRANSPORT, "tcp"), (PORT_KIND, kind)]
        return (about_port if "port" in wants else []) + ([(OS_FAMILY, self.os_family)] if "os" in wants else [])

    async def accept(self, connection):
        try:
            if self.connections >= self.max_connections:
                await connection.turn_away()
                return
            self.connections += 1
            try:
                await connection.serve()
            finally:
                self.connections -= 1
        except (OSError, asyncio.TimeoutError, asyncio.CancelledError):
            pass  # The peer is gone, or does not take its answers; or we are stopping.
        finally:
            connection.writer.close()


async def run(options, connection_class=Connection):
    host = Host(options)

    async def listen(number, logical=None):
        def accept(reader, writer):
            return host.accept(connection_class(host, logical, reader, writer))

        server = await asyncio.start_server(accept, options.host, number)
        return server.sockets[0].getsockname()[1]

    agent = await listen(options.agent)
    for port in options.direct:
        await listen(port, port)
    print(json.dumps({"ready": True, "host": options.host, "agent": agent, "ports": options.direct}), flush=True)
    stopped = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    await stopped.wait()


def read_options():
    def service(word):
        port, _, name = word.partition("=")
        return int(port), name or "unknown"

    loopback = [ipaddress.ip_network("127.0.0.0/8"), ipaddress.ip_network("::1/128")]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on and to answer for")
    parser.add_argument("--agent", type=int, default=4545, help="the agent port")
    parser.add_argument("--open", type=service, nargs="*", default=[], help="open ports, as in 22=ssh 80")
    parser.add_argument("--filtered", type=int, nargs="*", default=[], help="ports that get silence")
    parser.add_argument("--direct", type=int, nargs="*", default=[], help="ports with a listener of their own")
    parser.add_argument("--os", default="unknown", help="the family of the operating system")
    parser.add_argument("--allow-status", type=ipaddress.ip_network, nargs="*", default=loopback)
    parser.add_argument("--allow-information", type=ipaddress.ip_network, nargs="*", default=loopback)
    parser.add_argument("--message-limit", type=float, default=5, help="seconds for one message")
    parser.add_argument("--idle-limit", type=float, default=30, help="seconds without an octet")
    parser.add_argument("--max-connections", type=int, default=100)
    parser.add_argument("--bug", help="answer wrongly in one way: see bugs.py")
    return parser.parse_args()


if __name__ == "__main__":
    OPTIONS = read_options()
    if OPTIONS.bug is None:
        asyncio.run(run(OPTIONS))
    else:
        import bugs

        asyncio.run(run(OPTIONS, bugs.find(OPTIONS.bug)))
