"""Mistakes that an implementer makes, one at a time: each is the responder with one thing wrong.

    python3 responder.py --bug id-not-echoed …

The suite has to find every one of them, and its report should name the mistake. `find` gives the class of a bug.
"""

import asyncio
import re
import socket
import struct

import messages
from messages import ACK, DATA, END, INFORMATION, ORDER, RST, STATUS, Fault, Request
from responder import Connection


class IdNotEchoed(Connection):
    """Counts its answers itself, from 1."""

    answers = 0

    async def reply(self, request, signals, body):
        self.answers += 1
        request.id = self.answers
        await super().reply(request, signals, body)


class AddressesNotSwapped(Connection):
    """Copies the addresses of the request as they stand."""

    async def reply(self, request, signals, body):
        if request.ends:
            request.ends = (request.ends[1], request.ends[0])
        await super().reply(request, signals, body)


class LineFeedAccepted(Connection):
    """Takes a bare LF for the end of a line, as HTTP servers do."""

    async def read_text_header(self, first):
        header = first
        while not header.endswith((b"\n\n", b"\n\r\n")):
            if not b"PSAP/1 ".startswith(header[:7]):
                raise Fault("bad-magic" if len(header) <= len("PSAP/") else "bad-version", Request("text"))
            if len(header) == messages.HEADER_LIMIT:
                raise Fault("bad-length", Request("text"))
            header += await self.reader.readexactly(1)
        return self.judge_text_header(header.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))


class FirstReadWhole(Connection):
    """Assumes that one read gives one whole message."""

    async def read_message(self, first):
        chunk = first + await self.reader.read(65536)
        self.reader, before = asyncio.StreamReader(), self.reader
        self.reader.feed_data(chunk)
        self.reader.feed_eof()
        try:
            return await super().read_message(await self.reader.readexactly(1))
        except asyncio.IncompleteReadError:
            raise Fault("bad-header", Request(self.encoding)) from None
        finally:
            self.reader = before


class ClosesAfterAnswer(Connection):
    """Takes one request for each connection, as HTTP/1.0 does."""

    async def serve_message(self):
        await super().serve_message()
        return False


class ResetsFiltered(Connection):
    """Resets the connection where the subject is filtered, instead of keeping silent."""

    async def answer_filtered(self):
        linger = struct.pack("ii", 1, 0)
        self.writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.writer.transport.abort()
        raise ConnectionResetError


class AnswersFiltered(Connection):
    """Says that a filtered subject is closed."""

    async def answer(self, request, body):
        if request.flags == STATUS and self.host.state_of(request.ends[1][1]) == "filtered":
            await self.reply(request, ACK | RST, b"")
        else:
            await super().answer(request, body)


class FilteredHoldsBack(Connection):
    """Waits for the subject that never answers, and lets all later requests of the connection wait with it."""

    async def answer_filtered(self):
        await asyncio.sleep(30)


class LastFault(Connection):
    """Reports the fault that it checked last, not the first of the table."""

    async def read_message(self, first):
        try:
            return await super().read_message(first)
        except Fault as fault:
            worst = max(fault.request.faults, key=ORDER.index, default=fault.code)
            raise Fault(worst, fault.request) from None


class FaultLeavesOpen(Connection):
    """Goes on after every error."""

    closing = frozenset()


class GetInText(Connection):
    """Answers an information request in text."""

    async def read_message(self, first):
        try:
            return await super().read_message(first)
        except Fault as fault:
            if fault.code != "bad-encoding" or fault.request.flags != INFORMATION or fault.request.encoding != "text":
                raise
            await self.reader.readexactly(fault.request.body_length)
            fault.request.flags = STATUS
            return fault.request, b""


class RepeatedFieldAccepted(Connection):
    """Keeps header fields in a dictionary, so that of a repeated one the last counts."""

    @staticmethod
    def judge_text_header(header):
        start, *lines = header[:-4].split(b"\r\n")
        named = {line.partition(b":")[0].lower(): line for line in lines}
        return messages.judge_text_header(b"\r\n".join([start, *named.values(), b"", b""]))


class LimitRestarted(Connection):
    """Gives each octet of a message the whole message limit, so that a slow sender holds the connection for ever."""

    async def read_in_time(self, first):
        reader, seconds = self.reader, self.host.message_seconds

        class Patient:
            async def readexactly(self, count):
                octets = b""
                while len(octets) < count:
                    octet = await asyncio.wait_for(reader.readexactly(1), seconds)
                    octets += octet
                return octets

        self.reader = Patient()
        try:
            return await self.read_message(first)
        except asyncio.TimeoutError:
            raise Fault("timeout", Request(self.encoding)) from None
        finally:
            self.reader = reader


class OneAtATime(Connection):
    """Serves one connection after the other: the next waits until the last is gone."""

    turn = None

    async def serve(self):
        OneAtATime.turn = OneAtATime.turn or asyncio.Lock()
        async with OneAtATime.turn:
            await super().serve()


class Utf8Unchecked(Connection):
    """Takes any octets for a text."""

    def is_good_body(self, request, body):
        return request.flags != INFORMATION or messages.read_attributes(body) is not None


class EndAnswered(Connection):
    """Answers `end` as if it asked something."""

    async def read_in_time(self, first):
        request, body = await super().read_in_time(first)
        if request.flags == END:
            await self.send(DATA, END | ACK, request.encoding, request.id, request.ends[::-1], b"")
        return request, body


def name_of(bug):
    return re.sub(r"(?<!^)(?=[A-Z])", "-", bug.__name__).lower()


ALL = {name_of(bug): bug for bug in Connection.__subclasses__()}


def find(name):
    if name not in ALL:
        raise SystemExit(f"the bugs are: {', '.join(ALL)}")
    return ALL[name]
