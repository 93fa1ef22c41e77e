namespace Chat.Server.Accounts;

/// <summary>Who somebody says to be. This is a demo: nobody is asked to prove it.</summary>
internal sealed record SignInRequest(string? Name);
