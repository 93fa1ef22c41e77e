using System;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Guards;

public sealed class AuthorizationTests
{
    private const int No = RpcErrorCode.Unauthenticated;
    private const int Denied = RpcErrorCode.Forbidden;

    public static TheoryData<string, string, int> Matrix()
    {
        TheoryData<string, string, int> matrix = [];
        (string Method, int Nobody, int User, int Admin, int Grown)[] rows =
        [
            ("echo", 0, 0, 0, 0),
            ("secret", No, 0, 0, 0),
            ("admin", No, Denied, 0, Denied),
            ("adult", No, Denied, Denied, 0),
            ("anyone", 0, 0, 0, 0),
            ("hidden", No, Denied, 0, Denied),
            ("inherited", No, Denied, 0, Denied),
            ("required", No, Denied, Denied, 0),
        ];
        foreach ((string method, int nobody, int user, int admin, int grown) in rows)
        {
            matrix.Add(method, "", nobody);
            matrix.Add(method, "user=ann", user);
            matrix.Add(method, "user=ann&role=admin", admin);
            matrix.Add(method, "user=ann&age=42", grown);
        }

        return matrix;
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Method_may_be_called_when_its_marks_allow_it(string method, string query, int code)
    {
        await using HubHost host = await GuardedHost.StartAsync();
        await using RawClient client = await GuardedHost.ConnectAsync(host, query);
        string arguments = method == "echo" ? """["x"]""" : "[]";

        JsonElement answer = await client.AskAsync(
            $$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{arguments}}}""");

        Assert.Equal(code, answer.TryGetProperty("error", out JsonElement error) ? error.GetProperty("code").GetInt32() : 0);
        Assert.False(error.ValueKind == JsonValueKind.Object && error.TryGetProperty("data", out _));
        await client.AssertSilentAndAliveAsync();
    }

    [Fact]
    public async Task User_as_of_the_call_decides_when_it_changes_during_the_connection()
    {
        await using HubHost host = await GuardedHost.StartAsync();
        await using RpcClient client = await GuardedHost.ConnectTypedAsync(host, "user=ann");
        IGuardedHub hub = client.GetHub<IGuardedHub>();
        RpcException denied = await Assert.ThrowsAsync<RpcException>(() => hub.AdminAsync().Within());
        Assert.Equal(Denied, denied.Code);

        await hub.PromoteAsync("admin").Within();

        Assert.Equal("admin", await hub.AdminAsync().Within());
    }

    [Fact]
    public async Task Notification_is_dropped_silently_when_its_sender_may_not_send_it()
    {
        await using HubHost host = await GuardedHost.StartAsync();
        await using RawClient client = await GuardedHost.ConnectAsync(host, "user=ann");

        await client.SendAsync("""{"jsonrpc":"2.0","method":"touch","params":[1]}""");

        await client.AssertSilentAndAliveAsync();
        Assert.DoesNotContain("touch 1", GuardedHost.JournalOf(host).All);
    }

    [Fact]
    public async Task Forbidden_method_looks_like_an_unknown_one_when_it_is_hidden()
    {
        await using HubHost host = await GuardedHost.StartAsync(static options => options.HideForbiddenMethods = true);
        await using RawClient client = await GuardedHost.ConnectAsync(host);

        await client.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"admin"}""");
        string forbidden = await client.ReceiveAsync();
        await client.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"nimda"}""");

        Assert.Equal(await client.ReceiveAsync(), forbidden);
        Assert.Contains("-32601", forbidden, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Application_does_not_start_when_authorization_is_not_there()
    {
        InvalidOperationException exception = await Assert.ThrowsAsync<InvalidOperationException>(
            () => HubHost.StartAsync<AskingHub>());

        Assert.Contains("AddAuthorization", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Application_does_not_start_when_a_policy_is_unknown()
    {
        InvalidOperationException exception = await Assert.ThrowsAsync<InvalidOperationException>(
            () => HubHost.StartAsync<AskingHub>(services: static services => services.AddAuthorization()));

        Assert.Contains("no such policy", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Application_does_not_start_when_a_method_names_a_scheme()
    {
        InvalidOperationException exception = await Assert.ThrowsAsync<InvalidOperationException>(
            () => HubHost.StartAsync<SchemeHub>(services: static services => services.AddAuthorization()));

        Assert.Contains("RequireAuthorization", exception.Message, StringComparison.Ordinal);
    }

    private sealed class AskingHub : RpcHub, IScopeless
    {
        [Authorize("no such policy")]
        public ValueTask PingAsync() => default;
    }

    private sealed class SchemeHub : RpcHub, IScopeless
    {
        [Authorize(AuthenticationSchemes = "Bearer")]
        public ValueTask PingAsync() => default;
    }
}
