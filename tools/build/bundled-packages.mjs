import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The packages that modules come from, with the licenses under which they may be passed on.
 *
 * @param {readonly string[]} modules their files; ours, which are of no package, are left out
 */
export function describePackages(modules) {
  const folders = new Set(modules.flatMap((file) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? []));
  const packages = [...folders].map(describePackage).sort();
  return `Portlab is passed on together with these packages.\n\n${packages.join('\n\n')}\n`;
}

/** @param {string} folder */
function describePackage(folder) {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file === undefined ? '' : `\n\n${readFileSync(path.join(folder, file), 'utf8').trim()}`;
  return `${name} ${version} (${license})${text}`;
}
