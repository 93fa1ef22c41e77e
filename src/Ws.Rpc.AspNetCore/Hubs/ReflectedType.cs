using System.Collections.Generic;
using System.ComponentModel.DataAnnotations;
using System.Linq;

namespace Ws.Rpc.AspNetCore.Hubs;

/// <summary>
/// What the attributes of a type ask of its objects: the members first; where these are well, the object as a whole.
/// </summary>
internal sealed class ReflectedType(
    string name, IReadOnlyList<ReflectedMember> members, IReadOnlyList<ValidationAttribute> own, JsonMemberNames names)
    : ITypeChecks
{
    public void Run(object value, string path, ArgumentValidation validation)
    {
        int before = validation.ErrorCount;
        foreach (ReflectedMember member in members)
        {
            member.Run(value, path, validation);
        }

        var context = new ValidationContext(value, name, validation.Services, items: null);
        if (validation.ErrorCount == before)
        {
            Keep(own.Select(attribute => attribute.GetValidationResult(value, context)), path, validation);
        }

        if (validation.ErrorCount == before && value is IValidatableObject itself)
        {
            Keep(itself.Validate(context), path, validation);
        }
    }

    private void Keep(IEnumerable<ValidationResult?> results, string path, ArgumentValidation validation)
    {
        foreach (ValidationResult failure in results.OfType<ValidationResult>())
        {
            string[] members = [.. failure.MemberNames];
            if (members.Length == 0)
            {
                validation.Add(path, failure.ErrorMessage);
            }

            foreach (string member in members)
            {
                validation.Add($"{path}.{names.Of(member)}", failure.ErrorMessage);
            }
        }
    }
}
