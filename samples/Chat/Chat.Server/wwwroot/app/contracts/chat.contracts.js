export const createChatHub = (client) => client.hub('', {
  history: 'stream', join: 'idempotent', markRead: 'idempotent', rooms: 'idempotent', send: 'idempotent', since: 'stream', typing: 'notification',
});
export const handleChatClient = (client, handlers) => client.handle(handlers, '');
