namespace CrmLive.Core.Sample;

/// <summary>Somebody of the sample office to sign in as; the password of all is <see cref="SampleOptions.Password"/>.</summary>
public sealed record SampleSignIn(string Name, string Login, string RoleKey)
{
    /// <summary>Everyone, the one a newcomer should try first at the top of each role: reception sees the most life.</summary>
    public static IReadOnlyList<SampleSignIn> All { get; } =
        [.. Cast.OfWarsaw.Everyone.Where(e => e.Post != Post.Care).Select(e => new SampleSignIn(e.FullName, e.Login, e.RoleKey))];

    /// <summary>One of each role, for the sign-in page and the console.</summary>
    public static IReadOnlyList<SampleSignIn> OneOfEachRole { get; } = [.. All.DistinctBy(e => e.RoleKey)];
}
