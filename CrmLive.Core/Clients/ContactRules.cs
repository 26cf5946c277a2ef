using System.Net.Mail;

namespace CrmLive.Core.Clients;

/// <summary>What counts as an address here; stricter than a mail server, kinder than a standard.</summary>
public static class ContactRules
{
    public static bool IsEmail(string text) =>
        text.Trim() is var trimmed
        && trimmed.Length <= 254
        && MailAddress.TryCreate(trimmed, out var address)
        && address.Address == trimmed
        && address.Host.Contains('.', StringComparison.Ordinal);
}
