using CrmLive.Core.Live;
using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Core.Submissions;

public static class SubmissionsSetup
{
    public static IServiceCollection AddSubmissions(this IServiceCollection services) => services
        .AddSingleton(SubmissionPermissions.Group)
        .AddSingleton<PersonalNumbers>()
        .AddSingleton<SubmissionIntake>()
        .AddSingleton<HandIn>()
        .AddSingleton<SubmissionInbox>()
        .AddSingleton<SubmissionCommands>()
        .AddSingleton<SubmissionExport>()
        .AddSingleton<ClientNumbers>()
        .AddSingleton<Similarity>()
        .AddSingleton<SimilarityBell>()
        .AddHostedService(provider => provider.GetRequiredService<SimilarityBell>())
        .AddSingleton<SubmissionThread>()
        .AddSingleton<BrokerPost>()
        .AddSingleton<BrokerPages>()
        .AddSingleton<SubmissionDocuments>()
        .AddSingleton<ClientNotice>()
        .AddSingleton<SubmissionPrivacy>()
        .AddSingleton<BrokerFormCommands>()
        .AddSingleton<BrokerFormQueries>()
        .AddSingleton<SubmissionQueries>()
        .AddSingleton(new SharedView<InboxNow>(InboxNow.Nothing))
        .AddSingleton<InboxView>()
        .AddHostedService(provider => provider.GetRequiredService<InboxView>())
        .AddHostedService<NumberErasure>();
}
