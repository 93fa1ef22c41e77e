/** @import * as Api from '../ws-rpc.js' */

// What is off unless it is said has no default here.
/** @typedef {Required<Omit<Api.RpcReconnectPolicy, 'delay'>> & Pick<Api.RpcReconnectPolicy, 'delay'>} Policy */
/** @typedef {Required<Omit<Api.RpcClientOptions, 'reconnect' | Off>> & Pick<Api.RpcClientOptions, Off>} Given */
/** @typedef {'accessToken' | 'retryFirstConnect'} Off */
/** @typedef {Given & { mayReconnect: boolean, policy: Policy }} Settings */

/** @type {Policy} */
const POLICY = { baseDelay: 250, factor: 2.5, maxDelay: 30_000, maxAttempts: Infinity, stableAfter: 10_000 };

/** @type {Omit<Settings, 'mayReconnect' | 'policy' | 'WebSocket'>} */
const SETTINGS = {
  protocols: ['ws-rpc.v1+json'],
  connectTimeout: 30_000,
  resume: true,
  whileDisconnected: 'wait',
  maxWaitingCalls: 1024,
  heartbeat: 15_000,
  callTimeout: 100_000,
  closeTimeout: 5000,
  maxMessageSize: 2 ** 20,
  maxBufferedSize: 2 ** 24,
  maxPendingCalls: 128,
  streamCredit: 64,
  maxStreams: 64,
  maxStreamSize: 2 ** 26,
  onError: (error, where) => console.error(`ws-rpc, ${where}:`, error),
};

/** The options with their defaults. @param {Api.RpcClientOptions} options @returns {Settings} */
export function settingsOf({ reconnect = {}, ...options }) {
  const { WebSocket } = globalThis;
  const policy = { ...POLICY, ...given(reconnect) };
  const settings = { ...SETTINGS, WebSocket, ...given(options), mayReconnect: !!reconnect, policy };
  settings.resume &&= settings.mayReconnect;
  return settings;
}

// What is undefined is not said.
/** @param {object | false} options @returns {any} */
const given = (options) => Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
