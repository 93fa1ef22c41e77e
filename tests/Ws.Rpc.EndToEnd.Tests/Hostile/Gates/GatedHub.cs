using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Ws.Rpc.AspNetCore;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Hostile.Gates;

internal sealed class GatedHub(GateState state, GatePass pass, TimeProvider time) : RpcHub<IHostileClient>, IGatedHub
{
    private const string Calls = "calls of the rare method";

    public ValueTask<string> EchoAsync(string text)
    {
        Enter(text != GateFilter.Forbidden);
        return new(text);
    }

    public void Note(string text) => Enter(text != GateFilter.Forbidden);

    [Authorize]
    public ValueTask<string> SecretAsync(string text)
    {
        Enter(Context.User.Identity!.IsAuthenticated);
        return new(text);
    }

    [Authorize(Roles = "admin")]
    public ValueTask<int> RuleAsync(int level)
    {
        Enter(Context.User.IsInRole("admin"));
        return new(level);
    }

    [Authorize(Roles = "admin")]
    public void Decree(int level) => Enter(Context.User.IsInRole("admin"));

    [Authorize(Roles = "admin")]
    public async IAsyncEnumerable<int> LeakAsync(int level)
    {
        Enter(Context.User.IsInRole("admin"));
        await Task.Yield();
        yield return level;
    }

    [RpcRateLimit("rare")]
    public ValueTask<int> RareAsync(int number)
    {
        int calls = 1 + (Context.Items.TryGetValue(Calls, out object? before) ? (int)before! : 0);
        Context.Items[Calls] = calls;
        Enter(calls <= GatedServer.Rare);
        return new(number);
    }

    public async IAsyncEnumerable<int> CountAsync(int count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Enter();
        for (int i = 0; i < count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return i;
        }

        await Task.CompletedTask;
    }

    public ValueTask<int> WalkAsync(int steps, IProgress<int>? progress)
    {
        Enter();
        for (int i = 0; i < steps; i++)
        {
            progress?.Report(i);
        }

        return new(steps);
    }

    public ValueTask JoinAsync(string room)
    {
        Enter(room is not null);
        return Rooms.JoinAsync(room!);
    }

    public ValueTask LeaveAsync(string room) => Rooms.LeaveAsync(room);

    public ValueTask<int> CrowdAsync(string room) => Rooms.CountAsync(room);

    public async ValueTask JoinLateAsync(string room, CancellationToken cancellationToken)
    {
        state.Begin();
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            while (state.Connections > 0)
            {
                await Task.Yield();
            }

            await Assert.ThrowsAsync<RpcConnectionException>(() => Rooms.JoinAsync(room, CancellationToken.None).AsTask());
        }
        finally
        {
            state.End();
        }
    }

    public async ValueTask<int> AskAsync(string question)
    {
        state.Begin();
        try
        {
            return await Clients.Caller.ConfirmAsync(question);
        }
        finally
        {
            state.End();
        }
    }

    public ValueTask<int> ShipAsync(Parcel parcel, int copies)
    {
        Enter(parcel?.IsSound() == true && copies is >= 1 and <= 10);
        return new(parcel!.Weight * copies);
    }

    public void Drop(Parcel parcel) => Enter(parcel?.IsSound() == true);

    public ValueTask<int> ShipInOrderAsync(params Parcel[] parcels)
    {
        Enter(Array.TrueForAll(parcels, static parcel => parcel?.IsSound() == true));
        return new(parcels.Length);
    }

    public override ValueTask OnConnectedAsync()
    {
        state.Connect();
        return default;
    }

    public override ValueTask OnDisconnectedAsync(RpcDisconnect disconnect)
    {
        state.Disconnect();
        return default;
    }

    private void Enter(bool allowed = true, [CallerMemberName] string method = "")
    {
        state.Expect(allowed, method);
        state.Expect(pass.IsStamped, method + " without a stamp");
    }
}
