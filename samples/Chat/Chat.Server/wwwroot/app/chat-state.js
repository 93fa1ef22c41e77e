// What the page knows. Views read it and are told by events which part has changed; nothing here touches the document.

/**
 * @typedef {object} Line One line of a room: a message, or that somebody came or went.
 * @property {'message' | 'joined' | 'left'} kind
 * @property {number | null} id `null` until the server has taken the message, and for lines that are no messages.
 * @property {string} key Tells the line from all others of this page.
 * @property {string} sender
 * @property {string} text
 * @property {Date} at
 * @property {'sent' | 'sending' | 'failed'} status
 */

/**
 * @typedef {object} Room
 * @property {string} name
 * @property {boolean} isMember
 * @property {number} unread
 * @property {number} online
 * @property {Line[]} lines In the order of time.
 * @property {Set<number>} ids Those of the messages among `lines`.
 * @property {number} lastId The highest of them, or the last message's when the room was entered.
 * @property {boolean} isLoaded Whether the last page of history is there.
 * @property {boolean} hasEarlier Whether there may be messages before the first line.
 * @property {string[]} people
 * @property {Map<string, number>} typing Who is writing, and until when that is believed.
 */

/** @typedef {'connecting' | 'connected' | 'reconnecting' | 'closed'} ConnectionState */

const mostLines = 2000;

export class ChatState extends EventTarget {
  /** @type {Map<string, Room>} */
  rooms = new Map();
  /** @type {string | null} */
  current = null;
  self = '';
  /** @type {ConnectionState} */
  connection = 'connecting';
  notice = '';

  /** @returns {Room | undefined} */
  get room() {
    return this.current === null ? undefined : this.rooms.get(this.current);
  }

  /**
   * @param {string} name
   * @returns {Room}
   */
  roomOf(name) {
    let room = this.rooms.get(name);
    if (!room) {
      room = {
        name,
        isMember: false,
        unread: 0,
        online: 0,
        lines: [],
        ids: new Set(),
        lastId: 0,
        isLoaded: false,
        hasEarlier: false,
        people: [],
        typing: new Map(),
      };
      this.rooms.set(name, room);
    }

    return room;
  }

  /** @param {'rooms' | 'lines' | 'people' | 'typing' | 'connection' | 'current' | 'self'} part */
  changed(part) {
    this.dispatchEvent(new Event(part));
  }

  /**
   * Adds a message where its id belongs; says whether it is new.
   * @param {import('./contracts/chat.contracts').ChatMessage} message
   */
  addMessage(message) {
    const room = this.roomOf(message.room);
    if (room.ids.has(message.id)) {
      return false;
    }

    room.ids.add(message.id);
    room.lastId = Math.max(room.lastId, message.id);
    /** @type {Line} */
    const line = {
      kind: 'message',
      id: message.id,
      key: `m${message.id}`,
      sender: message.sender,
      text: message.text,
      at: new Date(message.sentAt),
      status: 'sent',
    };
    let place = room.lines.length;
    while (place > 0 && isAfter(room.lines[place - 1], line)) {
      place--;
    }

    room.lines.splice(place, 0, line);
    room.typing.delete(message.sender);
    trim(room);
    return true;
  }

  /**
   * Adds a line at the end.
   * @param {string} name
   * @param {Line} line
   */
  addLine(name, line) {
    const room = this.roomOf(name);
    room.lines.push(line);
    trim(room);
  }
}

/**
 * @param {Line} line
 * @param {Line} other
 */
function isAfter(line, other) {
  if (line.id !== null && other.id !== null) {
    return line.id > other.id;
  }

  // What the server has not taken yet stays below all that it has.
  return line.status !== 'sent' || line.at > other.at;
}

/** @param {Room} room */
function trim(room) {
  // A page that stays open for weeks forgets what it can ask for again.
  if (room.lines.length > mostLines) {
    for (const line of room.lines.splice(0, room.lines.length - mostLines)) {
      if (line.id !== null) {
        room.ids.delete(line.id);
      }
    }

    room.hasEarlier = true;
  }
}
