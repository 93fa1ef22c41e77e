using System.IO;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Chat.Server.Accounts;

/// <summary>The key that tokens are signed with, in a file: they outlive the server, and are good on all that share its folder.</summary>
internal static class SigningKey
{
    private const int Length = 32;

    /// <summary>Reads the key, and makes one if there is none.</summary>
    public static SymmetricSecurityKey ReadOrCreate(string folder)
    {
        string path = Path.Combine(folder, "tokens.key");
        if (!File.Exists(path))
        {
            Create(path);
        }

        return new SymmetricSecurityKey(File.ReadAllBytes(path));
    }

    // Whole, or not at all: another server may do the same at this moment.
    private static void Create(string path)
    {
        string draft = $"{path}.{RandomNumberGenerator.GetHexString(8)}";
        File.WriteAllBytes(draft, RandomNumberGenerator.GetBytes(Length));
        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }
}
