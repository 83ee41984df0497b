import { Portlab } from '../../cli/testing/portlab.ts';

/** Serves sixty ports, scans them twice at once, all in processes of their own, and prints how the scans ended. */

const server = new Portlab(['serve', '--ports', '20001-20060', '--ready-json'], {});
await server.until('stdout', /\n/);
const words = ['scan', '127.0.0.1', '-p', '20001-20200', '--info', '--json'];
const scans = [new Portlab(words, {}), new Portlab(words, {})];
const ended = await Promise.all(scans.map((scan) => scan.ended));
server.kill('SIGTERM');
await server.ended;
console.log(JSON.stringify(ended));
