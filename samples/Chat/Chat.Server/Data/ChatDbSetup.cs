using System.Threading;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Chat.Server.Data;

/// <summary>Makes the database before the first client comes, with the rooms that are always there.</summary>
internal sealed class ChatDbSetup(IServiceScopeFactory scopes) : IHostedService
{
    private static readonly string[] s_rooms = ["lobby", "random"];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        ChatDb db = scope.ServiceProvider.GetRequiredService<ChatDb>();
        await db.Database.EnsureCreatedAsync(cancellationToken);

        // Readers do not wait for the writer, and the writer not for them.
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellationToken);
        foreach (string room in s_rooms)
        {
            await db.Database.ExecuteSqlAsync($"INSERT OR IGNORE INTO Rooms (Name) VALUES ({room})", cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
