using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace Ws.Rpc.AspNetCore.Discovery;

/// <summary>Answers the plain requests for a document.</summary>
internal static class DocumentAnswer
{
    /// <summary>Whether the request's method can be served; otherwise it is answered.</summary>
    public static bool Allows(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        {
            return true;
        }

        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        context.Response.Headers.Allow = "GET, HEAD";
        return false;
    }

    public static Task WriteAsync(HttpContext context, OpenRpcDocument document)
    {
        byte[] body = document.At(HubAddress.Of(context.Request));
        HttpResponse response = context.Response;
        response.ContentType = "application/json";
        response.ContentLength = body.Length;

        // Who may see it is decided for each request.
        response.Headers.CacheControl = "no-store";
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(body, 0, body.Length, context.RequestAborted);
    }
}
