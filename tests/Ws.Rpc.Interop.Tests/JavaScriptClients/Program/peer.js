import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { ResponseError } from 'vscode-jsonrpc';
import { createWebSocketConnection, toSocket } from 'vscode-ws-jsonrpc';
import { WebSocket } from 'ws';

// What the library complains of goes to the error output, which the tests want empty.
const logger = { error: console.error, warn: console.error, info: console.error, log: console.error };

/** A message connection over a WebSocket, as the two libraries set it up, with an eye on its messages. */
export class Peer {
  sent = [];
  received = [];

  static async connect(address, subProtocols = []) {
    const socket = new WebSocket(address, subProtocols);
    await once(socket, 'open');
    return new Peer(socket);
  }

  constructor(socket) {
    this.socket = socket;
    socket.on('message', (text) => this.received.push(JSON.parse(text)));
    const adapter = toSocket(socket);
    const observed = {
      ...adapter,
      send: (text) => {
        this.sent.push(JSON.parse(text));
        adapter.send(text);
      },
    };
    this.rpc = createWebSocketConnection(observed, logger);
  }

  /** Handlers are registered before. */
  listen() {
    this.rpc.listen();
    return this.rpc;
  }

  async close() {
    if (this.socket.readyState !== WebSocket.CLOSED) {
      this.socket.close(1000);
      await once(this.socket, 'close');
    }
  }
}

export function say(value) {
  console.log(JSON.stringify(value));
}

/** Waits for the test to say that it has seen what it waited for. */
export async function heard() {
  const lines = createInterface({ input: process.stdin });
  await once(lines, 'line');
  lines.close();
}

/** The error of a call that has to fail. */
export async function failure(call) {
  try {
    await call;
  } catch (error) {
    if (error instanceof ResponseError) {
      return { code: error.code, message: error.message, data: error.data };
    }

    throw error;
  }

  throw new Error('The call succeeded.');
}
