import { keyBenchmarks } from './key-benchmarks.ts';
import { measureRatios } from './measure-ratios.ts';

/** Measures the key benchmarks of these names, and prints their ratios as JSON. */
const names = new Set(process.argv.slice(2));
console.log(JSON.stringify(await measureRatios(keyBenchmarks.filter(({ name }) => names.has(name)))));
