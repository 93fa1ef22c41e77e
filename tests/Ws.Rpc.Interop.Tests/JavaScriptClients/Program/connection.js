import { once } from 'node:events';
import { Peer, say } from './peer.js';

export async function subProtocols(_, address) {
  for (const offer of [['jsonrpc'], ['unknown', 'json-rpc'], ['ws-rpc.v1+json', 'jsonrpc']]) {
    const peer = await Peer.connect(address, offer);
    const rpc = peer.listen();
    say([peer.socket.protocol, await rpc.sendRequest('subtract', 3, 2)]);
    await peer.close();
  }
}

export async function sentAway(peer) {
  const rpc = peer.listen();
  const closed = once(peer.socket, 'close');
  await rpc.sendNotification('leave', 4503, 'kicked');
  const [code, reason] = await closed;
  say([code, reason.toString()]);
}
