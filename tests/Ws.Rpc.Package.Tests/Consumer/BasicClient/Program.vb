Imports System
Imports System.Threading.Tasks
Imports Consumer.Contracts
Imports Ws.Rpc

<RpcHub>
Public Interface IOwnHub
    Function GreetAsync(name As String) As Task(Of String)
End Interface

Friend NotInheritable Class Titles
    Implements IGreeterClient

    Public Function AskTitleAsync(name As String) As ValueTask(Of String) Implements IGreeterClient.AskTitleAsync
        Return New ValueTask(Of String)("Dr")
    End Function
End Class

Friend Module Program
    Public Sub Main(arguments As String())
        RunAsync(arguments(0)).GetAwaiter().GetResult()
    End Sub

    Private Async Function RunAsync(address As String) As Task
        Dim client As New RpcClient(New Uri(address))
        Using client.Handle(Of IGreeterClient)(New Titles())
            Await client.ConnectAsync()
            Console.WriteLine(Await client.GetHub(Of IGreeterHub)().GreetAsync("Ann", 2))
            Try
                client.GetHub(Of IOwnHub)()
            Catch refusal As InvalidOperationException
                Console.WriteLine(refusal.Message)
            End Try
        End Using

        Await client.DisposeAsync()
    End Function
End Module
