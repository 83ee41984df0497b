import type { HostView } from '../../protocol/responder-machine.ts';
import type { AccessPolicy } from '../../respond/access.ts';
import { viewProfile } from '../../respond/host-view.ts';
import { defaultLimits, Responder } from '../../respond/responder.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { SocketAddress } from '../../runtime/connection.ts';
import { CounterRandom } from '../../sim/random.ts';
import type { Place } from '../../source/diagnostic.ts';
import type { RealisedBy } from '../backend.ts';
import { drawGarbage } from '../foreign-octets.ts';
import type { Agent, BehaviourState, Host, PortBehaviour } from '../model.ts';
import { answers, profileOf } from '../simulated-host.ts';
import { type Script, StandIn } from '../stand-in.ts';
import { bannerScript, garbageScript } from '../stand-in-scripts.ts';
import type { Endpoints } from './endpoints.ts';
import type { UndoStack } from './undo-stack.ts';

/** How long the connections of a world that is torn down may take to end. */
const TEARDOWN_MS = 1_000;

const nobody: AccessPolicy = { status: [], information: [] };

/** What accepts connections behind some ports, before anything happens to them on their way. */
export interface Server {
  readonly local: SocketAddress;
  readonly realisedBy: RealisedBy;
}

/** The servers of one world, each there once it is asked for, and once. */
export class Servers {
  readonly #clock: Clock;
  readonly #seed: number;
  readonly #endpoints: Endpoints;
  readonly #undo: UndoStack;
  readonly #responder: Responder;
  readonly #servers = new Map<string, Server>();
  #full: Responder | undefined;

  constructor(parts: { readonly clock: Clock; readonly seed: number }, endpoints: Endpoints, undo: UndoStack) {
    this.#clock = parts.clock;
    this.#seed = parts.seed;
    this.#endpoints = endpoints;
    this.#undo = undo;
    this.#responder = this.#open(new Responder({ clock: parts.clock }));
  }

  /** The responder of a host's open ports; `isEverOpen` says which those are, at first or later. */
  async openHost(host: Host, isEverOpen: (port: number) => boolean): Promise<HostServers> {
    // Whoever is connected to a port of its own has found it open, whatever became of it since.
    const viewUnder = (policy: AccessPolicy | undefined): HostView => ({
      ...viewProfile(profileOf(host), { has: isEverOpen }, policy),
      stateOf: () => 'open',
    });
    const local = await this.#endpoints.listen(host.place, this.#responder.acceptorFor(viewUnder(undefined)));
    return { host, viewUnder, direct: { local, realisedBy: 'toxiproxy' } };
  }

  /** Answers for every port of a host by the truth of the moment. */
  openAgent(host: Host, { refusal }: Agent, stateOf: (port: number) => BehaviourState): Promise<SocketAddress> {
    const responder = refusal === 'busy' ? this.#fullResponder() : this.#responder;
    const view = viewProfile(profileOf(host), 'all', refusal === 'denied' ? nobody : undefined);
    const acceptor = responder.acceptorFor({ ...view, stateOf: (port) => answers[stateOf(port)] });
    return this.#endpoints.listen(host.place, acceptor);
  }

  /** What stands behind ports of a host that behave so, and accept connections. */
  async serverFor(of: HostServers, behaviour: PortBehaviour, place: Place): Promise<Server> {
    const key = serverKey(of, behaviour);
    const server = this.#servers.get(key) ?? (await this.#openServer(of, behaviour, place));
    this.#servers.set(key, server);
    return server;
  }

  async #openServer(of: HostServers, { state, faults }: PortBehaviour, place: Place): Promise<Server> {
    // A responder would end a connection on which nothing happens, and be silent no more.
    if (state === 'silent') return { ...(await this.#openStandIn(place, {})), realisedBy: 'toxiproxy' };
    // At most one of the faults says what stands there, and it is the last.
    const stand = faults.at(-1);
    switch (stand?.kind) {
      case 'garbage':
        return this.#openStandIn(place, garbageScript(this.#drawGarbage(of.host, stand.octets)));
      case 'speaks':
        return this.#openStandIn(place, bannerScript(stand.banner, stand.afterMs, this.#clock));
      case 'busy':
        return this.#openResponder(stand.place, this.#fullResponder(), of.viewUnder(undefined));
      case 'denied':
        return this.#openResponder(stand.place, this.#responder, of.viewUnder(nobody));
      default:
        return of.direct;
    }
  }

  async #openStandIn(place: Place, script: Script): Promise<Server> {
    const standIn = new StandIn(script);
    this.#undo.add(async () => standIn.close());
    return { local: await this.#endpoints.listen(place, standIn.accept), realisedBy: 'acceptor' };
  }

  async #openResponder(place: Place, responder: Responder, view: HostView): Promise<Server> {
    return { local: await this.#endpoints.listen(place, responder.acceptorFor(view)), realisedBy: 'responder' };
  }

  /** The same for the same host, whatever else there is in this world or was in others. */
  #drawGarbage({ address }: Host, octets: number): Uint8Array {
    return drawGarbage(new CounterRandom(this.#seed).fork('garbage').fork(address).fork(octets), octets);
  }

  /** A responder that has room for nobody, and says so. */
  #fullResponder(): Responder {
    const limits = { ...defaultLimits, connectionsPerPeer: 0 };
    this.#full ??= this.#open(new Responder({ clock: this.#clock, limits }));
    return this.#full;
  }

  #open(responder: Responder): Responder {
    this.#undo.add(() => responder.drain(TEARDOWN_MS));
    return responder;
  }
}

/** A host whose responder is up. */
export interface HostServers {
  readonly host: Host;
  /** What its ports answer under a policy; without one everyone may ask. */
  readonly viewUnder: (policy: AccessPolicy | undefined) => HostView;
  readonly direct: Server;
}

/** Equal where one server does for both; silence is the same on all hosts. */
function serverKey({ host }: HostServers, { state, faults }: PortBehaviour): string {
  if (state === 'silent') return state;
  const stand = faults.at(-1);
  switch (stand?.kind) {
    case 'garbage':
      return `${host.address} garbage ${stand.octets}`;
    case 'speaks':
      return `${host.address} speaks ${stand.afterMs} ${stand.banner}`;
    case 'busy':
    case 'denied':
      return `${host.address} ${stand.kind}`;
    default:
      return `${host.address} direct`;
  }
}
