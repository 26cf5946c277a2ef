namespace CrmLive.Tests.Lab;

/// <summary>The real parts a test stands on: missing on a user's machine the test is skipped with the reason; in CI it fails, for there nothing may be skipped.</summary>
public static class Needs
{
    private static readonly bool InCi = Environment.GetEnvironmentVariable("CI") is "true" or "1";

    public static void Postgres() => Part(PostgresServer.Binaries is not null, "the PostgreSQL server's binaries");

    public static void Asterisk() =>
        Part(AsteriskProcess.IsInstalled && Environment.IsPrivilegedProcess, $"Asterisk in {AsteriskProcess.Root} (and the right to chroot into it)");

    public static void Sipp() => Part(Programs.Find("sipp") is not null, "SIPp");

    public static void Smtp() => Part(Programs.Find("aiosmtpd") is not null, "the mail server aiosmtpd");

    public static void Clamd() => Part(Programs.Find("clamd") is not null, "the virus scanner clamd");

    public static void Imap() => Part(Programs.Find("dovecot") is not null, "the mailbox server Dovecot");

    public static void Khal() => Part(Programs.Find("khal") is not null, "khal");

    public static void Vdirsyncer() => Part(Programs.Find("vdirsyncer") is not null, "vdirsyncer");

    /// <summary>A disk that can be full is made by mounting one.</summary>
    public static void SmallDisk() => Part(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "the right to mount a small disk (root on Linux)");

    /// <summary>Gives the browser to start: Playwright's <c>ExecutablePath</c>.</summary>
    public static string Chromium()
    {
        var path = Programs.Find("chromium", "chromium-browser", "google-chrome");
        Part(path is not null, "Chromium");
        return path!;
    }

    private static void Part(bool present, string what)
    {
        var reason = $"{what} is not on this machine (on Debian '.ci/install' brings it)";
        if (InCi)
            Assert.True(present, reason);
        Skip.IfNot(present, reason);
    }
}
