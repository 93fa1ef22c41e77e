import { RpcConnectionError, RpcError, RpcErrorCode, RpcSessionLostError } from './errors.js';
import { Frames } from './frames.js';
import { IncomingCalls } from './incoming-calls.js';
import { OutgoingCalls } from './outgoing-calls.js';
import { failure, isName, isObject, read } from './peer-values.js';

/** @import * as Api from '../ws-rpc.js' */
/** @import { Link } from './link.js' */
/** @import { Settings } from './settings.js' */

/** What both sides have under way, which outlives its connection where the server allows that. */
export class Session {
  frames = new Frames();
  /** @type {string | null} */
  connectionId = null;
  /** @type {Link | null} */
  link = null;
  /** The longest message that the server takes. */
  longest = Infinity;
  /** How long the server keeps the session without a connection. */
  window = 0;
  isOver = false;
  settings;
  outgoing;
  #incoming;
  #heldSize = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #expiry;

  /** @param {Settings} settings @param {Map<string, Function>} handlers */
  constructor(settings, handlers) {
    this.settings = settings;
    this.outgoing = new OutgoingCalls(this);
    this.#incoming = new IncomingCalls(this, handlers);
  }

  get canSend() {
    return this.link !== null && this.link.isOpen;
  }

  get isIdle() {
    return this.outgoing.isIdle && this.#incoming.isIdle;
  }

  /** @param {unknown} error @param {string} where */
  report(error, where) {
    this.settings.onError(error, where);
  }

  /** It goes on over this connection. @param {Link} link @param {string[]} [again] What the peer has not received. */
  attach(link, again = []) {
    clearTimeout(this.#expiry);
    this.link = link;
    again.forEach((text) => link.send(text));
  }

  /** The connection is over. @param {Api.RpcDisconnect} disconnect @param {boolean} resumes */
  detach(disconnect, resumes) {
    this.link = null;
    if (resumes && this.frames.token !== null) {
      this.#expiry = setTimeout(() => this.end(disconnect), this.window);
    } else {
      this.end(disconnect);
    }
  }

  /** What is under way fails. @param {Api.RpcDisconnect} disconnect */
  end(disconnect) {
    if (!this.isOver) {
      this.isOver = true;
      this.link = null;
      clearTimeout(this.#expiry);
      const Loss = disconnect.reason === 'closedLocally' ? RpcConnectionError : RpcSessionLostError;
      const error = new Loss(`The connection is over: ${disconnect.text}`, disconnect);
      this.outgoing.end(error);
      this.#incoming.end(error);
    }
  }

  // Sending

  /** @param {object} message */
  send(message) {
    this.sendText(JSON.stringify(message));
  }

  /** @param {string} text */
  sendText(text) {
    if (text.length > this.longest) {
      throw new RpcError(RpcErrorCode.responseTooLarge, `The message is too long: the server takes ${this.longest} bytes.`);
    }

    if (this.link && !this.link.hasRoom(text.length)) {
      throw new RpcError(RpcErrorCode.unavailable, 'Too much waits to be sent.');
    }

    this.frames.keep(text);
    this.link?.send(text);
  }

  /** @param {string} method @param {object} params */
  notify(method, params) {
    this.send({ jsonrpc: '2.0', method, params });
  }

  /** Says what is no reason to fail where it cannot be said. @param {string} method @param {object} params */
  tell(method, params) {
    try {
      if (!this.isOver) {
        this.notify(method, params);
      }
    } catch (error) {
      this.report(error, method);
    }
  }

  /** Until there is a connection that is not behind with sending. */
  async room() {
    while (!this.isOver && !this.link?.isQuick) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Whether so much more may wait for consumers; a negative size has been consumed. @param {number} size */
  hold(size) {
    const fits = this.#heldSize + size <= this.settings.maxStreamSize;
    this.#heldSize += fits ? size : 0;
    return fits;
  }

  // Receiving

  /** A frame of the peer that counts. Batches are not taken: servers send none. @param {unknown} message @param {number} size */
  receive(message, size) {
    this.frames.count(size);
    const sent = isObject(message) ? message : {};
    const { jsonrpc, id, method, params, result, error } = sent;
    const isAnswer = result !== undefined || error !== undefined;
    if (method === undefined && isAnswer) {
      this.outgoing.settle(id, error, result);
    } else if (jsonrpc !== '2.0' || isAnswer || typeof method !== 'string' || typeof (params ?? {}) !== 'object'
      || (id !== undefined && !isName(id))) {
      this.answer(failure(id, RpcErrorCode.invalidRequest));
    } else if (!method.startsWith('$/')) {
      this.#incoming.serve(sent);
    } else if (id === undefined) {
      this.#control(method, params, size);
    } else {
      this.answer(failure(id, RpcErrorCode.methodNotFound));
    }
  }

  /** @param {any} reply */
  answer(reply) {
    try {
      if (!this.isOver) {
        this.send(reply);
      }
    } catch (error) {
      if (!(error instanceof RpcError)) {
        this.answer(failure(reply.id, RpcErrorCode.responseNotSerializable));
      } else if (error.code === RpcErrorCode.responseTooLarge) {
        this.answer(failure(reply.id, error.code));
      } else {
        this.link?.drop(4431, 'Too much waits to be sent.');
      }
    }
  }

  // Sections 5 to 7, which never wait behind a handler.
  /** @param {string} method @param {unknown} params @param {number} size */
  #control(method, params, size) {
    const named = isObject(params) ? params : {};
    switch (method) {
      case '$/cancelRequest':
        this.#incoming.cancel(read(params, 'id')[0]);
        break;
      case '$/progress':
        this.outgoing.progress(...read(params, 'token', 'value'));
        break;
      case '$/enumerator/abort':
        this.outgoing.abort(read(params, 'token')[0]);
        break;
      case '$/credit':
        (named.token === undefined ? this.#incoming : this.outgoing).grant(named);
        break;
      case '$/stream':
        if (!(named.token === undefined ? this.outgoing : this.#incoming).deliver(named, size)) {
          this.link?.drop(4500, 'Items came without credit.');
        }
    }
  }
}
