// The one place that talks with the server: it calls the hub, hears its callbacks, and keeps the state true.

import { RpcClient, RpcConnectionError } from '/_content/Ws.Rpc.AspNetCore/ws-rpc.js';
import { createChatHub, handleChatClient } from './contracts/chat.contracts.js';

/** @typedef {import('./chat-state.js').ChatState} ChatState */
/** @typedef {import('./chat-state.js').Line} Line */

const pageLength = 50;
const typingPause = 3000;
const typingBelief = 5000;

export class Conversation {
  #client = new RpcClient('/chat', { retryFirstConnect: true });
  #chat = createChatHub(this.#client);
  /** @type {ChatState} */
  #state;
  #typingTold = -Infinity;
  #lines = 0;

  /** @param {ChatState} state */
  constructor(state) {
    this.#state = state;
    handleChatClient(this.#client, {
      message: (message) => this.#hear(message),
      joined: (room, name) => this.#come(room, name),
      left: (room, name) => this.#go(room, name),
      opened: (room) => this.#open(room),
      typing: (room, name) => this.#type(room, name),
    });
    this.#client.addEventListener('statechange', ({ state: now }) => this.#setConnection(now === 'disconnected' ? 'closed' : now, ''));
    this.#client.addEventListener('reconnecting', ({ delay }) => this.#setConnection('reconnecting', this.#waitingText(delay)));
    this.#client.addEventListener('reconnected', ({ resumed }) => this.#back(resumed));
    this.#client.addEventListener('closed', ({ reason, text }) => this.#setConnection('closed', text || reason));
  }

  /** @param {string} self */
  async start(self) {
    this.#state.self = self;
    this.#state.changed('self');
    await this.#client.connect();
    await this.#enterAll();
    // Unless somebody was quicker, and has chosen a room already.
    if (this.#state.current === null) {
      const first = [...this.#state.rooms.values()].find((room) => room.isMember);
      await this.enter(first?.name ?? 'lobby');
    }
  }

  stop() {
    return this.#client.close();
  }

  async again() {
    await this.#client.connect();
    await this.#back(false);
  }

  /**
   * Goes into a room, and shows it.
   * @param {string} name
   */
  async enter(name) {
    const room = this.#state.roomOf(name);
    if (!room.isMember) {
      await this.#join(name);
    }

    this.#state.current = name;
    this.#state.changed('current');
    if (!room.isLoaded) {
      room.isLoaded = true;
      room.hasEarlier = await this.#load(name, undefined);
      this.#state.changed('lines');
    }

    await this.read();
  }

  async leave() {
    const room = this.#state.room;
    if (room?.isMember) {
      await this.#chat.leave(room.name);
      room.isMember = false;
      room.people = room.people.filter((name) => name !== this.#state.self);
      const other = [...this.#state.rooms.values()].find((one) => one.isMember);
      this.#state.current = other?.name ?? null;
      this.#state.changed('rooms');
      this.#state.changed('current');
    }
  }

  /** The page of messages before those that are there. */
  async earlier() {
    const room = this.#state.room;
    const first = room?.lines.find((line) => line.id !== null);
    if (room && first?.id) {
      room.hasEarlier = await this.#load(room.name, first.id);
      this.#state.changed('lines');
    }
  }

  /**
   * Sends a message. Until the server has taken it, its line says so.
   * @param {string} text
   */
  async say(text) {
    const room = this.#state.room;
    if (room) {
      this.#typingTold = -Infinity;
      /** @type {Line} */
      const line = { kind: 'message', id: null, key: newKey(), sender: this.#state.self, text, at: new Date(), status: 'sending' };
      this.#state.addLine(room.name, line);
      await this.#send(room.name, line);
    }
  }

  /**
   * Sends a message again that did not get through: under the same key, so that it is one message even if it did.
   * @param {Line} line
   */
  async sayAgain(line) {
    if (this.#state.current !== null && line.status === 'failed') {
      line.status = 'sending';
      await this.#send(this.#state.current, line);
    }
  }

  async type() {
    const now = performance.now();
    if (this.#state.current !== null && this.#state.connection === 'connected' && now - this.#typingTold > typingPause) {
      this.#typingTold = now;
      await this.#chat.typing(this.#state.current);
    }
  }

  /** What is seen is read. */
  async read() {
    const room = this.#state.room;
    if (room && room.isMember && room.unread > 0 && document.visibilityState === 'visible') {
      room.unread = 0;
      this.#state.changed('rooms');
      await this.#chat.markRead(room.name, room.lastId);
    }
  }

  /**
   * @param {string} name
   * @param {Line} line
   */
  async #send(name, line) {
    this.#state.changed('lines');
    try {
      const id = await this.#chat.send(name, line.text, line.key);
      const room = this.#state.roomOf(name);
      line.id = id;
      line.status = 'sent';
      if (room.ids.has(id)) {
        // It came by the history meanwhile.
        room.lines = room.lines.filter((one) => one !== line);
      }

      room.ids.add(id);
      room.lastId = Math.max(room.lastId, id);
    } catch (error) {
      line.status = 'failed';
      this.#state.changed('lines');
      throw error;
    }

    this.#state.changed('lines');
  }

  /** @param {boolean} resumed */
  async #back(resumed) {
    this.#setConnection('connected', '');
    if (!resumed) {
      await this.#enterAll();
      await Promise.all([...this.#state.rooms.values()].filter((room) => room.isLoaded && room.isMember).map((room) => this.#catchUp(room.name)));
      await this.read();
    }
  }

  async #enterAll() {
    const rooms = await this.#chat.rooms();
    for (const { room, isMember, unread, online } of rooms) {
      Object.assign(this.#state.roomOf(room), { isMember, unread, online });
    }

    this.#state.changed('rooms');
    await Promise.all(rooms.filter((room) => room.isMember).map((room) => this.#join(room.room)));
  }

  /** @param {string} name */
  async #join(name) {
    const { members, lastMessageId } = await this.#chat.join(name);
    const room = this.#state.roomOf(name);
    room.isMember = true;
    room.people = [...members];
    room.online = members.length;
    if (!room.isLoaded) {
      room.lastId = lastMessageId;
    }

    this.#state.changed('rooms');
    this.#state.changed('people');
  }

  /**
   * @param {string} name
   * @param {number | undefined} before
   */
  async #load(name, before) {
    let count = 0;
    for await (const message of this.#chat.history(name, pageLength, before)) {
      this.#state.addMessage(message);
      count++;
    }

    return count === pageLength;
  }

  /** @param {string} name */
  async #catchUp(name) {
    for await (const message of this.#chat.since(name, this.#state.roomOf(name).lastId)) {
      this.#state.addMessage(message);
    }

    this.#state.changed('lines');
  }

  /** @param {import('./contracts/chat.contracts').ChatMessage} message */
  #hear(message) {
    const room = this.#state.roomOf(message.room);
    if (this.#state.addMessage(message)) {
      room.unread += message.sender === this.#state.self ? 0 : 1;
      this.#state.changed('rooms');
      this.#state.changed(message.room === this.#state.current ? 'lines' : 'rooms');
      this.#state.changed('typing');
    }
  }

  /**
   * @param {string} name
   * @param {string} who
   */
  #come(name, who) {
    const room = this.#state.roomOf(name);
    room.people = [...new Set([...room.people, who])].sort();
    this.#note(name, 'joined', who);
  }

  /**
   * @param {string} name
   * @param {string} who
   */
  #go(name, who) {
    const room = this.#state.roomOf(name);
    room.people = room.people.filter((one) => one !== who);
    room.typing.delete(who);
    this.#note(name, 'left', who);
  }

  /** @param {string} name */
  #open(name) {
    this.#state.roomOf(name);
    this.#state.changed('rooms');
  }

  /**
   * @param {string} name
   * @param {string} who
   */
  #type(name, who) {
    this.#state.roomOf(name).typing.set(who, performance.now() + typingBelief);
    this.#state.changed('typing');
  }

  /**
   * @param {string} name
   * @param {'joined' | 'left'} kind
   * @param {string} who
   */
  #note(name, kind, who) {
    this.#state.roomOf(name).online = this.#state.roomOf(name).people.length;
    this.#state.addLine(name, { kind, id: null, key: `n${++this.#lines}`, sender: who, text: '', at: new Date(), status: 'sent' });
    this.#state.changed('rooms');
    this.#state.changed('people');
    this.#state.changed('lines');
  }

  /**
   * @param {import('./chat-state.js').ConnectionState} connection
   * @param {string} notice
   */
  #setConnection(connection, notice) {
    this.#state.connection = connection;
    this.#state.notice = notice;
    this.#state.changed('connection');
  }

  /** @param {number} delay */
  #waitingText(delay) {
    const seconds = Math.ceil(delay / 1000);
    return `The connection is lost. Next try in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}; what you write is sent when it is back.`;
  }
}

/** Whether somebody has to sign in before anything else works. @param {unknown} error */
export function needsSignIn(error) {
  return error instanceof RpcConnectionError && error.status === 401;
}

function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
