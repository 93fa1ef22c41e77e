import { once } from 'node:events';
import { after } from 'node:test';
import { WebSocketServer } from 'ws';

/**
 * A server that says what it is told to. Its answer to the opening of a session, and what it hears of everything else, are the test's.
 * @param {{ answer?: (open: object) => object | undefined, hear?: (message: object, peer: object) => void }} script
 */
export async function startScripted({ answer = () => ({}), hear = () => {} } = {}) {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  const peers = [];
  server.on('connection', (socket) => {
    const peer = {
      socket,
      heard: [],
      /** Text as it is, anything else as JSON. */
      say: (...messages) => messages.forEach((one) => socket.send(typeof one === 'string' ? one : JSON.stringify(one))),
    };
    peers.push(peer);
    socket.on('message', (data) => {
      const message = JSON.parse(String(data));
      peer.heard.push(message);
      if (message.method === '$/session/open') {
        const result = answer(message.params, peers.length);
        if (result) {
          const offer = { version: 1, connection: 'c', heartbeat: null, resume: { token: `t${peers.length}`, ttl: 30_000 } };
          peer.say({ jsonrpc: '2.0', id: message.id, result: { ...offer, ...result } });
        }
      } else {
        hear(message, peer);
      }
    });
  });
  await once(server, 'listening');
  after(() => {
    server.clients.forEach((socket) => socket.terminate());
    server.close();
  });
  return {
    url: `ws://127.0.0.1:${server.address().port}/`,
    peers,
    get peer() {
      return peers.at(-1);
    },
  };
}
