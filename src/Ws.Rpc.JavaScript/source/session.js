import { RpcConnectionError, RpcError, RpcErrorCode, RpcSessionLostError } from './errors.js';
import { Frames } from './frames.js';
import { IncomingCalls } from './incoming-calls.js';
import { OutgoingCalls } from './outgoing-calls.js';
import { failure, isName, isObject, read } from './peer-values.js';

/** @import * as Api from '../ws-rpc.js' */
/** @import { Link } from './link.js' */
/** @import { Settings } from './settings.js' */

/** @typedef {object | undefined} Reply What is to be answered, if anything is. */

const BATCH_ENTRIES = 64;
const METHOD_LENGTH = 256;

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
      throw new RpcError(RpcErrorCode.responseTooLarge, `The server takes messages of at most ${this.longest} bytes.`);
    }

    if (this.link && !this.link.hasRoom(text.length)) {
      throw new RpcError(RpcErrorCode.unavailable, 'Too much waits to be sent already.');
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

  /** A frame of the peer that counts. @param {unknown} message @param {number} size */
  receive(message, size) {
    this.frames.count(size);
    if (!Array.isArray(message) || message.length === 0) {
      this.#answerWith(this.#accept(message, size, false));
    } else if (message.length > BATCH_ENTRIES) {
      this.answer(failure(null, RpcErrorCode.batchTooLarge, 'Batch too large'));
    } else {
      const replies = message.map((entry) => this.#accept(entry, size, true));
      this.#answerWith(Promise.all(replies).then((all) => {
        const due = all.filter((reply) => reply !== undefined);
        return due.length > 0 ? due : undefined;
      }));
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
        this.answer(failure(reply.id, RpcErrorCode.responseNotSerializable, 'The result cannot be serialized.'));
      } else if (error.code === RpcErrorCode.responseTooLarge) {
        this.answer(failure(reply.id, error.code, 'The result is too large.'));
      } else {
        this.link?.drop(4431, 'The server does not read its answers.');
      }
    }
  }

  /** @param {Reply | Promise<Reply>} reply */
  async #answerWith(reply) {
    const due = reply instanceof Promise ? await reply : reply;
    if (due !== undefined) {
      this.answer(due);
    }
  }

  /** @param {unknown} message @param {number} size @param {boolean} isBatched @returns {Reply | Promise<Reply>} */
  #accept(message, size, isBatched) {
    if (!isObject(message)) {
      return failure(null, RpcErrorCode.invalidRequest);
    }

    const { jsonrpc, id, method, params, result, error } = message;
    const isAnswer = result !== undefined || error !== undefined;
    if (method === undefined && isAnswer) {
      this.outgoing.settle(id, error, result);
      return undefined;
    }

    const isSound = jsonrpc === '2.0' && !isAnswer && typeof method === 'string' && method.length <= METHOD_LENGTH
      && (id === undefined || isName(id)) && (params == null || typeof params === 'object');
    if (!isSound || (isBatched && (method.startsWith('$/session/') || message.credit !== undefined))) {
      return failure(id, RpcErrorCode.invalidRequest);
    }

    if (!method.startsWith('$/')) {
      return this.#incoming.serve(message);
    }

    if (id === undefined) {
      this.#control(method, params, size);
      return undefined;
    }

    return method === '$/enumerator/next'
      ? this.outgoing.next(id, read(params, 'token')[0])
      : failure(id, RpcErrorCode.methodNotFound);
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
          this.link?.drop(4500, 'More items of a stream came than there was credit for.');
        }
    }
  }
}
