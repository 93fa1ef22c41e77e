import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { buildModule, OWN_NAMES } from '../client/build.mjs';

const read = (path) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const shipped = read('client/ws-rpc.js');

test('What is shipped is what a fresh build gives', async () => {
  assert.equal(await buildModule(), shipped);
});

test('What is shipped takes ten kilobytes at most', () => {
  assert.ok(gzipSync(shipped, { level: 9 }).length <= 10 * 1024, `${gzipSync(shipped, { level: 9 }).length} bytes`);
});

test('Sources fit their types, and programs those of the package, the guide\'s included', async () => {
  const snippets = [read('guide/javascript.md'), read('client/README.md')]
    .flatMap((text) => [...text.matchAll(/^```js\n([^]*?)^```$/gm)].map(([, snippet]) => snippet));
  assert.ok(snippets.length > 5);
  snippets.forEach((snippet, i) => writeFileSync(new URL(`../types/snippet${i}.mjs`, import.meta.url), snippet));
  for (const project of ['client', 'types']) {
    const arguments_ = [tsc, '--project', project];
    await promisify(execFile)(process.execPath, arguments_, { cwd: new URL('..', import.meta.url) })
      .catch(({ stdout }) => assert.fail(`${project}: ${stdout}`));
  }
});

test('Names that a build shortens are no names of others', () => {
  const declared = read('client/ws-rpc.d.ts').replace(/\/\*[^]*?\*\/|\/\/.*/g, '');
  assert.deepEqual(OWN_NAMES.filter((name) => new RegExp(`\\b${name}\\b`).test(declared)), []);
});

test('Package holds the module and its types, and is built with the tools of these tests', () => {
  const { version, dependencies, devDependencies, files } = JSON.parse(read('client/package.json'));
  assert.deepEqual([files, dependencies], [['ws-rpc.js', 'ws-rpc.d.ts'], undefined]);
  assert.ok(shipped.includes(`ws-rpc-js/${version}`));
  const { dependencies: ours } = JSON.parse(read('package.json'));
  assert.deepEqual(devDependencies, { esbuild: ours.esbuild, typescript: ours.typescript });
  const installed = Object.keys(JSON.parse(read('node_modules/ws-rpc/package.json')).exports);
  assert.deepEqual(installed, ['.', './package.json']);
});
