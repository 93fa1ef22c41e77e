import assert from 'node:assert/strict';
import { test } from 'node:test';
import WebSocket from 'ws';
import { RpcConnectionError, RpcErrorCode } from 'ws-rpc';
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

// Tickets count in whole seconds.
test('Fresh token goes to the server before the old one expires, over the same connection', async () => {
  const sockets = createSockets();
  let asked = 0;
  const client = await connect(server.url, {
    WebSocket: sockets.Socket,
    accessToken: () => (asked++ === 0 ? 'ann.4000' : 'ann'),
  });
  await until(() => sockets.opened[0].sent.some((text) => text.includes('$/session/auth')));
  await until(() => sockets.opened[0].heard.some((text) => text.includes('"expiresIn":null')));
  assert.equal(await client.call('whoAmI'), 'ann');
  assert.equal(sockets.opened.length, 1);
});

test('Token with which a session goes on is replaced in time, too', async () => {
  const sockets = createSockets();
  const tokens = ['ann', 'ann.4000'];
  const client = await connect(server.url, { WebSocket: sockets.Socket, accessToken: () => tokens.shift() ?? 'ann' });
  const reconnected = next(client, 'reconnected');
  sockets.cut();
  assert.equal((await reconnected).resumed, true);
  await until(() => sockets.opened[1].heard.some((text) => text.includes('"expiresIn":null')));
  assert.equal(sockets.opened.length, 2);
});

test('Credentials that have expired are replaced by another connection', async () => {
  const tokens = ['ann.3500', 'nobody'];
  const errors = [];
  const client = await connect(server.url, {
    accessToken: () => tokens.shift() ?? 'ann',
    onError: ({ code }, where) => errors.push([code, where]),
  });
  const { disconnect } = await next(client, 'reconnecting');
  assert.equal(disconnect.reason, 'credentialsExpired');
  assert.deepEqual(errors, [[RpcErrorCode.unauthenticated, '$/session/auth']]);
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
