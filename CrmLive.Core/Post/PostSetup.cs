using CrmLive.Core.Post.Reading;
using CrmLive.Core.Post.Sorting;
using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Core.Post;

public static class PostSetup
{
    public static IServiceCollection AddPost(this IServiceCollection services) => services
        .AddSingleton(PostPermissions.Group)
        .AddSingleton<PostDesk>()
        .AddSingleton<PostQueries>()
        .AddSingleton<PostCommands>()
        .AddHostedService<MailboxReader>();
}
