namespace CrmLive.Core.Sample;

/// <summary>Settings under "Sample".</summary>
public sealed record SampleOptions
{
    /// <summary>The password of every employee of the sample office; printed and shown on its sign-in page.</summary>
    public const string Password = "warsaw-sample-1";

    /// <summary>Left out: yes when there is no database yet.</summary>
    public bool? Enabled { get; init; }

    /// <summary>The same seed on the same day makes the same office.</summary>
    public int Seed { get; init; } = 2026;

    /// <summary>How fast the living day goes: 1 is a call about every half minute, 0 stands still.</summary>
    public double Pace { get; init; } = 1;
}
