import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { after } from 'node:test';

/** A line to a server's port that can be cut. */
export async function startLine(port) {
  const sockets = new Set();
  let target = port;
  let isDown = false;
  const line = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    for (const [socket, other] of [[near, far], [far, near]]) {
      sockets.add(socket);
      socket.on('error', () => {}).on('close', () => {
        sockets.delete(socket);
        other.destroy();
      }).pipe(other);
    }

    if (isDown) {
      near.destroy();
    }
  });
  line.listen(0, '127.0.0.1');
  await once(line, 'listening');
  const cut = () => sockets.forEach((socket) => socket.destroy());
  after(() => {
    line.close();
    cut();
  });
  return {
    address: `http://127.0.0.1:${line.address().port}/`,
    url: `ws://127.0.0.1:${line.address().port}/hub`,
    cut,
    /** Nothing goes through until it is mended, perhaps to another port: that of a server that ended may be somebody else's. */
    fail() {
      isDown = true;
      cut();
    },
    mend(next = target) {
      target = next;
      isDown = false;
    },
  };
}
