import { avatar, find, make } from './elements.js';

const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const together = 5 * 60 * 1000;
const nearEnd = 80;

/** @typedef {import('../chat-state.js').Line} Line */

/** What was said. Lines that are there already stay the same elements, so that a reader is not interrupted. */
export class MessagesView {
  #scroll = find('scroll', HTMLDivElement);
  #list = find('messages', HTMLOListElement);
  #older = find('older', HTMLButtonElement);
  #state;
  #again;
  #shownRoom = '';
  /** @type {Map<string, { element: HTMLLIElement, look: string }>} */
  #items = new Map();

  /**
   * @param {import('../chat-state.js').ChatState} state
   * @param {{ earlier: () => Promise<void>, again: (line: Line) => void }} actions
   */
  constructor(state, actions) {
    this.#state = state;
    this.#again = actions.again;
    this.#older.addEventListener('click', () => this.#showEarlier(actions.earlier));
    state.addEventListener('lines', () => this.#show());
    state.addEventListener('current', () => this.#show());
  }

  /** @param {() => Promise<void>} load */
  async #showEarlier(load) {
    const below = this.#scroll.scrollHeight - this.#scroll.scrollTop;
    await load();
    this.#scroll.scrollTop = this.#scroll.scrollHeight - below;
  }

  #show() {
    const room = this.#state.room;
    const isOther = this.#shownRoom !== (room?.name ?? '');
    const follows = isOther || this.#scroll.scrollHeight - this.#scroll.scrollTop - this.#scroll.clientHeight < nearEnd;
    if (isOther) {
      this.#items.clear();
      this.#shownRoom = room?.name ?? '';
    }

    const lines = room?.lines ?? [];
    const wanted = lines.map((line, index) => this.#elementOf(line, lines[index - 1]));
    const kept = new Set(lines.map((line) => line.key));
    for (const key of this.#items.keys()) {
      if (!kept.has(key)) {
        this.#items.delete(key);
      }
    }

    this.#place(wanted);
    this.#older.hidden = !room?.hasEarlier;
    if (follows) {
      this.#scroll.scrollTop = this.#scroll.scrollHeight;
    }
  }

  /** @param {HTMLLIElement[]} wanted */
  #place(wanted) {
    wanted.forEach((element, index) => {
      if (this.#list.children[index] !== element) {
        this.#list.insertBefore(element, this.#list.children[index] ?? null);
      }
    });
    while (this.#list.children.length > wanted.length) {
      this.#list.lastElementChild?.remove();
    }
  }

  /**
   * @param {Line} line
   * @param {Line | undefined} previous
   */
  #elementOf(line, previous) {
    const isNewDay = !previous || previous.at.toDateString() !== line.at.toDateString();
    const goesOn = !isNewDay && previous?.kind === 'message' && line.kind === 'message' && previous.sender === line.sender
      && line.at.getTime() - previous.at.getTime() < together;
    const look = `${line.status} ${isNewDay} ${goesOn}`;
    const known = this.#items.get(line.key);
    if (known?.look === look) {
      return known.element;
    }

    const element = line.kind === 'message' ? this.#message(line, goesOn) : event(line);
    if (isNewDay) {
      element.prepend(make('div', 'day', day.format(line.at)));
    }

    this.#items.set(line.key, { element, look });
    return element;
  }

  /**
   * @param {Line} line
   * @param {boolean} goesOn Whether it belongs to the message above.
   */
  #message(line, goesOn) {
    const isOwn = line.sender === this.#state.self;
    const head = make('div', goesOn ? 'head hidden' : 'head', make('strong', '', isOwn ? 'You' : line.sender), ' ', timeOf(line));
    const body = make('div', 'body', head, make('p', 'text', line.text));
    if (line.status === 'sending') {
      body.append(make('span', 'status', 'Sending…'));
    } else if (line.status === 'failed') {
      const button = make('button', 'link', 'Send again');
      button.type = 'button';
      button.addEventListener('click', () => this.#again(line));
      body.append(make('span', 'status failed', 'Not sent. ', button));
    }

    const picture = avatar(line.sender);
    return make('li', `line message${isOwn ? ' own' : ''}${goesOn ? ' goes-on' : ''} ${line.status}`, make('div', 'row', picture, body));
  }
}

/** @param {Line} line */
function event(line) {
  return make('li', 'line event', make('div', 'row', `${line.sender} ${line.kind === 'joined' ? 'came in' : 'went away'} `, timeOf(line)));
}

/** @param {Line} line */
function timeOf(line) {
  const element = make('time', '', time.format(line.at));
  element.dateTime = line.at.toISOString();
  return element;
}
