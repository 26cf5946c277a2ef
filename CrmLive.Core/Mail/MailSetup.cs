using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Core.Mail;

public static class MailSetup
{
    public static IServiceCollection AddMail(this IServiceCollection services, MailOptions options) => services
        .AddSingleton(options)
        .AddSingleton<MailOutbox>()
        .AddHostedService<MailSender>();
}
