import { encodeUtf8 } from '../protocol/utf8.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Connection } from '../runtime/connection.ts';
import type { Script } from './stand-in.ts';

/** Answers the request with these octets. */
export function garbageScript(octets: Uint8Array): Script {
  return {
    reply(connection) {
      connection.write(octets);
    },
  };
}

/** Says its banner, `afterMs` after the accept, whatever it is told. */
export function bannerScript(banner: string, afterMs: number, clock: Clock): Script {
  const octets = encodeUtf8(banner);
  const speak = (connection: Connection) => {
    connection.write(octets);
  };
  return {
    greet(connection) {
      if (afterMs === 0) {
        speak(connection);
        return undefined;
      }
      const timer = clock.setTimer(afterMs, speak, connection);
      return () => timer.cancel();
    },
  };
}
