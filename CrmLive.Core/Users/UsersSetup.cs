using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Core.Users;

public static class UsersSetup
{
    public static IServiceCollection AddUsers(this IServiceCollection services) => services
        .AddSingleton(UserPermissions.Group)
        .AddSingleton<Actors>()
        .AddSingleton<Sessions>()
        .AddSingleton<ApiTokens>()
        .AddSingleton<UserQueries>()
        .AddSingleton<OwnChoices>()
        .AddSingleton<AbsenceQueries>()
        .AddSingleton<UserCommands>()
        .AddSingleton<RoleCommands>()
        .AddSingleton<OwnPresence>();
}
