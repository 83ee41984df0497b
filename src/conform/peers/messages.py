"""The messages of PSAP/1: how their octets are read, judged and written. Nothing here waits for anything."""

import ipaddress
import re
import struct
from dataclasses import dataclass, field

CONNECTION, GET, SYN, ACK, RST = 0x01, 0x02, 0x04, 0x08, 0x10
COMMAND, DATA = 0, 1
TYPES = {b"COMMAND": COMMAND, b"DATA": DATA}
KINDS = {b"CONNECTION": CONNECTION, b"GET": GET}
SIGNALS = {b"SYN": SYN, b"SYN+ACK": SYN | ACK, b"ACK": ACK, b"ACK+RST": ACK | RST, b"RST": RST}

STATUS, INFORMATION, END = CONNECTION | SYN, GET | SYN, CONNECTION | RST  # all that a scanner may send, each a COMMAND

WANT, SERVICE, TRANSPORT, PORT_KIND = 0x01, 0x10, 0x11, 0x16
OS_FAMILY, ERROR_CODE, ERROR_TEXT = 0x20, 0xF0, 0xF1
KNOWN_TAGS = {WANT, *range(0x10, 0x17), *range(0x20, 0x27), ERROR_CODE, ERROR_TEXT}

# Where several errors apply to one message, the first in this order is reported.
ORDER = ("bad-magic bad-version bad-type bad-flags bad-encoding bad-header bad-length bad-address bad-body timeout busy "
         "denied not-served bad-value not-open").split()

HEADER_LIMIT = 1024
BODY_LIMIT = 65535


@dataclass
class Request:
    """What could be read of a message; an error echoes it, so unreadable parts have the values of the echo rules."""

    encoding: str = "text"
    flags: int = CONNECTION  # kind and signals
    id: int = 0
    ends: object = None  # (source, destination), each (address, port); None: use the connection's own
    body_length: int = 0
    faults: set = field(default_factory=set)

    @property
    def kind(self):
        kind = self.flags & (CONNECTION | GET)
        return GET if kind == GET and self.encoding == "binary" else CONNECTION


class Fault(Exception):
    """An error to be sent, about what could be read of the message."""

    def __init__(self, code, request):
        super().__init__(code)
        self.code, self.request = code, request


def first_fault(faults):
    return min(faults, key=ORDER.index)


def read_number(octets, highest):
    """Decimal, no sign, no leading zero; None where it is not."""
    if not re.fullmatch(rb"0|[1-9][0-9]{0,9}", octets) or int(octets) > highest:
        return None
    return int(octets)


def read_endpoint(octets):
    """`127.0.0.1:67` or `[2001:db8::1]:67`, in the one spelling that an address has; None where it is not."""
    host, _, digits = octets.rpartition(b":")
    port = read_number(digits, 65535)
    bracketed = re.fullmatch(rb"\[([0-9a-f:]+)\]", host)
    try:
        if bracketed:
            written = bracketed[1].decode()
            address = ipaddress.IPv6Address(written)
            if address.ipv4_mapped is not None:
                return None
        else:
            written = host.decode("ascii")
            address = ipaddress.IPv4Address(written)
    except ValueError:
        return None
    return (address, port) if str(address) == written and port else None


def unpack_address(octets):
    address = ipaddress.IPv6Address(octets)
    return address.ipv4_mapped or address


def pack_address(address):
    return address.packed if address.version == 6 else bytes(10) + b"\xff\xff" + address.packed


def write_endpoint(end):
    address, port = end
    return f"{address}:{port}" if address.version == 4 else f"[{address}]:{port}"


def judge_text_header(header):
    """The request in a whole text header, with all of its faults."""
    start, *lines = header[:-4].split(b"\r\n")
    request = Request("text")
    faults = request.faults
    _, type_, kind, signals = (start.split(b" ", 3) + [b"", b"", b""])[:4]

    if type_ not in TYPES:
        faults.add("bad-type")
    request.flags = KINDS.get(kind, 0) | SIGNALS.get(signals, 0)
    if kind not in KINDS or signals not in SIGNALS or not is_request(TYPES.get(type_, COMMAND), request.flags):
        faults.add("bad-flags")
    elif request.flags == INFORMATION:
        faults.add("bad-encoding")

    fields = {name: [] for name in (b"id", b"source", b"destination", b"encoding", b"length")}
    for line in lines:
        found = re.fullmatch(rb"([\x21-\x39\x3b-\x7e]+):([\x20-\x7e]*)", line)
        if not found:
            faults.add("bad-header")
        elif found[1].lower() in fields:
            fields[found[1].lower()].append(found[2].strip(b" "))
    if any(value != b"text" for value in fields[b"encoding"]):
        faults.add("bad-encoding")
    if any(len(values) != 1 for values in fields.values()):
        faults.add("bad-header")

    def only(name, read):
        """The value of a field that stands once; None where it does not, or cannot be read."""
        return read(fields[name][0]) if len(fields[name]) == 1 else None

    id_ = only(b"id", lambda value: read_number(value, 2**32 - 1))
    source, destination = only(b"source", read_endpoint), only(b"destination", read_endpoint)
    length = only(b"length", lambda value: read_number(value, BODY_LIMIT))
    if id_ is None:
        faults.add("bad-header")
    if length is None:
        faults.add("bad-length")
    if source is None or destination is None:
        faults.add("bad-address")
    if length and request.flags == END:
        faults.add("bad-body")
    request.id, request.body_length = id_ or 0, length or 0
    request.ends = (source, destination) if source and destination else None
    return request


def is_request(type_, flags):
    return type_ == COMMAND and flags in (STATUS, INFORMATION, END)


def write_text(type_, flags, id_, ends, body):
    names = {value: name.decode() for name, value in SIGNALS.items()}
    lines = [
        f"PSAP/1 {('COMMAND', 'DATA')[type_]} CONNECTION {names[flags & ~CONNECTION]}",
        f"Id: {id_}",
        f"Source: {write_endpoint(ends[0])}",
        f"Destination: {write_endpoint(ends[1])}",
        "Encoding: text",
        f"Length: {len(body)}",
        "",
        "",
    ]
    return "\r\n".join(lines).encode() + body


BINARY_HEADER = struct.Struct("!2sBBBBHI16sH16sH")


def judge_binary_header(header):
    """The request in the 48 octets of a binary header, with all of its faults."""
    _, _, type_, flags, encoding, length, id_, source, source_port, destination, port = BINARY_HEADER.unpack(header)
    request = Request("binary", flags, id_, None, length)
    if type_ not in (COMMAND, DATA):
        request.faults.add("bad-type")
    if not is_request(type_, flags):
        request.faults.add("bad-flags")
    if encoding != 1:
        request.faults.add("bad-encoding")
    if source_port == 0 or port == 0:
        request.faults.add("bad-address")
    else:
        request.ends = ((unpack_address(source), source_port), (unpack_address(destination), port))
    if length and flags == END:
        request.faults.add("bad-body")
    return request


def write_binary(type_, flags, id_, ends, body):
    (source, source_port), (destination, port) = ends
    fields = (b"\x89\x50", 1, type_, flags, 1, len(body), id_)
    return BINARY_HEADER.pack(*fields, pack_address(source), source_port, pack_address(destination), port) + body


def read_attributes(body):
    """Pairs of tag and text; None where the body is malformed."""
    attributes, at = [], 0
    while at < len(body):
        if at + 3 > len(body):
            return None
        tag, length = struct.unpack_from("!BH", body, at)
        value = body[at + 3 : at + 3 + length]
        if tag == 0 or len(value) < length:
            return None
        at += 3 + length
        if tag not in KNOWN_TAGS:
            continue
        if tag != WANT and any(tag == earlier for earlier, _ in attributes):
            return None
        try:
            attributes.append((tag, value.decode("utf-8")))
        except UnicodeDecodeError:
            return None
    return attributes


def write_attributes(attributes):
    encoded = [(tag, value.encode()) for tag, value in attributes]
    return b"".join(struct.pack("!BH", tag, len(value)) + value for tag, value in encoded)
