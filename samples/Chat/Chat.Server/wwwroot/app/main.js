// Puts the parts together.

import { ChatState } from './chat-state.js';
import { Conversation, needsSignIn } from './conversation.js';
import { signIn, signOut, whoAmI } from './sign-in.js';
import { ComposerView } from './views/composer-view.js';
import { ConnectionView } from './views/connection-view.js';
import { Drawers } from './views/drawers.js';
import { find } from './views/elements.js';
import { MessagesView } from './views/messages-view.js';
import { PeopleView } from './views/people-view.js';
import { RoomsView } from './views/rooms-view.js';

const state = new ChatState();
const conversation = new Conversation(state);
const drawers = new Drawers();
const people = new PeopleView(state, () => run(conversation.leave()));
new ConnectionView(state, () => run(conversation.again()));
new MessagesView(state, { earlier: () => conversation.earlier(), again: (line) => run(conversation.sayAgain(line)) });
new ComposerView(state, { say: (text) => run(conversation.say(text)), type: () => run(conversation.type()) });
new RoomsView(state, (room) => {
  drawers.close();
  run(conversation.enter(room));
});
find('sign-out', HTMLButtonElement).addEventListener('click', () => run(leave()));
document.addEventListener('visibilitychange', () => run(conversation.read()));
state.addEventListener('lines', () => run(conversation.read()));
addEventListener('pagehide', ({ persisted }) => {
  // A page that is closed never comes back to its session: the others need not wait for it.
  if (!persisted) {
    run(conversation.stop());
  }
});
setInterval(() => people.showTyping(), 1000);
run(start());

async function start() {
  await conversation.start((await whoAmI()) ?? (await signIn()));
}

async function leave() {
  await conversation.stop();
  await signOut();
}

/**
 * What fails is shown: a promise that nobody waits for must not fail in silence.
 * @param {Promise<unknown>} work
 */
async function run(work) {
  try {
    await work;
  } catch (error) {
    if (needsSignIn(error)) {
      location.reload();
      return;
    }

    state.notice = error instanceof Error ? error.message : String(error);
    state.changed('connection');
  }
}
