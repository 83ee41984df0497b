/**
 * Brings the real Toxiproxy into the project's cache, where `portlab run` finds it (npm run toxiproxy:install).
 * Plain node without dependencies, since it may run before `npm ci`.
 *
 * Exits 0 when it is there, 3 when this machine cannot build it.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

const VERSION = '2.12.0';
const MODULE = 'github.com/Shopify/toxiproxy/v2';

const folder = path.resolve(import.meta.dirname, '..', '.cache', 'toxiproxy', VERSION);
const binary = path.join(folder, 'toxiproxy-server');

if (reportedVersion(binary) === VERSION) {
  console.error(`Toxiproxy ${VERSION} is in the cache already: ${binary}`);
} else {
  const obstacle = install();
  console.error(obstacle ?? `Toxiproxy ${VERSION} is in the cache: ${binary}`);
  process.exitCode = obstacle === undefined ? 0 : 3;
}

/** Builds Toxiproxy and puts it into its place. Returns what stands in the way, if anything does. */
function install() {
  if (spawnSync('go', ['version']).error) {
    return `Building Toxiproxy needs Go, and there is no \`go\` on the PATH. Either
- install Go from https://go.dev/dl and run this again, or
- download toxiproxy-server from https://github.com/Shopify/toxiproxy/releases/tag/v${VERSION}
  and put it on the PATH under that name, or
- run a Toxiproxy on this machine and set TOXIPROXY_URL to it, or
- do without: \`portlab run\` then uses its own, embedded one.`;
  }
  console.error(`Building Toxiproxy ${VERSION} …`);
  mkdirSync(folder, { recursive: true });
  // Built beside its place and then renamed, so that nobody ever runs half a binary.
  const building = mkdtempSync(path.join(folder, 'building-'));
  try {
    const { status } = spawnSync(
      'go',
      // A build from source calls itself "git" unless it is told its version.
      ['install', '-ldflags', `-X ${MODULE}.Version=${VERSION}`, `${MODULE}/cmd/server@v${VERSION}`],
      { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, GOBIN: building, CGO_ENABLED: '0' } },
    );
    if (status !== 0) return 'Go could not build Toxiproxy; see above for what it said.';
    const built = path.join(building, 'server');
    if (reportedVersion(built) !== VERSION) return `What Go built does not call itself ${VERSION}.`;
    renameSync(built, binary);
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
  return undefined;
}

/**
 * The version that a toxiproxy-server reports, or undefined where it does not run.
 *
 * @param {string} file
 */
function reportedVersion(file) {
  const { stdout } = spawnSync(file, ['-version'], { encoding: 'utf8' });
  return /version (\S+)/.exec(stdout ?? '')?.[1];
}
