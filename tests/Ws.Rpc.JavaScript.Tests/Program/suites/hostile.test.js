import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RpcProtocolError } from 'ws-rpc';
import { stopClock } from '../support/clock.js';
import { connect, createClient } from '../support/servers.js';
import { startScripted } from '../support/scripted.js';
import { failure, next, take, until, within } from '../support/waiting.js';

const rpc = (members) => ({ jsonrpc: '2.0', ...members });
const notify = (method, params) => rpc({ method, params });
const quick = { baseDelay: 1, maxDelay: 2 };

/** Answers `echo` with its argument, and keeps what else it hears. */
const echoes = (message, { say }) => message.method === 'echo' && say(rpc({ id: message.id, result: message.params[0] ?? null }));

/** How often what came was acknowledged. */
const acks = (peer) => peer.heard.filter(({ method }) => method === '$/session/ack').length;

async function meet(script, options) {
  const server = await startScripted({ hear: echoes, ...script });
  const client = await connect(server.url, options);
  return { server, client, peer: server.peer };
}

/** That the client still calls, over the connection that it had. The second call is behind all that it has said to the first. */
async function isWell(client, server, connections = 1) {
  assert.equal(await within(client.call('echo', ['well'])), 'well');
  assert.equal(await within(client.call('echo', ['still'])), 'still');
  assert.equal(server.peers.length, connections);
}

/** The client ends the connection for good, and says why. */
async function isRefused(client, act, text) {
  const closed = next(client, 'closed');
  act();
  const end = await closed;
  assert.deepEqual([end.reason, end.code], ['protocolViolation', 4500]);
  assert.match(end.text, text);
}

test('What is no JSON, no text or too long ends the connection', async () => {
  const garbage = ['', '{', 'null null', '\u0000', '{"a":1}}', '"\\ud800', '[1,'];
  for (const text of garbage) {
    const { client, peer } = await meet();
    await isRefused(client, () => peer.say(text), /JSON/);
  }

  const binary = await meet();
  await isRefused(binary.client, () => binary.peer.socket.send(Buffer.from('{}')), /binary/);
  const huge = await meet({}, { maxMessageSize: 1000 });
  await isRefused(huge.client, () => huge.peer.say(JSON.stringify('x'.repeat(1000))), /long/);
});

test('JSON that is no message is answered, and harms nothing', async () => {
  const { client, server, peer } = await meet();
  const strange = [
    'null', '1', '"x"', 'true', '[]', '[{}]', '{}', '{"jsonrpc":"2.0"}', '{"jsonrpc":"1.0","id":1,"method":"x"}',
    '{"jsonrpc":"2.0","id":{},"method":"x"}', '{"jsonrpc":"2.0","id":-1,"method":5}', '{"jsonrpc":"2.0","id":-1,"method":"x","params":5}',
    '{"jsonrpc":"2.0","id":-1,"method":"x","result":1}', '{"jsonrpc":"2.0","id":1e999,"method":"x"}',
  ];
  peer.say(...strange);
  await isWell(client, server);
  const answers = peer.heard.filter(({ error }) => error);
  assert.equal(answers.length, strange.length, JSON.stringify(answers));
  assert.ok(answers.every(({ error }) => error.code === -32600));
});

test('Deep nesting and long lists are only values', async () => {
  const { client, server, peer } = await meet();
  peer.say('['.repeat(100_000) + ']'.repeat(100_000));
  peer.say(`{"jsonrpc":"2.0","method":"x","params":${'[{"a":'.repeat(50_000)}1${'}]'.repeat(50_000)}}`);
  peer.say(`[${'{},'.repeat(100_000)}{}]`);
  await isWell(client, server);
});

test('Names of the prototype are neither methods, ids nor tokens', async () => {
  const { client, server, peer } = await meet();
  client.handle({ echo: (value) => value });
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];
  names.forEach((name, i) => {
    peer.say(
      rpc({ id: i + 100, method: name, params: [] }),
      notify(name, []),
      rpc({ id: name, result: { polluted: true } }),
      notify('$/progress', { token: name, value: 1 }),
      notify('$/stream', { id: name, items: [1] }),
      notify('$/stream', { token: name, items: [1] }),
      notify('$/credit', { id: name, n: 1 }),
      notify('$/credit', { token: name, n: 1 }),
      notify('$/cancelRequest', { id: name }),
      notify('$/enumerator/abort', { token: name }));
  });
  const pollution = '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}';
  peer.say(`{"jsonrpc":"2.0","id":1,"result":${pollution},"__proto__":{"method":"echo"}}`);
  peer.say(`{"jsonrpc":"2.0","id":200,"method":"echo","params":[${pollution}]}`);
  peer.say(`{"jsonrpc":"2.0","method":"$/session/ping","params":${pollution}}`);
  await until(() => peer.heard.some(({ id }) => id === 200));
  await isWell(client, server);
  assert.equal({}.polluted, undefined);
  assert.equal(Object.prototype.polluted, undefined);
  const refused = peer.heard.filter(({ id, error }) => id >= 100 && error?.code === -32601);
  assert.equal(refused.length, names.length);
});

test('Answers to nothing, twice and of wrong kinds change nothing', async () => {
  const { client, server, peer } = await meet();
  const call = client.call('wait');
  await until(() => peer.heard.some(({ method }) => method === 'wait'));
  const { id } = peer.heard.find(({ method }) => method === 'wait');
  peer.say(
    rpc({ id: id + 1000, result: 1 }), rpc({ id: String(id), result: 2 }), rpc({ id: null, result: 3 }), rpc({ id: [id], result: 4 }),
    rpc({ id, result: 'first' }), rpc({ id, result: 'second' }), rpc({ id, error: { code: 1, message: 'third' } }));
  assert.equal(await call, 'first');
  await isWell(client, server);
});

test('Errors that are none fail their call and nothing else', async () => {
  for (const error of [1, 'x', [], {}, { code: 'x' }, { code: 1e999 }, { code: 1.5, message: {} }]) {
    const { client, server } = await meet({
      hear: (message, peer) => (message.method === 'bad' ? peer.say(rpc({ id: message.id, error })) : echoes(message, peer)),
    });
    assert.ok((await failure(client.call('bad'))) instanceof RpcProtocolError, JSON.stringify(error));
    await isWell(client, server);
  }

  const odd = await meet({ hear: ({ id }, { say }) => say(rpc({ id, error: { code: 7, message: { toString: 1 }, data: null } })) });
  assert.ok(await failure(odd.client.call('bad')));
});

test('Items beyond the credit, or that are no items, end the connection', async () => {
  for (const items of [Array(65).fill(0), 'text', 7, { length: 1 }, null, undefined]) {
    const { client, peer } = await meet();
    const stream = failure(take(client.stream('read')));
    await until(() => peer.heard.some(({ method }) => method === 'read'));
    const { id } = peer.heard.find(({ method }) => method === 'read');
    await isRefused(client, () => peer.say(notify('$/stream', { id, items })), /credit/);
    assert.ok(await stream);
  }
});

test('Stream without an end keeps no more than its credit', async () => {
  const { client, server, peer } = await meet({
    hear(message, to) {
      if (message.method === '$/credit') {
        to.say(notify('$/stream', { id: message.params.id, items: Array(message.params.n).fill('x'.repeat(100)) }));
      } else if (message.method === 'endless') {
        to.say(notify('$/stream', { id: message.id, items: Array(message.credit).fill('x') }));
      }

      echoes(message, to);
    },
  });
  const items = client.stream('endless')[Symbol.asyncIterator]();
  for (let i = 0; i < 5000; i++) {
    assert.equal((await items.next()).done, false);
  }

  await items.return();
  await isWell(client, server);
  const granted = peer.heard.filter(({ method }) => method === '$/credit').reduce((sum, { params }) => sum + params.n, 64);
  assert.ok(granted <= 5000 + 64, String(granted));
});

test('Items that wait are bounded, and what was taken is given back', async () => {
  const { client, peer } = await meet({}, { maxStreamSize: 5000 });
  const items = client.stream('read')[Symbol.asyncIterator]();
  const push = (size) => peer.say(notify('$/stream', { id: 2, items: ['x'.repeat(size)] }));
  const first = items.next();
  await until(() => peer.heard.some(({ method }) => method === 'read'));
  push(1500);
  await first;
  push(1500);
  for (let i = 0; i < 20; i++) {
    push(1500);
    await items.next();
  }

  push(3500);
  await client.call('echo');
  await assert.rejects(async () => {
    while (!(await items.next()).done);
  }, /wait/);
  await until(() => peer.heard.some(({ method }) => method === '$/cancelRequest'));
});

test('Credit that is none is not counted', async () => {
  const { client, server, peer } = await meet();
  let asked = 0;
  const source = (async function* () {
    for (;;) {
      yield asked++;
    }
  })();
  failure(client.call('upload', [source]));
  await until(() => peer.heard.some(({ method }) => method === 'upload'));
  const { token } = peer.heard.find(({ method }) => method === 'upload').params[0];
  for (const n of [0, -1, -1e9, 1.5, 'x', null, 1e999, [5], {}]) {
    peer.say(notify('$/credit', { token, n }));
  }

  await isWell(client, server);
  assert.equal(asked, 0);
  peer.say(notify('$/credit', { token, n: 3 }));
  await until(() => peer.heard.some(({ method, params }) => method === '$/stream' && params.items.length > 0));
  await isWell(client, server);
  assert.equal(asked, 3);
});

test('Endless credit sends no more than fits into the socket', async () => {
  const { client, peer } = await meet({}, { maxBufferedSize: 2 ** 22, onError: () => {} });
  const text = 'x'.repeat(10_000);
  let asked = 0;
  const source = (async function* () {
    for (;;) {
      asked++;
      yield text;
    }
  })();
  const call = failure(client.call('upload', [source]));
  await until(() => peer.heard.some(({ method }) => method === 'upload'));
  peer.socket.pause();
  peer.say(notify('$/credit', { token: 1, n: 2 ** 31 - 1 }), notify('$/credit', { token: 1, n: Number.MAX_SAFE_INTEGER }));
  let last = -1;
  await until(async () => {
    const before = last;
    await new Promise((resolve) => setTimeout(resolve, 100));
    last = asked;
    return asked > 0 && asked === before;
  });
  assert.ok(asked < 2000, String(asked));
  peer.socket.resume();
  peer.socket.terminate();
  await client.close();
  assert.ok(await call);
});

test('Acknowledgements that cannot be end the connection, and old ones in a ping do not', async () => {
  for (const received of [1000, -1, 0.5, 'x', null, 1e999]) {
    const { client, peer } = await meet();
    await client.call('echo', [1]);
    await isRefused(client, () => peer.say(notify('$/session/ack', { received })), /impossible/);
  }

  const { client, server, peer } = await meet();
  await client.call('echo', [1]);
  await client.call('echo', [1]);
  peer.say(notify('$/session/ack', { received: 2 }), notify('$/session/ping', { received: 1 }));
  await isWell(client, server);
  await isRefused(client, () => peer.say(notify('$/session/ack', { received: 1 })), /impossible/);
});

test('Resume that is impossible begins a new session, and calls are lost', async () => {
  for (const received of [99, -1, 'x', undefined]) {
    const server = await startScripted({
      hear: echoes,
      answer: ({ resume }) => (resume?.token ? { resumed: true, received } : {}),
    });
    const client = await connect(server.url, { reconnect: quick });
    const call = failure(client.call('wait'));
    await until(() => server.peer.heard.some(({ method }) => method === 'wait'));
    const reconnected = next(client, 'reconnected');
    server.peer.socket.terminate();
    assert.equal((await reconnected).resumed, false);
    assert.equal((await call).name, 'RpcSessionLostError');
    await isWell(client, server, 3);
  }
});

test('Openings that are none fail the connecting', async () => {
  for (const result of [{ version: 2 }, { version: '1' }, { version: null }]) {
    const server = await startScripted({ answer: () => result });
    assert.ok((await failure(createClient(server.url).connect())) instanceof RpcProtocolError);
  }

  const odd = await meet({
    answer: () => ({
      connection: {}, heartbeat: 'x', resume: { token: 7, ttl: 'x' }, limits: null, expiresIn: -1e999, resumed: true, received: 5,
    }),
  });
  await isWell(odd.client, odd.server);
  assert.equal(odd.client.connectionId, null);
});

test('Server that never answers the opening is given up', async () => {
  const server = await startScripted({ answer: () => undefined });
  const error = await failure(createClient(server.url, { connectTimeout: 50 }).connect());
  assert.match(error.message, /within 50 ms/);
});

test('Server that never answers the closing is left', async () => {
  const { client, peer } = await meet({}, { closeTimeout: 50 });
  peer.socket.pause();
  await within(client.close());
  assert.equal(client.state, 'disconnected');
});

test('Silence is found out, asked about once, and is the end of the connection', async () => {
  const { client, peer } = await meet({ answer: () => ({ heartbeat: 1000 }) }, { heartbeat: 1000, reconnect: quick });
  const { disconnect } = await next(client, 'reconnecting');
  assert.equal(disconnect.reason, 'heartbeatLost');
  assert.equal(peer.heard.filter(({ method }) => method === '$/session/ping').length, 1);
});

test('Any message is a sign of life', async (t) => {
  const clock = stopClock(t);
  const { client, server, peer } = await meet({ answer: () => ({ heartbeat: 1000 }) }, { heartbeat: 1000, reconnect: quick });
  for (let i = 1; i <= 12; i++) {
    clock.pass(400);
    peer.say(notify('$/session/ping', { reply: true }));
    await until(() => acks(peer) === i);
  }

  await isWell(client, server);
});

test('Machine that stands still while it waits for an answer asks once more', async (t) => {
  const clock = stopClock(t);
  const { client, server } = await meet({ answer: () => ({ heartbeat: 1000 }) }, { heartbeat: 1000, reconnect: quick });
  const pings = () => server.peers[0].heard.filter(({ method }) => method === '$/session/ping').length;
  clock.pass(1500);
  await until(() => pings() === 1);
  clock.stall(5000);
  await until(() => pings() === 2);
  await isWell(client, server);

  // The next silence is another one, and a machine that is late each time finds its end, too.
  const reconnecting = next(client, 'reconnecting');
  clock.stall(5000);
  clock.stall(5000);
  clock.stall(5000);
  assert.equal((await reconnecting).disconnect.reason, 'heartbeatLost');
  await until(() => pings() === 4);
});

test('Calls of the server are bounded, and each is answered once', async () => {
  const { client, server, peer } = await meet({}, { maxPendingCalls: 5 });
  const waiting = [];
  client.handle({ hold: () => new Promise((resolve) => waiting.push(resolve)) });
  for (let id = -1; id >= -50; id--) {
    peer.say(rpc({ id, method: 'hold', params: [] }), notify('hold', []));
  }

  peer.say(rpc({ id: -1, method: 'hold', params: [] }));
  await isWell(client, server);
  assert.equal(waiting.length, 5);
  waiting.forEach((resolve) => resolve(1));
  await isWell(client, server);
  const answers = peer.heard.filter(({ id }) => id < 0);
  assert.equal(answers.filter(({ result }) => result === 1).length, 3);
  assert.equal(answers.filter(({ error }) => error?.code === -32053).length, 48);
});

test('Streams that the server sends to handlers are bounded, and read by nobody keep nothing', async () => {
  const { client, server, peer } = await meet({}, { maxStreams: 3 });
  client.handle({ take: () => new Promise(() => {}) });
  for (let id = -1; id >= -10; id--) {
    peer.say(rpc({ id, method: 'take', params: [{ token: `s${id}`, push: true }] }));
  }

  await until(() => peer.heard.filter(({ error }) => error?.code === -32053).length === 7);
  await isRefused(client, () => peer.say(notify('$/stream', { token: 's-1', items: [1] })), /credit/);
  assert.equal(server.peers.length, 1);
});

test('Results that cannot be sent are answered with an error', async () => {
  const { client, server, peer } = await meet({ answer: () => ({ limits: { message: 1000 } }) });
  const circle = {};
  circle.self = circle;
  client.handle({ circle: () => circle, long: () => 'x'.repeat(2000), big: () => 1n, nothing: () => {} });
  ['circle', 'long', 'big', 'nothing'].forEach((method, i) => peer.say(rpc({ id: -1 - i, method, params: [] })));
  await until(() => peer.heard.filter(({ id }) => id < 0).length === 4);
  const answer = (id) => peer.heard.find((one) => one.id === id);
  assert.deepEqual([-1, -2, -3].map((id) => answer(id).error.code), [-32003, -32008, -32003]);
  assert.equal(answer(-4).result, null);
  assert.equal((await failure(client.call('echo', ['x'.repeat(2000)]))).code, -32008);
  await isWell(client, server);
});

test('Goodbyes that make no sense are goodbyes', async () => {
  for (const params of [{}, [], null, { deadline: -1e999, retryAfter: 'x', reason: {} }, { deadline: 0, retryAfter: 0 }]) {
    const { client, server, peer } = await meet({}, { reconnect: quick });
    const reconnected = next(client, 'reconnected');
    peer.say(notify('$/session/close', params));
    assert.equal((await reconnected).resumed, false);
    await isWell(client, server, 2);
  }
});

test('A flood of everything is survived', async () => {
  const { client, server, peer } = await meet();
  client.handle({ noise: () => {} });
  const values = [null, 0, -1, 1e308, '', 'x', [], {}, [[]], { token: 1, id: 1, n: -5, items: 5, values: {}, error: 0 }];
  const methods = ['noise', 'none', '$/stream', '$/credit', '$/progress', '$/cancelRequest', '$/enumerator/abort', '$/enumerator/next',
    '$/session/ping', '$/session/open', '$/session/auth', '$/unknown'];
  for (const method of methods) {
    // A positional acknowledgement would be an impossible one.
    for (const params of method === '$/session/ping' ? values.filter((value) => !value?.length) : values) {
      peer.say({ jsonrpc: '2.0', method, params }, { jsonrpc: '2.0', id: -7, method, params });
    }
  }

  await isWell(client, server);
  const memory = process.memoryUsage().heapUsed;
  for (let i = 0; i < 20_000; i++) {
    peer.say(notify('noise', [i]), notify('$/progress', { token: i, value: i }), rpc({ id: i + 1000, result: i }));
  }

  await isWell(client, server);
  globalThis.gc?.();
  assert.ok(process.memoryUsage().heapUsed - memory < 60_000_000);
});
