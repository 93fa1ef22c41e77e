import { isCount } from './peer-values.js';

const KEPT_FRAMES = 1024;
const KEPT_SIZE = 256 * 1024;
const ACKNOWLEDGED_FRAMES = 64;
const ACKNOWLEDGED_SIZE = 32 * 1024;

/** Counts the frames of both directions, and keeps those that the peer may not have. */
export class Frames {
  /** The secret with which the server knows the session again. @type {string | null} */
  token = null;
  received = 0;
  #sent = 0;
  #acknowledged = 0;
  /** @type {string[]} */
  #kept = [];
  #keptSize = 0;
  #newFrames = 0;
  #newSize = 0;

  get hasNews() {
    return this.#newFrames > 0;
  }

  get isAckDue() {
    return this.#newFrames >= ACKNOWLEDGED_FRAMES || this.#newSize >= ACKNOWLEDGED_SIZE;
  }

  /** @param {string} text A frame that is sent, or will be when there is a connection. */
  keep(text) {
    if (this.token === null) {
      return;
    }

    this.#sent++;
    this.#kept.push(text);
    this.#keptSize += text.length;
    while (this.#keptSize > KEPT_SIZE || this.#kept.length > KEPT_FRAMES) {
      this.#letGo();
    }
  }

  /** @param {number} size Of a frame that has come. */
  count(size) {
    if (this.token !== null) {
      this.received++;
      this.#newFrames++;
      this.#newSize += size;
    }
  }

  /** What the peer is told. */
  acknowledgement() {
    this.#newFrames = this.#newSize = 0;
    return { received: this.received };
  }

  /**
   * The peer has so many frames; whether it can. @param {unknown} received
   * @param {boolean} mayBeOld Whether it comes with a ping, which an acknowledgement may have overtaken.
   */
  acknowledge(received, mayBeOld) {
    if (this.token === null || (mayBeOld && isCount(received) && received < this.#acknowledged)) {
      return true;
    }

    if (!isCount(received) || received < this.#acknowledged || received > this.#sent) {
      return false;
    }

    this.#acknowledged = received;
    while (this.#sent - this.#kept.length < received) {
      this.#letGo();
    }

    return true;
  }

  /** What is to be sent again, behind this number; nothing if that reaches further back than what is kept. @param {unknown} received */
  behind(received) {
    this.#newFrames = this.#newSize = 0;
    return isCount(received) && received >= this.#sent - this.#kept.length && this.acknowledge(received, false) ? this.#kept : null;
  }

  #letGo() {
    this.#keptSize -= this.#kept.shift()?.length ?? 0;
  }
}
