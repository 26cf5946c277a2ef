using Microsoft.Extensions.Configuration.Memory;

namespace CrmLive.Web.Hosting;

/// <summary>Logs for machines, one JSON object a line in UTC; readable lines in development. Ids only, never a name or number of a person.</summary>
public static class Logs
{
    // Lowest in rank, so that any settings file may say otherwise. ASP.NET Core's "Information" writes the address of each request,
    // and with it whatever somebody searched for.
    private static readonly Dictionary<string, string?> Quiet = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft"] = "Warning",
        ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Information",
        ["Logging:LogLevel:System.Net.Http"] = "Warning",
        ["Logging:LogLevel:Npgsql"] = "Warning",
    };

    public static void AddLogs(this WebApplicationBuilder builder)
    {
        ((IConfigurationBuilder)builder.Configuration).Sources.Insert(0, new MemoryConfigurationSource { InitialData = Quiet });
        builder.Logging.ClearProviders();
        if (builder.Environment.IsDevelopment())
        {
            builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        }
        else
        {
            builder.Logging.AddJsonConsole(json =>
            {
                json.UseUtcTimestamp = true;
                json.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
                // A scope of ASP.NET Core carries the path of the request.
                json.IncludeScopes = false;
            });
        }
    }
}
