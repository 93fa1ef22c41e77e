using System;
using System.Collections.Generic;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;

namespace Ws.Rpc.EndToEnd.Tests.Guards;

/// <summary>An attribute that brings its requirement itself.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GrownAttribute : Attribute, IAuthorizationRequirementData
{
    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [new ClaimsAuthorizationRequirement("age", ["42"])];
}
