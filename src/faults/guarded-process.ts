import { type ChildProcess, spawn } from 'node:child_process';

/** How long a process may take to end by itself once asked to. */
const END_TIMEOUT_MS = 2_000;

/** How much of what the process prints is kept, in characters. */
const KEPT_OUTPUT = 4_000;

/**
 * A child process that does not outlive this one, even where this one is killed. It runs in a process group of its own,
 * so an interrupt from the terminal reaches us alone, and we end it when nothing needs it any more.
 */
export class GuardedProcess {
  /** Why the program could not be run, such as `ENOENT`. */
  failure: string | undefined;

  /** Whether the process is gone. */
  ended = false;

  /** The last that it printed. */
  output = '';

  readonly #child: ChildProcess;
  readonly #gone: Promise<void>;

  constructor(program: string, args: readonly string[], env: NodeJS.ProcessEnv) {
    this.#child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true, env });
    for (const stream of [this.#child.stdout!, this.#child.stderr!]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        this.output = (this.output + text).slice(-KEPT_OUTPUT);
      });
    }
    this.#child.once('error', (error: NodeJS.ErrnoException) => {
      this.failure = error.code ?? error.message;
    });
    const guard = this.#child.pid === undefined ? undefined : spawnGuard(this.#child.pid);
    this.#gone = new Promise((resolve) => {
      this.#child.once('close', () => {
        this.ended = true;
        guard?.kill('SIGKILL');
        resolve();
      });
    });
  }

  /** Ends the process, by force if it does not listen, and resolves when it is gone. */
  async end(): Promise<void> {
    this.#child.kill('SIGTERM');
    const force = setTimeout(() => this.#child.kill('SIGKILL'), END_TIMEOUT_MS);
    await this.#gone;
    clearTimeout(force);
  }
}

/**
 * A shell that waits for its input to end, which it does when this process ends in any way, and then kills the process
 * it guards.
 */
function spawnGuard(pid: number): ChildProcess {
  const guard = spawn('/bin/sh', ['-c', 'read -r _; kill -9 "$0"', `${pid}`], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  // Without a shell there is no guard, and the process ends with `end` alone.
  guard.once('error', () => {});
  return guard;
}
