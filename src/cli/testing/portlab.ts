import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';

/** The command line as people meet it: a process of its own, from source unless a built program is named. */

export interface PortlabOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The limit of open descriptors (`ulimit -n`). */
  readonly descriptors?: number;
  /** A module that the process loads first. */
  readonly preload?: string;
  /** The program to run instead of the sources, such as what `buildPortlab` makes. */
  readonly program?: string;
}

/** How it ended, and all that it wrote. */
export interface Ended {
  /** Undefined where a signal ended it. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const main = fileURLToPath(new URL('../main.ts', import.meta.url));

/** Runs `portlab` with these words to its end. */
export function runPortlab(words: readonly string[], options: PortlabOptions = {}): Promise<Ended> {
  return startPortlab(words, options).ended;
}

/** Starts `portlab` with these words; a process that outlives its test is killed. */
export function startPortlab(words: readonly string[], options: PortlabOptions = {}): Portlab {
  const portlab = new Portlab(words, options);
  onTestFinished(() => portlab.kill('SIGKILL'));
  return portlab;
}

export class Portlab {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  readonly #words: readonly string[];
  #stdout = '';
  #stderr = '';
  #watchers: (() => void)[] = [];

  constructor(words: readonly string[], { cwd, env = {}, descriptors, preload, program }: PortlabOptions) {
    this.#words = words;
    const preloads = preload === undefined ? [] : ['--import', preload];
    const whole = program === undefined ? ['--import', tsx, ...preloads, main] : [...preloads, program];
    const node = [process.execPath, ...whole, ...words];
    // The shell lowers the limit of itself, and becomes the process.
    const limited = ['sh', '-c', 'ulimit -n "$0" && exec "$@"', String(descriptors), ...node];
    const [command, ...rest] = descriptors === undefined ? node : limited;
    this.child = spawn(command!, rest, { cwd, env: { ...inherited(), ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      this.#stdout += text;
      this.#tell();
    });
    this.child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr += text;
      this.#tell();
    });
    this.ended = new Promise((resolve, reject) => {
      this.child.once('error', reject);
      this.child.once('close', (code) => {
        resolve({ code: code ?? undefined, stdout: this.#stdout, stderr: this.#stderr });
      });
    });
    this.ended.then(this.#tell, this.#tell);
  }

  /** Resolves once the stream has what `pattern` finds; rejects where the process ends before. */
  async until(stream: 'stdout' | 'stderr', pattern: RegExp): Promise<RegExpExecArray> {
    let isOver = false;
    const over = (): void => {
      isOver = true;
    };
    this.ended.then(over, over);
    for (;;) {
      const found = pattern.exec(stream === 'stdout' ? this.#stdout : this.#stderr);
      if (found !== null) return found;
      if (isOver) {
        throw new Error(
          `portlab ${this.#words.join(' ')} ended without ${pattern} on ${stream}:\n${this.#stdout}${this.#stderr}`,
        );
      }
      await new Promise<void>((resolve) => this.#watchers.push(resolve));
    }
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  readonly #tell = (): void => {
    for (const watcher of this.#watchers.splice(0)) watcher();
  };
}

/** What a process needs of our environment, and nothing that would change what it does. */
function inherited(): NodeJS.ProcessEnv {
  const names = ['PATH', 'HOME', 'TMPDIR', 'LANG'];
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}
