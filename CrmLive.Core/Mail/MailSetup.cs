using CrmLive.Core.Live;
using CrmLive.Core.Mail.Sending;
using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Core.Mail;

public static class MailSetup
{
    public static IServiceCollection AddMail(this IServiceCollection services, MailOptions options) => services
        .AddSingleton(options)
        .AddSingleton<MailRoute>()
        .AddSingleton<MailCommands>()
        .AddSingleton<MailboxCommands>()
        .AddSingleton<MailTemplateCommands>()
        .AddSingleton<OutboxQueries>()
        .AddSingleton<OutboxCommands>()
        .AddSingleton(new SharedView<MailStanding>(new MailStanding()))
        .AddHostedService<MailWatch>()
        .AddHostedService<MailSender>();
}
