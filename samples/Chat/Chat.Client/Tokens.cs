using System;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;

namespace Chat.Client;

/// <summary>Fetches the token that lets the client in. It is asked again whenever a connection needs a new one.</summary>
internal sealed class Tokens : IDisposable
{
    private readonly HttpClient _http = new();
    private readonly Uri _address;
    private readonly string _name;

    /// <param name="server">The address of the hub.</param>
    /// <param name="name">The name to go by.</param>
    public Tokens(Uri server, string name)
    {
        string scheme = server.Scheme is "wss" or "https" ? "https" : "http";
        _address = new UriBuilder(server) { Scheme = scheme, Path = "/token", Query = null }.Uri;
        _name = name;
    }

    public async ValueTask<string> GetAsync(CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await _http.PostAsJsonAsync(_address, new { name = _name }, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new ChatRefusedException($"The server does not want the name '{_name}': {(int)response.StatusCode}.");
        }

        return (await response.Content.ReadFromJsonAsync<Answer>(cancellationToken))!.Token;
    }

    public void Dispose() => _http.Dispose();

    private sealed record Answer([property: JsonPropertyName("token")] string Token);
}
