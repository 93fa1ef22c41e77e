using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Ws.Rpc.Interop.Tests.OpenRpc;
using Ws.Rpc.Samples.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.Samples.Tests;

/// <summary>
/// What the chat says of itself. To accept another document, run with <c>UPDATE_SNAPSHOTS=1</c> and read the difference.
/// </summary>
public sealed class ChatDocumentTests(OpenRpcValidator validator) : IClassFixture<OpenRpcValidator>
{
    private static readonly JsonSerializerOptions s_readable =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task Document_is_as_reviewed()
    {
        JsonNode document = JsonNode.Parse(await DocumentAsync())!;

        // Where the chat runs and which version it is changes.
        document["servers"]![0]!["url"] = "ws://localhost:5100/chat";
        document["info"]!["version"] = "1.0.0";
        string text = document.ToJsonString(s_readable).ReplaceLineEndings("\n") + "\n";
        string snapshot = Path.Combine(Folder(), "OpenRpc", "chat.json");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            await File.WriteAllTextAsync(snapshot, text);
        }

        Assert.Equal((await File.ReadAllTextAsync(snapshot)).ReplaceLineEndings("\n"), text);
    }

    [Fact]
    public async Task Document_is_valid_and_can_be_resolved()
    {
        string said = await validator.ResolveAsync(await DocumentAsync(), "send", """["lobby","hello"]""", """["lobby",1]""");

        Assert.Equal("valid", said.Trim());
    }

    private static async Task<string> DocumentAsync()
    {
        await using ChatServer chat = await ChatServer.StartAsync("--environment", "Development");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/chat/openrpc.json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await chat.TokenAsync("ann"));
        using HttpResponseMessage response = await chat.Http.SendAsync(request).Within();
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync();
    }

    private static string Folder() => typeof(ChatDocumentTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(static one => one.Key == "TestFolder").Value!;
}
