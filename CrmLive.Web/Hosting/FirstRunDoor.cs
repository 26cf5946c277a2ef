using CrmLive.Web.Account;

namespace CrmLive.Web.Hosting;

public static class FirstRunDoor
{
    /// <summary>P2: while there is no office, whoever started CrmLive is told the code that the first page asks for. Written before the first request can come.</summary>
    public static void SayHowToBegin(this WebApplication app)
    {
        var setup = app.Services.GetRequiredService<SetupCode>();
        var code = setup.Code;
        app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine(
            $"\nThere is no office yet. Open {app.Urls.FirstOrDefault()} and enter the setup code\n\n  {code}\n\nIt also stands in {setup.File}, which only you can read.\n"));
    }
}
