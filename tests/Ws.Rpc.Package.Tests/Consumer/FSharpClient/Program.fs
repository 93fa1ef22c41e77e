module Consumer.FSharpClient.Program

open System
open System.Threading.Tasks
open Consumer.Contracts
open Ws.Rpc

[<RpcHub>]
type IOwnHub =
    abstract GreetAsync: name: string -> Task<string>

let run (address: string) =
    task {
        use client = new RpcClient(Uri address)
        let titles = { new IGreeterClient with member _.AskTitleAsync _ = ValueTask<string> "Dr" }
        use _ = client.Handle<IGreeterClient> titles
        do! client.ConnectAsync()
        let! greeting = client.GetHub<IGreeterHub>().GreetAsync("Ann", 2)
        Console.WriteLine greeting

        try
            client.GetHub<IOwnHub>() |> ignore
        with :? InvalidOperationException as refusal ->
            Console.WriteLine refusal.Message
    }

[<EntryPoint>]
let main arguments =
    (run arguments[0]).GetAwaiter().GetResult()
    0
