import { ParameterStructures, ProgressType } from 'vscode-jsonrpc';
import { failure, say } from './peer.js';

const polishing = new ProgressType();

export async function byPosition(peer) {
  await polish(peer, (rpc, token) => rpc.sendRequest('polish', 'bolt', token), ['bolt-1', 0, '', 7]);
}

export async function byName(peer) {
  await polish(
    peer, (rpc, token) => rpc.sendRequest('polish', ParameterStructures.byName, { progress: token, name: 'nut' }), ['nut "é"', 0]);
}

export async function unwanted(peer) {
  const rpc = peer.listen();
  say(await rpc.sendRequest('polish', 'pin', null));
  say(await rpc.sendRequest('polish', 'pin'));
  say(await rpc.sendRequest('polish', ParameterStructures.byName, { name: 'pin' }));
  say((await failure(rpc.sendRequest('polish', 'pin', true))).code);
  say(peer.received.some((message) => message.method === '$/progress'));
}

export async function ofTheClient(peer) {
  const climbing = new ProgressType();
  peer.rpc.onRequest('step', async (steps, token) => {
    for (let i = 1; i <= steps; i++) {
      await peer.rpc.sendProgress(climbing, token, i);
    }

    return steps;
  });
  const rpc = peer.listen();
  say(await rpc.sendRequest('sendClimbing', 3));
  say(await rpc.sendRequest('sendClimbing', 0));
}

// The token is free again with the response: each is used twice.
async function polish(peer, call, tokens) {
  const rpc = peer.listen();
  for (const token of [...tokens, ...tokens]) {
    const reports = [];
    const listener = rpc.onProgress(polishing, token, (part) => reports.push(part));
    const result = await call(rpc, token);
    listener.dispose();

    // The hub may have left out reports that a newer one overtook, but never the last.
    say({ token, result, last: reports.at(-1) });
  }
}
