using CrmLive.Core.Activities.Feed;
using CrmLive.Core.Activities.Reminding;
using CrmLive.Core.Clients;
using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Core.Activities;

public static class ActivitiesSetup
{
    public static IServiceCollection AddActivities(this IServiceCollection services) => services
        .AddSingleton(ActivityPermissions.Group)
        .AddSingleton<ActivityCommands>()
        .AddSingleton<ActivityQueries>()
        .AddSingleton<NoteQueries>()
        .AddSingleton<IClientWelcome, FirstStep>()
        .AddSingleton<IClientsJoined, MeetingNumbers>()
        .AddSingleton<ClashFinder>()
        .AddSingleton<ClientService>()
        .AddSingleton<Reminders>()
        .AddSingleton<CalendarFeeds>()
        .AddHostedService<ActivityClock>();
}
