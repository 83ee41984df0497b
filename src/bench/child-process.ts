import { type ChildProcess, fork } from 'node:child_process';
import { ownProgram } from '../runtime/node/package-files.ts';

/** Processes of our own that answer questions, so that what they do is not done, or measured, here. */

interface Question {
  readonly id: number;
  readonly question: unknown;
}

interface Reply {
  readonly id: number;
  readonly answer?: unknown;
  /** Plain data, since an error that crosses processes loses its `code`. */
  readonly failure?: { readonly message: string; readonly code: string | undefined };
}

/** Answers the questions of the process that started this one, one after the other, and ends with it. */
export function answerParent(answer: (question: never) => Promise<unknown>): void {
  // An interrupt from the terminal reaches the whole group: who started us decides what becomes of it.
  process.on('SIGINT', () => {});
  process.once('disconnect', () => process.exit());
  process.on('message', async ({ id, question }: Question) => {
    try {
      process.send!({ id, answer: await answer(question as never) } satisfies Reply);
    } catch (error) {
      const { message, code } = error as NodeJS.ErrnoException;
      process.send!({ id, failure: { message, code } } satisfies Reply);
    }
  });
}

/** A process that runs one of our modules, which calls `answerParent`. */
export class AnsweringProcess {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, { resolve(answer: unknown): void; reject(error: Error): void }>();
  readonly #gone: Promise<void>;
  #asked = 0;

  constructor(module: 'scanner-process' | 'target-process') {
    const { file, execArgv } = ownProgram(`bench/${module}`);
    this.#child = fork(file, { execArgv: [...execArgv] });
    this.#child.on('message', ({ id, answer, failure }: Reply) => {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (failure === undefined) waiting?.resolve(answer);
      else waiting?.reject(Object.assign(new Error(failure.message), { code: failure.code }));
    });
    this.#gone = new Promise((resolve) => {
      this.#child.once('exit', (code, signal) => {
        const error = new Error(`the ${module} ended (${signal ?? code})`);
        for (const { reject } of this.#waiting.values()) reject(error);
        resolve();
      });
    });
  }

  ask<T>(question: unknown): Promise<T> {
    this.#asked += 1;
    const id = this.#asked;
    return new Promise<T>((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (answer: unknown) => void, reject });
      this.#child.send({ id, question } satisfies Question, (error) => {
        if (error !== null) reject(error);
      });
    });
  }

  /** Ends the process; what it was asked and has not answered is rejected. */
  async end(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#gone;
  }
}
