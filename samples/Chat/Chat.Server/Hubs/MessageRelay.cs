using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Chat.Contracts;
using Chat.Server.Data;
using Chat.Server.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Ws.Rpc.AspNetCore;

namespace Chat.Server.Hubs;

/// <summary>
/// Hands on what was said on other servers, which it finds in the database that they share. Who is there, and who is typing, is
/// known within one server only.
/// </summary>
internal sealed partial class MessageRelay(
    IServiceScopeFactory scopes,
    IRpcHubContext<ChatHub, IChatClient> hub,
    ChatSettings settings,
    TimeProvider time,
    ILogger<MessageRelay> logger) : BackgroundService
{
    private const int BatchLength = 200;
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(250);

    private long _last;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using (AsyncServiceScope scope = scopes.CreateAsyncScope())
        {
            ChatDb db = scope.ServiceProvider.GetRequiredService<ChatDb>();
            _last = await db.Messages.MaxAsync(one => (long?)one.Id, stoppingToken) ?? 0;
        }

        using var timer = new PeriodicTimer(s_interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RelayAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is DbUpdateException or System.Data.Common.DbException)
            {
                // The next tick begins where this one ended.
                LogFailed(exception);
            }
        }
    }

    private async Task RelayAsync(CancellationToken cancellationToken)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        ChatDb db = scope.ServiceProvider.GetRequiredService<ChatDb>();
        List<StoredMessage> messages = await db.Messages.AsNoTracking()
            .Where(one => one.Id > _last)
            .OrderBy(one => one.Id)
            .Take(BatchLength)
            .ToListAsync(cancellationToken);
        foreach (StoredMessage message in messages.Where(one => one.Server != settings.Name))
        {
            await hub.Clients.Room(message.Room).MessageAsync(message.ToMessage());
        }

        _last = messages.Count > 0 ? messages[^1].Id : _last;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What was said on other servers comes later: the database failed")]
    private partial void LogFailed(Exception exception);
}
