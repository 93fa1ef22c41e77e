using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Ws.Rpc.Generator.Model;

namespace Ws.Rpc.Generator.Parsing;

/// <summary>Reads a method that keeps all rules.</summary>
internal static class MethodParser
{
    /// <summary>Reads the declarations of one wire name, which agree.</summary>
    public static MethodModel Parse(
        ContractSurface contract, string wireName, IEnumerable<IMethodSymbol> declarations, ExternAliases? aliases)
    {
        IMethodSymbol method = declarations.First();
        ITypeSymbol? result = ReturnShape.Result(method);
        return new MethodModel(
            TypeNames.Escaped(method.Name),
            wireName,
            ReturnShape.Of(method)!.Value,
            result is null ? null : TypeClassifier.Classify(result, aliases),
            ReturnShape.IsNotification(method, contract.Kind),
            MethodMarks.IsIdempotent(method),
            MethodMarks.IsOrdered(method, contract.Symbol),
            new([.. declarations.Select(declaration => TypeNames.Qualified(declaration.ContainingType, aliases))]),
            Parameters(method.Parameters, aliases));
    }

    private static EquatableArray<ParameterModel> Parameters(ImmutableArray<IParameterSymbol> parameters, ExternAliases? aliases)
    {
        ParameterModel[] models = new ParameterModel[parameters.Length];
        for (int i = 0; i < models.Length; i++)
        {
            models[i] = Parameter(parameters[i], aliases);
        }

        return new(models);
    }

    private static ParameterModel Parameter(IParameterSymbol parameter, ExternAliases? aliases)
    {
        if (KnownTypes.IsCancellationToken(parameter.Type))
        {
            TypeModel token = new(TypeNames.Qualified(parameter.Type), CodecKind.None);
            return new ParameterModel(parameter.Name, ParameterKind.Cancellation, token, TypeOf(parameter, aliases), null);
        }

        if (KnownTypes.IsAsyncEnumerable(parameter.Type))
        {
            return Stream(parameter, aliases);
        }

        if (KnownTypes.IsProgress(parameter.Type))
        {
            return Progress(parameter, aliases);
        }

        return parameter is { IsParams: true, Type: IArrayTypeSymbol array }
            ? new ParameterModel(
                parameter.Name,
                ParameterKind.Rest,
                TypeClassifier.ClassifyRest(array, aliases),
                TypeOf(parameter, aliases),
                null)
            : new ParameterModel(
                parameter.Name,
                ParameterKind.Value,
                TypeClassifier.Classify(parameter.Type, aliases),
                TypeOf(parameter, aliases),
                DefaultExpression.Of(parameter, aliases));
    }

    // Where nullability is not stated null travels, as it does for every other type; and an optional stream is null by default.
    private static ParameterModel Stream(IParameterSymbol parameter, ExternAliases? aliases)
    {
        bool refusesNull = !parameter.IsOptional && parameter.NullableAnnotation == NullableAnnotation.NotAnnotated;
        ITypeSymbol type = refusesNull ? parameter.Type : parameter.Type.WithNullableAnnotation(NullableAnnotation.Annotated);
        TypeModel item = TypeClassifier.Classify(KnownTypes.Item(parameter.Type), aliases);
        TypeModel stream = new(TypeNames.Qualified(type, aliases), CodecKind.None, item);
        return new ParameterModel(
            parameter.Name, ParameterKind.Stream, stream, TypeOf(parameter, aliases), DefaultExpression.Of(parameter));
    }

    // Who wants no progress sends null, which is for the method only if it says that it takes it.
    private static ParameterModel Progress(IParameterSymbol parameter, ExternAliases? aliases)
    {
        ITypeSymbol report = ((INamedTypeSymbol)parameter.Type).TypeArguments[0];
        TypeModel type = new(
            TypeNames.Qualified(parameter.Type, aliases), CodecKind.None, TypeClassifier.Classify(report, aliases));
        bool takesNull = parameter.IsOptional || parameter.NullableAnnotation == NullableAnnotation.Annotated;
        return new ParameterModel(
            parameter.Name, ParameterKind.Progress, type, TypeOf(parameter, aliases), takesNull ? "null" : null);
    }

    private static string TypeOf(IParameterSymbol parameter, ExternAliases? aliases) => TypeNames.Qualified(
        parameter.Type.IsReferenceType ? parameter.Type.WithNullableAnnotation(NullableAnnotation.None) : parameter.Type,
        aliases);
}
