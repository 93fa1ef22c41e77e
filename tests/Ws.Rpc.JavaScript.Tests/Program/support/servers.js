import { after } from 'node:test';
import WebSocket from 'ws';
import { RpcClient } from 'ws-rpc';

const control = process.argv[2];

/** Asks the test host for a server of its own. */
export async function startServer(options = {}) {
  const { id, address } = await ask('POST', '/servers', options);
  after(() => ask('DELETE', `/servers/${id}`));
  return {
    address,
    url: new URL('/hub', address.replace('http', 'ws')).href,
    port: Number(new URL(address).port),
    journal: () => ask('GET', `/servers/${id}/journal`),
    stop: () => ask('POST', `/servers/${id}/stop`),
    end: () => ask('DELETE', `/servers/${id}`),
  };
}

async function ask(method, path, body) {
  const response = await fetch(control + path, {
    method,
    headers: { 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
  });
  if (!response.ok) {
    throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  }

  const text = await response.text();
  return text ? JSON.parse(text) : undefined;
}

/** A client of the npm package ws, which is closed behind the tests of its file. */
export function createClient(url, options = {}) {
  const client = new RpcClient(url, { WebSocket, ...options });
  after(() => client.close());
  return client;
}

export async function connect(url, options) {
  const client = createClient(url, options);
  await client.connect();
  return client;
}
