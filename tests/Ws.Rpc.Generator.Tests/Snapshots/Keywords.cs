namespace Demo.@namespace;

public record @record(int @int);

public class @class
{
    public record struct @struct(@record @event);

    [RpcHub]
    public interface @interface
    {
        Task<@record> @return(@class.@struct @params, @record? @default = null, params @record[] @in);

        ValueTask<(@record @new, int @this)> @await(@enum @enum = @enum.@null, int __w = 5, int @_ = 6);
    }
}

public enum @enum
{
    @null,
}
