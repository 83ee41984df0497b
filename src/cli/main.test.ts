import { describe, expect, it } from 'vitest';
import { folderWith, freePorts, ownAddress } from './testing/places.ts';
import { runPortlab, startPortlab } from './testing/portlab.ts';

/** What the process does beside running the command line. */

it('the version is printed, and nothing else', async () => {
  const stdout = expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string;
  expect(await runPortlab(['--version'])).toEqual({ code: 0, stdout, stderr: '' });
});

it('the exit code is that of the command', async () => {
  const stderr = expect.stringContaining('Usage: portlab') as string;
  expect(await runPortlab([])).toEqual({ code: 2, stdout: '', stderr });
});

describe('a reader that has seen enough', () => {
  const words = ['scan', ownAddress(), '-F', '--probe', 'tcp', '--ndjson', '--rate', '5000'];

  it('of results ends the process, and is no error', async () => {
    const portlab = startPortlab(words);
    await portlab.until('stdout', /\n/);
    portlab.child.stdout!.destroy();
    const { code, stderr } = await portlab.ended;
    expect([code, stderr]).toEqual([0, 'Scanning all 65,535 ports: this scan will take some extra time.\n']);
  });

  it('of notices does not disturb the command', async () => {
    const portlab = startPortlab(words, { cwd: await folderWith({}) });
    await portlab.until('stdout', /\n/);
    portlab.child.stderr!.destroy();
    portlab.kill('SIGINT');
    const { code, stdout } = await portlab.ended;
    expect(code).toBe(130);
    expect(stdout).toMatch(/"summary":\{.*\}\}\n$/);
  });
});

it('a bug that nobody waits for exits 70', async () => {
  const host = ownAddress();
  const [agent] = await freePorts(host, 1);
  const preload = `data:text/javascript,${encodeURIComponent(
    "process.once('SIGUSR2', () => { throw new Error('out of the blue'); });",
  )}`;
  const words = ['serve', '--host', host, '--ports', '1', '--agent', String(agent), '--agent-only'];
  const portlab = startPortlab(words, { preload });
  await portlab.until('stdout', /Answering for/);
  portlab.kill('SIGUSR2');
  const { code, stderr } = await portlab.ended;
  expect(code).toBe(70);
  expect(stderr).toContain('portlab has a bug: Error: out of the blue');
});

it('a command that waits for nothing, and never ends, exits 70', async () => {
  const preload = `data:text/javascript,${encodeURIComponent(`
    import dns from 'node:dns/promises';
    import { syncBuiltinESMExports } from 'node:module';
    dns.lookup = () => new Promise(() => {});
    syncBuiltinESMExports();
  `)}`;
  const { code, stderr } = await runPortlab(['scan', 'localhost'], { preload });
  expect(code).toBe(70);
  expect(stderr).toContain('portlab has a bug: Error: the command never ends');
});
