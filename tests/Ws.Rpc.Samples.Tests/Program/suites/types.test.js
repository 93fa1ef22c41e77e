import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';

const [, , chatFolder, , clientFolder] = process.argv;
const compiler = join(createRequire(import.meta.url).resolve('typescript'), '..', '..', 'bin', 'tsc');

test('Scripts of the page keep to the types of the contract and of the client', () => {
  writeFileSync('page.tsconfig.json', JSON.stringify({
    compilerOptions: {
      checkJs: true,
      strict: true,
      noEmit: true,
      target: 'es2022',
      module: 'esnext',
      moduleResolution: 'bundler',
      lib: ['es2023', 'dom', 'dom.iterable'],
      types: [],
      paths: { '/_content/Ws.Rpc.AspNetCore/ws-rpc.js': [join(clientFolder, 'ws-rpc.d.ts')] },
    },
    files: [join(chatFolder, 'Chat.Server', 'wwwroot', 'app', 'main.js')],
  }));

  let said = '';
  try {
    execFileSync(process.execPath, [compiler, '-p', 'page.tsconfig.json'], { encoding: 'utf8' });
  } catch (error) {
    said = error.stdout;
  }

  assert.equal(said, '');
});
