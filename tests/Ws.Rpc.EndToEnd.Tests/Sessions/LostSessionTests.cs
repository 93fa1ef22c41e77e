using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Sessions;

/// <summary>A session that goes on at the server, and that its client has lost (protocol section 9).</summary>
public sealed class LostSessionTests
{
    private const int Much = 300_000;

    [Fact]
    public async Task A_session_that_its_client_cannot_go_on_with_ends_at_the_server_at_once()
    {
        await using HubHost host = await HubHost.StartAsync<ResumeHub>(
            options => options.Resume = new RpcResumeOptions { Window = TimeSpan.FromHours(1) },
            services: services => services.AddSingleton<ResumeJournal>());
        ResumeJournal journal = host.Services.GetRequiredService<ResumeJournal>();
        var streams = new List<MuteStream>();
        await using RpcClient client = Framed.Client(host.Address, new RpcClientOptions
        {
            Chance = () => 0,
            ConnectStream = async (uri, cancellationToken) =>
            {
                streams.Add(await MuteStream.ConnectAsync(uri, Much, cancellationToken));
                return streams[^1];
            },
        });
        await client.ConnectAsync().Within();
        Assert.Equal("connected", await ReadAsync(journal));

        // More than a client keeps, and none of it arrives.
        streams[0].Mute();
        Task<string> call = client.GetHub<IResumeHub>().EchoAsync(new string('x', Much)).AsTask();
        await streams[0].Swallowed.Within();
        await streams[0].DisposeAsync();

        await Assert.ThrowsAsync<RpcSessionLostException>(() => call.Within());
        List<string> entries = [await ReadAsync(journal), await ReadAsync(journal)];
        if (entries.Remove("resumed"))
        {
            entries.Add(await ReadAsync(journal));
        }

        Assert.Contains("disconnected 1000", entries);
        Assert.Contains("connected", entries);
        Assert.Equal("again", await client.GetHub<IResumeHub>().EchoAsync("again").AsTask().Within());
        Assert.Equal(3, streams.Count);
    }

    private static Task<string> ReadAsync(ResumeJournal journal) => journal.Entries.Reader.ReadAsync().AsTask().Within();
}
