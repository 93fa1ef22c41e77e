using System.IO;
using Microsoft.Extensions.Configuration;

namespace Chat.Server.Hosting;

/// <summary>What differs from server to server.</summary>
/// <param name="Name">Tells this server from others that share its database.</param>
/// <param name="Data">The folder of the database and of the keys.</param>
/// <param name="SharesDatabase">Whether other servers write into the same database.</param>
public sealed record ChatSettings(string Name, string Data, bool SharesDatabase)
{
    /// <summary>Reads the section <c>Chat</c>. Relative folders begin at <paramref name="root"/>.</summary>
    public static ChatSettings Read(IConfiguration configuration, string root)
    {
        IConfigurationSection section = configuration.GetSection("Chat");
        return new ChatSettings(
            section["Name"] ?? "one",
            Path.GetFullPath(section["Data"] ?? "data", root),
            section.GetValue("SharesDatabase", false));
    }
}
