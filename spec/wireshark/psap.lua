-- A Wireshark dissector for PSAP/1, both encodings, over TCP. It judges messages as spec/psap.md says, as an onlooker
-- who does not know which side is the scanner's.
--
--   tshark -X lua_script:psap.lua -r capture.pcapng
--
-- or copy it into the folder of personal Lua plugins (Help > About Wireshark > Folders). It takes TCP port 4545, or
-- those that the preference "psap.ports" lists, and every other connection whose first octets are PSAP's. Where the port
-- belongs to another protocol (80, 22), use "Decode As", or set "tcp.try_heuristic_first".
--
-- Examples of filters: psap.message == "open", psap.error.code == "denied", psap.destination.port == 80, psap.violation

local psap = Proto("psap", "PSAP, Port Scanner and Analyzer Protocol")

-- The tables of the specification. A test holds them to those of the implementation. ---------------------------------

local DEFAULT_PORT = 4545
local MAX_TEXT_HEADER = 1024
local MAX_BODY = 65535
local MAX_ID = 4294967295
local BINARY_HEADER = 48
local VERSION = 1
local TEXT_PREFIX = "PSAP/1 "

-- Offsets of the fields of a binary header (BIN-1).
local at = {
  magic = 0,
  version = 2,
  type = 3,
  flags = 4,
  encoding = 5,
  bodyLength = 6,
  id = 8,
  sourceAddress = 12,
  sourcePort = 28,
  destinationAddress = 30,
  destinationPort = 46,
}

local types = { [0] = "COMMAND", [1] = "DATA" }

local flags = {
  { 0x01, "CONNECTION" },
  { 0x02, "GET" },
  { 0x04, "SYN" },
  { 0x08, "ACK" },
  { 0x10, "RST" },
}
local RESERVED_FLAGS = 0xe0

-- Name, type, kind, signals, and what the body is (MSG-5). A "closed" with a body is a "status error".
local messages = {
  { "status request", "COMMAND", "CONNECTION", "SYN", "greeting" },
  { "open", "DATA", "CONNECTION", "SYN+ACK", "none" },
  { "closed", "DATA", "CONNECTION", "ACK+RST", "none" },
  { "status error", "DATA", "CONNECTION", "ACK+RST", "error" },
  { "information request", "COMMAND", "GET", "SYN", "attributes" },
  { "information", "DATA", "GET", "ACK", "attributes" },
  { "refusal", "DATA", "GET", "ACK+RST", "error" },
  { "end", "COMMAND", "CONNECTION", "RST", "none" },
}

local tags = {
  [0x01] = "WANT",
  [0x10] = "SERVICE",
  [0x11] = "TRANSPORT",
  [0x12] = "PRODUCT",
  [0x13] = "PRODUCT_VERSION",
  [0x14] = "BANNER",
  [0x15] = "DESCRIPTION",
  [0x16] = "PORT_KIND",
  [0x20] = "OS_FAMILY",
  [0x21] = "OS_NAME",
  [0x22] = "OS_VERSION",
  [0x23] = "KERNEL",
  [0x24] = "ARCH",
  [0x25] = "HOSTNAME",
  [0x26] = "UPTIME",
  [0xf0] = "ERROR_CODE",
  [0xf1] = "ERROR_TEXT",
}

-- In the order of section 9.2: where several apply, the first is reported.
local errors = {
  "bad-magic",
  "bad-version",
  "bad-type",
  "bad-flags",
  "bad-encoding",
  "bad-header",
  "bad-length",
  "bad-address",
  "bad-body",
  "timeout",
  "busy",
  "denied",
  "not-served",
  "bad-value",
  "not-open",
}
-- The last one that octets alone can break: bad-body.
local LAST_DECODED = 9

-- Fields and preferences. --------------------------------------------------------------------------------------------

local field = {
  message = ProtoField.string("psap.message", "Message"),
  magic = ProtoField.bytes("psap.magic", "Magic"),
  version = ProtoField.uint8("psap.version", "Version"),
  type = ProtoField.string("psap.type", "Type"),
  kind = ProtoField.string("psap.kind", "Kind"),
  signals = ProtoField.string("psap.signals", "Signals"),
  flags = ProtoField.uint8("psap.flags", "Flags", base.HEX),
  reserved = ProtoField.uint8("psap.flags.reserved", "Reserved", base.HEX, nil, RESERVED_FLAGS),
  encoding = ProtoField.string("psap.encoding", "Encoding"),
  length = ProtoField.uint16("psap.length", "Body length"),
  id = ProtoField.uint32("psap.id", "Id"),
  source = ProtoField.string("psap.source", "Source"),
  source_address = ProtoField.string("psap.source.address", "Source address"),
  source_port = ProtoField.uint16("psap.source.port", "Source port"),
  destination = ProtoField.string("psap.destination", "Destination"),
  destination_address = ProtoField.string("psap.destination.address", "Destination address"),
  destination_port = ProtoField.uint16("psap.destination.port", "Destination port"),
  line = ProtoField.string("psap.line", "Line"),
  greeting = ProtoField.string("psap.greeting", "Greeting"),
  body = ProtoField.bytes("psap.body", "Body"),
  error_code = ProtoField.string("psap.error.code", "Error code"),
  error_text = ProtoField.string("psap.error.text", "Error text"),
  attribute = ProtoField.string("psap.attribute", "Attribute"),
  tag = ProtoField.uint8("psap.attribute.tag", "Tag", base.HEX, tags),
  value_length = ProtoField.uint16("psap.attribute.length", "Length"),
  value = ProtoField.bytes("psap.attribute.value", "Value"),
  unread = ProtoField.bytes("psap.unread", "Not read, since it comes after a violation"),
  violation = ProtoField.string("psap.violation", "Violation"),
  clause = ProtoField.string("psap.violation.clause", "Clause"),
  fault_offset = ProtoField.uint32("psap.violation.offset", "Offset in the message"),
}
for _, flag in ipairs(flags) do
  local bit, name = flag[1], flag[2]
  field["flag_" .. name] = ProtoField.bool("psap.flags." .. name:lower(), name, 8, nil, bit)
end
-- The value of each known tag has a field of its own: psap.attribute.service.
for _, name in pairs(tags) do
  if name ~= "ERROR_CODE" and name ~= "ERROR_TEXT" then
    field["value_" .. name] = ProtoField.string("psap.attribute." .. name:lower(), name)
  end
end
field.value_ERROR_CODE = field.error_code
field.value_ERROR_TEXT = field.error_text

local all_fields, is_listed = {}, {}
for _, one in pairs(field) do
  if not is_listed[one] then
    is_listed[one] = true
    all_fields[#all_fields + 1] = one
  end
end
psap.fields = all_fields

-- What is wrong with a message; what a decoder refuses is malformed.
local experts = {}
local all_experts = {}
for rank, code in ipairs(errors) do
  local name = "psap.expert." .. code:gsub("-", "_")
  local text = code .. ", clause ERR-" .. rank
  if rank <= LAST_DECODED then
    experts[code] = ProtoExpert.new(name, text, expert.group.MALFORMED, expert.severity.ERROR)
  else
    experts[code] = ProtoExpert.new(name, text, expert.group.PROTOCOL, expert.severity.WARN)
  end
  all_experts[#all_experts + 1] = experts[code]
end
local unknown_code = ProtoExpert.new(
  "psap.expert.unknown_code",
  "An error code that version 1 does not know",
  expert.group.PROTOCOL,
  expert.severity.WARN
)
all_experts[#all_experts + 1] = unknown_code
psap.experts = all_experts

psap.prefs.ports = Pref.range(
  "TCP ports",
  tostring(DEFAULT_PORT),
  "Ports on which PSAP is expected; others are recognised by their first octets",
  65535
)

local rank_of = {}
for rank, code in ipairs(errors) do
  rank_of[code] = rank
end

-- What is wrong with a message: the first in the order of the table, and of several with one code the first. ---------

local function new_faults()
  return {}
end

local function add_fault(faults, code, offset, expected)
  local first = faults.first
  local rank = rank_of[code]
  if first == nil or rank < rank_of[first.code] or (first.code == code and offset < first.offset) then
    faults.first = { code = code, offset = offset, expected = expected }
  end
end

local function fault(code, offset, expected)
  return { code = code, offset = offset, expected = expected }
end

-- Octets and texts. Messages are judged as strings of octets. --------------------------------------------------------

local function uint16(octets, index)
  return octets:byte(index) * 256 + octets:byte(index + 1)
end

local function uint32(octets, index)
  return uint16(octets, index) * 65536 + uint16(octets, index + 2)
end

-- Whether the octets are UTF-8 as RFC 3629 has it: no overlong form, no surrogate, nothing past U+10FFFF.
local function is_utf8(octets)
  local index, length = 1, #octets
  while index <= length do
    local first = octets:byte(index)
    local tail, low, high = 0, 0x80, 0xbf
    if first >= 0xc2 and first <= 0xdf then
      tail = 1
    elseif first >= 0xe0 and first <= 0xef then
      tail = 2
      if first == 0xe0 then low = 0xa0 end
      if first == 0xed then high = 0x9f end
    elseif first >= 0xf0 and first <= 0xf4 then
      tail = 3
      if first == 0xf0 then low = 0x90 end
      if first == 0xf4 then high = 0x8f end
    elseif first > 0x7f then
      return false
    end
    for step = 1, tail do
      local octet = octets:byte(index + step)
      if octet == nil or octet < low or octet > high then return false end
      low, high = 0x80, 0xbf
    end
    index = index + 1 + tail
  end
  return true
end

-- Control characters, and what is not UTF-8, escaped: no field may move the cursor.
local function printable(octets)
  local text = octets:gsub("[%z\1-\31\127]", function(control)
    return string.format("\\x%02x", control:byte())
  end)
  if is_utf8(text) then return text end
  return (text:gsub("[\128-\255]", function(octet)
    return string.format("\\x%02x", octet:byte())
  end))
end

local function is_decimal(text, most)
  return (text == "0" or text:find("^[1-9]%d*$") ~= nil) and tonumber(text) <= most
end

-- Addresses (section 5). ---------------------------------------------------------------------------------------------

-- Eight groups as RFC 5952 writes them.
local function format_groups(groups)
  local best_start, best_length = nil, 1
  local start = nil
  for index = 1, 9 do
    if groups[index] == 0 then
      start = start or index
      if index - start + 1 > best_length then
        best_start, best_length = start, index - start + 1
      end
    else
      start = nil
    end
  end
  local parts = {}
  local function join(first, last)
    local hex = {}
    for index = first, last do
      hex[#hex + 1] = string.format("%x", groups[index])
    end
    return table.concat(hex, ":")
  end
  if best_start == nil then return join(1, 8) end
  parts[1] = join(1, best_start - 1)
  parts[2] = join(best_start + best_length, 8)
  return parts[1] .. "::" .. parts[2]
end

local function is_mapped(groups)
  for index = 1, 5 do
    if groups[index] ~= 0 then return false end
  end
  return groups[6] == 0xffff
end

-- The 16 octets from that index on.
local function read_address(octets, index)
  local groups = {}
  for group = 1, 8 do
    groups[group] = uint16(octets, index + 2 * (group - 1))
  end
  if is_mapped(groups) then return string.format("%d.%d.%d.%d", octets:byte(index + 12, index + 15)) end
  return format_groups(groups)
end

local function is_ipv4(text)
  local count = 0
  for part in (text .. "."):gmatch("([^.]*)%.") do
    if #part > 3 or not is_decimal(part, 255) then return false end
    count = count + 1
  end
  return count == 4
end

-- The groups of one side of "::", or nil.
local function read_groups(text)
  local groups = {}
  if text == "" then return groups end
  for part in (text .. ":"):gmatch("([^:]*):") do
    if not part:find("^%x%x?%x?%x?$") then return nil end
    groups[#groups + 1] = tonumber(part, 16)
  end
  return groups
end

-- Whether the text is an IPv6 address in its one spelling (ADDR-6 to ADDR-8).
local function is_ipv6(text)
  local groups
  local gap = text:find("::", 1, true)
  if gap == nil then
    groups = read_groups(text)
  else
    local head, tail = read_groups(text:sub(1, gap - 1)), read_groups(text:sub(gap + 2))
    if head == nil or tail == nil or #head + #tail > 7 then return false end
    groups = head
    for _ = 1, 8 - #head - #tail do
      groups[#groups + 1] = 0
    end
    for _, group in ipairs(tail) do
      groups[#groups + 1] = group
    end
  end
  return groups ~= nil and #groups == 8 and not is_mapped(groups) and format_groups(groups) == text
end

-- Address and port of `127.0.0.1:80` or `[::1]:80`, or nil.
local function read_endpoint(text)
  local address, port = text:match("^(.*):([^:]*)$")
  if address == nil or port == "0" or not is_decimal(port, 65535) then return nil end
  local bare = address:match("^%[(.*)%]$")
  if bare == nil then
    if not is_ipv4(address) then return nil end
    return { address = address, port = tonumber(port) }
  end
  if not is_ipv6(bare) then return nil end
  return { address = bare, port = tonumber(port) }
end

local function format_endpoint(address, port)
  if address:find(":", 1, true) then return "[" .. address .. "]:" .. port end
  return address .. ":" .. port
end

-- The combinations of MSG-5. -----------------------------------------------------------------------------------------

local function find_message(type, kind, signals, has_body)
  for _, message in ipairs(messages) do
    if message[2] == type and message[3] == kind and message[4] == signals then
      if message[1] ~= "closed" or not has_body then return message end
    end
  end
  return nil
end

-- Kind and signals as the names of the set flags, joined.
local function split_flags(value)
  local kinds, signals = {}, {}
  for index, flag in ipairs(flags) do
    local bit, name = flag[1], flag[2]
    if math.floor(value / bit) % 2 == 1 then
      local list = index <= 2 and kinds or signals
      list[#list + 1] = name
    end
  end
  return table.concat(kinds, "+"), table.concat(signals, "+")
end

-- The binary encoding (section 7). -----------------------------------------------------------------------------------

local function judge_binary_prefix(octets)
  if #octets > 1 and octets:byte(2) ~= 0x50 then return fault("bad-magic", 1, "0x50 after 0x89") end
  if #octets > 2 and octets:byte(3) ~= VERSION then return fault("bad-version", at.version, "version 1") end
  return nil
end

-- What 48 octets say, and the first fault in them.
local function read_binary_header(octets)
  local faults = new_faults()
  local flag_octet = octets:byte(at.flags + 1)
  local kind, signals = split_flags(flag_octet)
  local header = {
    type = types[octets:byte(at.type + 1)],
    flags = flag_octet,
    kind = kind,
    signals = signals,
    encoding = octets:byte(at.encoding + 1),
    length = uint16(octets, at.bodyLength + 1),
    id = uint32(octets, at.id + 1),
    source = { address = read_address(octets, at.sourceAddress + 1), port = uint16(octets, at.sourcePort + 1) },
    destination = {
      address = read_address(octets, at.destinationAddress + 1),
      port = uint16(octets, at.destinationPort + 1),
    },
  }
  if header.type == nil then
    add_fault(faults, "bad-type", at.type, "0 (COMMAND) or 1 (DATA)")
  else
    if flag_octet < 0x20 then header.message = find_message(header.type, kind, signals, header.length > 0) end
    if header.message == nil then
      add_fault(faults, "bad-flags", at.flags, "a legal combination of type, kind and signals")
    end
  end
  if header.encoding ~= 1 then add_fault(faults, "bad-encoding", at.encoding, "1 (binary)") end
  if header.source.port == 0 then add_fault(faults, "bad-address", at.sourcePort, "a source port from 1 to 65535") end
  if header.destination.port == 0 then
    add_fault(faults, "bad-address", at.destinationPort, "a destination port from 1 to 65535")
  end
  if header.message ~= nil and header.length > 0 and header.message[5] == "none" then
    add_fault(faults, "bad-body", at.bodyLength, "no body on " .. header.message[1])
  end
  return header, faults.first
end

-- Tag, and where the value begins and ends, of each attribute that fits; offsets count from the body's first octet.
local function read_attributes(body)
  local attributes = {}
  local offset = 0
  while offset + 3 <= #body do
    local value_end = offset + 3 + uint16(body, offset + 2)
    if value_end > #body then break end
    attributes[#attributes + 1] = { tag = body:byte(offset + 1), offset = offset, value = offset + 3, stop = value_end }
    offset = value_end
  end
  return attributes, offset
end

local function judge_attributes(body)
  local faults = new_faults()
  local seen = {}
  local attributes, stop = read_attributes(body)
  for _, attribute in ipairs(attributes) do
    local name = tags[attribute.tag]
    if attribute.tag == 0 then add_fault(faults, "bad-body", attribute.offset, "a tag from 0x01 to 0xff") end
    if name ~= nil then
      if seen[name] and name ~= "WANT" then add_fault(faults, "bad-body", attribute.offset, name .. " at most once") end
      seen[name] = true
      if not is_utf8(body:sub(attribute.value + 1, attribute.stop)) then
        add_fault(faults, "bad-body", attribute.value, name .. " in UTF-8")
      end
    end
  end
  if stop < #body then add_fault(faults, "bad-body", stop, "attributes up to the end of the body") end
  return faults.first
end

-- The text encoding (section 6). -------------------------------------------------------------------------------------

local function judge_text_prefix(octets)
  for index = 1, math.min(#octets, #TEXT_PREFIX) do
    if octets:byte(index) ~= TEXT_PREFIX:byte(index) then
      if index == 1 then return fault("bad-magic", 0, "'P' (text) or 0x89 (binary)") end
      if index <= 5 then return fault("bad-magic", index - 1, "PSAP/") end
      return fault("bad-version", index - 1, "PSAP/1 and a space")
    end
  end
  return nil
end

-- The header's length with its blank line, or nil where the octets do not hold it.
local function find_header_end(octets)
  local _, last = octets:sub(1, MAX_TEXT_HEADER):find("\r\n\r\n", 1, true)
  return last
end

-- The lines of a header without its blank line: each with its offset and without its CRLF.
local function split_lines(text)
  local lines = {}
  local start = 1
  while true do
    local stop = text:find("\r\n", start, true)
    lines[#lines + 1] = { offset = start - 1, text = text:sub(start, (stop or #text + 1) - 1) }
    if stop == nil then return lines end
    start = stop + 2
  end
end

local is_kind = { CONNECTION = true, GET = true }
local is_signals = {}
for _, message in ipairs(messages) do
  is_signals[message[4]] = true
end
local is_type = { COMMAND = true, DATA = true }

-- What the start line says, as far as it is right.
local function read_start_line(line, header, faults)
  local rest = line:sub(#TEXT_PREFIX + 1)
  local type, after_type = rest:match("^([^ ]*) (.*)$")
  type = type or rest
  local kind, signals
  if after_type ~= nil then
    kind, signals = after_type:match("^([^ ]*) (.*)$")
    kind = kind or after_type
  end
  local kind_offset = math.min(#TEXT_PREFIX + #type + 1, #line)
  header.kind_offset = kind_offset
  if not is_type[type] then add_fault(faults, "bad-type", #TEXT_PREFIX, "COMMAND or DATA") end
  if kind == nil or not is_kind[kind] then
    add_fault(faults, "bad-flags", kind_offset, "CONNECTION or GET")
    return
  end
  if signals == nil or not is_signals[signals] then
    local offset = math.min(kind_offset + #kind + 1, #line)
    add_fault(faults, "bad-flags", offset, "SYN, SYN+ACK, ACK, ACK+RST or RST, and the end of the line")
    return
  end
  if is_type[type] then
    header.type, header.kind, header.signals = type, kind, signals
  end
end

local known_names = {
  id = "Id",
  source = "Source",
  destination = "Destination",
  encoding = "Encoding",
  length = "Length",
}

local function read_field(line, fields, faults)
  local name, raw = line.text:match("^([\33-\57\59-\126]+):([\32-\126]*)$")
  if name == nil then
    add_fault(faults, "bad-header", line.offset, "name: value, in printable ASCII, ended by CRLF")
    return
  end
  local key = name:lower()
  if known_names[key] == nil then return end
  local spaces = #raw:match("^ *")
  local value = raw:match("^ *(.-) *$")
  local offset = line.offset + #name + 1 + spaces
  if key == "encoding" and value ~= "text" then add_fault(faults, "bad-encoding", offset, "text") end
  local values = fields[key] or {}
  fields[key] = values
  if #values > 0 then add_fault(faults, "bad-header", line.offset, known_names[key] .. " once") end
  values[#values + 1] = { value = value, offset = offset, line = line }
end

-- Reads every line of a field; gives what was read where there is exactly one.
local function read_once(values, read)
  local last
  for _, one in ipairs(values or {}) do
    last = read(one)
  end
  if values == nil or #values > 1 then return nil end
  return last
end

-- The number of a field that stands once and is well-formed, else nil; malformed ones become a fault.
local function read_number(values, code, most, faults)
  return read_once(values, function(one)
    if is_decimal(one.value, most) then return tonumber(one.value) end
    local expected = string.format("a decimal number from 0 to %.0f, no sign, no leading zero", most)
    add_fault(faults, code, one.offset, expected)
    return nil
  end)
end

-- The same of an address.
local function read_address_field(values, faults)
  return read_once(values, function(one)
    local endpoint = read_endpoint(one.value)
    if endpoint == nil then
      add_fault(faults, "bad-address", one.offset, "address:port, IPv6 in brackets as RFC 5952 writes it")
    end
    return endpoint
  end)
end

-- The message that the start line names, where text can carry it.
local function judge_combination(header, has_body, faults)
  local message = find_message(header.type, header.kind, header.signals, has_body)
  if message == nil then
    add_fault(faults, "bad-flags", header.kind_offset, "a legal combination of type, kind and signals")
  elseif message[1] == "information request" then
    add_fault(faults, "bad-encoding", header.kind_offset, "GET in the binary encoding")
  elseif header.kind == "GET" then
    add_fault(faults, "bad-flags", header.kind_offset, "CONNECTION in text")
  else
    return message
  end
  return nil
end

-- What a header with its blank line says, and the first fault in it.
local function read_text_header(octets)
  local faults = new_faults()
  local text = octets:sub(1, -5)
  local header = { lines = split_lines(text) }
  local fields = {}
  read_start_line(header.lines[1].text, header, faults)
  for index = 2, #header.lines do
    read_field(header.lines[index], fields, faults)
  end
  for key, name in pairs(known_names) do
    if fields[key] == nil then add_fault(faults, "bad-header", #text + 2, "a line " .. name) end
  end
  header.fields = fields
  header.id = read_number(fields.id, "bad-header", MAX_ID, faults)
  header.length = read_number(fields.length, "bad-length", MAX_BODY, faults)
  header.source = read_address_field(fields.source, faults)
  header.destination = read_address_field(fields.destination, faults)
  local has_body = (header.length or 0) > 0
  if header.type ~= nil then header.message = judge_combination(header, has_body, faults) end
  if header.message ~= nil and has_body and header.message[5] == "none" then
    add_fault(faults, "bad-body", fields.length[1].offset, "no body on " .. header.message[1])
  end
  return header, faults.first
end

-- The tree. ----------------------------------------------------------------------------------------------------------

local function add_violation(tree, tvb, start, found)
  local clause = "ERR-" .. rank_of[found.code]
  local offset = math.min(start + found.offset, tvb:len() - 1)
  local item = tree:add(field.violation, tvb(offset, 1), found.code)
  item:add(field.clause, tvb(offset, 1), clause):set_generated()
  item:add(field.fault_offset, tvb(offset, 1), found.offset):set_generated()
  local text = string.format("%s (%s): right would be %s", found.code, clause, found.expected)
  item:add_proto_expert_info(experts[found.code], text)
end

local function add_endpoint(tree, name, endpoint, range, address_range, port_range)
  local text = format_endpoint(endpoint.address, endpoint.port)
  local item = tree:add(field[name], range, text)
  item:add(field[name .. "_address"], address_range, endpoint.address)
  item:add(field[name .. "_port"], port_range, endpoint.port)
end

local function add_binary_header(tree, tvb, start, header)
  local function range(offset, length)
    return tvb(start + offset, length)
  end
  tree:add(field.magic, range(at.magic, 2))
  tree:add(field.version, range(at.version, 1))
  if header.type ~= nil then tree:add(field.type, range(at.type, 1), header.type) end
  local item = tree:add(field.flags, range(at.flags, 1))
  for _, flag in ipairs(flags) do
    item:add(field["flag_" .. flag[2]], range(at.flags, 1))
  end
  item:add(field.reserved, range(at.flags, 1))
  if is_kind[header.kind] then item:add(field.kind, range(at.flags, 1), header.kind) end
  if header.signals ~= "" then item:add(field.signals, range(at.flags, 1), header.signals) end
  tree:add(field.encoding, range(at.encoding, 1), header.encoding == 1 and "binary" or tostring(header.encoding))
  tree:add(field.length, range(at.bodyLength, 2))
  tree:add(field.id, range(at.id, 4))
  for _, name in ipairs({ "source", "destination" }) do
    local offset = at[name .. "Address"]
    add_endpoint(tree, name, header[name], range(offset, 18), range(offset, 16), range(offset + 16, 2))
  end
end

local function add_attributes(tree, tvb, start, body, is_good)
  local attributes, stop = read_attributes(body)
  for _, attribute in ipairs(attributes) do
    local name = tags[attribute.tag]
    local length = attribute.stop - attribute.value
    local value = body:sub(attribute.value + 1, attribute.stop)
    local title = name or string.format("unknown 0x%02x", attribute.tag)
    if name ~= nil then title = title .. ": " .. printable(value) end
    local item = tree:add(field.attribute, tvb(start + attribute.offset, length + 3), title)
    item:add(field.tag, tvb(start + attribute.offset, 1))
    item:add(field.value_length, tvb(start + attribute.offset + 1, 2))
    if length > 0 and name == nil then
      item:add(field.value, tvb(start + attribute.value, length))
    elseif name ~= nil then
      local range = length > 0 and tvb(start + attribute.value, length) or tvb(start + attribute.offset, 3)
      local value_item = item:add(field["value_" .. name], range, printable(value))
      if is_good and name == "ERROR_CODE" and rank_of[value] == nil then
        value_item:add_proto_expert_info(unknown_code)
      end
      if is_good and name == "WANT" and value ~= "port" and value ~= "os" then
        value_item:add_proto_expert_info(experts["bad-value"], "bad-value (ERR-14): right would be port or os")
      end
    end
  end
  if stop < #body then tree:add(field.body, tvb(start + stop, #body - stop)) end
end

-- The known field that stands on a line, by its key.
local function find_values(fields, line)
  local found = {}
  for key, values in pairs(fields) do
    for _, one in ipairs(values) do
      if one.line == line then found[key] = one end
    end
  end
  return found
end

-- Known fields as what they say, once they are right; every line as it is.
local function add_text_header(tree, tvb, start, header)
  for index, line in ipairs(header.lines) do
    local range = tvb(start + line.offset, #line.text + 2)
    local item = tree:add(field.line, range, printable(line.text))
    if index == 1 then
      item:add(field.magic, tvb(start, 5))
      item:add(field.version, tvb(start + 5, 1), VERSION)
      if header.type ~= nil then
        local kind, signals = header.kind_offset, header.kind_offset + #header.kind + 1
        item:add(field.type, tvb(start + #TEXT_PREFIX, #header.type), header.type)
        item:add(field.kind, tvb(start + kind, #header.kind), header.kind)
        item:add(field.signals, tvb(start + signals, #header.signals), header.signals)
      end
    end
    for key, known in pairs(find_values(header.fields, line)) do
      if #known.value > 0 then
        local value = tvb(start + known.offset, #known.value)
        if key == "encoding" then item:add(field.encoding, value, printable(known.value)) end
        if key == "id" and header.id ~= nil then item:add(field.id, value, header.id) end
        if key == "length" and header.length ~= nil then item:add(field.length, value, header.length) end
        if (key == "source" or key == "destination") and header[key] ~= nil then
          add_endpoint(item, key, header[key], value, value, value)
        end
      end
    end
  end
end

local function add_text_body(tree, tvb, start, body, message)
  if #body == 0 then return end
  local range = tvb(start, #body)
  if message[5] == "greeting" then
    tree:add(field.greeting, range, printable(body))
    return
  end
  local code, text = body:match("^([^ ]*) ?(.*)$")
  local item = tree:add(field.error_code, #code > 0 and tvb(start, #code) or range, printable(code))
  if rank_of[code] == nil then item:add_proto_expert_info(unknown_code) end
  if #code < #body then tree:add(field.error_text, range, printable(text)) end
end

-- What the body of an error says first.
local function error_code_of(body, encoding)
  if encoding == "text" then return body:match("^[^ ]*") end
  for _, attribute in ipairs((read_attributes(body))) do
    if tags[attribute.tag] == "ERROR_CODE" then return body:sub(attribute.value + 1, attribute.stop) end
  end
  return "without a code"
end

local function wants_of(body)
  local wants = {}
  for _, attribute in ipairs((read_attributes(body))) do
    if tags[attribute.tag] == "WANT" then wants[#wants + 1] = body:sub(attribute.value + 1, attribute.stop) end
  end
  return table.concat(wants, "+")
end

-- `status request → 127.0.0.1:80`, `open ← 127.0.0.1:80`: the message and its subject.
local function summarise(header, body, encoding)
  local name = header.message[1]
  if name == "end" then return name end
  if name == "information request" then name = name .. " " .. printable(wants_of(body)) end
  if name == "status error" or name == "refusal" then name = name .. " " .. printable(error_code_of(body, encoding)) end
  local subject, arrow = header.destination, " → "
  if header.type == "DATA" then
    subject, arrow = header.source, " ← "
  end
  return name .. arrow .. format_endpoint(subject.address, subject.port)
end

-- Messages, one after the other. -------------------------------------------------------------------------------------

-- A message at `start`: its length, or nil where more octets are needed; the fault that it has; a line about it.
local function dissect_message(tvb, start, tree)
  local octets = tvb:raw(start)
  local binary = octets:byte(1) == 0x89
  local prefix_fault = binary and judge_binary_prefix(octets) or (not binary and judge_text_prefix(octets)) or nil
  if prefix_fault then
    local length = prefix_fault.offset + 1
    local root = tree:add(psap, tvb(start, length))
    add_violation(root, tvb, start, prefix_fault)
    return length, prefix_fault
  end
  local header_length
  if binary then
    if #octets < BINARY_HEADER then return nil end
    header_length = BINARY_HEADER
  else
    header_length = find_header_end(octets)
    if header_length == nil then
      if #octets < MAX_TEXT_HEADER then return nil end
      local too_long = fault("bad-length", MAX_TEXT_HEADER, "a header of at most 1024 octets with its blank line")
      local root = tree:add(psap, tvb(start, MAX_TEXT_HEADER))
      add_violation(root, tvb, start, too_long)
      return MAX_TEXT_HEADER, too_long
    end
  end

  local read_header = binary and read_binary_header or read_text_header
  local add_header = binary and add_binary_header or add_text_header
  local encoding = binary and "binary" or "text"
  local header, header_fault = read_header(octets:sub(1, header_length))
  if header_fault then
    local root = tree:add(psap, tvb(start, header_length))
    add_header(root, tvb, start, header)
    add_violation(root, tvb, start, header_fault)
    return header_length, header_fault
  end

  local length = header_length + header.length
  if #octets < length then return nil end
  local body = octets:sub(header_length + 1, length)
  local message = header.message
  local root = tree:add(psap, tvb(start, length))
  local summary = summarise(header, body, encoding)
  root:append_text(", " .. summary)
  root:add(field.message, tvb(start, header_length), message[1]):set_generated()
  add_header(root, tvb, start, header)
  local is_text = encoding == "text" or message[5] == "greeting"
  local body_fault
  if is_text then
    if not is_utf8(body) then body_fault = fault("bad-body", 0, "text in UTF-8") end
    add_text_body(root, tvb, start + header_length, body, message)
  else
    body_fault = judge_attributes(body)
    if #body > 0 then add_attributes(root, tvb, start + header_length, body, body_fault == nil) end
  end
  if body_fault then
    body_fault.offset = body_fault.offset + header_length
    add_violation(root, tvb, start, body_fault)
  end
  return length, body_fault, summary
end

-- The frame in which a side of a connection broke the protocol: nothing that it sends afterwards is read (ERR-33).
local broken = {}
local tcp_stream = Field.new("tcp.stream")

local function side_of(pinfo)
  local stream = tcp_stream()
  return (stream and tostring(stream.value) or "") .. " " .. tostring(pinfo.src_port) .. " " .. tostring(pinfo.src)
end

function psap.init()
  broken = {}
end

local function add_unread(tree, tvb, start)
  if start >= tvb:len() then return end
  local root = tree:add(psap, tvb(start))
  root:append_text(", not read")
  root:add(field.unread, tvb(start))
end

local function dissect(tvb, pinfo, tree)
  pinfo.cols.protocol = "PSAP"
  local side = side_of(pinfo)
  if broken[side] and pinfo.number > broken[side] then
    pinfo.cols.info = "after a violation, not read"
    add_unread(tree, tvb, 0)
    return tvb:len()
  end
  local summaries = {}
  local start = 0
  while start < tvb:len() do
    local length, found, summary = dissect_message(tvb, start, tree)
    if length == nil then
      if pinfo.can_desegment > 0 and tvb:len() == tvb:reported_len() then
        pinfo.desegment_offset = start
        pinfo.desegment_len = DESEGMENT_ONE_MORE_SEGMENT
      else
        tree:add(psap, tvb(start)):append_text(", unfinished")
      end
      break
    end
    start = start + length
    if found then
      summaries[#summaries + 1] = found.code .. " (ERR-" .. rank_of[found.code] .. ")"
      broken[side] = broken[side] or pinfo.number
      add_unread(tree, tvb, start)
      break
    end
    summaries[#summaries + 1] = summary
  end
  if #summaries > 0 then pinfo.cols.info = table.concat(summaries, "; ") end
  return tvb:len()
end

psap.dissector = dissect

-- Where it is used. --------------------------------------------------------------------------------------------------

-- The first octets of PSAP: three are enough, as PNG too begins with 0x89 0x50.
local function is_psap(tvb)
  if tvb:len() < 3 then return false end
  local octets = tvb:raw(0, math.min(tvb:len(), #TEXT_PREFIX))
  if octets:byte(1) == 0x89 then return octets:byte(2) == 0x50 and octets:byte(3) == VERSION end
  return #octets >= 5 and octets == TEXT_PREFIX:sub(1, #octets)
end

psap:register_heuristic("tcp", function(tvb, pinfo, tree)
  if not is_psap(tvb) then return false end
  dissect(tvb, pinfo, tree)
  pinfo.conversation = psap
  return true
end)

local tcp_ports = DissectorTable.get("tcp.port")
local bound_ports = ""

local function bind_ports()
  if psap.prefs.ports == bound_ports then return end
  if bound_ports ~= "" then tcp_ports:remove(bound_ports, psap) end
  bound_ports = psap.prefs.ports
  if bound_ports ~= "" then tcp_ports:add(bound_ports, psap) end
end

psap.prefs_changed = bind_ports
bind_ports()
