import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { readSource } from './read-source.ts';

export interface Room {
  /** The rooms whose files its files may import, besides its own. */
  readonly imports: readonly string[];
  /** Whether it may import modules of node itself. */
  readonly node?: true;
  /** Whether time, chance and the process are kept out of it. */
  readonly pure?: true;
}

/** Rooms by their folder under `src/`; a folder within a room may be a room of its own. */
export type House = Readonly<Record<string, Room>>;

/** Whether a file belongs to the tests, which may import what they like and which nothing else imports. */
export function isTest(path: string): boolean {
  return /\.test\.[mc]?[jt]s$/.test(path) || path.split('/').includes('testing');
}

/**
 * What a source file does against the rules of its house, one line for each: file and line, what it does, and the rule.
 * `path` counts from the project's root, with slashes: `src/probe/judge.ts`. `ambient` are the globals that pure rooms
 * do without, with members where only one is meant: `Date`, `Math.random`.
 */
export function judgeFile(house: House, ambient: readonly string[], path: string, text: string): string[] {
  const roomName = roomOf(house, path);
  const room = roomName === undefined ? undefined : house[roomName];
  if (roomName === undefined || room === undefined) return [`${path}:1 is in no room of the house`];
  const { imports, mentions, errors } = readSource(path, text);
  const faults = errors.map((error) => `${path}:1 cannot be parsed: ${error}`);
  for (const { specifier, line } of imports) {
    const rule = specifier === undefined ? COMPUTED : judgeImport(house, path, specifier);
    if (rule !== undefined) faults.push(`${path}:${line} imports '${specifier ?? '…'}': ${rule}`);
  }
  if (room.pure) {
    for (const { name, line } of mentions) {
      if (!ambient.some((denied) => covers(denied, name))) continue;
      faults.push(`${path}:${line} uses ${name}: time, chance and the process reach ${roomName} through runtime alone`);
    }
  }
  return faults;
}

const COMPUTED = 'what is imported must be written down, or nobody can check it';

/** The rule that an import breaks, or undefined. What lies outside of `src/` is not judged here. */
function judgeImport(house: House, path: string, specifier: string): string | undefined {
  const from = roomOf(house, path)!;
  if (isBuiltin(specifier)) {
    return house[from]!.node ? undefined : `only ${listed(withNode(house))} import modules of node`;
  }
  if (!specifier.startsWith('.')) return undefined;
  const target = posix.join(posix.dirname(path), specifier);
  if (!target.startsWith('src/')) return undefined;
  if (isTest(target)) return 'nothing imports a test or a testing/ folder';
  const to = roomOf(house, target);
  if (to === undefined) return 'it is in no room of the house';
  const { imports } = house[from]!;
  if (to === from || imports.includes(to)) return undefined;
  return `${from} may import ${imports.length === 0 ? 'nothing of ours' : `${listed(imports)} and nothing else of ours`}`;
}

/** The innermost room that a file is in. */
function roomOf(house: House, path: string): string | undefined {
  const rooms = Object.keys(house).filter((room) => path.startsWith(`src/${room}/`));
  return rooms.sort((one, other) => other.length - one.length)[0];
}

function withNode(house: House): string[] {
  return Object.keys(house).filter((room) => house[room]!.node);
}

/** `Date` covers `Date.now`; `Math.random` covers a bare `Math` too, which could be anything of it. */
function covers(denied: string, name: string): boolean {
  return name === denied || name.startsWith(`${denied}.`) || denied.startsWith(`${name}.`);
}

function listed(names: readonly string[]): string {
  return names.join(', ');
}
