// Written by `dotnet ws-rpc typescript` from Chat.Contracts. What is changed here is lost.

import type { RpcCallContext, RpcClient, RpcStream } from '/_content/Ws.Rpc.AspNetCore/ws-rpc.js';

/** What the chat server does for its clients. Who the caller is, it knows from the handshake. */
export interface ChatHub {
  /** All rooms, by name. */
  rooms(signal?: AbortSignal): Promise<RoomSummary[]>;
  /** Enters a room, which is made if there is none, and shows who is in it. */
  join(room: string, signal?: AbortSignal): Promise<RoomSnapshot>;
  /** Leaves a room for good; who only goes offline still belongs to it. */
  leave(room: string, signal?: AbortSignal): Promise<void>;
  /** Sends a message to the others in the room, and returns its id. */
  send(room: string, text: string, key?: string | null, signal?: AbortSignal): Promise<number>;
  /** Tells the others that somebody is writing. Not important enough for an answer. */
  typing(room: string, signal?: AbortSignal): Promise<void>;
  /** Streams one page of a room, the oldest message first: the last page, or the one before a message. */
  history(room: string, limit?: number, before?: number | null, signal?: AbortSignal): RpcStream<ChatMessage>;
  /** Streams all that was said in a room after a message, the oldest first. */
  since(room: string, after: number, signal?: AbortSignal): RpcStream<ChatMessage>;
  /** Remembers how far the caller has read. */
  markRead(room: string, upTo: number, signal?: AbortSignal): Promise<void>;
}

export function createChatHub(client: RpcClient): ChatHub;

/** What the chat server tells its clients. */
export interface ChatClient {
  message(message: ChatMessage, context: RpcCallContext): void | Promise<void>;
  joined(room: string, name: string, context: RpcCallContext): void | Promise<void>;
  left(room: string, name: string, context: RpcCallContext): void | Promise<void>;
  /** There is a new room, for whoever wants to enter it. */
  opened(room: string, context: RpcCallContext): void | Promise<void>;
  typing(room: string, name: string, context: RpcCallContext): void | Promise<void>;
}

/** Serves the calls until the returned function is called. */
export function handleChatClient(client: RpcClient, handlers: ChatClient): () => void;

/** One message in a room. Ids count up over all rooms. */
export interface ChatMessage {
  id: number;
  room: string;
  sender: string;
  text: string;
  sentAt: string;
}

/** A room as it is when somebody enters: who is there, and the id of its last message (0: none yet). */
export interface RoomSnapshot {
  room: string;
  members: string[];
  lastMessageId: number;
}

/** A room in the list: whether the caller belongs to it, and how much was said there that the caller has not read. */
export interface RoomSummary {
  room: string;
  isMember: boolean;
  unread: number;
  online: number;
}
