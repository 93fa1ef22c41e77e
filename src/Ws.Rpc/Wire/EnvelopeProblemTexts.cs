namespace Ws.Rpc.Wire;

/// <summary>The words for <see cref="EnvelopeProblems"/>.</summary>
internal static class EnvelopeProblemTexts
{
    public const string NotJson = "the message is not JSON in UTF-8, or is nested too deeply";
    public const string NotAnObject = "a message is an object or an array of objects";
    public const string EntryNotAnObject = "an entry of a batch is an object";
    public const string EmptyBatch = "a batch has at least one entry";
    public const string BatchTooLarge = "the batch has too many entries";

    public static string First(EnvelopeProblems problems) => (EnvelopeProblems)((int)problems & -(int)problems) switch
    {
        EnvelopeProblems.Version => "'jsonrpc' must be \"2.0\"",
        EnvelopeProblems.IdRepeated => "'id' is given twice",
        EnvelopeProblems.IdType => "'id' must be a string or a number",
        EnvelopeProblems.IdTooLong => "'id' is too long",
        EnvelopeProblems.MethodInResponse => "'method' excludes 'result' and 'error'",
        EnvelopeProblems.MethodMissing => "'method' is missing",
        EnvelopeProblems.MethodType => "'method' must be a string",
        EnvelopeProblems.MethodTooLong => "'method' is too long",
        EnvelopeProblems.MethodText => "'method' is not valid Unicode",
        EnvelopeProblems.ParamsType => "'params' must be an array or an object",
        EnvelopeProblems.MemberRepeated => "a member is given twice",
        EnvelopeProblems.SessionInBatch => "session messages do not go into a batch",
        EnvelopeProblems.CreditInBatch => "'credit' does not go into a batch",
        EnvelopeProblems.CreditValue => "'credit' must be an integer from 0 to 65535",
        _ => "'after' must be a string",
    };
}
