import assert from 'node:assert/strict';
import { test } from 'node:test';
import WebSocket from 'ws';
import { RpcConnectionError, RpcErrorCode } from 'ws-rpc';
import { stopClock } from '../support/clock.js';
import { connect, createClient, startServer } from '../support/servers.js';
import { createSockets } from '../support/sockets.js';
import { failure, next, until } from '../support/waiting.js';

const server = await startServer({ authorized: true });

test('Token travels as a sub-protocol', async () => {
  const client = await connect(server.url, { accessToken: () => 'ann' });
  assert.equal(await client.call('whoAmI'), 'ann');
});

test('Cookie of the page is good, too', async () => {
  class WithCookie extends WebSocket {
    constructor(url, protocols) {
      super(url, protocols, { headers: { cookie: 'user=bob' } });
    }
  }

  const client = await connect(server.url, { WebSocket: WithCookie });
  assert.equal(await client.call('whoAmI'), 'bob');
});

test('Reason of a refused handshake is learnt', async () => {
  const error = await failure(connect(server.url));
  assert.ok(error instanceof RpcConnectionError);
  assert.equal(error.status, 401);
});

test('Token that is refused is asked for once more, and no more', async () => {
  let asked = 0;
  const tokens = ['nobody', 'ann'];
  const client = await connect(server.url, { accessToken: async () => tokens[asked++] });
  assert.deepEqual([await client.call('whoAmI'), asked], ['ann', 2]);
  asked = 0;
  const error = await failure(connect(server.url, { accessToken: () => (asked++, 'nobody') }));
  assert.deepEqual([error.status, asked], [401, 2]);
});

test('Source of tokens that fails is a connection that fails', async () => {
  const fail = () => {
    throw new Error('no token');
  };
  assert.equal((await failure(connect(server.url, { accessToken: fail }))).message, 'no token');
});

test('Source of tokens gives up when the connecting does', async () => {
  const client = createClient(server.url, {
    accessToken: (signal) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    connectTimeout: 50,
  });
  assert.match((await failure(client.connect())).message, /within 50 ms/);
});

test('Fresh token goes to the server before the old one expires, over the same connection', async (t) => {
  const clock = stopClock(t);
  const sockets = createSockets();
  let asked = 0;
  const client = await connect(server.url, {
    WebSocket: sockets.Socket,
    heartbeat: null,
    accessToken: () => (asked++ === 0 ? 'ann.60000' : 'ann'),
  });
  clock.pass(60_000 * 0.8);
  await until(() => sockets.opened[0].sent.some((text) => text.includes('$/session/auth')));
  await until(() => sockets.opened[0].heard.some((text) => text.includes('"expiresIn":null')));
  assert.equal(await client.call('whoAmI'), 'ann');
  assert.equal(sockets.opened.length, 1);
});

test('Token with which a session goes on is replaced in time, too', async (t) => {
  const clock = stopClock(t);
  const sockets = createSockets();
  const tokens = ['ann', 'ann.60000'];
  const options = { heartbeat: null, reconnect: { delay: () => 0 }, accessToken: () => tokens.shift() ?? 'ann' };
  const client = await connect(server.url, { WebSocket: sockets.Socket, ...options });
  const [reconnecting, reconnected] = [next(client, 'reconnecting'), next(client, 'reconnected')];
  sockets.cut();
  await reconnecting;
  clock.pass(0);
  assert.equal((await reconnected).resumed, true);
  clock.pass(60_000 * 0.8);
  await until(() => sockets.opened[1].heard.some((text) => text.includes('"expiresIn":null')));
  assert.equal(sockets.opened.length, 2);
});

test('Token that the server does not want in place of the old one is reported, and costs no connection', async (t) => {
  const clock = stopClock(t);
  const tokens = ['ann.60000', 'nobody'];
  const errors = [];
  const client = await connect(server.url, {
    heartbeat: null,
    accessToken: () => tokens.shift() ?? 'ann',
    onError: ({ code }, where) => errors.push([code, where]),
  });
  clock.pass(60_000 * 0.8);
  await until(() => errors.length > 0);
  assert.deepEqual(errors, [[RpcErrorCode.unauthenticated, '$/session/auth']]);
  assert.equal(await client.call('whoAmI'), 'ann');
});

// The only one that waits for the server's clock: tickets count in whole seconds.
test('Credentials that have expired are replaced by another connection', async () => {
  let token = 'ann.3500';
  const client = createClient(server.url, { accessToken: () => token, onError: () => {} });
  client.addEventListener('reconnecting', () => (token = 'ann'));
  const reconnecting = next(client, 'reconnecting');
  await client.connect();
  token = 'nobody';
  const { disconnect } = await reconnecting;
  assert.equal(disconnect.reason, 'credentialsExpired');
  await until(() => client.state === 'connected');
  assert.equal(await client.call('whoAmI'), 'ann');
});

test('Server that is full says for how long', async () => {
  const full = await startServer({ maxConnections: 1 });
  await connect(full.url);
  const error = await failure(connect(full.url));
  assert.equal(error.status, 503);
  assert.ok(error.retryAfter > 0, String(error.retryAfter));
});

test('Address without a hub is no reason to try again', async () => {
  const client = createClient(server.url.replace('/hub', '/nothing'), { retryFirstConnect: true });
  const error = await failure(client.connect());
  assert.equal(error.status, 404);
});
