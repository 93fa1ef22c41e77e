using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Chat.Server.Hosting;
using Microsoft.AspNetCore.Builder;

namespace Ws.Rpc.Samples.Tests.Hosting;

/// <summary>The chat server of the samples as it is, with a folder of its own that outlives a restart.</summary>
internal sealed class ChatServer : IAsyncDisposable
{
    private readonly string _data;
    private readonly string _name;
    private readonly bool _ownsData;
    private WebApplication _app;

    private ChatServer(WebApplication app, string data, string name, bool ownsData)
    {
        _app = app;
        _data = data;
        _name = name;
        _ownsData = ownsData;
        HttpAddress = new Uri(app.Urls.Single());
        Http = new HttpClient { BaseAddress = HttpAddress };
    }

    public Uri HttpAddress { get; }

    public Uri Address => new UriBuilder(HttpAddress) { Scheme = "ws", Path = "/chat" }.Uri;

    public HttpClient Http { get; }

    public static async Task<ChatServer> StartAsync(params string[] more)
    {
        string data = Directory.CreateTempSubdirectory("chat").FullName;
        return new ChatServer(await StartAsync(data, "one", port: 0, shares: false, more), data, "one", ownsData: true);
    }

    /// <summary>Two servers with one database.</summary>
    public static async Task<(ChatServer One, ChatServer Two)> StartTwoAsync()
    {
        string data = Directory.CreateTempSubdirectory("chat").FullName;
        WebApplication one = await StartAsync(data, "one", port: 0, shares: true);
        WebApplication two = await StartAsync(data, "two", port: 0, shares: true);
        return (new ChatServer(one, data, "one", ownsData: true), new ChatServer(two, data, "two", ownsData: false));
    }

    public async Task RestartAsync()
    {
        await _app.StopAsync().Within();
        await _app.DisposeAsync();
        _app = await StartAsync(_data, _name, HttpAddress.Port, shares: false);
    }

    public async ValueTask<string> TokenAsync(string name, CancellationToken cancellationToken = default)
    {
        using HttpResponseMessage response = await Http.PostAsJsonAsync("/token", new { name }, cancellationToken).Within();
        response.EnsureSuccessStatusCode();
        JsonElement answer = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return answer.GetProperty("token").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync().Within();
        await _app.DisposeAsync();
        if (_ownsData)
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(_data, recursive: true);
        }
    }

    private static async Task<WebApplication> StartAsync(string data, string name, int port, bool shares, params string[] more)
    {
        WebApplication app = ChatApplication.Create(
        [
            "--urls", $"http://127.0.0.1:{port}",
            "--Chat:Data", data,
            "--Chat:Name", name,
            "--Chat:SharesDatabase", $"{shares}",
            "--Logging:LogLevel:Default", "None",
            .. more,
        ]);
        await app.StartAsync().Within();
        return app;
    }
}
