import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RpcConnectionError } from 'ws-rpc';
import { connect, createClient, startServer } from '../support/servers.js';
import { startLine } from '../support/line.js';
import { startScripted } from '../support/scripted.js';
import { createSockets } from '../support/sockets.js';
import { failure, next, until, within } from '../support/waiting.js';

const server = await startServer();
const quick = { baseDelay: 10, maxDelay: 20 };

/** How the server's closing of the connection with a code is taken. */
async function leave(code, options) {
  const scripted = await startScripted({ hear: ({ id, params: [a, b] }, { say }) => say({ jsonrpc: '2.0', id, result: a + b }) });
  const client = await connect(scripted.url, { reconnect: quick, ...options });
  const events = [];
  for (const type of ['reconnecting', 'reconnected', 'closed']) {
    client.addEventListener(type, (event) => events.push(event));
  }

  scripted.peer.socket.close(code, 'because');
  await until(() => events.some(({ type }) => type !== 'reconnecting'));
  return { client, events, types: events.map(({ type }) => type) };
}

for (const [code, reason] of [
  [1000, 'closedByPeer'], [1002, 'protocolViolation'], [1003, 'protocolViolation'], [1007, 'protocolViolation'],
  [1008, 'protocolViolation'], [1009, 'protocolViolation'], [4500, 'protocolViolation'], [4501, 'credentialsRefused'],
  [4503, 'forbidden'], [4509, 'superseded'], [4526, 'versionNotServed'], [4999, 'closedByPeer'],
]) {
  test(`Close with ${code} is final`, async () => {
    const { client, events, types } = await leave(code);
    assert.deepEqual(types, ['closed']);
    assert.deepEqual([events[0].reason, events[0].code, events[0].text], [reason, code, 'because']);
    assert.equal(client.state, 'disconnected');
    const error = await failure(client.call('add', [1, 1]));
    assert.equal(error.disconnect.reason, reason);
  });
}

for (const [code, reason] of [
  [1001, 'serverGoingAway'], [1011, 'serverFault'], [1012, 'serverGoingAway'], [4408, 'heartbeatLost'], [4431, 'slowConsumer'],
  [4444, 'closedByPeer'],
]) {
  test(`Close with ${code} is followed by another connection`, async () => {
    const { client, events, types } = await leave(code);
    assert.deepEqual(types, ['reconnecting', 'reconnected']);
    assert.equal(events[0].disconnect.reason, reason);
    assert.equal(await client.call('add', [1, 1]), 2);
  });
}

for (const code of [1013, 4429]) {
  test(`Close with ${code} is followed by another connection, but not for five seconds`, async () => {
    const scripted = await startScripted();
    const client = await connect(scripted.url, { reconnect: quick });
    const reconnecting = next(client, 'reconnecting');
    scripted.peer.socket.close(code, 'because');
    const { delay } = await reconnecting;
    assert.ok(delay >= 5000 && delay <= 10_000, String(delay));
    await within(client.close());
  });
}

test('Client that shall not reconnect does not', async () => {
  const { client, events, types } = await leave(1011, { reconnect: false });
  assert.deepEqual(types, ['closed']);
  assert.equal(events[0].reason, 'serverFault');
  assert.equal(client.state, 'disconnected');
});

test('Server that starts again finds its clients back, and their calls, which have waited', async () => {
  const first = await startServer();
  const line = await startLine(first.port);
  const client = await connect(line.url, { reconnect: quick });
  line.fail();
  await first.end();
  await until(() => client.state === 'reconnecting');
  const call = client.call('add', [40, 2]);
  const reconnected = next(client, 'reconnected');
  line.mend((await startServer()).port);
  assert.equal((await reconnected).resumed, false);
  assert.equal(await within(call), 42);
});

test('Server that stops is left for the next one, and what runs there ends there', async () => {
  const old = await startServer({ drainTimeout: 4000 });
  const client = await connect(old.url, { reconnect: quick });
  const call = client.call('import', [150]);
  const reconnecting = next(client, 'reconnecting');
  const stopped = old.stop();
  const { disconnect } = await reconnecting;
  assert.equal(disconnect.reason, 'serverGoingAway');
  assert.equal(await within(call), 150);
  await stopped;
  await client.close();
});

test('Attempts are spread at random, within times that grow', async () => {
  const gone = await startServer();
  const client = await connect(gone.url, { reconnect: { baseDelay: 8, factor: 2, maxDelay: 30, maxAttempts: 6 } });
  const attempts = [];
  client.addEventListener('reconnecting', ({ attempt, delay }) => attempts.push([attempt, delay]));
  const closed = next(client, 'closed');
  await gone.end();
  const { reason, text } = await closed;
  assert.equal(reason, 'attemptsExhausted');
  assert.match(text, /^6 attempts/);
  assert.deepEqual(attempts.map(([attempt]) => attempt), [1, 2, 3, 4, 5, 6]);
  attempts.slice(1).forEach(([attempt, delay]) => assert.ok(delay <= Math.min(30, 8 * 2 ** (attempt - 1)), `${attempt}: ${delay}`));
  assert.equal(new Set(attempts.map(([, delay]) => delay)).size, 6);
});

test('A policy of one\'s own says when, and when no more', async () => {
  const gone = await startServer();
  const seen = [];
  const delay = ({ attempt, elapsed, disconnect }) => {
    seen.push([attempt, typeof elapsed, typeof disconnect.code]);
    return attempt < 3 ? 1 : null;
  };
  const client = await connect(gone.url, { reconnect: { delay } });
  const closed = next(client, 'closed');
  await gone.end();
  await closed;
  assert.deepEqual(seen, [1, 2, 3].map((attempt) => [attempt, 'number', 'number']));
});

test('Connections that do not last do not make attempts count anew', async () => {
  const sockets = createSockets();
  const client = await connect(server.url, { WebSocket: sockets.Socket, reconnect: quick });
  const attempts = [];
  client.addEventListener('reconnecting', ({ attempt }) => attempts.push(attempt));
  for (let i = 0; i < 3; i++) {
    const reconnected = next(client, 'reconnected');
    sockets.cut();
    await reconnected;
  }

  assert.deepEqual(attempts, [1, 2, 3]);
  const steady = await connect(server.url, { WebSocket: sockets.Socket, reconnect: { ...quick, stableAfter: 0 } });
  steady.addEventListener('reconnecting', ({ attempt }) => attempts.push(attempt));
  for (let i = 0; i < 2; i++) {
    const reconnected = next(steady, 'reconnected');
    sockets.cut();
    await reconnected;
  }

  assert.deepEqual(attempts.slice(3), [1, 1]);
});

test('Goodbyes to connections that do not last are backed off from', async () => {
  const asked = [];
  const delay = ({ attempt }) => {
    asked.push(attempt);
    return attempt < 3 ? 0 : null;
  };
  const scripted = await startScripted();
  const client = await connect(scripted.url, { reconnect: { delay } });
  const leave = () => scripted.peer.say({ jsonrpc: '2.0', method: '$/session/close', params: { deadline: 0, retryAfter: 0 } });
  client.addEventListener('reconnected', leave);
  const closed = next(client, 'closed');
  leave();
  await closed;
  assert.deepEqual(asked, [2, 3]);
});

test('Coming back to the network tries at once', async () => {
  globalThis.addEventListener ??= EventTarget.prototype.addEventListener.bind(page);
  globalThis.removeEventListener ??= EventTarget.prototype.removeEventListener.bind(page);
  const sockets = createSockets();
  const client = await connect(server.url, { WebSocket: sockets.Socket, reconnect: { delay: () => 3_600_000 } });
  const reconnecting = next(client, 'reconnecting');
  sockets.cut();
  await reconnecting;
  const reconnected = next(client, 'reconnected');
  page.dispatchEvent(new Event('online'));
  assert.equal((await reconnected).resumed, true);
});
const page = new EventTarget();

test('Calls fail at once while there is no connection, where that is wanted', async () => {
  const sockets = createSockets();
  const options = { WebSocket: sockets.Socket, whileDisconnected: 'fail', reconnect: { delay: () => 100 } };
  const client = await connect(server.url, options);
  const reconnecting = next(client, 'reconnecting');
  sockets.cut();
  await reconnecting;
  assert.ok((await failure(client.call('add', [1, 1]))) instanceof RpcConnectionError);
  await until(() => client.state === 'connected');
  assert.equal(await client.call('add', [1, 1]), 2);
});

test('No more calls wait than may, and those that wait have their deadline and their signal', async () => {
  const sockets = createSockets();
  const client = await connect(server.url, { WebSocket: sockets.Socket, maxWaitingCalls: 2, reconnect: { delay: () => 400 } });
  const reconnecting = next(client, 'reconnecting');
  sockets.cut();
  await reconnecting;
  const controller = new AbortController();
  const late = failure(client.call('add', [1, 1], { timeout: 20 }));
  const given = failure(client.call('add', [1, 1], { signal: controller.signal }));
  assert.match((await failure(client.call('add', [1, 1]))).message, /wait/);
  controller.abort(new Error('enough'));
  assert.equal((await given).message, 'enough');
  assert.equal((await late).name, 'RpcTimeoutError');
  assert.equal(await within(client.call('add', [1, 1])), 2);
});

test('Close ends the waiting for the next attempt', async () => {
  const sockets = createSockets();
  const client = await connect(server.url, { WebSocket: sockets.Socket, reconnect: { delay: () => 3_600_000 } });
  const reconnecting = next(client, 'reconnecting');
  sockets.cut();
  await reconnecting;
  const call = failure(client.call('add', [1, 1]));
  const closed = next(client, 'closed');
  await within(client.close());
  assert.equal((await closed).reason, 'closedLocally');
  assert.ok((await call) instanceof RpcConnectionError);
});

test('First connection is tried once, or as often as it takes', async () => {
  const line = await startLine(server.port);
  line.fail();
  assert.ok((await failure(connect(line.url, { reconnect: quick }))) instanceof RpcConnectionError);
  const patient = createClient(line.url, { reconnect: quick, retryFirstConnect: true });
  const connected = patient.connect();
  await next(patient, 'reconnecting');
  line.mend();
  await within(connected);
  assert.equal(await patient.call('add', [1, 1]), 2);
});

test('Signal ends the connecting', async () => {
  const gone = await startServer();
  await gone.end();
  const client = createClient(gone.url, { reconnect: { delay: () => 3_600_000 }, retryFirstConnect: true });
  const controller = new AbortController();
  const connecting = failure(client.connect({ signal: controller.signal }));
  await next(client, 'reconnecting');
  controller.abort(new Error('enough'));
  assert.equal((await connecting).message, 'enough');
  assert.equal(client.state, 'disconnected');
});

// As pages do whose parts come, go and come again in one turn.
test('Client that is closed while it connects can connect again at once, and is closed for good when it says so', async () => {
  const client = createClient(server.url);
  const given = failure(client.connect());
  const closed = client.close();
  await within(client.connect());
  assert.ok(await given instanceof RpcConnectionError);
  await within(closed);
  assert.equal(client.state, 'connected');
  assert.notEqual(client.connectionId, null);
  assert.equal(await client.call('add', [1, 1]), 2);
  await within(client.close());
  assert.equal(client.state, 'disconnected');
});

test('Close ends also a connecting that waits for the end of the connection before', async () => {
  const scripted = await startScripted();
  const client = createClient(scripted.url);
  const first = failure(client.connect());
  client.close();
  const second = failure(client.connect());
  await within(client.close());
  assert.ok(await first instanceof RpcConnectionError);
  assert.ok(await second instanceof RpcConnectionError);
  assert.equal(client.state, 'disconnected');
  assert.ok(scripted.peers.length < 2);
});

for (const type of ['statechange', 'closed']) {
  test(`Who hears by '${type}' that the client does not come back may connect again at once`, async () => {
    const scripted = await startScripted({ hear: ({ id, params: [a, b] }, { say }) => say({ jsonrpc: '2.0', id, result: a + b }) });
    const client = await connect(scripted.url);
    const again = new Promise((resolve) => {
      client.addEventListener(type, function hear() {
        if (client.state === 'disconnected') {
          client.removeEventListener(type, hear);
          resolve(client.connect());
        }
      });
    });
    scripted.peer.socket.close(4503, 'because');
    await within(again);
    assert.equal(client.state, 'connected');
    assert.equal(await within(client.call('add', [1, 1])), 2);
  });
}

test('Source of tokens that does not heed its signal keeps nobody waiting', async () => {
  const never = () => new Promise(() => {});
  const patient = createClient(server.url, { accessToken: never });
  const given = failure(patient.connect());
  await within(patient.close());
  assert.ok(await given instanceof RpcConnectionError);
  const error = await failure(createClient(server.url, { accessToken: never, connectTimeout: 20 }).connect());
  assert.match(error.message, /within 20 ms/);
});
