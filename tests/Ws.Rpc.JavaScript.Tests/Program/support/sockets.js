import WebSocket from 'ws';

/** A class of sockets of the npm package ws, which a test can cut, and of which it sees what was sent and what came. */
export function createSockets() {
  const opened = [];
  class Socket extends WebSocket {
    sent = [];
    heard = [];

    constructor(url, protocols, options) {
      super(url, protocols, options);
      opened.push(this);
      this.on('message', (data) => this.heard.push(String(data)));
    }

    send(text) {
      this.sent.push(text);
      super.send(text);
    }
  }

  return {
    Socket,
    opened,
    /** As if the network were gone: without a word. */
    cut: () => opened.at(-1).terminate(),
    /** Nothing arrives any more, and nobody is told. */
    freeze: () => opened.at(-1).pause(),
  };
}
