// What `ws-rpc.js` exports. Times are milliseconds, sections those of docs/protocol.md in https://github.com/ws-rpc/ws-rpc.

/** The arguments of a call: by position, or by name. */
export type RpcArguments = readonly unknown[] | { readonly [name: string]: unknown };

/** The cases in which a connection ends, or a client gives up to make one. */
export type RpcDisconnectReason =
  | 'closedLocally'
  | 'closedByPeer'
  | 'connectionLost'
  | 'protocolViolation'
  | 'slowConsumer'
  | 'serverGoingAway'
  | 'serverFault'
  | 'serverBusy'
  | 'rateLimited'
  | 'credentialsExpired'
  | 'credentialsRefused'
  | 'forbidden'
  | 'heartbeatLost'
  | 'superseded'
  | 'versionNotServed'
  | 'handshakeRefused'
  | 'attemptsExhausted';

/** How and why a connection ended. */
export interface RpcDisconnect {
  readonly reason: RpcDisconnectReason;
  /** The close code (section 11); 1006 where no close frame was seen. */
  readonly code: number;
  /** For people, never to be parsed. */
  readonly text: string;
  /** What failed on this side, where something did. */
  readonly error?: unknown;
}

/** When a client connects again (section 12). What a server asks for comes on top. */
export interface RpcReconnectPolicy {
  /** The longest time before the first attempt: 250 by default. */
  baseDelay?: number;
  /** By what it grows from one attempt to the next: 2.5 by default. */
  factor?: number;
  /** The longest time before any attempt: 30,000 by default. */
  maxDelay?: number;
  /** After how many attempts the client gives up: never, `Infinity`, by default. */
  maxAttempts?: number;
  /** How long a connection has to last before attempts are counted anew: 10,000 by default. */
  stableAfter?: number;
  /** A policy of your own: the time before an attempt, or `null` to give up. By default a random part of the growing time. */
  delay?: ((context: { attempt: number; elapsed: number; disconnect: RpcDisconnect }) => number | null) | null;
}

/** A constructor of sockets like the browser's: the global one, or that of the npm package `ws`. */
export interface RpcWebSocketConstructor {
  new (url: string, protocols: string[]): any;
}

export interface RpcClientOptions {
  /** The source of access tokens: asked before every attempt, and again in time before a token expires. */
  accessToken?: ((signal: AbortSignal) => string | null | PromiseLike<string | null>) | null;
  /** The class of the sockets: the global `WebSocket` by default, which Node has from version 22. */
  WebSocket?: RpcWebSocketConstructor;
  /** The sub-protocols to offer: `['ws-rpc.v1+json']` by default; `[]` for servers that know none. */
  protocols?: readonly string[];
  /** How long an attempt to connect may take, session included: 30,000 by default. */
  connectTimeout?: number;
  /** When to connect again; `false` for never. */
  reconnect?: RpcReconnectPolicy | false;
  /** Whether a session goes on over the next connection where the server offers that (section 9): `true` by default. */
  resume?: boolean;
  /** Whether `connect()`, too, tries again as `reconnect` says: `false` by default, one attempt. */
  retryFirstConnect?: boolean;
  /** What becomes of calls while the client connects again: by default they wait. */
  whileDisconnected?: 'wait' | 'fail';
  /** How many calls may wait for a connection: 1,024 by default. */
  maxWaitingCalls?: number;
  /** The longest silence of the server that is asked for: 15,000 by default; `null` for no heartbeat. */
  heartbeat?: number | null;
  /** How long a call waits, for a connection and its answer together: 100,000 by default; `Infinity` for ever. */
  callTimeout?: number;
  /** How long the server may take to answer a close: 5,000 by default. */
  closeTimeout?: number;
  /** The longest incoming message, in UTF-16 code units: 1 Mi by default. A longer one closes the connection with 4500. */
  maxMessageSize?: number;
  /** How much may wait in the socket to be sent: 16 Mi by default. Beyond it calls and notifications fail with −32053. */
  maxBufferedSize?: number;
  /** How many of the server's calls may run: 128 by default. More are refused with −32053, notifications are dropped. */
  maxPendingCalls?: number;
  /** How many items of a stream may come ahead of their consumer: 64 by default. */
  streamCredit?: number;
  /** How many streams the server's calls may have under way: 64 by default. */
  maxStreams?: number;
  /** How much of stream items may wait for their consumers: 64 Mi by default. The stream that would exceed it fails. */
  maxStreamSize?: number;
  /** Told what your handlers of notifications, of progress and of other errors have thrown: `console.error` by default. */
  onError?: (error: unknown, where: string) => void;
}

export interface RpcCallOptions {
  /** Cancels the call: the server is asked to cancel it, too, and the promise is rejected with the signal's reason. */
  signal?: AbortSignal;
  /** How long to wait: `callTimeout` by default. Calls that send a stream last as long as it does. */
  timeout?: number;
  /** Told the progress that the method reports. The token travels as a further argument, behind those by position. */
  onProgress?: (value: any) => void;
  /** Whether the call may run twice with the effect of once: then it is repeated where its session is lost. */
  idempotent?: boolean;
}

export interface RpcStreamOptions {
  /** Cancels the stream: the consumer is rejected with the signal's reason. */
  signal?: AbortSignal;
  /** How many items may come ahead of the consumer: `streamCredit` by default, 0 to 65,535; 0 for one at a time. */
  credit?: number;
  /** The position to go on behind, one that an earlier stream has stated. */
  after?: string;
}

/** A stream that is called for with the first item that is asked for, and once more for each further enumeration. */
export interface RpcStream<T> extends AsyncIterable<T> {
  /** The last position that was stated among the items taken (section 7). */
  readonly cursor: string | undefined;
  [Symbol.asyncIterator](): AsyncIterableIterator<T>;
}

/** What a handler of the server's calls gets behind the arguments. */
export interface RpcCallContext {
  /** Fires when the server cancels the call, or the session ends. */
  readonly signal: AbortSignal;
  /** Reports progress under the token that came as an argument; does nothing for a token that is `null`. */
  report(token: unknown, value: unknown): void;
}

/**
 * What the server may call, by name: functions that get the arguments and behind them an {@link RpcCallContext}. What they return
 * or promise is the answer, an async iterable is a stream; an `RpcError` that they throw is the server's, anything else is not.
 */
export interface RpcHandlers {
  [name: string]: (...args: any[]) => unknown;
}

/** What a method of a hub is: a call where nothing is said. */
export type RpcMethodKind = 'call' | 'idempotent' | 'notification' | 'stream';

/** A hub of which nothing is declared: every name is a method. */
export interface RpcAnyHub {
  readonly [method: string]: (...args: any[]) => any;
}

export type RpcClientState = 'disconnected' | 'connecting' | 'connected' | 'reconnecting';

export interface RpcClientEventMap {
  /** `state` has changed. */
  statechange: Event & { readonly state: RpcClientState };
  /** Before each attempt: its number from 1, the delay before it, and how the connection ended. */
  reconnecting: Event & { readonly attempt: number; readonly delay: number; readonly disconnect: RpcDisconnect };
  /** There is a connection again; `resumed` says whether the session is the same. */
  reconnected: Event & { readonly resumed: boolean };
  /** The client does not come back by itself. */
  closed: Event & RpcDisconnect;
}

/** A client of one hub endpoint: one connection at a time, made again when it is lost. */
export class RpcClient extends EventTarget {
  /** @param url The hub's address: `ws:`, `wss:`, `http:`, `https:`, or relative to the page. */
  constructor(url: string | URL, options?: RpcClientOptions);

  readonly state: RpcClientState;
  /** The public id of the session, the same after a resume; `null` without one. */
  readonly connectionId: string | null;
  /** How long the last sign of life took that was asked for; `null` before there is one. */
  readonly latency: number | null;

  /**
   * Connects, in one attempt unless `retryFirstConnect` is set. Calls wait until then, and fail before it is called.
   * @throws RpcConnectionError It cannot be made; `status` says what the server refused with.
   */
  connect(options?: { signal?: AbortSignal }): Promise<void>;

  /** Says goodbye and stays away. What is under way fails. May be called at any time, also from inside handlers. */
  close(): Promise<void>;

  /**
   * Makes a call. Among its arguments, functions are told progress and async iterables are sent as streams.
   * @throws RpcError What the server answered; of a connection: `RpcConnectionError`, `RpcSessionLostError`, `RpcTimeoutError`.
   */
  call<T = any>(method: string, args?: RpcArguments, options?: RpcCallOptions): Promise<T>;

  /** Sends a notification, which nobody answers; fulfilled when the socket has taken it. */
  notify(method: string, ...args: unknown[]): Promise<void>;

  /** A stream of items, pushed as far as the consumer's credit goes. Leaving the loop cancels it. */
  stream<T = any>(method: string, args?: RpcArguments, options?: RpcStreamOptions): RpcStream<T>;

  /**
   * Methods of a contract as functions. An `AbortSignal` as the last argument cancels the call.
   * @param prefix The contract's prefix: none by default.
   * @param kinds What methods are that are no plain calls.
   */
  hub<T extends object = RpcAnyHub>(prefix?: string, kinds?: { readonly [method: string]: RpcMethodKind }): T;

  /**
   * Serves calls of the server by the object's own functions, until the returned function is called. Before `connect()`, so that
   * nothing is missed.
   */
  handle<T extends object>(handlers: T & { readonly [K in keyof T]: (...args: never[]) => unknown }, prefix?: string): () => void;

  addEventListener<K extends keyof RpcClientEventMap>(
    type: K,
    listener: (event: RpcClientEventMap[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<K extends keyof RpcClientEventMap>(
    type: K,
    listener: (event: RpcClientEventMap[K]) => void,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | EventListenerOptions,
  ): void;
}

/** An error with a code that travels to the other side. */
export class RpcError extends Error {
  constructor(code: number, message: string, data?: unknown);
  /** An application's own, or one of {@link RpcErrorCode}. */
  readonly code: number;
  readonly data: unknown;
}

/** There is no connection, or the answer can no longer come. Whether a call that was sent has been executed is unknown. */
export class RpcConnectionError extends RpcError {
  constructor(message: string, disconnect?: RpcDisconnect, refusal?: { status?: number; retryAfter?: number });
  /** How the connection ended, where there was one. */
  readonly disconnect: RpcDisconnect | undefined;
  /** The HTTP status with which the server refused the handshake, where that could be learnt. */
  readonly status: number | undefined;
  /** How long the server asked to wait. */
  readonly retryAfter: number | undefined;
}

/** The session was lost while the call or stream was under way: whether the call has been executed is unknown (section 9). */
export class RpcSessionLostError extends RpcConnectionError {}

/** No answer came in time; the server has been asked to cancel the call. */
export class RpcTimeoutError extends RpcError {
  constructor(method: string, timeout: number);
  readonly timeout: number;
}

/** The server's answer does not follow the protocol. */
export class RpcProtocolError extends RpcError {
  constructor(message: string);
}

/** Those codes of section 10 that this client meets. */
export const RpcErrorCode: {
  readonly parseError: -32700;
  readonly invalidRequest: -32600;
  readonly methodNotFound: -32601;
  readonly invalidParams: -32602;
  readonly internalError: -32603;
  readonly applicationError: -32000;
  readonly responseNotSerializable: -32003;
  readonly responseTooLarge: -32008;
  readonly rateLimited: -32029;
  readonly unauthenticated: -32041;
  readonly forbidden: -32043;
  readonly timeout: -32048;
  readonly unavailable: -32053;
  readonly unsupportedVersion: -32057;
  readonly requestCancelled: -32800;
  readonly serverCancelled: -32802;
};
