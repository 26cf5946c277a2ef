namespace CrmLive.Web.Activities;

public static class ActivityScreens
{
    /// <summary>What the dialog, the calendar and the reminders ask for in a circuit.</summary>
    public static IServiceCollection AddActivityScreens(this IServiceCollection services) => services
        .AddScoped<ActivitySaving>()
        .AddScoped<ActivityProposals>()
        .AddScoped<ActivityNews>()
        .AddScoped<ClashWords>()
        .AddScoped<ReminderFeed>();
}
