// node main.js <address> <file> <scenario>: prints what the scenario sees, a line of JSON each.
import { Peer } from './peer.js';

const [address, file, scenario] = process.argv.slice(2);
const { [scenario]: play } = await import(`./${file}.js`);
const peer = await Peer.connect(address);
await play(peer, address);
await peer.close();
