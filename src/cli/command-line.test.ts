import { describe, expect, it } from 'vitest';
import { runInProcess } from './testing/run-in-process.ts';

/** The command line as a whole: help, and what it refuses. */

describe('portlab', () => {
  it('prints its version', async () => {
    expect(await runInProcess(['--version'])).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string,
      stderr: '',
    });
  });

  it('without a command says on standard error what there is, which is a usage error', async () => {
    const { code, stdout, stderr } = await runInProcess([]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('Usage: portlab [options] [command]');
  });

  it('prints help where it is asked for', async () => {
    const { code, stdout, stderr } = await runInProcess(['--help']);
    expect([code, stderr]).toEqual([0, '']);
    for (const name of ['scan', 'serve', 'run', 'up']) expect(stdout).toMatch(new RegExp(`^ {2}${name} `, 'm'));
    expect(stdout).toContain('\nExamples:\n  portlab scan 127.0.0.1 ');
  });

  it.each(['scan', 'serve', 'run', 'up'])('prints the help of %s in either way, with examples', async (name) => {
    const help = await runInProcess(['help', name]);
    const option = await runInProcess([name, '--help']);
    expect(help).toEqual(option);
    expect([help.code, help.stderr]).toEqual([0, '']);
    expect(help.stdout).toMatch(new RegExp(`^Usage: portlab ${name} `));
    expect(help.stdout).toContain(`\nExamples:\n  portlab ${name} `);
  });

  it('suggests the command that was meant', async () => {
    const { code, stdout, stderr } = await runInProcess(['scna', '127.0.0.1']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain("error: unknown command 'scna'\n(Did you mean scan?)\n");
  });

  it('says of commands that are not built yet that they are not', async () => {
    const { stdout } = await runInProcess(['--help']);
    const [, list = ''] = /\nNot built yet:\n((?: .*\n)+)/.exec(stdout) ?? [];
    const names = [...list.matchAll(/^ {2}(\w+)/gm)].map(([, name]) => name!);
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) {
      const ended = await runInProcess([name, '127.0.0.1:4545', '--json']);
      expect(ended).toMatchObject({ code: 2, stdout: '' });
      expect(ended.stderr).toMatch(new RegExp(`^error: portlab ${name} is not built yet: \\S.*\n$`));
      expect(await runInProcess(['help', name])).toEqual(ended);
    }
  });

  it.each(['', ...'scan,serve,run,up,conform,diff,decode,explain,bench,bench scan,toxiproxy'.split(',')])(
    'has help with examples, no wider than 80 columns: %s',
    async (words) => {
      const { stdout } = await runInProcess([...words.split(' ').filter(Boolean), '--help']);
      expect(stdout).toContain('\nExamples:\n  ');
      expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    },
  );

  it('prints the help of a command of a command', async () => {
    const help = await runInProcess(['help', 'bench', 'scan']);
    expect(help).toEqual(await runInProcess(['bench', 'scan', '--help']));
    expect(help.stdout).toMatch(/^Usage: portlab bench scan /);
  });

  it.each([
    ['help', 'scna'],
    ['scna', '--help'],
  ])('has no help for what is no command: %s %s', async (...words) => {
    const { code, stdout, stderr } = await runInProcess(words);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain("error: unknown command 'scna'\n(Did you mean scan?)\n");
  });

  it.each([
    [['scan'], 'portlab scan'],
    [['bench', 'scan', '--behavior', 'all'], 'portlab bench scan'],
    [['nothing'], 'portlab'],
  ])('points from a mistake in %j to the help of that', async (words, name) => {
    expect((await runInProcess(words)).stderr).toMatch(new RegExp(`\\(${name} --help`));
  });
});

describe('a usage error', () => {
  it.each([
    [['scan'], "missing required argument 'target'"],
    [['scan', '127.0.0.1', '-p', '22x'], '`22x` is not a port'],
    [['scan', '127.0.0.1', '-sT'], "unknown option '-sT'\n(from nmap: to connect alone is --probe tcp)\n"],
    [
      ['scan', '127.0.0.1', '-T4'],
      '(from nmap: the pace follows the answers; --timeout, --rate and --concurrency bound',
    ],
    [['scan', '-Pn', '127.0.0.1'], '(from nmap: no host is pinged before its ports are asked'],
    [['scan', '-A', '127.0.0.1'], '(from nmap: --info asks open ports'],
    [['scan', '127.0.0.1', '--top-ports', '10'], '(from nmap: the 1000 popular ports are -Q'],
    [['scan', '127.0.0.1', '-oX', 'a.xml'], "argument 'X' is invalid. There is one form, which is JSON: write -o FILE"],
    [['scan', '127.0.0.1', '--retrys', '3'], "unknown option '--retrys'\n(Did you mean --retries?)"],
    [['scan', '127.0.0.1', '-Q', '-F'], '-p, -Q and -F exclude each other'],
    [['scan', '127.0.0.1', '--timeout', '5'], 'write `5ms` or `5s`'],
    [['scan', '127.0.0.1', '192.0.2.1'], '192.0.2.1 is outside loopback'],
    [['scan', '127.0.0.0/16', '-F'], '65,535 ports of 65,536 hosts are 4,294,901,760; one scan takes 2,000,000'],
    [['serve'], 'say what to answer for: --ports 22,80 or --profile host.yaml'],
    [['serve', '--ports', '1', '--host', 'localhost'], '--host: "localhost" is no IP address'],
    [['serve', '--ports', '1', '--allow', 'all'], '"all" is no address range'],
    [['serve', '--ports', '1', '--profile', 'x'], '--ports and --profile exclude each other'],
    [
      ['serve', '--profile', 'nowhere.yaml'],
      'cannot read nowhere.yaml (ENOENT): there is no such file; check what --profile names',
    ],
    [['serve', '--ports', '4540-4550'], "port 4545 is the agent's"],
    [['run', 'nowhere.yaml'], 'there is no scenario nowhere.yaml'],
    [['run', 'scenarios', '--backend', 'sim'], '--backend sim is not built yet'],
    [
      ['run', 'scenarios', '--junit', 'x', '--html', './x'],
      '--junit and --html name the same file, x: give each its own',
    ],
    [['up', 'scenarios'], 'scenarios names several scenarios: up takes one'],
  ])('of %j exits 2, and says why on standard error alone', async (words, message) => {
    const { code, stdout, stderr } = await runInProcess(words);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`error: `);
    expect(stderr).toContain(message);
  });
});
