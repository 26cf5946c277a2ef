using System.Text.RegularExpressions;
using MimeKit;

namespace CrmLive.Core.Mail.Sending;

/// <summary>Lays mails into a folder, for development: any mail program opens them.</summary>
internal sealed partial class FolderWay(string folder) : IMailWay
{
    public async Task<string> SendAsync(MimeMessage mail, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, Unsafe().Replace(mail.MessageId!, "_") + ".eml");
        // Under its name only when whole: whoever watches the folder never reads half a mail.
        var draft = path + ".draft";
        await mail.WriteToAsync(draft, ct);
        File.Move(draft, path, overwrite: true);
        return Path.GetFileName(path);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [GeneratedRegex("[^A-Za-z0-9.@_-]")]
    private static partial Regex Unsafe();
}
