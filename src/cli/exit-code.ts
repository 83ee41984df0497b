/** The exit codes of every command. */
export const exitCode = {
  ok: 0,
  /** It ran, and something failed its expectation. */
  failed: 1,
  /** Usage, or a bad input file. */
  usage: 2,
  /** The environment: a target that cannot be reached, a program that is missing. */
  environment: 3,
  /** A bug of ours. */
  bug: 70,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** A command cannot go on: the message says why and what to do, the code how the process exits. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly exitCode: ExitCode;

  constructor(code: ExitCode, message: string) {
    super(message);
    this.exitCode = code;
  }
}

/** What the user asked for makes no sense, or is not there. */
export function usageError(message: string): CommandError {
  return new CommandError(exitCode.usage, message);
}

/** What the command needs of its surroundings is not there. */
export function environmentError(message: string): CommandError {
  return new CommandError(exitCode.environment, message);
}
