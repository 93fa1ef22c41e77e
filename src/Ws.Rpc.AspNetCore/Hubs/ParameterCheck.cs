namespace Ws.Rpc.AspNetCore.Hubs;

/// <summary>What is checked of one parameter.</summary>
/// <param name="Name">Its name on the wire.</param>
/// <param name="Attributes">What its own attributes ask for.</param>
/// <param name="Descends">Whether what is in its value is checked, too.</param>
internal sealed record ParameterCheck(string Name, AttributeChecks Attributes, bool Descends);
