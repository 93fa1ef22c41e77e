using System;
using Ws.Rpc.Tool;

return args switch
{
    ["typescript", .. string[] rest] => TypeScriptCommand.Run(rest, Console.Out, Console.Error),
    _ => TypeScriptCommand.Explain(Console.Error),
};
