import { RpcError, RpcErrorCode } from './errors.js';

const WINDOW_GROWTH = 16;
const WINDOW_SIZE = 256 * 1024;

/**
 * @typedef {object} Origin Where the items of an inbox come from.
 * @property {() => void} [open] The first item is asked for.
 * @property {(count: number) => void} refill Gives credit.
 * @property {() => void} [ask] Asks for the next items, where they are pulled.
 * @property {() => void} close No more items are wanted.
 * @property {(size: number) => boolean} hold Whether so much more may wait; negative when it has been taken.
 */

/** @typedef {{ resolve: (step: IteratorResult<any>) => void, reject: (error: unknown) => void }} Taker */

/** The receiving end of a stream: items come as far as the consumer's credit goes. */
export class Inbox {
  isPulled = false;
  /** Whether the peer has been asked for items that are to be pulled. */
  isAsked = false;
  /** The position behind the item that was taken last. @type {string | undefined} */
  cursor;
  #origin;
  /** @type {{ value: unknown, cursor?: string }[]} */
  #items = [];
  #next = 0;
  #size = 0;
  /** @type {Taker[]} */
  #takers = [];
  #isOpen = false;
  #isOver = false;
  /** @type {unknown} */
  #failure = null;
  #window;
  #widest;
  #allowed;
  #used = 0;
  #taken = 0;
  #arrivedSize = 0;
  #provenAt;

  /** @param {Origin} origin @param {number} credit @param {number} allowed How much of it has been given. */
  constructor(origin, credit, allowed) {
    this.#origin = origin;
    this.#window = this.#provenAt = credit;
    this.#widest = credit * WINDOW_GROWTH;
    this.#allowed = allowed;
  }

  /** @param {unknown[]} items @param {number} size @param {unknown} [cursor] @returns {boolean} Whether there was credit for them. */
  push(items, size, cursor) {
    if (this.#isOver) {
      return true;
    }

    if (!this.isPulled) {
      if (items.length > this.#allowed) {
        return false;
      }

      this.#allowed -= items.length;
    }

    if (!this.#origin.hold(size)) {
      this.end(new RpcError(RpcErrorCode.unavailable, 'The streams of this connection keep more items than they may.'));
      this.#origin.close();
      return true;
    }

    const hasWaited = this.#takers.length > 0;
    this.#size += size;
    this.#arrivedSize += size;
    items.forEach((value, i) => {
      this.#items.push({ value, cursor: i === items.length - 1 && typeof cursor === 'string' ? cursor : undefined });
    });
    this.#hand();
    if (hasWaited && !this.isPulled) {
      this.#grow(items.length);
    }

    return true;
  }

  /** Nothing more comes. @param {unknown} [failure] */
  end(failure = null) {
    if (!this.#isOver) {
      this.#isOver = true;
      this.#failure = failure;
      this.#hand();
    }
  }

  /** Nothing more is wanted. @param {unknown} [failure] What the consumer sees, if it asks nonetheless. */
  cut(failure = null) {
    this.#items = [];
    this.#next = 0;
    this.#release();
    const wasOver = this.#isOver;
    this.end(failure);
    if (!wasOver) {
      this.#origin.close();
    }
  }

  /** @returns {Promise<IteratorResult<any>>} */
  next() {
    if (!this.#isOpen) {
      this.#isOpen = true;
      this.#origin.open?.();
    } else if (!this.isPulled && !this.#isOver && ++this.#used >= Math.max(1, this.#window >> 1)) {
      // The item taken last is dealt with: this is the consumer's next step.
      this.#refill(this.#used);
    }

    return new Promise((resolve, reject) => {
      this.#takers.push({ resolve, reject });
      this.#hand();
      if (this.#takers.length > 0) {
        this.#prepareToWait();
      }
    });
  }

  /** The consumer's view, of which there is one. @returns {AsyncIterableIterator<any>} */
  iterate() {
    return {
      [Symbol.asyncIterator]() {
        return this;
      },
      next: () => this.next(),
      return: async (value) => {
        this.cut();
        return { done: true, value };
      },
    };
  }

  /** More credit than the usual. @param {number} count */
  allow(count) {
    this.#allowed += count;
  }

  #prepareToWait() {
    if (this.isPulled) {
      this.#origin.ask?.();
    } else if (this.#allowed === 0) {
      // A credit of nothing: one item for each time that one is asked for.
      this.#refill(1);
    }
  }

  #hand() {
    while (this.#takers.length > 0 && (this.#next < this.#items.length || this.#isOver)) {
      const { resolve, reject } = /** @type {Taker} */ (this.#takers.shift());
      if (this.#next < this.#items.length) {
        const { value, cursor } = this.#items[this.#next++];
        this.#taken++;
        this.cursor = cursor ?? this.cursor;
        resolve({ done: false, value });
      } else if (this.#failure !== null) {
        reject(this.#failure);
        this.#failure = null;
      } else {
        resolve({ done: true, value: undefined });
      }
    }

    if (this.#next === this.#items.length) {
      this.#items = [];
      this.#next = 0;
      this.#release();
    }
  }

  // Where a round trip takes longer than the items of a window it is the credit that is short: the window grows, as far as small
  // items make it a small buffer.
  /** @param {number} arrived */
  #grow(arrived) {
    const larger = Math.min(this.#window * 2, this.#widest);
    const isProven = this.#taken >= this.#provenAt && arrived >= this.#window / 4;
    if (isProven && larger > this.#window && (larger * this.#arrivedSize) / this.#taken <= WINDOW_SIZE) {
      const more = larger - this.#window;
      this.#window = larger;
      this.#provenAt = this.#taken + larger;
      this.#refill(this.#used + more);
    }
  }

  /** @param {number} count */
  #refill(count) {
    this.#used = 0;
    this.#allowed += count;
    this.#origin.refill(count);
  }

  #release() {
    this.#origin.hold(-this.#size);
    this.#size = 0;
  }
}
