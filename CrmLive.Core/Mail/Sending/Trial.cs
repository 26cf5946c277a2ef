using MimeKit;

namespace CrmLive.Core.Mail.Sending;

/// <summary>One mail past the outbox, to see whether a server takes it.</summary>
internal static class Trial
{
    /// <summary>Somebody sits before the form and waits.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task<MailTrial> RunAsync(MailOptions options, string to, string subject, string body, TimeProvider clock, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ct);
        var now = clock.GetUtcNow().UtcDateTime;
        try
        {
            await using var way = await SmtpWay.OpenAsync(options, either.Token);
            var mail = new LeasedMail(0, $"trial-{Guid.NewGuid():N}", to, subject, body, 0, now, null, now);
            return new MailTrial(true, await way.SendAsync(MailLetter.Of(mail, options), either.Token));
        }
        catch (Exception said) when (said is MailWayClosed or MailSessionOver or MailRefused or MailLater or MailUnclear or FormatException or ParseException)
        {
            return new MailTrial(false, said.Message);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return new MailTrial(false, MailReasons.Silent);
        }
    }
}
