using CrmLive.Core.Live;
using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Core.Calls;

public static class CallsSetup
{
    /// <summary>The intake, the shared view of what goes on, and what people do to calls. Needs the database ready before the host starts its services.</summary>
    public static IServiceCollection AddCalls(this IServiceCollection services) => services
        .AddSingleton(CallPermissions.Group)
        .AddSingleton<CallIntake>()
        .AddSingleton<CallCommands>()
        .AddSingleton<CallQueries>()
        .AddSingleton<CallRecordings>()
        .AddSingleton(new SharedView<CallsNow>(CallsNow.Nothing))
        .AddHostedService<OnlineView>()
        .AddHostedService<CallSweeper>()
        .AddHostedService<NoteJournal>();
}
