import { adviceOfClose } from './advice.js';
import { RpcConnectionError, RpcErrorCode, RpcProtocolError } from './errors.js';
import { errorOf, failure, isName, isObject, LONGEST_TIMER, patience, read, textOf, time } from './peer-values.js';
import { Watchdog } from './watchdog.js';

/** @import * as Api from '../ws-rpc.js' */
/** @import { Settle } from './outgoing-calls.js' */
/** @import { Session } from './session.js' */

/** @typedef {{ reason: string, deadline: number, retryAfter: number }} Goodbye */

const AGENT = 'ws-rpc-js/0.1.0';
const VERSION = 1;
const OPEN = 1;
const QUICK = 2 ** 20;
// Of heartbeats, and of what is left of credentials: what is less is no sense.
const SHORTEST = 1000;

/** One connection, and what is said about the session on it: opening, heartbeat, acknowledgements, credentials, goodbye. */
export class Link {
  isOpened = false;
  resumed = false;
  /** No session is taken along from here. */
  isLeaving = false;
  /** @type {number | null} */
  latency = null;
  /** @type {Session} */
  session;
  /** How it ended. @type {Promise<Api.RpcDisconnect>} */
  over;
  /** The server will leave. @type {Promise<Goodbye>} */
  goodbye;
  #settings;
  #socket;
  /** @type {(disconnect: Api.RpcDisconnect) => void} */
  #finish = () => {};
  /** @type {(goodbye: Goodbye) => void} */
  #announce = () => {};
  /** @type {Promise<void>} */
  #connected;
  /** Requests of the session, which are not counted. @type {Map<unknown, Settle>} */
  #requests = new Map();
  #isOver = false;
  /** @type {Api.RpcDisconnect | undefined} */
  #closing;
  /** @type {unknown} */
  #error;
  #bornAt = Date.now();
  /** @type {Watchdog | undefined} */
  #watchdog;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #renewal;

  /** @param {string} address @param {string | null} token @param {Session} fresh The session that may be opened on it. */
  constructor(address, token, fresh) {
    const { WebSocket, protocols } = (this.#settings = fresh.settings);
    this.session = fresh;
    this.over = new Promise((resolve) => (this.#finish = resolve));
    this.goodbye = new Promise((resolve) => (this.#announce = resolve));
    const bearer = token ? [`ws-rpc.bearer.${base64Url(token)}`] : [];
    const socket = (this.#socket = new WebSocket(address, [...protocols, ...bearer]));
    this.#connected = new Promise((resolve) => (socket.onopen = resolve));
    socket.onmessage = (/** @type {{ data: unknown }} */ { data }) => this.#receive(data);
    socket.onerror = (/** @type {{ error?: unknown }} */ { error }) => (this.#error = error);
    socket.onclose = (/** @type {{ code: number, reason: string }} */ { code, reason }) => this.#end(code, reason);
  }

  get isOpen() {
    return this.#socket.readyState === OPEN;
  }

  /** Whether streams may go on sending. */
  get isQuick() {
    return this.isOpen && this.#socket.bufferedAmount < QUICK;
  }

  get lived() {
    return Date.now() - this.#bornAt;
  }

  /** @param {number} size */
  hasRoom(size) {
    return this.#socket.bufferedAmount + size <= this.#settings.maxBufferedSize;
  }

  /** @param {string} text */
  send(text) {
    if (this.isOpen) {
      this.#socket.send(text);
    }
  }

  /** Opens a session, or goes on with one. @param {Session | null} detached */
  async open(detached) {
    await Promise.race([this.#connected, this.over]);
    this.isOpened = this.isOpen;
    await new Promise((resolve, reject) => {
      const { resume, heartbeat } = this.#settings;
      const begun = Date.now();
      this.#request('$/session/open', {
        versions: [VERSION],
        agent: AGENT,
        heartbeat,
        resume: detached ? { token: detached.frames.token, received: detached.frames.received } : resume,
        calls: true,
      }, (error, answer) => {
        // Here and now: the next message counts already.
        try {
          this.latency = Date.now() - begun;
          resolve(this.#opened(detached, error, answer));
        } catch (failed) {
          reject(failed);
        }
      });
    });
  }

  /** Cuts the connection. @param {number} code @param {string} text */
  drop(code, text) {
    this.#socket.close(code, text);
    this.#end(code, text);
  }

  /** Says goodbye, behind what was sent. @param {Api.RpcDisconnect} disconnect */
  async close(disconnect) {
    this.#closing ??= disconnect;
    this.#socket.close(1000);
    const patienceIsOver = setTimeout(() => this.#end(1000, ''), this.#settings.closeTimeout);
    await this.over;
    clearTimeout(patienceIsOver);
  }

  /** Asks for a sign of life, if a heartbeat is agreed on. */
  probe() {
    this.#watchdog?.probe();
  }

  /** @param {number} code @param {string} text */
  #end(code, text) {
    if (this.#isOver) {
      return;
    }

    this.#isOver = true;
    this.#watchdog?.stop();
    clearTimeout(this.#renewal);
    const advice = adviceOfClose(code);
    const disconnect = this.#closing ?? { reason: advice.reason, code, text, error: this.#error };
    const socket = this.#socket;
    // An error that nobody listens to would be thrown by some implementations.
    socket.onopen = socket.onmessage = socket.onclose = socket.onerror = () => {};
    const unanswered = [...this.#requests.values()];
    this.#requests.clear();
    unanswered.forEach((settle) => settle(new RpcConnectionError('The connection is over.', disconnect)));
    if (this.session.link === this) {
      this.session.detach(disconnect, advice.resumes && !this.isLeaving && !this.#closing);
    }

    this.#finish(disconnect);
  }

  // Receiving

  /** @param {unknown} data */
  #receive(data) {
    this.#watchdog?.hear();
    if (typeof data !== 'string' || data.length > this.#settings.maxMessageSize) {
      this.drop(4500, typeof data === 'string' ? 'The message is too long.' : 'The message is binary.');
      return;
    }

    /** @type {unknown} */
    let message;
    try {
      message = JSON.parse(data);
    } catch {
      this.drop(4500, 'The message is not JSON.');
      return;
    }

    if (!this.#talk(message) && this.session.link === this) {
      this.session.receive(message, data.length);
      if (this.session.frames.isAckDue) {
        this.#acknowledge();
      }
    }
  }

  /** Whether it was about the session, and does not count. @param {unknown} message */
  #talk(message) {
    if (!isObject(message)) {
      return false;
    }

    const { id, method, params, error, result } = message;
    const settle = method === undefined ? this.#requests.get(id) : undefined;
    if (settle) {
      this.#requests.delete(id);
      error == null ? settle(null, result) : settle(errorOf(error));
      return true;
    }

    if (typeof method !== 'string' || !method.startsWith('$/session/')) {
      return false;
    }

    if (id !== undefined) {
      this.send(JSON.stringify(failure(id, RpcErrorCode.methodNotFound)));
    } else {
      this.#hearOfSession(method, params);
    }

    return true;
  }

  /** @param {string} method @param {unknown} params */
  #hearOfSession(method, params) {
    const { frames } = this.session;
    const isPing = method === '$/session/ping';
    const [received, reply] = read(params, 'received', 'reply');
    if (isPing ? received !== undefined : method === '$/session/ack') {
      if (!frames.acknowledge(received, isPing)) {
        this.drop(4500, 'The acknowledgement is impossible.');
        return;
      }
    }

    if (isPing) {
      if (reply === true || frames.hasNews) {
        this.#acknowledge();
      }

      this.probe();
    } else if (method === '$/session/close') {
      const [reason, deadline, retryAfter] = read(params, 'reason', 'deadline', 'retryAfter');
      this.#announce({ reason: textOf(reason), deadline: patience(deadline), retryAfter: patience(retryAfter) });
    }
  }

  // The session

  /** @param {Session | null} detached @param {Error | null} error @param {unknown} answer */
  #opened(detached, error, answer) {
    const code = /** @type {any} */ (error)?.code;
    if (code === RpcErrorCode.methodNotFound || code === RpcErrorCode.unsupportedVersion) {
      // A server of plain JSON-RPC.
      this.session.attach(this);
      return;
    }

    if (error || !isObject(answer) || answer.version !== VERSION) {
      throw error ?? new RpcProtocolError('The session is of another version.');
    }

    const { connection, resume, limits, heartbeat, expiresIn } = answer;
    const again = detached && answer.resumed === true ? detached.frames.behind(answer.received) : undefined;
    const token = typeof resume?.token === 'string' ? resume.token : null;
    if (again === null || (again && !token)) {
      throw new RpcProtocolError('The session cannot go on.');
    }

    this.resumed = again !== undefined;
    this.session = detached && again ? detached : this.session;
    this.session.frames.token = this.#settings.resume ? token : null;
    this.session.window = time(resume?.ttl, 0, LONGEST_TIMER);
    this.session.connectionId = isName(connection) ? String(connection) : null;
    this.session.longest = time(limits?.message, 1, Infinity, Infinity);
    this.session.attach(this, again);
    const beat = time(heartbeat, 0, 120_000);
    if (this.#settings.heartbeat !== null && beat >= SHORTEST) {
      this.#watchdog = new Watchdog(beat, () => this.#measure(), () => this.drop(4408, 'The server is silent.'));
    }

    this.#renewIn(expiresIn);
  }

  #acknowledge() {
    if (this.session.frames.token !== null) {
      this.#notify('$/session/ack', this.session.frames.acknowledgement());
    }
  }

  // A request that no server knows, which each of them answers nonetheless.
  #measure() {
    const begun = Date.now();
    this.#request('$/session/ping', {}, (error) => {
      if (!(error instanceof RpcConnectionError)) {
        this.latency = Date.now() - begun;
      }
    });
  }

  /** Hands in fresh credentials before the old ones expire. @param {unknown} expiresIn */
  #renewIn(expiresIn) {
    const left = time(expiresIn, 0, LONGEST_TIMER);
    const { accessToken } = this.#settings;
    if (accessToken && left >= SHORTEST) {
      const expiry = Date.now() + left;
      this.#renewal = setTimeout(async () => {
        /** @type {unknown} */
        let next;
        try {
          next = await this.#renew(accessToken);
        } catch (error) {
          // Another time; if there is none, the server closes and is asked for a connection with a fresh token.
          this.session.report(error, '$/session/auth');
          next = expiry - Date.now();
        }

        if (!this.#isOver) {
          this.#renewIn(next);
        }
      }, left * 0.8);
    }
  }

  /** @param {NonNullable<Api.RpcClientOptions['accessToken']>} accessToken @returns {Promise<unknown>} How long it holds. */
  async #renew(accessToken) {
    const controller = new AbortController();
    this.over.then(() => controller.abort());
    const token = await accessToken(controller.signal);
    return new Promise((resolve, reject) => {
      this.#request('$/session/auth', { token }, (error, answer) => {
        error && !(error instanceof RpcConnectionError) ? reject(error) : resolve(answer?.expiresIn);
      });
    });
  }

  /** @param {string} method @param {object} params @param {Settle} settle */
  #request(method, params, settle) {
    if (this.#isOver) {
      settle(new RpcConnectionError('The connection is over.'));
      return;
    }

    const id = this.session.outgoing.newId();
    this.#requests.set(id, settle);
    this.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
  }

  /** @param {string} method @param {object} params */
  #notify(method, params) {
    this.send(JSON.stringify({ jsonrpc: '2.0', method, params }));
  }
}

// Tokens are ASCII (RFC 6750).
/** @param {string} text */
const base64Url = (text) => btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
