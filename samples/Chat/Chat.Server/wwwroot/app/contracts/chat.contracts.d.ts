import type { RpcCallContext, RpcClient, RpcStream } from '/_content/Ws.Rpc.AspNetCore/ws-rpc.js';
export interface ChatMessage { id: number; room: string; sender: string; text: string; sentAt: string; }
export interface RoomSnapshot { room: string; members: string[]; lastMessageId: number; }
export interface RoomSummary { room: string; isMember: boolean; unread: number; online: number; }
export interface ChatHub {
  rooms(signal?: AbortSignal): Promise<RoomSummary[]>;
  join(room: string, signal?: AbortSignal): Promise<RoomSnapshot>;
  leave(room: string, signal?: AbortSignal): Promise<void>;
  send(room: string, text: string, key?: string | null, signal?: AbortSignal): Promise<number>;
  typing(room: string): Promise<void>;
  history(room: string, limit?: number, before?: number | null, signal?: AbortSignal): RpcStream<ChatMessage>;
  since(room: string, after: number, signal?: AbortSignal): RpcStream<ChatMessage>;
  markRead(room: string, upTo: number, signal?: AbortSignal): Promise<void>;
}
export interface ChatClient {
  message(message: ChatMessage, context: RpcCallContext): void;
  joined(room: string, name: string, context: RpcCallContext): void;
  left(room: string, name: string, context: RpcCallContext): void;
  opened(room: string, context: RpcCallContext): void;
  typing(room: string, name: string, context: RpcCallContext): void;
}
export const createChatHub: (client: RpcClient) => ChatHub;
export const handleChatClient: (client: RpcClient, handlers: ChatClient) => () => void;
