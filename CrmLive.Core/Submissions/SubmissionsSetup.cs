using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Core.Submissions;

public static class SubmissionsSetup
{
    public static IServiceCollection AddSubmissions(this IServiceCollection services) => services
        .AddSingleton(SubmissionPermissions.Group)
        .AddSingleton<SubmissionIntake>()
        .AddSingleton<SubmissionQueries>();
}
