using System;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;

namespace Chat.Client;

/// <summary>
/// Fetches the token that lets the client in, and keeps it while it is good: a gateway that sends each token to one server then
/// leads a client that comes back to its session.
/// </summary>
internal sealed class Tokens : IDisposable
{
    private readonly HttpClient _http = new();
    private readonly Uri _address;
    private readonly string _name;
    private readonly TimeProvider _time;
    private string? _token;
    private DateTimeOffset _goodUntil;

    /// <param name="server">The address of the hub.</param>
    /// <param name="name">The name to go by.</param>
    /// <param name="time">Says when a token is old.</param>
    public Tokens(Uri server, string name, TimeProvider time)
    {
        _time = time;
        string scheme = server.Scheme is "wss" or "https" ? "https" : "http";
        _address = new UriBuilder(server) { Scheme = scheme, Path = "/token", Query = null }.Uri;
        _name = name;
    }

    public async ValueTask<string> GetAsync(CancellationToken cancellationToken)
    {
        if (_token is not null && _time.GetUtcNow() < _goodUntil)
        {
            return _token;
        }

        using HttpResponseMessage response = await _http.PostAsJsonAsync(_address, new { name = _name }, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new ChatRefusedException($"The server does not want the name '{_name}': {(int)response.StatusCode}.");
        }

        Answer answer = (await response.Content.ReadFromJsonAsync<Answer>(cancellationToken))!;

        // Half of its time: whoever asks for another one before this one ends gets it.
        _goodUntil = _time.GetUtcNow() + TimeSpan.FromSeconds(answer.ExpiresIn / 2);
        return _token = answer.Token;
    }

    /// <summary>The server does not want the token any more.</summary>
    public void Forget() => _token = null;

    public void Dispose() => _http.Dispose();

    private sealed record Answer(
        [property: JsonPropertyName("token")] string Token, [property: JsonPropertyName("expiresIn")] double ExpiresIn);
}
