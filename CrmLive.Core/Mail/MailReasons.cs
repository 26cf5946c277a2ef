namespace CrmLive.Core.Mail;

/// <summary>Why a mail is not on its way where the server said nothing: keys, told in the reader's language; anything else is the server's own words.</summary>
public static class MailReasons
{
    public const string TooLate = "too-late";
    public const string NodeStopped = "node-stopped";
    public const string NoAnswer = "no-answer";
    public const string PasswordLost = "password-lost";
    public const string Silent = "silent";

    /// <summary>Not the server: what came could not be kept here.</summary>
    public const string Ours = "ours";

    public static IReadOnlyList<string> All { get; } = [TooLate, NodeStopped, NoAnswer, PasswordLost, Silent, Ours];
}
