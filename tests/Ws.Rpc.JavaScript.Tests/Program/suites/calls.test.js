import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RpcClient, RpcConnectionError, RpcError, RpcErrorCode, RpcTimeoutError } from 'ws-rpc';
import { connect, createClient, startServer } from '../support/servers.js';
import { failure, until } from '../support/waiting.js';

const server = await startServer();

test('Call returns the result', async () => {
  const client = await connect(server.url);
  assert.equal(await client.call('add', [40, 2]), 42);
  assert.equal(await client.call('add', { b: 1, a: 2 }), 3);
  assert.deepEqual(await client.call('echo', [{ snow: '☃ 𝄞', list: [1, null] }]), { snow: '☃ 𝄞', list: [1, null] });
  assert.equal(await client.call('echo', [null]), null);
});

test('Arguments that are undefined at the end are left out', async () => {
  const client = await connect(server.url);
  assert.equal(await client.call('add', [40, undefined]), 41);
});

test('Hub methods are functions that stay the same', async () => {
  const client = await connect(server.url);
  const hub = client.hub();
  assert.equal(await hub.add(1, 2), 3);
  assert.equal(hub.add, hub.add);
});

test('Hub is no promise and inherits nothing', async () => {
  const client = await connect(server.url);
  const hub = client.hub();
  assert.equal(await hub, hub);
  assert.equal(hub.then, undefined);
  for (const name of ['toString', 'constructor', '__proto__', 'hasOwnProperty', 'toJSON']) {
    assert.equal(hub[name], undefined, name);
  }

  const kinds = JSON.parse('{"__proto__":"stream","echo":"notification"}');
  assert.equal(typeof client.hub('', kinds).add, 'function');
  assert.equal(await client.hub('', kinds).add(1, 1), 2);
});

test('Hub knows notifications, streams and idempotent methods, and a signal at the end', async () => {
  const client = await connect(server.url);
  const hub = client.hub('', { note: 'notification', count: 'stream', add: 'idempotent' });
  assert.equal(await hub.note('from the hub'), undefined);
  assert.equal(await hub.add(2, 3), 5);
  const counted = [];
  for await (const number of hub.count(3)) {
    counted.push(number);
  }

  assert.deepEqual(counted, [0, 1, 2]);
  const gone = new AbortController();
  gone.abort(new Error('gone'));
  await assert.rejects(hub.add(1, 2, gone.signal), /gone/);
});

test('Error has code, message and data', async () => {
  const client = await connect(server.url);
  const error = await failure(client.call('fail', [4711, 'no', 'name']));
  assert.ok(error instanceof RpcError);
  assert.equal(error.name, 'RpcError');
  assert.deepEqual([error.code, error.message, error.data], [4711, 'no', { field: 'name' }]);
  assert.equal((await failure(client.call('break'))).code, RpcErrorCode.internalError);
  assert.equal((await failure(client.call('nothing'))).code, RpcErrorCode.methodNotFound);
  assert.equal((await failure(client.call('add', ['x']))).code, RpcErrorCode.invalidParams);
});

test('Notifications arrive in their order', async () => {
  const client = await connect(server.url);
  for (let i = 0; i < 20; i++) {
    client.notify('note', `n${i}`);
  }

  await client.call('add', [1, 1]);
  const noted = (await server.journal()).filter((entry) => /^noted n\d+$/.test(entry));
  assert.deepEqual(noted, Array.from({ length: 20 }, (_, i) => `noted n${i}`));
});

test('A hundred calls at once each get their own answer', async () => {
  const client = await connect(server.url);
  const sums = await Promise.all(Array.from({ length: 100 }, (_, i) => client.call('add', [i, i])));
  assert.deepEqual(sums, Array.from({ length: 100 }, (_, i) => 2 * i));
});

test('Signal cancels the call on both sides', async () => {
  const client = await connect(server.url);
  const controller = new AbortController();
  const call = client.call('hold', ['signal'], { signal: controller.signal });
  await until(async () => (await server.journal()).includes('holding signal'));
  controller.abort(new Error('enough'));
  assert.match((await failure(call)).message, /enough/);
  await until(async () => (await server.journal()).includes('cancelled signal'));
});

test('Timeout cancels the call on both sides', async () => {
  const client = await connect(server.url);
  const error = await failure(client.call('hold', ['timeout'], { timeout: 50 }));
  assert.ok(error instanceof RpcTimeoutError);
  assert.deepEqual([error.code, error.timeout], [RpcErrorCode.timeout, 50]);
  await until(async () => (await server.journal()).includes('cancelled timeout'));
});

test('Progress is reported before the result', async () => {
  const client = await connect(server.url);
  const seen = [];
  assert.equal(await client.call('import', [5], { onProgress: (value) => seen.push(value) }), 5);
  assert.ok(seen.length > 0 && seen.every((value, i) => i === 0 || value > seen[i - 1]), String(seen));
  assert.equal(seen.at(-1), 5);
  const asArgument = [];
  assert.equal(await client.hub().import(3, (value) => asArgument.push(value)), 3);
  assert.equal(asArgument.at(-1), 3);
  assert.equal(await client.call('import', { steps: 1, progress: (value) => asArgument.push(value) }), 1);
  assert.equal(asArgument.at(-1), 1);
});

test('What a handler of progress throws is told and stops nothing', async () => {
  const errors = [];
  const client = await connect(server.url, { onError: (error) => errors.push(error.message) });
  assert.equal(await client.call('import', [2], { onProgress: () => { throw new Error('mine'); } }), 2);
  assert.ok(errors.length > 0 && errors.every((message) => message === 'mine'));
});

test('Calls fail before connecting and after closing', async () => {
  const client = createClient(server.url);
  assert.ok((await failure(client.call('add', [1, 1]))) instanceof RpcConnectionError);
  await client.connect();
  await client.close();
  const error = await failure(client.call('add', [1, 1]));
  assert.ok(error instanceof RpcConnectionError);
  assert.equal(error.disconnect.reason, 'closedLocally');
});

test('Calls made while it connects wait', async () => {
  const client = createClient(server.url);
  const connected = client.connect();
  const sums = [client.call('add', [1, 1]), client.call('add', [2, 2])];
  await connected;
  assert.deepEqual(await Promise.all(sums), [2, 4]);
});

test('Values that are no JSON fail their call only', async () => {
  const client = await connect(server.url);
  assert.ok((await failure(client.call('echo', [10n]))) instanceof TypeError);
  const circle = {};
  circle.self = circle;
  assert.ok((await failure(client.call('echo', [circle]))) instanceof TypeError);
  assert.equal(await client.call('add', [1, 1]), 2);
});

test('State, id and latency are those of the connection', async () => {
  const client = createClient(server.url);
  const states = [];
  client.addEventListener('statechange', (event) => states.push(event.state));
  assert.deepEqual([client.state, client.connectionId, client.latency], ['disconnected', null, null]);
  await client.connect();
  assert.equal(client.state, 'connected');
  assert.match(client.connectionId, /^\S+$/);
  assert.ok(client.latency >= 0 && client.latency < 5000);
  await client.close();
  assert.deepEqual(states, ['connecting', 'connected', 'disconnected']);
});

test('Client can connect again after it was closed', async () => {
  const client = await connect(server.url);
  await client.close();
  await client.connect();
  assert.equal(await client.call('add', [1, 1]), 2);
});

test('The global WebSocket is taken where there is one, and missed where there is none', async (t) => {
  if (globalThis.WebSocket) {
    const client = new RpcClient(server.url);
    t.after(() => client.close());
    await client.connect();
    assert.equal(await client.call('add', [1, 1]), 2);
  } else {
    assert.throws(() => new RpcClient(server.url), /WebSocket/);
  }
});
