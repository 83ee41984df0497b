import { execFile, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import type { ScanSample } from '../scan-job.ts';
import type { Peer, PeerScan } from './peer.ts';

/** Runs other scanners, and measures them from the start of their process to its end. */

/** A peer that takes longer than this to say its version, or to make a scan, is hung. */
const VERSION_LIMIT_MS = 10_000;
const SCAN_LIMIT_MS = 120_000;

/** The version of a peer, or undefined where it is not installed. */
export async function findVersion({ program, versionArgs, version }: Peer): Promise<string | undefined> {
  try {
    const { stdout, stderr } = await promisify(execFile)(program, [...versionArgs], { timeout: VERSION_LIMIT_MS });
    return version.exec(stdout + stderr)?.[1];
  } catch {
    return undefined;
  }
}

/**
 * Node tells no CPU time of a child; a shell does (`times`), of its own and of its children's, in the ticks of the kernel
 * (10 ms as a rule). It goes to a stream of its own.
 */
const TIMED = '"$0" "$@"; code=$?; times >&3; exit $code';

/** Lets a peer scan. Throws an Error with what it said where it fails. */
export async function runPeer(peer: Peer, scan: PeerScan, signal: AbortSignal): Promise<ScanSample> {
  const beganMs = performance.now();
  const child = spawn('/bin/sh', ['-c', TIMED, peer.program, ...peer.scanArgs(scan)], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    // A group of its own, so that the scanner ends with its shell.
    detached: true,
  });
  const limit = AbortSignal.any([signal, AbortSignal.timeout(SCAN_LIMIT_MS)]);
  const kill = (): void => void process.kill(-child.pid!, 'SIGKILL');
  limit.addEventListener('abort', kill);
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [code, output, complaints, times] = await Promise.all([
    ended,
    text(child.stdout!),
    text(child.stderr!),
    text(child.stdio[3] as Readable),
  ]);
  const elapsedMs = performance.now() - beganMs;
  limit.removeEventListener('abort', kill);
  limit.throwIfAborted();
  if (code !== 0) throw new Error(`${peer.name} ended with ${code}: ${complaints.trim().split('\n').at(-1) ?? ''}`);
  return { elapsedMs, cpuMs: readTimes(times), states: [...peer.read(output)] };
}

/** The children's time, user and system together, in the second line of `times`: `0m0.160000s 0m0.010000s`. */
function readTimes(times: string): number {
  const ofChildren = times.trim().split('\n')[1] ?? '';
  const parts = [...ofChildren.matchAll(/(\d+)m([\d.]+)s/g)];
  if (parts.length !== 2) throw new Error(`the shell told no times, but ${JSON.stringify(times)}`);
  return parts.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60_000 + Number(seconds) * 1_000, 0);
}
