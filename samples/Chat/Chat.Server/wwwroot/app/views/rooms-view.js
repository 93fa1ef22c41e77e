import { find, firstLetter, hueOf, make } from './elements.js';

/** The list at the left: the rooms, what is unread in them, and who one is. */
export class RoomsView {
  #list = find('room-list', HTMLUListElement);
  #state;
  #enter;

  /**
   * @param {import('../chat-state.js').ChatState} state
   * @param {(room: string) => void} enter
   */
  constructor(state, enter) {
    this.#state = state;
    this.#enter = enter;
    const form = find('new-room', HTMLFormElement);
    const name = find('new-room-name', HTMLInputElement);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const room = name.value.trim();
      if (room) {
        name.value = '';
        enter(room);
      }
    });
    state.addEventListener('rooms', () => this.#show());
    state.addEventListener('current', () => this.#show());
    state.addEventListener('self', () => this.#showSelf());
  }

  #show() {
    const rooms = [...this.#state.rooms.values()].sort((one, other) => Number(other.isMember) - Number(one.isMember) || (one.name < other.name ? -1 : 1));
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.room : undefined;
    this.#list.replaceChildren(...rooms.map((room) => this.#item(room)));
    if (focused !== undefined) {
      [...this.#list.querySelectorAll('button')].find((button) => button.dataset.room === focused)?.focus();
    }

    const unread = rooms.reduce((sum, room) => sum + room.unread, 0);
    document.title = `${unread > 0 ? `(${unread}) ` : ''}${this.#state.current ?? 'Chat'} · Ws.Rpc`;
  }

  /** @param {import('../chat-state.js').Room} room */
  #item(room) {
    const button = make('button', room.isMember ? 'room-button' : 'room-button stranger', make('span', 'room-name', room.name));
    button.type = 'button';
    button.dataset.room = room.name;
    if (room.name === this.#state.current) {
      button.setAttribute('aria-current', 'true');
    }

    if (room.unread > 0) {
      button.append(make('span', 'badge', String(room.unread), make('span', 'hidden', ' unread')));
    } else if (!room.isMember) {
      button.append(make('span', 'hint', 'enter'));
    }

    button.addEventListener('click', () => this.#enter(room.name));
    return make('li', '', button);
  }

  #showSelf() {
    const picture = find('self-avatar', HTMLSpanElement);
    picture.textContent = firstLetter(this.#state.self);
    picture.style.setProperty('--hue', String(hueOf(this.#state.self)));
    find('self-name', HTMLSpanElement).textContent = this.#state.self;
  }
}
