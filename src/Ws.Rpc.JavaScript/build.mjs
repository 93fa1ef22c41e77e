import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

// Names of members that only these sources use, none of which stands in a message, in an option or in ws-rpc.d.ts.
export const OWN_NAMES = [
  'acknowledge', 'acknowledgement', 'address', 'advice', 'allow', 'answer', 'atLeast', 'attach', 'attempts', 'begin', 'behind',
  'canSend', 'count', 'cut', 'deliver', 'detach', 'drop', 'end', 'enter', 'forget', 'frames', 'gate', 'goodbye', 'grant',
  'hasNews', 'hasRoom', 'hear', 'hold', 'isAckDue', 'isBegun', 'isExhausted', 'isIdle', 'isLeaving', 'isOpen', 'isOpened',
  'isOver', 'isQuick', 'iterate', 'keep', 'least', 'leave', 'link', 'lived', 'longest', 'lost', 'mayReconnect', 'moveTo',
  'needsToken', 'newId', 'open', 'outgoing', 'over', 'policy', 'probe', 'progress', 'raise', 'receive', 'refill', 'resumes',
  'room', 'run', 'sendText', 'serve', 'session', 'settings', 'settle', 'shut', 'step', 'stop', 'stopClock', 'tell', 'tokens',
  'window', 'within',
];

/** The sources as one module: what is shipped. */
export async function buildModule() {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('source/ws-rpc.js', import.meta.url))],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    mangleProps: new RegExp(`^(${OWN_NAMES.join('|')})$`),
    write: false,
  });
  return outputFiles[0].text;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL('ws-rpc.js', import.meta.url), await buildModule());
}
