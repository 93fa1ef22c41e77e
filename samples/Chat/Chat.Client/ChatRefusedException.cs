using System;

namespace Chat.Client;

/// <summary>The server does not let the user in under this name.</summary>
internal sealed class ChatRefusedException(string message) : Exception(message);
