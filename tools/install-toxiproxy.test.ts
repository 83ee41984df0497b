import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const installer = new URL('./install-toxiproxy.mjs', import.meta.url);

/** A server that does no more than report its version. */
const builtServer = '#!/bin/sh\necho toxiproxy-server version 2.12.0\n';

let project: string;

beforeEach(() => {
  project = mkdtempSync(path.join(tmpdir(), 'portlab-install-'));
  mkdirSync(path.join(project, 'tools'));
  cpSync(installer, path.join(project, 'tools', 'install-toxiproxy.mjs'));
});

afterEach(() => rmSync(project, { recursive: true }));

test('says how else to get it where there is no Go', () => {
  const { status, stderr } = install();
  expect(status).toBe(3);
  expect(stderr).toContain('needs Go');
  expect(stderr).toContain('TOXIPROXY_URL');
});

test('builds it once, and leaves nothing else in the cache', () => {
  provideGo(`printf '${builtServer.replaceAll('\n', '\\n')}' >"$GOBIN/server"; chmod +x "$GOBIN/server"`);
  expect(install().status).toBe(0);
  expect(readdirSync(path.join(project, '.cache/toxiproxy/2.12.0'))).toEqual(['toxiproxy-server']);

  provideGo('echo built again >&2; exit 1');
  const again = install();
  expect(again.status).toBe(0);
  expect(again.stderr).toContain('already');
});

test('a failed build is no install', () => {
  provideGo('echo no network >&2; exit 1');
  const { status, stderr } = install();
  expect(status).toBe(3);
  expect(stderr).toContain('no network');
  expect(readdirSync(path.join(project, '.cache/toxiproxy/2.12.0'))).toEqual([]);
});

test('a build of another version is no install', () => {
  provideGo(`printf '#!/bin/sh\\necho toxiproxy-server version git\\n' >"$GOBIN/server"; chmod +x "$GOBIN/server"`);
  expect(install().status).toBe(3);
});

/** Puts a `go` on the installer's PATH, whose `install` runs a line of shell. */
function provideGo(installing: string): void {
  const go = path.join(project, 'go');
  writeFileSync(go, `#!/bin/sh\n[ "$1" = install ] || exit 0\nPATH=/usr/bin:/bin\n${installing}\n`);
  chmodSync(go, 0o755);
}

function install() {
  return spawnSync(process.execPath, [path.join(project, 'tools', 'install-toxiproxy.mjs')], {
    encoding: 'utf8',
    env: { PATH: project },
  });
}
