import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { checkOutput, chooseMethod, choosePorts, type ScanOptions, withScanOptions } from './scan-options.ts';

function parse(...words: string[]): ScanOptions {
  return withScanOptions(new Command()).exitOverride().parse(words, { from: 'user' }).opts<ScanOptions>();
}

describe('the ports to scan', () => {
  it('are the 1000 popular ones where nothing is said, ascending and each once', () => {
    for (const options of [parse(), parse('-Q')]) {
      const { mode, ports } = choosePorts(options);
      expect([mode, ports.length, new Set(ports).size]).toEqual(['quick', 1_000, 1_000]);
      expect(ports).toEqual(ports.toSorted((one, other) => one - other));
    }
  });

  it('are all for -F', () => {
    const { mode, ports } = choosePorts(parse('-F'));
    expect([mode, ports.length, ports[0], ports.at(-1)]).toEqual(['full', 65_535, 1, 65_535]);
  });

  it('are all for -p-, which is a list', () => {
    const { mode, ports } = choosePorts(parse('-p-'));
    expect([mode, ports.length, ports[0], ports.at(-1)]).toEqual(['list', 65_535, 1, 65_535]);
  });

  it('are those of -p', () => {
    expect(choosePorts(parse('-p', '80,22,8000-8002'))).toEqual({ mode: 'list', ports: [22, 80, 8_000, 8_001, 8_002] });
  });

  it.each([
    ['-p', '1', '-Q'],
    ['-p', '1', '-F'],
    ['-Q', '-F'],
    ['-p', '1', '-Q', '-F'],
  ])('are chosen once: not %s %s %s', (...words) => {
    expect(() => choosePorts(parse(...words.filter((word) => word !== undefined)))).toThrow('exclude each other');
  });
});

describe('the probe', () => {
  it('is psap where nothing is said', () => {
    expect(chooseMethod(parse())).toBe('psap');
    expect(chooseMethod(parse('--via', '4545', '--info'))).toBe('psap');
    expect(chooseMethod(parse('--probe', 'tcp'))).toBe('tcp');
  });

  it.each([
    [['--probe', 'syn'], '--probe syn is not built yet'],
    [['--probe', 'tcp', '--via', '4545'], '--via asks an agent'],
    [['--probe', 'tcp', '--info'], '--info needs --probe psap'],
  ])('cannot be as %j says', (words, message) => {
    expect(() => chooseMethod(parse(...words))).toThrow(message);
  });
});

describe('the output', () => {
  it('has one form', () => {
    expect(() => checkOutput(parse('--json', '--ndjson'))).toThrow('--json and --ndjson exclude each other');
    expect(() => checkOutput(parse('--trace', 'x', '-o', 'x'))).toThrow('--trace and -o name the same file');
    checkOutput(parse('--json', '-o', 'x', '--open'));
  });
});

it('has the defaults of the contract', () => {
  expect(parse()).toEqual({
    probe: 'psap',
    encoding: 'text',
    timeout: 1_000,
    retries: 1,
    concurrency: 'auto',
    color: true,
  });
});

it('takes every option of the contract', () => {
  const words = '--encoding binary --info --timeout 300ms --retries 0 --concurrency 9 --rate 50 --open --seed 7'.split(
    ' ',
  );
  expect(parse(...words, '--allow', '::1', '--allow', '192.0.2.0/24', '--ndjson', '--no-color')).toEqual({
    probe: 'psap',
    encoding: 'binary',
    info: true,
    timeout: 300,
    retries: 0,
    concurrency: 9,
    rate: 50,
    open: true,
    seed: 7,
    allow: ['::1', '192.0.2.0/24'],
    ndjson: true,
    color: false,
  });
});
