import { z } from 'zod';
import { canonicalAddress } from '../protocol/address.ts';
import { AddressRangeError, parseAddressRange } from '../protocol/address-range.ts';
import { encodeUtf8 } from '../protocol/utf8.ts';
import type { OsInformation } from '../results/scan.ts';
import { ValueError } from '../source/value-error.ts';
import { addValueError, duration, scalar, text } from '../source/values.ts';

/** The parts of a host's description in YAML. */

/** An IP address in canonical form. */
export const ipAddress = scalar((text) => {
  const canonical = canonicalAddress(text);
  if (canonical === undefined)
    throw new ValueError(`\`${text}\` is not an IP address`, 'write one, as in `127.0.0.1` or `::1`');
  if (canonical !== text) throw new ValueError(`\`${text}\` is not in canonical form`, `write \`${canonical}\``);
  return text;
});

/** Ranges of addresses: `192.0.2.0/24`, `2001:db8::/32`, or one address. */
export const addressRanges = z.array(
  text((range) => {
    try {
      return parseAddressRange(range);
    } catch (error) {
      if (!(error instanceof AddressRangeError)) throw error;
      throw new ValueError(`\`${range}\` is no range of addresses`, 'write one, as in `192.0.2.0/24` or `127.0.0.1`');
    }
  }),
);

export const portNumber = z.int().min(1).max(65_535);

/** So that all that is said of a port and of its system fits the body of one message (INFO-10, INFO-11). */
const longestAttributeOctets = 4000;

/** A text that travels as an attribute of a message. */
export const attributeText = z.string().superRefine((text, context) => {
  const { length } = encodeUtf8(text);
  if (length <= longestAttributeOctets) return;
  const message = `a text of ${length} octets is too long to be sent`;
  addValueError(new ValueError(message, `shorten it to ${longestAttributeOctets}`), context);
});

/** What `os` says of the host's operating system. */
export const osInformation = z
  .strictObject({
    family: attributeText,
    name: attributeText.exactOptional(),
    version: attributeText.exactOptional(),
    kernel: attributeText.exactOptional(),
    arch: attributeText.exactOptional(),
    hostname: attributeText.exactOptional(),
    uptime: duration.exactOptional(),
  })
  .transform(
    ({ uptime, ...texts }): OsInformation =>
      uptime === undefined ? texts : { ...texts, uptimeSeconds: Math.floor(uptime / 1000) },
  );
