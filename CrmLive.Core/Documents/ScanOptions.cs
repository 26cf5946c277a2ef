using System.Net;
using System.Net.Sockets;

namespace CrmLive.Core.Documents;

/// <summary>Section "Documents" of the settings: the virus scanner that every file from outside passes.</summary>
public sealed record ScanOptions
{
    /// <summary>Where clamd listens: "unix:/run/clamav/clamd.ctl" or "127.0.0.1:3310"; empty asks nobody.</summary>
    public string Clamd { get; init; } = "";

    public WithoutScan WhenDown { get; init; } = WithoutScan.Refuse;

    public int TimeoutSeconds { get; init; } = 30;

    /// <summary>How often files that wait for the scanner are shown to it again.</summary>
    public int RetryMinutes { get; init; } = 5;

    /// <summary>Null when it cannot be read.</summary>
    public static EndPoint? AddressOf(string clamd) =>
        clamd.StartsWith("unix:/", StringComparison.Ordinal) ? new UnixDomainSocketEndPoint(clamd["unix:".Length..])
        : clamd.LastIndexOf(':') is > 0 and var colon && int.TryParse(clamd.AsSpan(colon + 1), out var port) && port is > 0 and < 65536
            ? IPAddress.TryParse(clamd.AsSpan(0, colon).Trim("[]"), out var ip) ? new IPEndPoint(ip, port) : new DnsEndPoint(clamd[..colon], port)
        : null;
}

/// <summary>What becomes of a file while the scanner does not answer.</summary>
public enum WithoutScan
{
    /// <summary>Not taken; the sender is told to try again later.</summary>
    Refuse,

    /// <summary>Kept and given to nobody until the scanner has seen it.</summary>
    Hold,
}
